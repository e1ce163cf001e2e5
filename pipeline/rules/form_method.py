"""How a project form says that it is scored: the note below it (定量指标 …按比例记分; 定性指标 …三档 …100%-80%（含）).

财政部's method (财预〔2020〕10号) is known without the note; what a note adds is that the form binds itself to it: a
score below the share that was reached, or outside the range of the words of the result, then contradicts the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.rules.printed.text import plain
from schemas.figure import Interval

_HUNDRED = Decimal(100)
# What stands before a formula: 得分=, 得分计算方法应用, 得分计算公式为
_IS_FOUND_BY = r"得分(?:的?计算)?(?:方法|公式|方式)?(?:=|:|应?当?(?:用|为|按照?|采用))"
# 未完成的，按照完成值与指标值的比例记分; 得分=权重×实际完成值/年度指标值
_BY_SHARE = re.compile(
    r"按照?[^。;]{0,24}(?:比例|比值|比率|完成率)[^。;]{0,6}(?:[记计得给]分|得分|计算)"
    rf"|{_IS_FOUND_BY}[^。;=]{{0,24}}(?:完成[^。;=/]{{0,8}}|实际值\)?|B\)?)/[^。;=]{{0,16}}(?:指标值|目标值|预期值|A)"
)
# 反向指标: 得分=分值×年度指标值/实际完成值
_REVERSED = re.compile(
    rf"(?:反向|逆向|负向)[^。;=]{{0,24}}{_IS_FOUND_BY}"
    r"[^。;=]{0,24}(?:(?:指标值|目标值)(?:\(A\))?|A)\)?/[^。;=]{0,12}(?:完成|实际|B)"
)
_HELD = r"(?:\(不?含(?:\d+%)?\))?"
# 执行率达到90%（含）以上的得10分; 执行率低于90%的，每低1个百分点扣0.5分: a scale of its own for the execution rate.
_RATE_SCALE = re.compile(
    r"(?:执行|支出|支付)率[^。;]{0,40}?(?:\d+%[^。;]{0,12}(?:以上|以下|含)|(?:不低于|不高于|高于|低于|大于|小于|[≥≤<>])[^。;]{0,4}\d+%)"
    r"[^。;]{0,30}(?:得\d|[得记计]满分|扣|[得记计]\d+(?:\.\d+)?分)"
)
# 执行率得分：执行率≥95%得10分；…
_LABEL = re.compile(r"^[^：:；;，,\d]{0,12}(?:得分|[评计记]分|标准|规则|办法)[：:]\s*")
_ENDS = rf"(\d{{1,3}})%?{_HELD}-(\d{{1,3}})%{_HELD}"
_TIERS = re.compile(rf"{_ENDS}[^\d。;]{{1,12}}{_ENDS}[^\d。;]{{1,12}}{_ENDS}")
# Words of the result as the note names its three tiers; others are for a person.
_WORDS = (
    re.compile(
        r"(?:全部|基本|完全)?(?:或基本)?达成(?:年度|预期|年初)?(?:绩效)?(?:指标|目标)?|达到(?:年度|预期)(?:指标|目标)"
    ),
    re.compile(r"部分(?:达成|达到|实现|完成)(?:年度|预期|年初)?(?:绩效)?(?:指标|目标)?(?:[,，]?并?具有一定效果)?"),
    re.compile(r"未(?:达成|达到|实现|完成)(?:年度|预期|年初)?(?:绩效)?(?:指标|目标)?(?:[,，]?且?效果较差)?"),
)


@dataclass(frozen=True)
class FormMethod:
    """`by_share`: a target that is missed leaves the share that was reached; `reversed_share`: an upper limit too.
    `tiers` are the shares of the points that results in words leave: reached, reached in part, not reached.
    `rate_scale`: the words of the form's own steps for the execution rate, '' for none."""

    by_share: bool = False
    reversed_share: bool = False
    tiers: tuple[Interval, ...] = ()
    rate_scale: str = ""

    def tier_of(self, result: str) -> Interval | None:
        """The share of the points that a result in the note's own words leaves; None for other words."""
        words = re.sub(r"[。,;、]$", "", plain(result))
        found = (tier for tier, pattern in zip(self.tiers, _WORDS, strict=False) if pattern.fullmatch(words))
        return next(found, None)


@lru_cache(maxsize=64)
def form_method(note: str) -> FormMethod:
    """What a note says; the notes of several forms one after the other say what each of them says."""
    text = plain(note)
    return FormMethod(bool(_BY_SHARE.search(text)), bool(_REVERSED.search(text)), _tiers(text), _rate_scale(note))


def _rate_scale(note: str) -> str:
    """The sentences that give steps of the execution rate, without their numbers, each once."""
    sentences = re.split(r"[。\n]", note)
    steps = (s for s in sentences if _RATE_SCALE.search(plain(s)))
    bare = (re.sub(r"^.{0,4}?(?:[:：]\s*)?[（(]?\d{1,2}[.、)）]", "", s.strip()) for s in steps)
    return "；".join(dict.fromkeys(_LABEL.sub("", s) for s in bare))


def _tiers(text: str) -> tuple[Interval, ...]:
    """Three ranges that follow each other from 100% to nothing; () where none or different ones are printed."""
    found = {
        tuple(Decimal(n) / _HUNDRED for n in match.groups())
        for match in _TIERS.finditer(text)
        if match[1] == "100" and match[2] == match[3] and match[4] == match[5] and match[6] == "0"
    }
    if len(found) != 1:
        return ()
    ends = found.pop()
    return tuple(Interval(low=ends[i + 1], high=ends[i]) for i in (0, 2, 4))
