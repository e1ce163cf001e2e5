"""Numbers that a sentence tells one after the other of one row of a table: 五项合计调增 A 万元，调整率 b%，占比 c%.

No name of the row is needed: where nothing but words of measure stands between numbers, they are of one thing, and the
row that prints the others is that thing's. The number that no table prints is then held against the column that its own
words name. Where a single other number ties sentence and row, only a slip of the pen shows it to be wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.checks.calculations import Spot, one_slip, spot_of
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.checks.tables.row_rates import printed_otherwise, said_of_another_time
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from pipeline.vocabulary.budget_moves import IS_ADDED, IS_TAKEN
from pipeline.vocabulary.names import bare_item, name_key
from schemas.audit import Check
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit

from .number_lists import number_lists
from .told_numbers import ToldNumber, is_stated

# What may stand between two numbers of one thing, besides 占…的.
_MEASURES = re.compile(
    r"较|比|占|全部|年初|年中|年末|年终|全年|当年|本年度?|净|增加|减少|增|减|调增|调减|追减|调整[前后]?|追加|核减|压减|变动|变化|批复|下达|安排|指标|"
    r"预算|决算|支出|支付|执行|实际|实现|完成|使用|列支|结余|结转|资金|经费|控制|进度|数|额|金额|总额|总量|率|比例|比重|比|幅度?|的|了|为|是|达到?|"
    r"总体|整体|部门|单位|年度|累计|上年|上一年|"
    r"在用|闲置|[原净]值|折旧|账面|固定|资产|利用|已付|付款|拨付|合同|"
    r"成交|中标|[二两]者之|多|少|最终|即|共|计|合计|其|[，；、()：]"
)
_SHARE_OF = re.compile(r"占[^，；。：\d]{0,16}?(?:的|比重|比例|总额|总量|额)")
CLASSES_OF_RATES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    # of rates: by the words of a sentence, by the name of a column
    ("share", re.compile(r"占|比重"), re.compile(r"占比|比重|占|构成")),
    ("moved", re.compile(r"(?:调整|调[增减]|增[减长幅]?|追加|变动|核减|压减)[^，]{0,2}(?:率|比例|幅度?)"),
     re.compile(r"(?:调整|调[增减]|增[减长幅]?|追加|变动|变化|核减).{0,4}(?:率|比例|幅)")),
    ("done", re.compile(r"(?:执行|完成|支出|支付|付款|拨付|使用|利用|控制)(?:率|比例|进度)|进度|者之比"),
     re.compile(r"(?:执行|完成|支出|支付|付款|拨付|使用|利用|控制|列支)率|进度|(?:执行|完成|付款|拨付)(?:比例|情况)")),
)  # fmt: skip
CLASSES_OF_AMOUNTS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("moved", re.compile(r"增加|减少|净增|净减|调增|调减|追[加减]|核减|压减|增减|变动|[多少]$"),
     re.compile(r"增加|减少|净增|净减|调增|调减|追[加减]|核减|增减|增\(减\)|增（减）|变动|调整(?:数|额|金额|情况)|净调整")),
    ("left", re.compile(r"结余|结转"), re.compile(r"结余|结转")),
    ("idle", re.compile(r"闲置"), re.compile(r"闲置")),
    ("in use", re.compile(r"在用"), re.compile(r"在用")),
    ("worn", re.compile(r"折旧"), re.compile(r"折旧")),
    ("net", re.compile(r"净值"), re.compile(r"净值")),
    ("worth", re.compile(r"原值"), re.compile(r"原值")),
    ("contracted", re.compile(r"合同"), re.compile(r"合同")),
    ("spent", re.compile(r"决算|支出|支付|付款|已付|拨付|执行|使用|列支|完成|成交"),
     re.compile(r"决算|实际|支出|支付|付款|已付|拨付|执行|使用数|使用合计|使用额|列支|完成|成交")),
    ("revised", re.compile(r"(?:调整后|全年|年终|年末)[^，]{0,4}(?:预算|指标)|调整(?:为|到|至)"),
     re.compile(r"调整后|调整预算|全年预算|年终预算|调整数?预算")),
    ("original", re.compile(r"年初|批复|下达"), re.compile(r"年初|批复|下达")),
    ("budget", re.compile(r"预算|指标"), re.compile(r"预算|指标")),
)  # fmt: skip
_DOWN = re.compile(r"(?:减少|下降|降低|减|降|少|节约|压缩|回落)[^，；。]{0,6}$")
_LAST_YEAR = re.compile(r"上年|去年|上一年|同期|前年")
_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
NEAR_RATE = Decimal(10)  # points
NEAR_AMOUNT = Decimal("0.6")
SHORTEST_NAME = 3
LEAST_SHARES = 2  # rows that tell of which amounts a column is the shares


@dataclass(frozen=True, slots=True)
class _Told(ToldNumber):
    """A number of a sentence and the words before it, of a list its own name (年初预算、支出分别为 A 和 B)."""

    lead: str


@dataclass(frozen=True, slots=True)
class _Cell:
    grid: FigureGrid
    row: int
    column: FigureColumn

    @property
    def figure(self) -> Figure:
        return self.column.figures[self.row]


class _Printed:
    """The cells of all tables, to be asked for a number as a sentence prints it: as fine or more coarsely."""

    def __init__(self, grids: Sequence[FigureGrid]) -> None:
        self._values: dict[bool, list[tuple[Decimal, _Cell]]] = {True: [], False: []}  # of rates, of other columns
        for grid in grids:
            for column in grid.columns:
                self._values[column.is_rate] += [
                    (figure.plain_value, _Cell(grid, row, column)) for row, figure in column.figures.items()
                ]
        self._rounded: dict[tuple[bool, Decimal], dict[Decimal, list[_Cell]]] = {}

    def cells_of(self, told: _Told) -> list[_Cell]:
        """The cells that print the number."""
        plain = told.figure if told.is_rate else told.figure.in_unit(Unit.YUAN)
        step = Decimal(1).scaleb(-plain.decimals)
        key = (told.is_rate, step)
        if key not in self._rounded:
            rounded = self._rounded[key] = defaultdict(list)
            for value, cell in self._values[told.is_rate]:
                rounded[value.quantize(step, rounding=ROUND_HALF_UP)].append(cell)
        return self._rounded[key].get(plain.value.quantize(step), [])


def told_row_checks(
    document: Document, grids: Sequence[FigureGrid], settled: Collection[Spot], year: int | None
) -> Iterator[Check]:
    """One check for each number that its row prints otherwise, and which no other check has judged."""
    printed = _Printed(grids)
    for sentence in whole_sentences(document) if grids else ():
        for chain in _chains(sentence, year):
            for told, cell in _strange(chain, printed):
                if spot_of(told.figure) not in settled and not (told.is_rate and _is_of_a_total(told.figure, cell)):
                    yield printed_otherwise(told.fact, cell.grid, cell.row, cell.column)


def _is_of_a_total(rate: Figure, cell: _Cell) -> bool:
    """Whether a rate is what an amount of the row is of the total of some column: 支出 A 万元，占全年预算总额的 x%."""
    grid = cell.grid
    amounts = [c.figures for c in grid.columns if not c.is_rate]
    own = [f[cell.row].plain_value for f in amounts if cell.row in f]
    totals = [f[row].plain_value for f in amounts for row in f if grid.is_total(row)]
    return any(whole and rate.interval.holds(part / whole * 100) for part in own for whole in totals)


def _chains(sentence: Sentence, year: int | None) -> Iterator[list[_Told]]:
    """The numbers of a sentence that are of one thing, two or more together."""
    chain: list[int] = []
    names = {n: name for listed in number_lists(sentence) for n, name in zip(listed.numbers, listed.names, strict=True)}
    for n, quantity in enumerate(sentence.quantities):
        stated = is_stated(quantity)
        if chain and not (stated and _only_measures(sentence.lead(n))):
            yield from _together(sentence, chain, names, year)
            chain = []
        if stated:
            chain.append(n)
    yield from _together(sentence, chain, names, year)


def _together(
    sentence: Sentence, chain: Sequence[int], names: Mapping[int, str], year: int | None
) -> Iterator[list[_Told]]:
    if len(chain) > 1:
        yield [_told(sentence, n, names.get(n, sentence.lead(n)), year) for n in chain]


def _told(sentence: Sentence, n: int, lead: str, year: int | None) -> _Told:
    quantity = sentence.quantities[n]
    fact = sentence.fact(quantity, "named_rate", str(year or ""))
    return _Told(fact, said_of_another_time(sentence, quantity, year), lead)


def _only_measures(lead: str) -> bool:
    return not _MEASURES.sub("", _SHARE_OF.sub("", lead))


def _strange(chain: Sequence[_Told], tables: _Printed) -> Iterator[tuple[_Told, _Cell]]:
    """The one number of a chain that the row which prints the others prints otherwise, with its cell."""
    printed = [tables.cells_of(t) for t in chain]
    ties: dict[tuple[int, int], dict[int, list[_Cell]]] = defaultdict(lambda: defaultdict(list))
    for n, (told, cells) in enumerate(zip(chain, printed, strict=True)):
        for cell in cells if told.marked and not told.other_time else ():
            ties[id(cell.grid), cell.row][n].append(cell)
    most = max(map(len, ties.values()), default=0)  # numbers of the chain that one row prints
    rows = [[c for cells in tied.values() for c in cells] for tied in ties.values() if len(tied) == most]
    strange: list[tuple[_Told, _Cell]] = []
    for told, cells in zip(chain, printed, strict=True):
        if cells or told.other_time or not told.marked:
            continue
        expected = [c for tied in rows for c in _expected(told, tied, named=_is_named(chain, tied), alone=most == 1)]
        found = {round(_in_unit_of(told.figure, c.figure).low, told.figure.decimals): c for c in expected}
        if len(found) == 1:
            strange.append((told, next(iter(found.values()))))
    if len(strange) == 1:
        yield strange[0]


_NAME_ENDS = re.compile(r"(?:的?(?:预算|决算|支出|资金|总额|金额|数|额|安排|合计|共计|共|为|是|达到?|：))+$")


def _is_named(chain: Sequence[_Told], tied: Sequence[_Cell]) -> bool:
    """Whether the words before the first number of a chain end with the name of the row (拨款收入 A 万元，占 x%)."""
    grid, row = tied[0].grid, tied[0].row
    name = name_key(bare_item(grid.labels.get(row, "")))
    said = re.split(r"[，；：。、(]", chain[0].lead)[-1]
    return len(name) >= SHORTEST_NAME and any(name_key(s).endswith(name) for s in (said, _NAME_ENDS.sub("", said)))


def _expected(told: _Told, tied: Sequence[_Cell], *, named: bool, alone: bool) -> Iterator[_Cell]:
    """The cells of a row whose columns the number's words name, and in which no other number of the chain stands.

    Where a sentence names the row and no measure, the others say it: 拨款收入 A 万元，占 x%, of 决算占比."""
    grid, row, used = tied[0].grid, tied[0].row, {c.column.col for c in tied}
    beside = "".join(c.column.name for c in tied) if named else ""
    for column in grid.columns:
        if column.col in used or row not in column.figures or column.is_rate is not told.is_rate:
            continue
        wanted = _in_unit_of(told.figure, column.figures[row])
        if not _names(told, column, beside) or wanted.meets(told.figure.interval):
            continue
        if _of_the_other_way(told, column, grid) or _of_other_amounts(column, grid, tied):
            continue
        if _DOWN.search(told.lead) and (-wanted).meets(told.figure.interval):
            continue  # 比预算减少 8.03 万元, of a cell that prints -8.03
        if one_slip(told.figure, wanted) or ((named or not alone) and _near(told, wanted)):
            yield _Cell(grid, row, column)


def _way(words: str) -> list[bool]:
    return [bool(way.search(words)) for way in (IS_ADDED, IS_TAKEN)]


def _of_the_other_way(told: _Told, column: FigureColumn, grid: FigureGrid) -> bool:
    """Whether a row prints what was added and what was cut in columns of their own, and a number is not told of this
    one of them: of the other, or of both together (净增)."""
    ways = [w for c in grid.columns if sum(w := _way(c.names[-1])) == 1]
    own = _way(column.names[-1])
    if own not in ways or [not w for w in own] not in ways:
        return False
    clause = re.split(r"[，；：。]", told.lead)[-1]
    return "净" in clause or _way(clause) != own


def _of_other_amounts(column: FigureColumn, grid: FigureGrid, tied: Sequence[_Cell]) -> bool:
    """Whether a column holds the shares of another column than that in which the amount of the sentence stands:
    基金预算 A 万元，占 x% of all budgets, beside a 构成比 of what was spent."""
    said = [c.column for c in tied if not c.column.is_rate]
    totals = [r for r in column.figures if grid.is_total(r)]
    if not column.is_rate or not said or len(totals) != 1:
        return False
    shared = [c for c in grid.columns if not c.is_rate and _gives_shares(c, column, totals[0])]
    return bool(shared) and not any(c is s for c in shared for s in said)


def _gives_shares(amounts: FigureColumn, shares: FigureColumn, total: int) -> bool:
    """Whether most rows of a column are what a column of amounts makes of its total."""
    rows = [r for r in shares.figures if r != total and r in amounts.figures and shares.figures[r].value]
    if total not in amounts.figures or amounts.figures[total].interval.low <= 0 or len(rows) < LEAST_SHARES:
        return False
    whole = amounts.figures[total].interval
    borne = sum((amounts.figures[r].interval / whole).times(100).meets(shares.figures[r].interval) for r in rows)
    return borne * 2 > len(rows)


def _in_unit_of(figure: Figure, printed: Figure) -> Interval:
    both = figure.unit.is_money and printed.unit.is_money
    found = printed.in_unit(figure.unit) if both else printed
    return found.interval if found.decimals < figure.decimals else Interval.exactly(found.value)


def _near(told: _Told, wanted: Interval) -> bool:
    value = told.figure.value
    if told.is_rate:
        return abs(value - wanted.low) <= NEAR_RATE
    return bool(value) and NEAR_AMOUNT <= abs(wanted.low / value) <= 1 / NEAR_AMOUNT


def _names(told: _Told, column: FigureColumn, beside: str) -> bool:
    """Whether the last words before a number (or else `beside`) and a column's name are of one measure and of the same
    year."""
    if _LAST_YEAR.search(column.name) or any(y != told.fact.period for y in _YEARS.findall(column.name)):
        return False
    clause = re.split(r"[，；：。]", told.lead)[-1]
    classes = CLASSES_OF_RATES if told.is_rate else CLASSES_OF_AMOUNTS
    said = next((n for words in (clause, beside) for _, by_words, n in classes if by_words.search(words)), None)
    return said is not None and bool(said.search(column.name))
