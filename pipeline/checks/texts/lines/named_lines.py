"""Numbers that a sentence tells of a row or column by its name, held against all that this line gives.

甲项目执行率最低，仅为 x%; 形成结余 A 万元; 甲、乙和丙三项合计 A 万元，占 y%: no vocabulary has to know the line. A
number that its line gives in any way is right. Only where one slip of the pen makes it of the one value that its own
words may mean, and no table prints it, is it told to be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from pipeline.checks.calculations import Spot, one_slip, spot_of
from pipeline.checks.tables.figure_grid import TOTAL, FigureGrid
from pipeline.checks.tables.row_rates import said_of_another_time
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from schemas.audit import Check
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.slips import LeastDigits, slip_makes

from .meant_ways import KINDS, THAN_PLANNED, may_mean
from .quoted_names import FoundName, QuotedNames
from .table_lines import (
    NO_QUOTES,
    Given,
    TableLine,
    given_by,
    line_check,
    lines_of,
    lines_of_all,
    plain_values,
    together,
)
from .told_numbers import is_count, is_stated

# What may stand between a line's name, or a comma, and the number.
_LIGHT = re.compile(
    r"占[^，；。：\d]{0,12}?(?:的|比重|比例|总额|总量|额)?$|占(?:全部|整个)?[^，；。：\d]{0,8}(?:支出|预算|总额|收入)的?|"
    r"执行|完成|安排|批复|下达|支出|支付|付款|拨付|使用|利用|控制|列支|实际|实现|形成|结余|结转|余额|剩余|节约|节支|未|尚需|指标|预算|决算|资金|经费|金额|项目|"
    r"增加|减少|增长|下降|上升|降低|提高|同比|较上年|比上年|与上年相比|[比较](?=预算|全年预算|调整)|较年初|比年初|较(?:19|20)\d\d年|调增|调减|压减|追加|总额|总量|数额|"
    r"[多少](?=支出|花|付|万元|$)|花|付|率|进度|比例|比重|幅度?|最[高低大小多少]|居首|垫底|全年|本年度?|当年|年末|年底|年初|调整后|调整|分别|依次|合计|共计|总计|小计|总共|共|"
    r"[一二两三四五六七八九十]+[项个家类者]|仅|只有|只|达到?|高达|约|至|为|是|的|了|有|由|从|均|也|数|额|款|，|、|（|\("
)
_HEADS = re.compile(r"^(?:人员|人数|职工|总数)+")  # behind the name of what is counted
_NOT_ALL = re.compile(r"其中|前[一二两三四五\d]|后[一二两三四五\d]|另|除|其余|其他|上年(?![^，]*[增减升降])|目标|计划")
_SOME = re.compile(
    r"(?:另|除去?|含|包括|不计|不考虑|剔除|扣除|其他|新增|新招|新聘|招聘|增加|减少|清退|辞退|培训|上年|目标|计划)$"
)  # no such line as a whole
_ADDED = re.compile(r"合计|共计|总计|总共|共|[一二两三四五六七八九十\d][项个家类者]")
_JOIN = re.compile(r"(?:、|和|与|及|以及)“?|”?(?:、|和|与|及|以及)")
_DENOMINATOR = re.compile(r"占[^，；。\d]{2,16}?的")
# 由 A 万元增至 B 万元: B is what it came to, and no change.
_LEVEL = re.compile(
    r"由[\d,.]+(?:亿|万)?元?(?=(?:增|减|升|降|提|调|下|上|压))|(?:增[加长]?|减少?|提[高升]|下降|上升|调[整增减]|压减|降低?|升)(?:至|到|为)"
)
_SHORTEST_ALONE = 4  # characters of a name whose measure no words say
_MOST_BETWEEN = 4  # numbers between a name and one that is still said of it
_DIGITS_OF_AMOUNT = 5
_COUNT_SLIP = LeastDigits(changed=3, swapped=3)


def named_line_checks(
    document: Document, grids: Sequence[FigureGrid], settled: Collection[Spot], year: int | None
) -> Iterator[Check]:
    """One check for each number that misses what its line gives by a slip. `settled`: where figures stand that other
    checks have judged."""
    sentences = [*whole_sentences(document)] if grids else []
    lines = lines_of(grids, "\n".join({s.squeezed.text: None for s in sentences}).translate(NO_QUOTES))
    of_all = lines_of_all(grids) if sentences else []
    if not (lines or of_all):
        return
    names = QuotedNames(lines)
    printed = _Printed(grids)
    for sentence in sentences:
        for n, quantity in enumerate(sentence.quantities):
            if not (is_stated(quantity) or is_count(quantity)):
                continue
            told = _told(sentence, n, names, lines) or _told_of_all(sentence, n, names, of_all)
            if told is None:
                continue
            given, words = told
            fact = sentence.fact(quantity, "named_rate", str(year or ""))
            moved = bool(KINDS["moved"].search(words))
            if spot_of(fact.figure) in settled or (not moved and said_of_another_time(sentence, quantity, year)):
                continue
            every = [(g, line) for g, line in given if _alike(fact.figure, g)]
            segment = _in_segment(sentence, n)
            beside = [sentence.fact(q, "named_rate", "").figure for q in segment]
            alike = _ways_beside(sentence, segment, names, lines)
            wrong = _missed(fact.figure, every, words, beside, alike)
            if wrong is not None and not printed.holds(fact.figure):
                yield line_check(fact.figure, fact.place, *wrong)


Named = tuple[Given, TableLine]


def _told(
    sentence: Sentence, n: int, names: QuotedNames, lines: Mapping[str, Sequence[TableLine]]
) -> tuple[Iterator[Named], str] | None:
    """What the line, or lines together, that a number is told of give (worked out when asked for: most numbers are
    settled), and the words of its measure."""
    text, quantity = sentence.squeezed.text, sentence.quantities[n]
    said = re.split(r"[；。]", text[sentence.span[0] : quantity.start])[-1]
    masked = _DENOMINATOR.sub(lambda m: "＿" * len(m.group()), said)
    found = names.found(masked)
    if not found:
        return None
    last = found[-1]
    between = _LEVEL.sub("至", said[last.end :])
    clause = re.split(r"[，：]", between)[-1]
    measured = _HEADS.sub("", clause) if quantity.unit is Unit.PERSONS else clause
    passed = sum(q.start > quantity.start - len(between) for q in sentence.quantities[:n])
    if _LIGHT.sub("", measured) or passed > _MOST_BETWEEN:
        return None
    chain = _chain(found, said)
    if len(chain) > 1:
        if _NOT_ALL.search(clause) or not _ADDED.search(between):
            return None
        return ((g, ls[0]) for ls in _same_table(chain, lines) for g in together(ls)), clause
    if _SOME.search(said[: last.start]):
        return None
    words = clause if any(k.search(clause) for k in KINDS.values()) else between
    bare = words is between and not is_count(quantity)
    told = lines[last.name]
    if bare and not clause:  # 甲 A 万元、乙 B 万元: lists of rows are read by others
        told = [line.totals for line in told if not line.of_rows]
    if bare and len(last.name) < _SHORTEST_ALONE:
        return None
    return ((g, line) for line in told for g in given_by(line)), words


def _told_of_all(
    sentence: Sentence, n: int, names: QuotedNames, of_all: Sequence[TableLine]
) -> tuple[Iterator[Named], str] | None:
    """The same of a number whose words name nothing less than all: 年末未执行预算 A 万元，占调整预算的 x%."""
    text, quantity = sentence.squeezed.text, sentence.quantities[n]
    said = re.split(r"[；。]", text[sentence.span[0] : quantity.start])[-1]
    words = re.split(r"[，：]", said)[-1] if _PRINTED.search(said) else said  # 按年初预算口径计算，预算执行率为
    if not of_all or names.found(said) or _OF_CHANGE_OF_PEOPLE.search(said):
        return None
    if _LIGHT.sub("", _OF_ALL.sub("", _PRINTED.sub("", said))) or not any(k.search(words) for k in KINDS.values()):
        return None
    income = "收入" in said
    lines = [x for x in of_all if income == ("收入" in x.name or ("收入" in x.table and "支出" not in x.table))]
    return ((g, line) for line in lines for g in given_by(line)), words


_PRINTED = re.compile(r"[\d,.]+(?:亿元|万元|元|%|个?百分点)")
_OF_ALL = re.compile(r"我?[部门单位局]{1,2}|整体|年中|口径|计算|支出决算|决算|本[部门单位]{2}|[与按如]|相比|尚")
_OF_CHANGE_OF_PEOPLE = re.compile(r"[人户次个]|项目|基本|三公|采购|资产|资金|结转")


def _chain(found: Sequence[FoundName], said: str) -> list[str]:
    """The names that stand joined before a number, the last of them last."""
    chain = [found[-1]]
    for name in reversed(found[:-1]):
        if not _JOIN.fullmatch(said[name.end : chain[0].start]):
            break
        chain.insert(0, name)
    return [one.name for one in chain]


def _same_table(chain: Sequence[str], lines: Mapping[str, Sequence[TableLine]]) -> Iterator[list[TableLine]]:
    """The lines of a chain of names, for each table that has all of them."""
    for first in lines[chain[0]]:
        alike = [[x for x in lines[n] if (x.table, x.of_rows) == (first.table, first.of_rows)] for n in chain]
        if all(len(x) == 1 for x in alike) and len(set(chain)) == len(chain):
            yield [x[0] for x in alike]


def _in_segment(sentence: Sentence, n: int) -> list[Quantity]:
    """The other numbers that stand between the same semicolons as the `n`-th of a sentence."""
    text, here = sentence.squeezed.text, sentence.quantities[n].start
    begin = max((text.rfind(mark, sentence.span[0], here) for mark in "；。"), default=-1)
    end = min((e for e in (text.find(mark, here) for mark in "；。") if e >= 0), default=len(text))
    return [q for q in sentence.quantities if begin < q.start < end and q.start != here and is_stated(q)]


Way = tuple[str, str, str, str]


def _way(given: Given, line: TableLine) -> Way:
    return line.table, given.kind, given.label, given.over


def _ways_beside(
    sentence: Sentence, segment: Sequence[Quantity], names: QuotedNames, lines: Mapping[str, Sequence[TableLine]]
) -> set[Way]:
    """How the numbers beside one come about that other lines give: 甲占 x%，乙占 y%，丙占 z% are of one column."""
    found: set[Way] = set()
    for n, quantity in enumerate(sentence.quantities):
        told = _told(sentence, n, names, lines) if quantity in segment else None
        if told is None:
            continue
        figure = sentence.fact(quantity, "named_rate", "").figure
        if figure.significant_digits < _TELLING:
            continue
        plain = plain_values(figure)
        given = [
            (g, line)
            for g, line in told[0]
            if not g.is_cell and _alike(figure, g) and may_mean(told[1], figure, g, line)
        ]
        found |= {_way(g, line) for g, line in given if g.values.meets(plain) or (-g.values).meets(plain)}
    return found


def _missed(
    figure: Figure, like: Sequence[Named], words: str, beside: Sequence[Figure], ways: Collection[Way] = ()
) -> tuple[Given, TableLine, Interval] | None:
    """The only value that a number's words may mean and that a slip makes it of; None where its line gives it. Where
    the line gives one of the numbers `beside` it, or another line does in one of the same `ways`, no other line is
    meant, and the slip may be of any sort."""
    plain = plain_values(figure)
    if any(g.values.meets(plain) or (-g.values).meets(plain) for g, _ in like):
        return None
    tied = {id(line): of for _, line in like if (of := _operands_beside(line, beside))}
    slips: list[tuple[Given, TableLine, Interval]] = []
    for g, line in sorted(like, key=lambda named: not named[0].is_cell):
        values = g.values.times(1 / figure.unit.to_yuan()) if figure.unit.is_money else g.values
        values = -values if values.high < 0 else values
        beside_it = tied.get(id(line), set())
        tied_so = _of_these(g, beside_it, words) or _way(g, line) in ways
        if _of_another_kind(words, g, line):
            continue
        if may_mean(words, figure, g, line) and (
            _is_slip(figure, values, bool(beside_it)) or (tied_so and _near(figure, values, g))
        ):
            if slips and not any(values.meets(v) for _, _, v in slips):
                return None  # it may be meant for either
            slips.append((g, line, values))
    return slips[0] if slips else None


_KIND = re.compile(r"^的?(项目|基本)(?:支出)?")


def _of_another_kind(words: str, given: Given, line: TableLine) -> bool:
    """Whether words say 项目 or 基本 of a line with columns for these, and a value is of none (甲单位项目执行率)."""
    kind = _KIND.match(words)
    return kind is not None and kind[1] not in given.label and any(kind[1] in e.label for e in line.entries)


def _alike(figure: Figure, given: Given) -> bool:
    of = given.relation.figures[0].unit
    if figure.unit is Unit.PERCENT:
        return (of is Unit.PERCENT) if given.is_cell else "/" in given.relation.formula
    if figure.unit.is_money:
        return of.is_money and "/" not in given.relation.formula
    counted = not of.is_money and of is not Unit.PERCENT and not given.relation.figures[0].decimals
    return counted and given.is_cell and bool(TOTAL.fullmatch(given.label))


_OF_A_YEAR = re.compile(r"20\d\d|上年|去年|上一年|以前年度")
_NEAR, _NEAR_POINTS = Decimal("0.75"), Decimal(10)  # of the smaller to the larger amount; of rates
_TELLING = 3  # digits of a number that two lines share by no chance


def _operands(given: Given) -> frozenset[Spot]:
    return frozenset(map(spot_of, given.relation.figures))


def _operands_beside(line: TableLine, beside: Sequence[Figure]) -> set[frozenset[Spot]]:
    """What those numbers of a sentence are worked out from that the line gives, and that are hardly another's."""
    found = set()
    for figure in beside:
        if figure.significant_digits >= _TELLING and (figure.unit is Unit.PERCENT or figure.unit.is_money):
            plain = plain_values(figure)
            found |= {_operands(g) for g in given_by(line) if _alike(figure, g) and g.values.meets(plain)}
    return found


def _of_these(given: Given, beside: Collection[frozenset[Spot]], words: str) -> bool:
    """Whether a value is worked out from what a number beside it is; one of the two is enough where words name the
    other (支出 A，比预算减少 B)."""
    of = _operands(given)
    return of in beside or (THAN_PLANNED.search(words) is not None and any(one < of for one in beside))


def _near(figure: Figure, values: Interval, given: Given) -> bool:
    """Whether a number lies so near a value, and that of no year which its column names, that it was meant for it."""
    if _OF_A_YEAR.search(given.label):
        return False
    value, wanted = abs(figure.value), abs(values.low)
    if figure.unit is Unit.PERCENT:
        return abs(value - wanted) <= _NEAR_POINTS
    return bool(value and wanted) and min(value, wanted) / max(value, wanted) >= _NEAR


def _is_slip(figure: Figure, values: Interval, tied: bool) -> bool:
    """Whether one slip makes a number of a value; fewer digits tell it where the line is `tied` to a number beside."""
    if figure.unit is Unit.PERCENT or figure.unit.is_money:
        least = 4 if figure.unit is Unit.PERCENT or tied else _DIGITS_OF_AMOUNT
        if figure.unit.is_money and figure.significant_digits >= least and _other_unit(figure, values):
            return True
        return figure.significant_digits >= least and one_slip(figure, values)
    return slip_makes(figure.value, 0, values, _COUNT_SLIP, 2)


def _other_unit(figure: Figure, values: Interval) -> bool:
    """Whether an amount has the digits of a value and another unit behind them."""
    return any(values.meets(figure.interval.times(f)) or figure.interval.meets(values.times(f)) for f in _UNITS_APART)


_UNITS_APART = (Decimal(10**4), Decimal(10**8))


class _Printed:
    """What the tables print, rates and amounts apart."""

    def __init__(self, grids: Sequence[FigureGrid]) -> None:
        self._grids = grids

    @cached_property
    def _values(self) -> dict[str, list[Interval]]:
        """Worked out when first asked for: most reports tell every number of a line rightly."""
        found: dict[str, list[Interval]] = {"rate": [], "money": [], "count": []}
        for figure in (f for g in self._grids for c in g.columns for f in c.figures.values()):
            found[_kind(figure)].append(plain_values(figure))
        return found

    def holds(self, figure: Figure) -> bool:
        """Whether some table prints a number of so many digits that it is hardly another's by chance."""
        plain = plain_values(figure)
        return _kind(figure) != "count" and any(v.meets(plain) for v in self._values[_kind(figure)])


def _kind(figure: Figure) -> str:
    return "rate" if figure.unit is Unit.PERCENT else "money" if figure.unit.is_money else "count"
