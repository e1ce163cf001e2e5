"""Parts that are scored as the part before them: ②日常公用经费控制率=…×100%，按同样标准计分; on plain text."""

from __future__ import annotations

import re

from pipeline.rules.printed.text import numbered

_BASIS = r"(?:评分|计分|打分|赋分|扣分)?(?:标准|办法|方法|规则|方式)"
_SAME = re.compile(
    rf"[,;。:](?:评分|计分)?(?:(?:按|参照|采用|执行|依|比)(?:照)?(?:与)?(?:上述|同样|相同|同一|同等|前述|上款|前款|前项|上项|①|第?[一1]项)(?:的)?{_BASIS}"
    rf"(?:进行)?(?:计分|评分|计算|打分|赋分|执行|得分)?|{_BASIS}(?:同上|同①|同前项?|同上项|与(?:上述|上|前)(?:一)?项(?:相同|一致)))"
    r"(?:[,;]满分\d+(?:\.\d+)?分)?[。;]?$"
)
# What the part before is of, with its formula, and where its scale begins.
_SCALE = re.compile(
    r"^(?P<lead>[^<>≤≥]*?(?:×100%|率|比例|比重|占比)[,;:。]?)(?P<scale>(?:[<>≤≥]|在?\d|[低高]于|不|超).*分.*)$"
)


def same_as_before(text: str) -> str:
    """Plain `text` with the scale of the part before in each part that says it is scored by the same."""
    found = numbered(text)
    if found is None:
        return text
    scale = ""
    for part in found.parts:
        same = _SAME.search(part)
        if same is None:
            own = _SCALE.match(part)
            scale = own["scale"].strip(",;。") if own else ""
        elif scale and text.count(part) == 1:
            text = text.replace(part, f"{part[: same.start()]},{scale}")
    return text
