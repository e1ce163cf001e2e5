"""What a quarter or the second half alone spent: 四季度单季支出 A 万元; 7 至 9 月支出 A 万元; 三季度当季支付 A 万元.

The facts are `quarter_outturn` with period `2023Q3` or `2023H2`. 累计 or 前三季度 tells of more than one quarter, 计划
of none.
"""

from __future__ import annotations

import re

from pipeline.normalize.narrative.sentence_facts import told_sentences
from pipeline.normalize.quarter_names import QUARTER_NUMERALS
from pipeline.vocabulary.names import MONEY_WORDS
from schemas.document import Document
from schemas.records import Fact

METRIC = "quarter_outturn"
_MONEY = frozenset(MONEY_WORDS.values())
_SPENT = r"(?:实际|预算|资金|共|合计)*(?:支出|支付|执行)(?:数|额|金额|资金|预算)?(?:为|达到?|：|共|共计)*$"
_BY_NAME = re.compile(
    rf"(?<!前)第?(?P<quarter>[一二三四1-4])季度(?![末底]|累计)(?:(?!季度)[^。；]){{0,16}}?(?:单季度?|当季|季内|本季度?){_SPENT}"
)
_BY_MONTHS = re.compile(rf"(?<!\d)(?P<first>4|7|10)月?[-~—至到](?P<last>6|9|12)月(?:份)?(?:单季)?{_SPENT}")
_SECOND_HALF = re.compile(rf"(?<!比)(?<!较)下半年(?:度|累计|合计|共|则)*{_SPENT}")
_MORE = re.compile(r"累计|合计|计划|安排|应|目标|上年|去年|同期|预计")


def single_quarter_facts(document: Document, year: int | None) -> list[Fact]:
    """The facts in reading order, with placeholder ids; none where a lead names another year."""
    if year is None:
        return []
    found: list[Fact] = []
    for sentence in told_sentences(document):
        for n, quantity in enumerate(sentence.quantities):
            if quantity.unit not in _MONEY or not quantity.is_exact:
                continue
            start = sentence.squeezed.text.rfind("。", 0, quantity.start) + 1
            lead = re.split(r"[；]", sentence.squeezed.text[start : quantity.start])[-1]
            quarter = _quarter(sentence.lead(n), lead[-48:])
            period = f"Q{quarter}" if quarter else "H2" if _SECOND_HALF.search(sentence.lead(n)) else ""
            if period and not _other_year(lead, year):
                found.append(sentence.fact(quantity, METRIC, f"{year}{period}"))
    return found


def _quarter(own: str, lead: str) -> int:
    """The quarter that the words before a number name; 0 for none or more."""
    named = _BY_NAME.search(lead)
    if named and not _MORE.search(lead[named.start() :]):
        return QUARTER_NUMERALS[named["quarter"]]
    months = _BY_MONTHS.search(own)
    if months and int(months["last"]) - int(months["first"]) == 2 and not _MORE.search(own):
        return int(months["last"]) // 3
    return 0


def _other_year(lead: str, year: int) -> bool:
    return any(int(y) != year for y in re.findall(r"20\d\d(?=年)", lead))
