"""Wordings that say what is lost, and where, in the form that the readers of statements know; on plain text.

控制率超过100%的，扣6分；未超过的，不扣分; 按未完成比例扣分; 超计划采购的不得分; 各档均含下限，不含上限;
A率（甲÷乙）低于90%; 得分=min（执行率÷95%，1）×12分. Every number and sign is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.rules.printed.words import NUMBER, WEIGHT_WORDS

_N = NUMBER
_P = rf"{_N}%"
_RATE = r"[\u4e00-\u9fff]{2,16}?(?:率|比例|比重|占比)"
_OPENS = r"(?:^|(?<=[,;。:.)]))"
_ABOVE, _BELOW = r"超过|超出|高于|大于|>", r"低于|小于|不足|未达到?|<"


def _other_side(found: re.Match[str]) -> str:
    sign = "≤" if re.fullmatch(_ABOVE, found["op"]) else "≥"
    return f"{found['lost']};{sign}{found['at']}的不扣分"


def _capped(found: re.Match[str]) -> str:
    points = found["before"] or found["after"] or "权重"
    points += "分" if points[-1].isdigit() else ""
    return f"得分={found['a'] or found['b']}×{points},最高{points if points[0].isdigit() else '得满分'}"


_REWRITINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 得分=min（执行率÷95%，1）×12分
        (
            rf"得分=(?:(?P<before>{_N}分?|{WEIGHT_WORDS})×)?(?:min|MIN|Min)\((?:(?P<a>[^(),]*/{_N}%?),(?:1|100%)"
            rf"|(?:1|100%),(?P<b>[^(),]*/{_N}%?))\)(?:×(?P<after>{_N}分?|{WEIGHT_WORDS}))?(?=[,;。]|$)",
            _capped,
        ),
        # 完成率低于100%的，按未完成比例扣分，扣分=（1-完成率）×14分
        (
            rf"{_OPENS}({_RATE})(?:{_BELOW})100%的?,?按(?:照)?未完成的?比例(?:扣分|扣减|扣除)(?:,扣分=[^;。]*)?",
            r"得分=\1×权重",
        ),
        (rf"{_OPENS}按(?:照)?未完成的?比例(?:扣分|扣减),(?=扣分=)", ""),
        # 控制率超过100%的，扣6分；未超过的，不扣分
        (
            rf"(?P<lost>(?P<op>{_ABOVE}|{_BELOW})(?P<at>{_P})的?,?扣(?:减|除)?{_N}分)[,;。]"
            r"(?:(?:未|没有)(?:超过|超出|低于)(?:的|,)*|否则,?|其余,?|其他,?)不扣分(?=[,;。]|$)",
            _other_side,
        ),
    )
)
# …。均按比例计扣，扣完为止: of every step before it.
_ALL_IN_PROPORTION = re.compile(
    r"[,;。](?:以上|上述|各项)?均按(?:照)?(?:实际)?比例(?:计扣|扣分|扣减|扣除|计算|折算)(?=[,;。]|$)"
)
_EACH_POINT = re.compile(rf"(每[^,;。扣]{{0,12}}{_N}(?:个百分点|%)的?,?扣(?:减|除)?{_N}分)")
# A率（甲÷乙）低于90%: the formula in brackets behind the name.
_FORMULA_BEHIND = re.compile(rf"{_OPENS}({_RATE})\(([^()=\d]{{2,20}}/[^()=\d]{{2,20}})\)")
# 超计划采购的不得分, of an indicator that holds what was spent or bought against a plan.
_AGAINST_PLAN = re.compile(r"(?:采购|三公”?经费|公用经费)[\u4e00-\u9fff]{0,6}率$|控制率$")
_BEYOND_PLAN = re.compile(
    rf"{_OPENS}(?:出现)?(?:实际)?(?:采购|支出)?(?:金额|额|数)?(?:超(?:出|过)?(?:采购)?(?:计划|预算)(?:金额|数|额)?)(?:采购|支出|执行|使用)?"
    r"(?=的?,?(?:(?:本|该|此)(?:项|指标))?(?:不得分|不计分|得0分|计0分))"
)
# 各档均含下限、不含上限
_ENDS = re.compile(
    r"[,;。(](?:注:)?(?:以上|上述|各)?(?:各?档次?|各?区间|范围)?(?:均|都)?(?:包?含|包括)(?P<which>[上下])限(?:值)?"
    r"(?:[,、]?不(?:包?含|包括)[上下]限(?:值)?)?\)?(?=[,;。]|$)"
)


def losses_reworded(text: str, indicator: str = "") -> str:
    """Plain `text` of the criteria of `indicator` with such wordings as bands, shares and formulas."""
    found = _FORMULA_BEHIND.search(text)
    if found is not None and not re.search(rf"{re.escape(found[1])}=", text):
        text = f"{found[1]}={found[2]}×100%;{text.replace(found[0], found[1])}"
    for pattern, written in _REWRITINGS:
        text = pattern.sub(written, text)
    if _ALL_IN_PROPORTION.search(text):
        text = _EACH_POINT.sub(r"\1,不足1个百分点的按比例计算", _ALL_IN_PROPORTION.sub("", text))
    if _AGAINST_PLAN.search(indicator):
        text = _BEYOND_PLAN.sub("比率>100%", text)
    return _with_ends(text)


def _with_ends(text: str) -> str:
    """Every range with the end that a note gives to all of them."""
    note = _ENDS.search(text)
    if note is None:
        return text
    low, high = ("含", "不含") if note["which"] == "下" else ("不含", "含")
    bare = text[: note.start()] + text[note.end() :]
    bare = re.sub(rf"(?<![\d.])({_N}%?)-({_P})(?!\()", rf"\1({low})-\2({high})", bare)
    bare = re.sub(rf"({_P})(?=以上(?!\())", rf"\1({low})", bare)
    return re.sub(rf"({_P})(?=以[下内](?!\())", rf"\1({high})", bare)
