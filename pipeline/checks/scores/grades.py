"""Grade words (优, 良, 中, 差) by total score, from `rubrics/grades.yaml`, unless a report prints its own scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from pipeline.checks.compare import not_checkable
from pipeline.checks.scores.printed_grades import Grade, printed_scale, same_grade
from pipeline.vocabulary.names import folded
from rubrics.data_files import read_plain
from rubrics.load import FOLDER
from schemas.audit import Check, CheckCode, Locus, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Figure
from schemas.records import Report
from schemas.trace import Place


@cache
def _grades() -> tuple[Grade, ...]:
    data = read_plain(FOLDER / "grades.yaml")
    return tuple(Grade(g["word"], Decimal(g["from"]), Decimal(g["to"])) for g in data["grades"])


def grade_of(total: Decimal, scale: Sequence[Grade]) -> Grade | None:
    """The grade of a total score; None outside the scale, the best grade of which comes first."""
    for grade in scale:
        if grade.low <= total < grade.high or (grade is scale[0] and total == grade.high):
            return grade
    return None


def scale_of(document: Document) -> tuple[Grade, ...]:
    """The scale that a document's grades go by: its own, else that on file; empty where its own is not understood."""
    return printed_scale(document) or (() if prints_other_scale(document) else _grades())


def grade_scale_top() -> Decimal:
    """The most points of the scale on file."""
    return _grades()[0].high


_LIMITS = frozenset({"0", "60", "80", "90", "100"})
_SCALE = re.compile(r"优.{0,40}良.{0,40}(?:中|合格|一般).{0,40}(?:差|不合格)|(?:差|不合格).{0,40}中.{0,40}良.{0,40}优")


_LIMIT = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.%％])")  # of points: 优：比率≥85% grades a rate


def prints_other_scale(document: Document) -> bool:
    """Whether the document prints grades with limits that are not those of the scale on file (优：85分以上)."""
    texts = [b.text for b in document.blocks] + [c.text for t in document.tables for c in t.cells if len(c.text) > 12]
    for text in map(folded, texts):
        if _SCALE.search(text):
            limits = {n.partition(".")[0] if n.endswith(".0") else n for n in _LIMIT.findall(text)}
            if any(n not in _LIMITS and 50 <= Decimal(n) < 100 and not _just_below(n) for n in limits):
                return True
    return False


def _just_below(limit: str) -> bool:
    """89, 79.9, 59.99: the end of a grade below the next one."""
    whole, _, rest = limit.partition(".")
    return whole[-1:] == "9" and set(rest) <= {"9"}


def grade_check(word: str, place: Place, total: Figure | None, locus: Locus, scale: Sequence[Grade]) -> Check:
    """A printed grade word against the total it grades."""
    if total is None:
        return not_checkable(CheckCode.SCORE_CLAIM, "grade", locus, None, "no total score is printed")
    expected = grade_of(total.value, scale)
    said = next((g.word for g in scale if same_grade(g.word, word)), "")
    if expected is None or not said:
        return not_checkable(CheckCode.SCORE_CLAIM, "grade", locus, None, f"{word} is not a grade of the scale")
    return Check(
        code=CheckCode.SCORE_CLAIM,
        variant="grade",
        locus=locus,
        outcome=Outcome.CONSISTENT
        if said in {expected.word, *_grades_told(word, place.text, total.value, scale)}
        else Outcome.INCONSISTENT,
        reported=total,
        expected_low=expected.low,
        expected_high=expected.high,
        inputs=(place, Place(page=total.box.page, box=total.box, text=total.text)),
        fields={"word": word, "expected": expected.word},
    )


_NEXT_GRADE = r"(?:[（(][^（）()]*[）)])?[、，；/](?:优秀?|良好?|较好|中等?|合格|一般|较?差)(?=[、，；。/（(：:]|$)"


def lists_grades(word: str, sentence: str) -> bool:
    """Whether a grade's word is one of those that a sentence lists (评价等级：优（90分及以上）、良（80-90分）…)."""
    return re.search(re.escape(word) + _NEXT_GRADE, sentence.replace(" ", "")) is not None


_POINTS = re.compile(r"(?<![\d.])(\d{2}(?:\.\d+)?)分")


def _grades_told(word: str, sentence: str, total: Decimal, scale: Sequence[Grade]) -> set[str]:
    """The grades of other scores than the total that the clauses with a grade's word print, where these do not print
    the total as well (自评得分 96.9 分；上年度重点评价得分 84.3 分，评定为良). No limit of a grade is one."""
    clauses = [c for c in folded(sentence).replace(";", "；").split("；") if word in c]
    scores = {Decimal(n) for c in clauses for n in _POINTS.findall(c)}
    if total in scores:
        return set()
    scores -= {x for g in scale for x in (g.low, g.high)}
    return {grade.word for score in scores if (grade := grade_of(score, scale))}


def form_grade_checks(report: Report, document: Document, names: Mapping[str, str]) -> Iterator[Check]:
    """The grade that each project form prints in a cell of its own."""
    graded = [t for t in report.score_totals if t.grade and t.grade_box is not None]
    if not graded or not (scale := scale_of(document)):
        return
    for total in graded:
        assert total.grade_box is not None
        if total.weight is not None and total.weight.value != grade_scale_top():
            continue  # the scale is of a hundred points
        locus = locus_at(table=names.get(total.table_id, ""), row=total.name, column="等级")
        place = Place(page=total.grade_box.page, box=total.grade_box, text=total.grade)
        yield grade_check(total.grade, place, total.self_score, locus, scale)
