"""Parts that stand under headings with their points and no numbers: 资金支出规范性（1分）。…会计核算规范性（1分）。…"""

from __future__ import annotations

import re

from pipeline.rules.printed.text import numbered
from pipeline.rules.printed.words import NUMBER

_HEADING = re.compile(
    rf"(?:^|(?<=[;。]))(?P<name>[\u4e00-\u9fff“”、]{{2,18}}?)\((?:共|满分|计)?(?P<points>{NUMBER})分\)[:。](?=[^;。(]{{4,}})"
)
_NO_NAME = re.compile(r"[得扣低高超]|未|不|优|良|的$|以[上下内]")
_LEAST = 2


def headings_numbered(text: str) -> str:
    """Plain `text` with such parts numbered; any other text as it is."""
    if text.count("分)") < _LEAST or numbered(text) is not None:
        return text
    found = list(_HEADING.finditer(text))
    if len(found) < _LEAST or found[0].start() or any(_NO_NAME.search(m["name"]) for m in found):
        return text
    if all(text[m.end() - 1] == ":" and text[m.start() - 1 : m.start()] in ("", ";") for m in found):
        return text  # 甲（3分）：…；乙（3分）：… is known
    ends = [m.start() for m in found[1:]] + [len(text)]
    return "".join(
        f"{n}.{m['name']}({m['points']}分):{text[m.end() : end]}"
        for n, (m, end) in enumerate(zip(found, ends, strict=True), 1)
    )
