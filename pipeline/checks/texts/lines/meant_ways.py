"""Whether the words before a number may mean what a row or column gives: a share, what is left, how it moved, or what
is stated of the line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from schemas.figure import Figure, Unit

from .table_lines import BEFORE, DONE, LEFT, NO_QUOTES, PLANNED, SPENT, Given, TableLine

# A share of all that the table adds up; of less a sentence says what (占基本支出的).
_SHARE_OF_ALL = re.compile(
    r"占比?(?:全年|年度|部门|整体|当年|全部|总)*(?:支出|预算|收入|资金|规模)?(?:总额|总量|总数|合计)?(?:的|比重|比例|为|是|达)*$"
)
KINDS: Mapping[str, re.Pattern[str]] = {
    "share": re.compile(r"占|比重"),
    "moved": re.compile(r"增长|下降|增幅|降幅|增减|上升|降低|增加|减少|调增|调减|追加|压减"),
    "left": LEFT,
    "done": re.compile(DONE.pattern + r"|完成(?:了?(?:全年|年度|年初|调整后?)?预算数?的)?$"),
}
_RATE_LEFT = re.compile(
    r"(?:结余|节约|节支|压减|剩余|未执行|未完成|未支出)(?:资金|部分)?率|(?:结余|未执行|未支出)[^，]{0,6}，?占"
)
# 比预算减少 A: what is left
THAN_PLANNED = re.compile(
    r"[比较](?:年初|全年|调整后?)?(?:预算|计划)(?:安排|批复)?数?[^，]{0,4}(?:减少|下降|降低|压减|[多少](?:支出|花|付)?)"
)
_OF_FIRST, _OF_LAST = re.compile(r"年初"), re.compile(r"调整|全年预算|年终")
_OF_RATES, _OF_AMOUNTS = ("share", "moved", "done"), ("left", "moved")


def may_mean(words: str, figure: Figure, given: Given, line: TableLine) -> bool:
    """Whether the words before a number may mean what is given: a share, what is left, how it moved, or what is
    stated of the line."""
    if not (figure.unit.is_money or figure.unit is Unit.PERCENT):
        return True
    kinds = _OF_RATES if figure.unit is Unit.PERCENT else _OF_AMOUNTS
    said = next((k for k in kinds if KINDS[k].search(words)), "")
    if (THAN_PLANNED if figure.unit.is_money else _RATE_LEFT).search(words):
        said = "left"
    if given.kind in ("left", "done") and given.over and not _of_that_budget(words, given.over):
        return False
    if said == "share":
        of = SPENT if "支出" in words else PLANNED if "预算" in words else None
        of_all = bool(_SHARE_OF_ALL.search(words)) or _is_of_table(words, line.table)
        of_all = of_all and (of is None or given.is_cell or bool(of.search(given.label)))
        return given.kind == said and of_all
    if figure.unit is Unit.PERCENT:
        return bool(said) and given.kind == said
    if said:
        return given.kind == said
    # 公用经费调整后预算 A 万元，决算 B 万元: of B its own clause says what it is
    own = re.split(r"[，：]", words)[-1]
    if _AT_BEGINNING.search(own) and not BEFORE.search(given.label):
        return False  # 固定资产由年初的 A 万元增至年末的 B 万元
    measures = (("planned", PLANNED), ("spent", SPENT))
    stated = [k for k, said_of in measures if said_of.search(own)] or [k for k, w in measures if w.search(words)]
    return given.kind in (stated if len(stated) == 1 else ("planned", "spent", "")) or (
        given.kind == "" and len(stated) == 1
    )


def _of_that_budget(words: str, over: str) -> bool:
    """Whether words name no other budget than the one that is spent of: 比年初预算, 完成调整预算的."""
    first, last = _OF_FIRST.search(words), _OF_LAST.search(words)
    if bool(first) == bool(last):
        return True
    return bool(_OF_FIRST.search(over)) == bool(first)


def _is_of_table(words: str, table: str) -> bool:
    """Whether a share is of what its table is called after: 占三公经费支出的 of a table of 三公经费."""
    found = _SHARE_OF_NAMED.search(words.translate(NO_QUOTES))
    return found is not None and found[1] in table.translate(NO_QUOTES)


_SHARE_OF_NAMED = re.compile(r"占([^，；。\d]{2,8}?)(?:原值|净值|总?额|总量|总数|支出|预算)*(?:的|比重|比例)+$")
_AT_BEGINNING = re.compile(r"年初的?(?:账面)?(?:数|值|余额|存量|为|是)?$|期初|上年[末底]|去年[末底]")
