"""Numbers that several places of a report tell by one name: 举办培训 26 期, 26 期培训班; 会议费 6.89 万元.

No vocabulary has to know what is told. Words that only lead to a number (全年, 共, 组织) are no part of its name; all
others before it in its clause are, or those behind it where there are none. Two numbers of one measure are of one thing
where the name of one begins what the other's clause tells, before it or behind. Numbers of another time, of what is
aimed at, by month or more than something are left out, and so is a name that one sentence tells twice or that has three
values: it is of several things. Of two values the one that is told once is the slip, where a slip of the pen makes it
of one that two places tell, or of a count that has so many digits that two are hardly so alike by chance; other counts
are asked about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.tables.figure_grid import TOTAL, FigureGrid
from pipeline.checks.texts.lines.claim_words import of_another_time
from pipeline.normalize.narrative.reading.measures import measure_at
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.normalize.narrative.sentence_facts import whole_sentences
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report
from schemas.slips import is_count_slip
from schemas.trace import Place
from schemas.white_space import without_space

_ALIKE = {"期": "次", "场": "次", "批次": "批", "宗": "件", "人": "人", "家次": "家次"}
# Words that lead to a number and are no part of what it is of.
NO_NAME = re.compile(
    r"20\d\d年(?:度|末|底)?|截至|全年|年[末底内]|本年度?|当年|目前|期间|我[局委办处部院校镇县区]|我?单位|全局|本部门|通过|方式|线上|线下|和"
    r"|保有量|实有|现有|拥有|共计|合计|总计|累计|实际|共|已|有|各类|各项|专题|组织|开展|举办|进行|完成(?!率)|实施|安排|涉及|包括|收到|取得|群众(?!满意)|调查|问卷|公务|建筑|"
    r"达到?|保持在|控制在|了|的|为|是|对|按|班|年度?|办公|工作(?!率)|业务|数量|总量|全区|全市|全县|事项|有效|上述|：|:|[^\u4e00-\u9fff]"
)
_ALL = re.compile(r"全|均|都")
_SPENDING = re.compile(r"^(?:支出|使用|列支|投入)(?=.{2})")  # 支出财政资金 A 万元
_OTHER = re.compile(
    r"上年|去年|同期|往年|较|比(?!例)|目标|计划|预计|预算(?!执行)|指标|拟|应|每|平均|均|月|季|半年|增[加长幅]|减少|下降|净|超|多|少|低于|高于|不|未|其中|另|编制|"
    r"其他|部分|首|第|次年|下年|[一二三四五六七八九十]是|日|剔除|扣除|标准|口径|扣|得分|权重"
)
_LEAD = re.compile(r"[^，。；：、()（）]*$")
_TAIL = re.compile(r"[^，。；：、()（）\d]*")
_MEASURES = r"人次|家次|户次|批次|场次|平方米|份|件|辆|期|场|次|处|家|户|批|宗|条"
_COUNT_HEAD = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,10}}?)[(（]?(?P<measure>{_MEASURES})[数量]?[)）]?$")
_SAME = (("回收", "收回"), ("参训", "培训"), ("受训", "培训"))
_DONE = re.compile(r"实际|完成(?!率)|本年|决算|数量|值")
_NOT_DONE = re.compile(r"目标|计划|上年|年初|预算|率|比|未|指标值")
_SURE_DIGITS, _LEAST_DIGITS, _LEAST_BY_PART = 4, 2, 3
_LEAST_NAME, _LEAST_OF_AMOUNT = 2, 3


@dataclass(frozen=True, slots=True)
class _Told:
    """A number and where it stands: `where` is the sentence, remark or table. `words`: all that its clause tells, those
    behind the number from `tail` on; `name`: those that name it."""

    kind: str
    value: Decimal
    figure: Figure
    place: Place
    where: tuple[str, int]
    words: str
    tail: int
    name: str
    in_text: bool

    @property
    def is_count(self) -> bool:
        return self.kind not in ("money", "rate") and not self.figure.decimals

    @property
    def digits(self) -> str:
        return f"{self.figure.value:f}".replace(".", "").lstrip("0")

    def is_whole(self, name: str) -> bool:
        """Whether all is counted that a name names, and not those of it of which something holds: 公厕 25 座, 25 座公厕
        均达标, but not 25 座公厕通过验收."""
        return not self.is_count or self.tail > 0 or _ALL.match(self.words, len(name)) is not None

    def tells(self, name: str) -> bool:
        """Whether what a clause tells begins with a name, before its number or behind it."""
        return self.words.startswith(name) or self.words.startswith(name, self.tail)


def named_number_checks(
    document: Document, report: Report, grids: Sequence[FigureGrid], settled: Collection[Spot]
) -> Iterator[Check]:
    """One check for each number that is told otherwise elsewhere, and which no other check has judged."""
    told = [*_of_text(document, report.fiscal_year), *_of_remarks(report)]
    if len(told) < _LEAST_NAME:
        return
    kinds: dict[str, list[_Told]] = defaultdict(list)
    for one in (*_of_tables(grids), *told):
        kinds[one.kind].append(one)
    for alike in kinds.values():
        places: dict[Decimal, set[tuple[str, int]]] = defaultdict(set)
        for one in alike:
            places[one.value].add(one.where)
        done: set[Decimal] = set()
        for odd in reversed(alike):
            if odd.in_text and len(places[odd.value]) == 1 and spot_of(odd.figure) not in settled:
                found = None if odd.value in done else _check(odd, alike, places)
                if found is not None:
                    kept, variant = found
                    done |= {odd.value, kept[0].value}
                    yield _made(odd, kept, variant)


def _check(
    odd: _Told, alike: Sequence[_Told], places: dict[Decimal, set[tuple[str, int]]]
) -> tuple[list[_Told], str] | None:
    """Those that tell the same otherwise, and the variant of the check; None where nothing is to be said."""
    kept = [one for one in alike if _is_slip(odd, one) and _shared(odd, one)]
    if len({one.value for one in kept}) != 1:
        return None
    kept.sort(key=lambda one: not one.is_whole(one.name))
    names = {_shared(odd, one) for one in kept}
    telling = [one for one in alike if any(one.tells(n) for n in names)]
    twice = any(a is not b and a.where == b.where for a in telling for b in telling)
    if twice or {one.value for one in telling} - {odd.value, kept[0].value}:
        return None
    same = any(set(odd.name) == set(one.name) for one in kept)
    often = len(places[kept[0].value]) > 1
    agreed = len({one.where for one in telling if one.value == kept[0].value}) > 1  # two places tell it by one name
    digits = len(odd.digits)
    if not all(any(one.is_whole(name) for name in names) for one in (odd, *kept[:1])):
        return (kept, "two_sentences_unsure") if often and digits > _LEAST_BY_PART else None
    if often and digits >= (_LEAST_DIGITS if same or agreed else _LEAST_BY_PART):
        return kept, "two_sentences"
    if not (same and odd.is_count and digits >= _LEAST_DIGITS):
        return None
    return kept, "two_sentences" if digits >= _SURE_DIGITS else "two_sentences_unsure"


def _is_slip(odd: _Told, one: _Told) -> bool:
    if odd.value == one.value or odd.figure.decimals != one.figure.decimals or len(odd.digits) != len(one.digits):
        return False
    return is_count_slip(Decimal(odd.digits), Decimal(one.digits)) and (
        odd.is_count or odd.figure.unit is one.figure.unit
    )


def _shared(odd: _Told, one: _Told) -> str:
    """The name of one of two numbers that the other's clause tells; '' for none. 支出 alone names no amount."""
    if set(odd.name) == set(one.name) or odd.tells(one.name):
        name = one.name
    else:
        name = odd.name if one.tells(odd.name) else ""
    return name if odd.is_count or len(name) >= _LEAST_OF_AMOUNT else ""


def _made(odd: _Told, kept: Sequence[_Told], variant: str) -> Check:
    figure = kept[0].figure
    return compared(
        CheckCode.SAME_FIGURE,
        variant,
        locus_at(row=odd.name),
        odd.figure,
        [Interval.exactly(figure.value)],
        [odd.place, *(one.place for one in kept)],
        outcome=Outcome.INCONSISTENT,
        relation=sum_relation([figure]),
        other=figure.text,
        where="",
        page=str(figure.box.page),
        quote=kept[0].place.text,
    )


def _of_text(document: Document, year: int | None) -> Iterator[_Told]:
    for n, sentence in enumerate(whole_sentences(document)):
        text = sentence.squeezed.text
        if any(int(y) != year for y in re.findall(r"(20\d\d)年", text[slice(*sentence.span)])):
            continue
        for i, quantity in enumerate(sentence.quantities):
            named = _named(text, quantity, sentence.lead(i))
            if named is not None and not of_another_time(text[sentence.span[0] : quantity.start]):
                fact = sentence.fact(quantity, "", "")
                yield _told(quantity, fact.figure, fact.place, ("text", n), text, named, in_text=True)


def _of_remarks(report: Report) -> Iterator[_Told]:
    for n, line in enumerate(report.score_lines):
        if line.remark_box is None or line.measured or not re.search(r"\d", line.remark):
            continue
        text, last, box = squeeze(line.remark).text, 0, line.remark_box
        for quantity in find_quantities(text):
            named = _named(text, quantity, text[last : quantity.start])
            last = quantity.end
            if named is None or quantity.decimals or quantity.unit in (Unit.PERCENT, *_MONEY):
                continue
            figure = Figure(
                value=quantity.value, decimals=0, unit=Unit.ITEMS, text=f"{quantity.value:f}", boxes=(box,), exact=True
            )
            place = Place(page=box.page, box=box, text=f"{line.indicator} {line.remark}")
            yield _told(quantity, figure, place, ("remark", n), text, named, in_text=False)


_MONEY = frozenset(u for u in Unit if u.is_money)


def _told(
    quantity: Quantity,
    figure: Figure,
    place: Place,
    where: tuple[str, int],
    text: str,
    named: tuple[str, str],
    *,
    in_text: bool,
) -> _Told:
    before, behind = named
    measure = measure_at(text, quantity.digits_end)
    kind = (
        "money"
        if quantity.is_money
        else "rate"
        if quantity.unit is Unit.PERCENT
        else _ALIKE.get(measure.unit, measure.unit)
    )
    value = quantity.value * (figure.unit.to_yuan() if quantity.is_money else measure.factor)
    return _Told(kind, value, figure, place, where, before + behind, len(before), before or behind, in_text)


def _named(text: str, quantity: Quantity, lead: str) -> tuple[str, str] | None:
    """The words of a clause before a number and those behind it; None where they do not say what it is of."""
    measure = measure_at(text, quantity.digits_end)
    if not (quantity.is_plain and quantity.value > 0 and measure.unit) or quantity.also:
        return None
    clause = _LEAD.search(lead)
    words = clause.group() if clause else ""
    if _OTHER.search(words):
        return None
    behind = _TAIL.match(text, quantity.digits_end + measure.length)
    before, after = _bare(words), _bare(behind.group() if behind else "")
    if words.endswith("的"):  # 新建的 25 座公厕
        before, after = "", before + after
    return (before, after) if len(before or after) >= _LEAST_NAME else None


def _bare(words: str) -> str:
    words = _SPENDING.sub("", NO_NAME.sub("", words))
    for one, other in _SAME:
        words = words.replace(one, other)
    return words


def _of_tables(grids: Sequence[FigureGrid]) -> Iterator[_Told]:
    """Counts of tables by the name of a row (培训期数 | 实际完成值) or, in totals, of a column (受理件数)."""
    for grid in grids:
        totals = [row for row, label in grid.labels.items() if TOTAL.fullmatch(label)] or (
            list(grid.labels) if len(grid.labels) == 1 else []
        )
        for column in grid.columns:
            head = without_space(column.names[-1]) if column.names else ""
            by_head = _COUNT_HEAD.search(head)
            for row, figure in column.figures.items():
                by_row = _COUNT_HEAD.search(grid.labels.get(row, ""))
                found = by_row if by_row and _DONE.search(head) and not _NOT_DONE.search(head) else None
                found = found or (by_head if row in totals and not _OTHER.search(head) else None)
                if found is None or figure.decimals or figure.unit is Unit.PERCENT or figure.unit.is_money:
                    continue
                name, measure = NO_NAME.sub("", found["name"]), measure_at(found["measure"], 0)
                if len(name) < _LEAST_NAME or measure.length != len(found["measure"]):
                    continue
                text = f"{grid.labels.get(row, '')} {head} {figure.text}"
                place = Place(page=figure.box.page, box=figure.box, text=text)
                kind, where = _ALIKE.get(measure.unit, measure.unit), (grid.table.table_id, row)
                yield _Told(
                    kind, figure.value * measure.factor, figure, place, where, name, len(name), name, in_text=False
                )
