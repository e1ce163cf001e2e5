"""Document -> calculations: every number of the running text that other numbers of the text give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.normalize.arithmetic.alike.near_sums import comes_to_another, near_sums_of
from pipeline.normalize.arithmetic.alike.other_pairs import means_other_numbers
from pipeline.normalize.arithmetic.alike.rows import alike_of, is_rate_of_all, of_another_whole
from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.changes.beside_amounts import changes_of
from pipeline.normalize.arithmetic.changes.budget_chains import chains_of
from pipeline.normalize.arithmetic.changes.budget_moves import budget_moves_of
from pipeline.normalize.arithmetic.changes.gaps import gaps_of
from pipeline.normalize.arithmetic.changes.left_of_budgets import saved_of, unspent_of
from pipeline.normalize.arithmetic.changes.moves import moves_of
from pipeline.normalize.arithmetic.changes.restated import restated_of
from pipeline.normalize.arithmetic.changes.stocks import stocks_of
from pipeline.normalize.arithmetic.changes.ways import ways_of
from pipeline.normalize.arithmetic.over_sentences import over_sentences
from pipeline.normalize.arithmetic.quotients.averages import averages_of
from pipeline.normalize.arithmetic.quotients.combined_rates import combined_rates_of, year_rates_of
from pipeline.normalize.arithmetic.quotients.rates import rates_of
from pipeline.normalize.arithmetic.quotients.rates_told_first import rates_told_first
from pipeline.normalize.arithmetic.quotients.shares import shares_of
from pipeline.normalize.arithmetic.quotients.told_formulas import told_formulas
from pipeline.normalize.arithmetic.quotients.use_rates import use_rates_of
from pipeline.normalize.arithmetic.quotients.written_equations import written_equations
from pipeline.normalize.arithmetic.read_terms import terms_of
from pipeline.normalize.arithmetic.runs import AND
from pipeline.normalize.arithmetic.sums.columns_of_rows import columns_of_rows
from pipeline.normalize.arithmetic.sums.complete_lists import lists_over_paragraphs
from pipeline.normalize.arithmetic.sums.done_and_undone import done_and_undone_of
from pipeline.normalize.arithmetic.sums.level_points import level_points_of
from pipeline.normalize.arithmetic.sums.listed_names import listed_names
from pipeline.normalize.arithmetic.sums.lists_apart import lists_apart_of
from pipeline.normalize.arithmetic.sums.lost_points import lost_points_of
from pipeline.normalize.arithmetic.sums.parts import parts_of
from pipeline.normalize.arithmetic.sums.questionnaires import questionnaires_of
from pipeline.normalize.arithmetic.sums.rests import rests_of
from pipeline.normalize.arithmetic.sums.rests_of_accounts import balanced_of
from pipeline.normalize.arithmetic.sums.single_part import counted_parts_of, single_parts_of
from pipeline.normalize.arithmetic.sums.told_in_words import has_members_in_words
from pipeline.normalize.arithmetic.sums.told_scores import told_scores_of
from pipeline.normalize.arithmetic.sums.totals import totals_of
from pipeline.normalize.arithmetic.sums.year_parts import year_parts_of
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.unit_slips import unit_slips_of
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of
from pipeline.normalize.narrative.reading.paragraphs import whole_paragraphs
from pipeline.normalize.narrative.reading.sentences import BLANK, Squeezed, sentences, squeeze
from pipeline.normalize.narrative.reading.text_figures import figure_of
from pipeline.vocabulary.link_words import IS
from schemas.document import Block, Document
from schemas.figure import Figure
from schemas.records import Calculation, CalculationReading, Operand
from schemas.trusted import trusted

# Rules of scoring say what would give points, not what is; 其中 15 个指标得满分 is no rule.
_RULES = re.compile(
    r"每超|每少|每低|每高|每增|每减|扣完|(?<![未个项类均都])(?<!指标)得满分(?!的(?:指标)?\d)|不得分|[≥≤＞＜].{0,12}得\d|得分=|计分(?:办法|标准|规则|方法)"
)

_ROWS = re.compile(rf"\d{BLANK}\d")  # 营业收入 2.96 20.90 23.81: the rows of a table, read as text


def calculations(document: Document, year: int | None) -> list[Calculation]:
    """All calculations of the body text, in reading order."""
    blocks = whole_paragraphs(document.blocks)
    texts = [squeeze(b.text) for b in blocks]
    told = [not (_RULES.search(s.text) or _ROWS.search(s.text)) for s in texts]
    paragraphs = [terms_of(s.text, year, n) if told[n] else [] for n, s in enumerate(texts)]
    amounts = Amounts(paragraphs)
    writer = _Writer(blocks, texts)
    found: list[Calculation] = []
    for n, (text, terms) in enumerate(zip(texts, paragraphs, strict=True)):
        found += [writer.calculation(w) for w in written_equations(text.text, n)]
        if not terms:
            continue
        worked = list(_worked(text.text, terms, amounts))
        slips = list(unit_slips_of(text.text, terms, worked, partial(_read_again, paragraphs, n, year)))
        mended = {w.result.index for w in slips}
        worked = [w for w in worked if w.certain or w.result.index not in mended] + slips
        worked += over_sentences(text.text, terms, worked, partial(_read_alone, n, year))
        found += [writer.calculation(w) for w in worked if not (_of_scores(w) or _of_worn_assets(w))]
        found += [writer.count(*c) for c in listed_names(terms)]
    found += [writer.calculation(w) for w in lists_over_paragraphs([t.text for t in texts], paragraphs)]
    return found


def _read_again(
    paragraphs: Sequence[Sequence[Term]], n: int, year: int | None, text: str
) -> tuple[list[Term], list[Worked]]:
    """The `n`th paragraph read as `text`, among the others."""
    terms = terms_of(text, year, n)
    amounts = Amounts([*paragraphs[:n], terms, *paragraphs[n + 1 :]])
    return terms, list(_worked(text, terms, amounts))


def _read_alone(n: int, year: int | None, text: str) -> tuple[list[Term], list[Worked]]:
    """`text` as the `n`th paragraph, with no others."""
    terms = terms_of(text, year, n)
    return terms, list(_worked(text, terms, Amounts([terms])))


def _of_scores(worked: Worked) -> bool:
    """得分率 of levels told one after the other, and sums of what each was worth and got (部门管理 30 分，得 27.94 分):
    scores have checks of their own (score_claims)."""
    if worked.kind == "rate":
        return "得分" in worked.result.near and not worked.own_formula
    points = worked.kind == "sum" and worked.result.measure.unit == "分"
    return points and any(_weighs_some(_parts(r)) for r in worked.readings)


def _of_worn_assets(worked: Worked) -> bool:
    """原值 A、累计折旧 B、净值 C: none of them is a part beside the others, since the first is what the two come to."""
    told = [" ".join(t.near for t in r.terms) for r in worked.readings] if worked.kind == "sum" else []
    return any(re.search("折旧|摊销", said) and re.search("[原净]值", said) for said in told)


_GOT = re.compile(rf"得(?:分)?{IS}$")


def _parts(reading: Reading) -> Sequence[Term]:
    """The parts of a sum, or what is taken from its whole."""
    return reading.terms[1:] if " - " in reading.formula else reading.terms


def _weighs_some(parts: Sequence[Term]) -> bool:
    """Whether of the parts of a sum of points some are said to be scored and some are not."""
    got: list[bool] = []
    for term in parts:  # 分别得 A 分、B 分和 C 分: what the first of a row is said to be, all are
        got.append(bool(_GOT.search(term.near)) or (bool(got) and got[-1] and bool(AND.match(term.lead))))
    return any(got) and not all(got)


def _worked(text: str, terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """What the words of a paragraph work out, and what its numbers show to be worked out wrongly without them."""
    told = [w for w in _by_words(text, terms, amounts) if not comes_to_another(w, terms)]
    told = [w for w in told if not (is_rate_of_all(w, told) or means_other_numbers(w, terms))]
    told = [w for w in told if not has_members_in_words(w, terms)]
    yield from told
    yield from near_sums_of(terms, told)


def _by_words(text: str, terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """What is known by its own words first: no general reader judges the same rate or difference again."""
    scored = list(told_scores_of(terms))
    undone = list(done_and_undone_of(terms))
    own = [
        *scored,
        *told_formulas(text, terms),
        *combined_rates_of(terms),
        *year_rates_of(terms),
        *ways_of(terms),
        *moves_of(terms),
        *budget_moves_of(terms, amounts),
        *chains_of(terms),
        *lost_points_of(terms),
        *gaps_of(terms),
        *unspent_of(terms, amounts),
        *saved_of(terms),
        *use_rates_of(terms),
        *year_parts_of(terms),
        *rates_told_first(terms),
        *questionnaires_of(terms),
        *level_points_of(terms),
        *undone,
    ]
    alike = list(alike_of(terms))
    own += alike
    known = {w.result.index for w in own}
    in_all = {w.result.index for w in scored}
    in_all |= {t.index for w in undone for r in w.readings for t in r.terms}  # 未完成 E 个，未启动 F 个: both are left
    yield from own
    for reader in (changes_of, parts_of, shares_of, rates_of, averages_of, rests_of, restated_of):
        for w in reader(terms, amounts):
            taken = w.result.index in (known if w.kind in _OF_WORDS else in_all)
            if not taken and not of_another_whole(w, alike):
                yield w
    yield from (w for w in totals_of(terms) if w.result.index not in known and not of_another_whole(w, alike))
    yield from stocks_of(terms)
    yield from columns_of_rows(terms)
    yield from balanced_of(terms)
    yield from lists_apart_of(terms)
    yield from single_parts_of(terms)
    yield from counted_parts_of(terms)


_OF_WORDS = frozenset({"rate", "growth", "difference", "share"})


class _Writer:
    """Turns terms into figures with their places."""

    def __init__(self, blocks: Sequence[Block], texts: Sequence[Squeezed]) -> None:
        self._blocks, self._texts = blocks, texts
        self._made: dict[tuple[int, int], Operand] = {}

    def calculation(self, worked: Worked) -> Calculation:
        result = self._operand(worked.result)
        if worked.kind not in ("sum", "difference", "rest") and result.figure.exact:
            # an average of people is rounded, a number of people is not
            result = result.model_copy(update={"figure": result.figure.model_copy(update={"exact": False})})
        return Calculation(
            kind=worked.kind,
            subject=worked.subject,
            result=result,
            readings=tuple(self._reading(r) for r in worked.readings),
            certain=worked.certain,
            partial=worked.partial,
            asked=worked.asked,
            own_formula=worked.own_formula,
        )

    def count(self, term: Term, least: int, most: int) -> Calculation:
        name = re.match(r"[\u4e00-\u9fff]*", term.tail)
        return Calculation(
            kind="count",
            subject=(name.group() if name else "")[:12] or noun_of(term),
            result=self._operand(term),
            counted=(least, most),
            certain=True,
        )

    def _reading(self, reading: Reading) -> CalculationReading:
        operands = tuple([self._operand(term) for term in reading.terms])
        return trusted(CalculationReading, formula=reading.formula, operands=operands)

    def _operand(self, term: Term) -> Operand:
        key = (term.paragraph, term.index)
        if key not in self._made:
            self._made[key] = self._new_operand(term)
        return self._made[key]

    def _new_operand(self, term: Term) -> Operand:
        block, text = self._blocks[term.paragraph], self._texts[term.paragraph]
        figure = figure_of(block, text, term.quantity)
        spans = sentences(text.text)
        first, last = text.span(*spans[term.sentence])
        return trusted(
            Operand,
            figure=_counted(figure, term),
            factor=int(term.factor),
            quote=block.text[first:last].strip(),
        )


def _counted(figure: Figure, term: Term) -> Figure:
    """A figure that is exact where what it counts has no parts."""
    exact = term.exact or (figure.exact and not figure.decimals)
    return figure if exact == figure.exact else figure.model_copy(update={"exact": exact})
