"""A、B分别为x、y: the words before the numbers cut into one lead per number."""

from __future__ import annotations

import re

from pipeline.normalize.narrative_lexicon import last_name
from pipeline.normalize.narrative_periods import quarters_named, without_series


def named_together(text: str) -> list[str]:
    """What 、和及与 join."""
    return [p for p in re.split(r"、|以及|和|及(?!时)|与", text) if p]


def shared_leads(text: str, count: int) -> list[str]:
    """One lead per number; [] where subjects and numbers do not match one to one."""
    quarters = quarters_named(text)
    if quarters:
        if len(quarters) != count:
            return []
        rest = without_series(text)
        return [f"第{q}季度{rest}" for q in quarters]
    parts = named_together(text)
    if len(parts) != count or count < 2:
        return []
    names = [last_name(re.sub(r"(?:数|金额|总额)$", "", p)) or last_name(p) for p in parts]
    kinds = [n[0].kind if n else "" for n in names]
    if all(k in ("aspect", "metric") for k in kinds):
        first = names[0]
        prefix = parts[0][: first[1]] if first and kinds[0] == "aspect" else ""
        return [parts[0], *((p if n and n[1] else prefix + p) for p, n in zip(parts[1:], names[1:], strict=True))]
    last = names[-1]
    if last and kinds[-1] == "aspect" and all(k in ("item", "theme", "") for k in kinds[:-1]):
        return [p + parts[-1][last[1] :] for p in parts[:-1]] + [parts[-1]]
    if all(k == "item" for k in kinds):
        return parts
    return []
