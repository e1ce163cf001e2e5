"""What the text says of scores: 得分 17 分, 得分率 85.00%, 扣 0.42 分, 4 个末级指标, 优 -> claims.

A claim names the indicator or level it is about. Where the words leave that open the subject of a deduction is '' and
nobody may be accused by it. Scoring rules that are quoted (每超出一个百分点扣 0.1 分, …的，扣 1 分) claim nothing.
A part of an indicator's score in a remark (第一季度得分：1) has the subject `indicator/part`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.normalize.narrative.claims.counts import level_count, mark_count, part_of_count
from pipeline.normalize.narrative.claims.kinds import TOTAL_FROM, kind_of
from pipeline.normalize.narrative.claims.remarks import remarks
from pipeline.normalize.narrative.claims.subjects import Mention, SubjectFinder
from pipeline.normalize.narrative.claims.wholes_and_parts import (
    is_of_report,
    is_other_score,
    names_other_score,
    part_of_rates,
    part_of_score,
)
from pipeline.normalize.narrative.claims.years import of_another_year
from pipeline.normalize.narrative.reading.sentences import Squeezed, sentences, squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities, numbered_sentences
from pipeline.vocabulary.link_words import IS
from schemas.document import Block, Document, PlacedText
from schemas.figure import Figure, Unit
from schemas.records import Claim, ClaimKind
from schemas.trace import Place
from schemas.white_space import without_space

_IN_ALL = re.compile(r"(?:合计|共计?|总计|总共|累计)(?:被)?(?:扣|失|丢)")  # 甲扣 1 分；乙扣 2 分。合计扣 3 分
# 以上预算执行类指标…: of the items before, and no part of the last of them.
_SUMS_UP = re.compile(r"以上|上述|综上|合计|小计|综合|经|总体|整体|本次|该类|根据")
_IN_ROWS = ("score", "weight", "score_rate")
_IN_ORDER = re.compile(r"分别|依次")
_OF_SEVERAL = re.compile(r"(?:\([^()]*\))?的(?:项目|指标|单位|部门)")  # 等级为中的项目有 3 个
_ASKED = re.compile(r"满意|问卷|测评|平均")
_LOST_NEXT = re.compile(r"，(?:被)?[扣失]")
_GRADE = re.compile(
    r"(?:评价(?:等级|结果|结论|等次|级别)?|等级|等次|评级|绩效级别|评定(?:等级|结果|等次)?|自评(?:等级|结果|结论|等次)?|档次|绩效(?:等级|等次))"
    r"(?:评定|确定)?(?:(?:为|是|：|属于|属|被评为|定为)+|(?=[“]?(?:优秀?|良好?|较好|中等|合格|一般|较差|差)[”]?(?:[，。；！(（]|$)))[“”]?(?P<word>优秀|良好|较好|中等|基本合格|不合格|合格|一般|较差|优|良|中|差|低)[“”]?(?=[，。；、！(（]|等|级|档|次|$)"
)
_WHOLE_PART = re.compile(r"^(?:本项|自评|该项|此项|[本该]?指标|实际|最终|综合)$|合计|总|共")
_PART = re.compile(rf"(?P<part>[\u4e00-\u9fffA-Za-z0-9]{{2,16}}?)(?:得分|得){IS}$")


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch of placed text to look for claims in, and what is known of its subject beforehand."""

    content: PlacedText
    squeezed: Squeezed
    default: str = ""
    is_remark: bool = False
    year: int | None = None


def narrative_claims(
    document: Document,
    indicator_names: Sequence[str],
    level_names: Sequence[str],
    year: int | None = None,
    in_text: bool = False,
) -> list[Claim]:
    """All claims of the body text and of remark cells, in reading order; scores of other years than `year` are none.

    `in_text`: the indicators are scored one after the other in the text, each in one or more paragraphs.
    """
    finder = SubjectFinder(indicator_names, level_names)
    claims: list[Claim] = []
    item: str = ""  # the indicator that the paragraphs of a list are about
    section: tuple[str, ...] | None = None  # where the list stands
    above: str = ""  # what the paragraph right above is the heading of, though it is not printed as one
    for block in document.blocks:
        if block.kind in ("caption", "unit"):
            continue
        squeezed = squeeze(block.text).text
        kept = item if in_text and block.section == section and not _SUMS_UP.match(squeezed) else ""
        item, section = finder.heading_item(squeezed) or kept, block.section
        claims.extend(_of_block(block, finder, year, item or above))
        above = finder.only_subject(squeezed) if block.kind == "paragraph" else ""
    for table in document.tables:
        for cell, subject in remarks(table, finder):
            claims.extend(_claims(_Text(cell.content, squeeze(cell.text), subject, True, year), finder))
    return claims


def _of_block(block: Block, finder: SubjectFinder, year: int | None, item: str) -> Iterator[Claim]:
    squeezed = squeeze(block.text)
    if not find_quantities(squeezed.text) and not _GRADE.search(squeezed.text):
        return
    heading = item or finder.opening_level(squeezed.text)
    if not heading and block.section:
        heading = finder.only_subject(squeeze(block.section[-1]).text)
    yield from _claims(_Text(block.content, squeezed, heading, year=year), finder)


def _claims(text: _Text, finder: SubjectFinder) -> Iterator[Claim]:
    before: Sequence[Mention] = []
    lost: set[str] = set()
    for span, numbers in numbered_sentences(text.squeezed.text):
        sentence = _Sentence(text, finder, span, before, lost)
        yield from sentence.claims(numbers)
        before = sentence.mentions or before


class _Sentence:
    """The claims of one sentence, `span` of the text.

    `before`: mentions of the last sentence that has any; `lost`: whose losses of points the text has told so far, which
    this sentence adds to.
    """

    def __init__(
        self, text: _Text, finder: SubjectFinder, span: tuple[int, int], before: Sequence[Mention], lost: set[str]
    ) -> None:
        self.text, self.finder, self.before, self.lost = text, finder, before, lost
        self.flat = text.squeezed.text
        self.start, self.end = span
        self.mentions = finder.mentions(self.flat, *span)
        self.used = self.start  # where the last deduction ends
        self.scored: tuple[int, str] = (self.start, "")  # where the last score ends, and whose it is
        self.shared: dict[int, tuple[ClaimKind, str]] = {}  # what a list with 分别 gives each of its numbers

    def claims(self, numbers: Sequence[Quantity]) -> Iterator[Claim]:
        """The grades that the sentence gives, then what its numbers claim."""
        yield from self._grades()
        last = self.start
        for index, quantity in enumerate(numbers):
            yield from self._of_number(numbers[index:], last)
            last = quantity.end

    def _of_number(self, numbers: Sequence[Quantity], last: int) -> Iterator[Claim]:
        """What the first of these numbers claims. `last`: the end of the number before."""
        quantity = numbers[0]
        counted = None if self.text.is_remark else self._counted(quantity, last)
        if counted is not None:
            yield from counted
            return
        found = kind_of(self.flat, self.start, last, quantity, self.text.is_remark)
        if found is not None and of_another_year(self.flat[self.start : quantity.start], self.text.year):
            return
        if quantity.start in self.shared:
            yield from self._claimed(quantity, quantity.start, *self.shared[quantity.start])
        elif found is None:
            yield from self._part(quantity)
        else:
            kind, lead_start = found
            subject = self._subject(kind, lead_start, numbers)
            if subject is not None:
                yield from self._claimed(quantity, lead_start, kind, subject, numbers)

    def _counted(self, quantity: Quantity, last: int) -> list[Claim] | None:
        """What a number claims that counts indicators by their marks or by their level, [] where it counts those of
        one level alone; None where it counts neither."""
        before = quantity.digits_end - self.start
        marks = mark_count(self.flat[self.start : self.end], before, self.flat[last : quantity.start], quantity)
        if marks is not None:
            of_one_level = any(m.end <= quantity.start for m in self.mentions)
            return [] if of_one_level else [_claim(self.text, quantity, marks, "")]
        level = level_count(self.flat, self.start, self.end, quantity)
        if level is not None:
            return [] if self.mentions else [_claim(self.text, quantity, level, "")]
        return None

    def _part(self, quantity: Quantity) -> Iterator[Claim]:
        """A level's part of a score or of a number of indicators, told behind 其中."""
        if level := part_of_score(self.flat, self.start, quantity, self.mentions):
            yield _claim(self.text, quantity, "score", level)
        elif level := part_of_rates(self.flat, self.start, quantity, self.mentions):
            yield _claim(self.text, quantity, "score_rate", level)
        elif level := part_of_count(self.flat, self.start, quantity, self.mentions):
            yield _claim(self.text, quantity, "indicator_count", level)

    def _subject(self, kind: ClaimKind, lead_start: int, numbers: Sequence[Quantity]) -> str | None:
        """What the first of these numbers is of: '' of the whole report, or of nobody for a deduction; None where it
        cannot be told and nothing is claimed."""
        flat, start, quantity = self.flat, self.start, numbers[0]
        if self.text.is_remark:
            return self.text.default
        if kind in _IN_ROWS and _IN_ORDER.search(flat[max(start, lead_start - 4) : quantity.start]):
            self.shared = _shared_out(flat, start, numbers, self.mentions, kind)  # 四类分别得 8 分、27 分、29 分、22 分
            return self.shared[quantity.start][1] if quantity.start in self.shared else None
        if kind == "deduction":
            return self._loser(quantity, lead_start)
        subject = self.finder.of_score(flat, (start, lead_start), self.mentions, self.before, self.text.default)
        if subject and kind == "score" and quantity.value > TOTAL_FROM and _TOTAL.match(flat, lead_start):
            of_level = self.finder.is_level(subject) and not self._behind_list(lead_start)
            subject = subject if of_level else ""  # 预算执行得 9.5 分，总得分 97.5 分
        if subject:
            return subject
        if kind == "score_rate" and self._follows_score(lead_start):
            return self.scored[1]  # 甲类 14 分，得 13 分，得分率 92.86%；乙类…
        whole = subject == "" and is_of_report(flat, start, lead_start, quantity)
        return "" if whole or kind in ("score_rate", "indicator_count") else None

    def _behind_list(self, lead_start: int) -> bool:
        """Whether a total has a clause of its own behind several levels (产出得 29 分、效益得 24 分，总得分 95 分)."""
        levels = {m.name for m in self.mentions if m.is_level and m.end <= lead_start}
        return len(levels) > 1 and self.flat[lead_start - 1 : lead_start] in ("，", "；")

    def _follows_score(self, lead_start: int) -> bool:
        """Whether nothing else is named between the last score that somebody has and here, in one piece of a list."""
        end, whose = self.scored
        between = self.flat[end:lead_start]
        return (
            bool(whose)
            and not re.search(r"[；。]", between)
            and all(m.end <= end for m in self.mentions if m.start < lead_start)
        )

    def _has_its_name(self, quantity: Quantity, lead_start: int) -> bool:
        """Whether a score stands right behind an indicator whose name only sounds like another score (巡查完成率得 7.8
        分); people's answers are scored apart, unless they are a level or what was lost follows (…，扣 0.6 分)."""
        named = next((m for m in self.mentions if m.end == lead_start), None)
        asked = named is not None and not named.is_level and _ASKED.search(named.name)
        return named is not None and bool(not asked or _LOST_NEXT.match(self.flat, quantity.end))

    def _loser(self, quantity: Quantity, lead_start: int) -> str:
        """Who lost points, '' where that is open; it is kept in `lost`."""
        text, places = self.text, (self.start, self.used, lead_start)
        subject = self.finder.of_deduction(self.flat, places, self.mentions, self.before, text.default)
        if _IN_ALL.search(self.flat[lead_start : quantity.start]) and len(self.lost - {""}) > 1:
            subject = text.default if self.finder.is_level(text.default) else ""
        self.lost.add(subject)
        return subject

    def _claimed(
        self,
        quantity: Quantity,
        lead_start: int,
        kind: ClaimKind,
        subject: str,
        numbers: Sequence[Quantity] = (),
    ) -> Iterator[Claim]:
        """The claims of a number whose kind and subject are known; `numbers` begin with it where they may be a list."""
        words = self.flat[lead_start : quantity.start]
        if kind == "deduction":
            if _IN_ORDER.search(words):
                self.shared = _shared_out(self.flat, self.used, numbers, self.mentions, kind)
                subject = self.shared[quantity.start][1] if quantity.start in self.shared else ""
            self.used = quantity.end
            for name in self._each(lead_start) if "各扣" in words else [subject]:
                yield _claim(self.text, quantity, kind, name)
        elif kind == "score" and self.text.is_remark:
            part = _PART.search(self.flat[max(self.start, lead_start - 20) : quantity.start])
            name = part["part"].strip("，；。：、") if part else ""
            is_part = name and not _WHOLE_PART.search(name)
            yield _claim(self.text, quantity, kind, f"{subject}/{name}" if is_part else subject)
        elif kind != "score" or self._has_its_name(quantity, lead_start) or not is_other_score(self.flat, lead_start):
            self.scored = (quantity.end, subject) if kind == "score" else self.scored
            yield _claim(self.text, quantity, kind, subject)

    def _each(self, lead_start: int) -> list[str]:
        """The indicators listed before 各扣, each once."""
        segment = max(self.flat.rfind(c, self.start, lead_start) for c in "；。：")
        listed = [m for m in self.mentions if m.start > segment and m.end <= lead_start]
        return list(dict.fromkeys(m.name for m in listed))

    def _grades(self) -> Iterator[Claim]:
        """Grades of the whole report (评价等级为优): of no group, indicator or other score."""
        text, flat = self.text, self.flat
        for found in _GRADE.finditer(flat, self.start, self.end):
            clause = re.split(r"[，。；]", flat[self.start : found.start()])[-1]
            of_group = _OF_SEVERAL.match(flat, found.end())
            begin = self.start + _behind_levels(flat[self.start : found.start()])
            named = self.finder.mentions(flat, begin, found.start())
            if of_group or names_other_score(clause) or named:
                continue
            first, last = text.squeezed.span(*found.span("word"))
            boxes = text.content.boxes(first, last)
            if boxes:
                place = Place(page=boxes[0].page, box=boxes[0], text=_quote(text, self.start, self.end))
                yield Claim(kind="grade", subject="", figure=None, word=found["word"], place=place)


def _behind_levels(told: str) -> int:
    """总分 94.9 分，其中甲 48.2 分、乙 46.7 分，等级为优: where the clause of the grade begins behind a list of levels;
    0 where no whole is told before it."""
    head, of_which, _ = told.partition("其中")
    return told.rindex("，") if of_which and _WHOLE_SCORE.search(head) and "，" in told[len(head) :] else 0


_TOTAL = re.compile(
    r"(?:(?:合计|综合|最终|自评|评价)*总得?分|(?:合计|共计|累计|综合|最终)(?:自评)?得分|"
    r"(?:自评|评价|综合)*得分(?:合计|总计|共计))"
)
_WHOLE_SCORE = re.compile(r"(?:总分|得分|总得分|自评|评分|分数)[^，。；\d]{0,6}\d+(?:\.\d+)?分")


def _shared_out(
    flat: str, used: int, here: Sequence[Quantity], mentions: Sequence[Mention], kind: ClaimKind
) -> dict[int, tuple[ClaimKind, str]]:
    """A和B分别扣 1 分、2 分: place of each number -> what is claimed of which indicator; {} where they do not match one
    to one."""
    numbers = [here[0]]
    for quantity in here[1:]:
        if flat[numbers[-1].end : quantity.start] not in ("、", "，", "和", "及", "与", "以及"):
            break
        numbers.append(quantity)
    names = list(dict.fromkeys(m.name for m in mentions if used <= m.start and m.end <= numbers[0].start))
    if len(names) != len(numbers):
        return {}
    return {q.start: (kind, n) for q, n in zip(numbers, names, strict=True)}


def _claim(text: _Text, quantity: Quantity, kind: ClaimKind, subject: str) -> Claim:
    percent = quantity.unit is Unit.PERCENT
    end = quantity.digits_end + (1 if percent and text.squeezed.text[quantity.digits_end :][:1] == "%" else 0)
    first, last = text.squeezed.span(quantity.start, end)
    boxes = text.content.boxes(first, last)
    figure = Figure(
        value=quantity.value,
        decimals=quantity.decimals,
        unit=quantity.unit or Unit.POINTS,
        text=without_space(text.content.text[first:last]),
        boxes=boxes,
        exact=kind == "weight" or kind.endswith("_count"),
        confidence=text.content.confidence_of(first, last),
    )
    span = next(((a, b) for a, b in sentences(text.squeezed.text) if a <= quantity.start < b), (quantity.start, end))
    place = Place(page=boxes[0].page, box=boxes[0], text=_quote(text, *span))
    return Claim(kind=kind, subject=subject, figure=figure, place=place)


def _quote(text: _Text, start: int, end: int) -> str:
    first, last = text.squeezed.span(start, end)
    return text.content.text[first:last].strip()
