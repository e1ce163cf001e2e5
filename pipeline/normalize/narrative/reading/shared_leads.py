"""A、B分别为x、y: the words before the numbers cut into one lead per number."""

from __future__ import annotations

import re

from pipeline.normalize.narrative.reading.lexicon import last_name
from pipeline.normalize.narrative.reading.periods import of_quarter, quarters_named
from pipeline.vocabulary.items import item_named


def named_together(text: str) -> list[str]:
    """What 、和及与 join."""
    return [p for p in re.split(r"、|以及|和|及(?!时)|与", text) if p]


def shared_leads(text: str, count: int) -> list[str]:
    """One lead per number; [] where subjects and numbers do not match one to one."""
    quarters = quarters_named(text)
    if quarters:
        if len(quarters) != count:
            return []
        return [of_quarter(text, q) for q in quarters]
    parts = named_together(text)
    if len(parts) != count or count < 2:
        return []
    names = [last_name(re.sub(r"(?:数|金额|总额)$", "", p)) or last_name(p) for p in parts]
    kinds = [n[0].kind if n else "" for n in names]
    if all(k in ("aspect", "metric") for k in kinds):
        first = names[0]
        prefix = parts[0][: first[1]] if first and kinds[0] == "aspect" else ""
        return [parts[0], *((p if n and n[1] else prefix + p) for p, n in zip(parts[1:], names[1:], strict=True))]
    if all(p.endswith("支出") for p in parts):
        return parts  # 基本支出、项目支出和债务支出: 支出 is of each name, and no measure of all
    last = names[-1]
    if last and kinds[-1] == "aspect" and "aspect" not in kinds[:-1]:
        # 甲、乙项目支出分别为: the last name's 项目 is that of all
        shared = "项目" if parts[-1][: last[1]].endswith("项目") else ""
        measure = parts[-1][last[1] :]
        firsts = [p if item_named(p) else p.removesuffix(shared) + shared for p in parts[:-1]]
        return [p + measure for p in firsts] + [parts[-1]]
    if "item" in kinds and all(k in ("item", "theme") for k in kinds):
        return parts
    return []
