"""The terms of a paragraph: its numbers, what they measure, and the part that each plays in its sentence."""

from __future__ import annotations

from dataclasses import replace

from pipeline.normalize.arithmetic.own_roles import CHANGE, own_role
from pipeline.normalize.arithmetic.roles_beside import AND, HANDED_OUT, with_roles
from pipeline.normalize.arithmetic.sums.beside_others import in_ratios, of_that_year, shared_out
from pipeline.normalize.arithmetic.sums.money_left_out import with_money
from pipeline.normalize.arithmetic.terms import AGAINST, Term
from pipeline.normalize.narrative.reading.measures import PERCENT, Measure, measure_at
from pipeline.normalize.narrative.reading.sentences import sentences
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities


def terms_of(text: str, year: int | None, paragraph: int = 0) -> list[Term]:
    """The terms of a paragraph of squeezed text, in order, with their roles."""
    found: list[Term] = []
    spans = sentences(text)
    quantities = find_quantities(text)
    measures = [measure_at(text, q.digits_end) for q in quantities]
    ends = [_end(q, m) for q, m in zip(quantities, measures, strict=True)]
    for index, quantity in enumerate(quantities):
        number = next(i for i, (a, b) in enumerate(spans) if a <= quantity.start < b)
        first, last = spans[number]
        begin = max(ends[index - 1] if index else 0, first)
        stop = min(quantities[index + 1].start if index + 1 < len(quantities) else len(text), last)
        measure = measures[index]
        if quantity.words and text[quantity.start :].startswith("百分之"):
            measure = Measure(PERCENT, 1, 0)
        before = text[first : quantity.start]
        found.append(
            Term(
                paragraph=paragraph,
                index=index,
                sentence=number,
                quantity=quantity,
                measure=measure,
                end=ends[index],
                lead=text[begin : quantity.start],
                tail=text[ends[index] : stop],
                depth=max(0, before.count("(") - before.count(")")),
            )
        )
    return with_roles(of_that_year(in_ratios(shared_out([own_role(t, year) for t in with_money(_with_units(found))]))))


def _with_units(terms: list[Term]) -> list[Term]:
    """各减少 1.5，2.5 万元; 较上年 2.08 减少 0.03 万元: a number without a unit has that of the number that follows in
    its row, or of its own change."""
    for i in range(len(terms) - 2, -1, -1):
        term, after = terms[i], terms[i + 1]
        if term.measure.length or term.unit or after.sentence != term.sentence or not after.unit:
            continue
        row = AND.match(after.lead) and (term.quantity.decimals or HANDED_OUT.search(term.lead))
        held = term.quantity.decimals and AGAINST.search(term.lead) and CHANGE.fullmatch(after.lead)
        if row or held:
            terms[i] = replace(term, measure=replace(after.measure, length=0))
    return terms


def _end(quantity: Quantity, measure: Measure) -> int:
    """Where a number ends with its unit, or with the word that makes it a bound (以上)."""
    if quantity.bound and quantity.end > quantity.digits_end and not measure.length:
        return quantity.end
    return max(quantity.digits_end + measure.length, quantity.digits_end)
