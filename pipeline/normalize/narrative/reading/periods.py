"""Which year or quarter a sentence speaks of, mention by mention.

A figure of a part of the year (截至9月, 上半年) is no figure of the year: such mentions make the period unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.normalize.quarter_names import QUARTER_NUMERALS

# 2022年初预算 is the year and 年初预算: written once, 年 belongs to both (but 2022年中央资金).
_SHARED = r"(?=年初|年中(?:预算|调[整增减]|追[加减]|新增|核减))"
_YEAR = rf"(?P<year>(?:19|20)\d\d)(?:{_SHARED}|年度|年[末底]?|(?=预算|部门|决算))"
_MONTH = r"(?:(?P<m1>\d{1,2})(?:[-~至到](?P<m2>\d{1,2}))?月(?P<day>\d{1,2}日|底|末|份|初)?)"
_MENTION = re.compile(
    rf"(?P<range>(?:19|20)\d\d年?[-~至到](?:19|20)\d\d年?度?)"
    rf"|(?:截至|截止|截止到|截至到|至|到)?(?<!\d){_YEAR}{_MONTH}?"
    rf"|(?:截至|截止|截止到|至|到)?(?<!\d){_MONTH.replace('m1', 'n1').replace('m2', 'n2').replace('day', 'nday')}"
    r"|(?P<several>(?:第?[一二三四1-4](?:季度)?[-~至到、和及与]){1,3}第?[一二三四1-4]季度|前(?P<first>[一二两三])个?季度|各季度|四个季度|每季度)"
    r"|(?:截至|截止|至)?第?(?P<quarter>[一二三四1-4])季度(?:末|底)?"
    r"|(?P<half>(?P<to_june>上半年|半年度|半年(?=支出|预算|执行|进度))|下半年|截至目前|目前|近年|近[一二两三]年)"
    r"|(?P<last>上一?年度?(?!结转|结余)|去年|上年同期)"
    r"|(?P<before>前年)"
    # 延至下年 says when work goes on, not what year a figure is of
    r"|(?<![至到入])(?P<next>次年|明年|下一?年度?(?!结转|支出|使用))"
    r"|(?P<this>本年度?|当年度?|今年|(?<!上)年度(?!预算|支出|实际|平均|执行))"
    r"|(?P<whole>(?<!完成)(?<!占)(?<!占到)全年)"  # 上半年完成全年预算的 x%: of the half-year
)
_SERIES = re.compile(r"第?([一二三四1-4])(?:季度)?")


@dataclass(frozen=True, slots=True)
class Period:
    """What is known of the period at one place of a text. `sure` is false where the year of an earlier sentence may or
    may not go on, `part` true after a mention of part of a year; `quarter` is then the one that the part ends with."""

    year: int | None
    quarter: int | None = None
    sure: bool = True
    part: bool = False

    @property
    def known(self) -> bool:
        return self.sure and not self.part

    @property
    def code(self) -> str:
        """`2021`, `2021Q3`; '' where no year is known."""
        if self.year is None:
            return ""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def so_far(self) -> Period:
        """The same period for what is counted from the year's beginning: 上半年 ends with the second quarter."""
        return replace(self, part=False) if self.quarter else self


def after_mentions(text: str, period: Period, fiscal_year: int | None) -> Period:
    """The period that holds behind `text`, which follows a place where `period` held."""
    for found in _MENTION.finditer(text):
        period = _after(found, period, fiscal_year)
    return period


_ONE_YEAR_FOR_TWO = re.compile(rf"((?:19|20)\d\d){_SHARED}")


def with_both_years(text: str) -> str:
    """`text` with 年 twice where it is written once for the year and for what follows (2022年初预算)."""
    return _ONE_YEAR_FOR_TWO.sub(r"\1年", text)


def without_mentions(text: str) -> str:
    """`text` with mentions of years and quarters taken out (全年 stays: it belongs to names)."""
    return _MENTION.sub(lambda m: m.group() if m["whole"] else "", text)


_SERIES_WORDS = re.compile(
    r"(?:第?[一二三四1-4](?:季度)?(?:末)?[-~至到、和及与])+(?:第?[一二三四1-4]季度末?|[年全]年?[末底])|各季度|四个季度"
)


def of_quarter(text: str, quarter: int) -> str:
    """`text` with one quarter in the place of 第一、二、三季度 and the like (2022年一至四季度支出进度)."""
    return _SERIES_WORDS.sub(f"第{quarter}季度", text, count=1)


def series_of(text: str) -> str:
    """The words that name a series of quarters in `text`; '' where there are none."""
    found = _SERIES_WORDS.search(text)
    return found.group() if found else ""


def without_quarters(text: str) -> str:
    """`text` without 一季度, 第3季度末, 前三季度, 半年: what is left names the measure alone."""
    if "季度" not in text and not text.startswith("半年"):
        return text
    return re.sub(r"(?:第|前)?[一二两三四1-4]个?季度(?:末|底)?|^半年(?=支出|预算|执行|进度)", "", text)


def quarters_named(text: str) -> list[int]:
    """The quarters of a series: 第一、二、三季度 → [1, 2, 3]; 一至四季度 → [1, 2, 3, 4]; [] where there is none."""
    if "季度" not in text:
        return []
    span = re.search(r"第?([一二三四1-4])(?:季度)?[-~至到]第?([一二三四1-4])季度", text)
    if span:
        return list(range(QUARTER_NUMERALS[span[1]], QUARTER_NUMERALS[span[2]] + 1))
    if re.search(r"各季度|四个季度", text):
        return [1, 2, 3, 4]
    series = re.search(
        r"(?:第?[一二三四1-4](?:季度)?末?[、和及与])*第?[一二三四1-4]季度(?P<year>末?[、和及与][年全]年?[末底])?", text
    )
    if series is None:
        return []
    named = [QUARTER_NUMERALS[q] for q in _SERIES.findall(series.group())]
    return [*named, 4] if series["year"] else named  # 一季度末、二季度末、三季度末和年末


_SOME = re.compile(
    r"(?:前|后)[两二三23]个?季度?|[上下]半年|(?<!\d)1月?[-~至到][369]月|除第?[一二三四1-4]季度外|"
    r"(?:第?[一二三四1-4](?:季度)?末?[-~至到、和及与])+第?[一二三四1-4]季度"
)


def of_some_quarters(text: str) -> bool:
    """Whether the last clause of `text` speaks of several quarters that are not all four (前三季度平均执行率)."""
    found = _SOME.search(re.split(r"[，；。]", text)[-1])
    return found is not None and quarters_named(found.group()) != [1, 2, 3, 4]


def _after(found: re.Match[str], period: Period, fiscal_year: int | None) -> Period:
    this = fiscal_year
    if found["range"] or found["several"] or found["half"]:
        return replace(period, quarter=_end_of_part(found), part=True)
    if found["year"]:
        whole = not found["m1"] or _is_year_end(found["m1"], found["m2"], found["day"])
        return Period(int(found["year"]), part=not whole)
    if found["n1"]:
        if _is_year_end(found["n1"], found["n2"], found["nday"]):
            return replace(period, quarter=None, part=False)
        return replace(period, quarter=_quarter_of_months(found["n1"], found["n2"], found["nday"]), part=True)
    if found["quarter"]:
        return replace(period, quarter=QUARTER_NUMERALS[found["quarter"]], part=False)
    if found["last"] and this:
        return Period(this - 1)
    if found["before"] and this:
        return Period(this - 2)
    if found["next"] and this:
        return Period(this + 1)
    if found["this"] and this:
        return Period(this)
    if found["whole"]:
        return replace(period, quarter=None, part=False)
    return period


def _end_of_part(found: re.Match[str]) -> int | None:
    """The quarter that a part of the year from its beginning ends with (上半年 2, 前三季度 3); None for other parts."""
    if found["first"]:
        return {"一": 1, "二": 2, "两": 2, "三": 3}[found["first"]]
    return 2 if found["to_june"] else None


def _quarter_of_months(first: str, second: str | None, day: str | None) -> int | None:
    """The quarter that 1-6月 or 9月底 ends with; None for months in between."""
    last = int(second) if second and int(first) == 1 else int(first) if day in ("30日", "31日", "底", "末") else 0
    return last // 3 if last in (3, 6, 9) else None


def _is_year_end(first: str, second: str | None, day: str | None) -> bool:
    """Whether 1-12月, 12月31日, 12月底 is meant: the whole year."""
    if second:
        return int(first) == 1 and int(second) == 12
    return int(first) == 12 and day in ("31日", "底", "末")
