"""A project's own form against what a summary table or a sentence states of the project: amounts, rate and score.

A row or sentence is about the form's whole project only where it shares an amount or a computed score with the form;
what else it states must then be the form's too. Where nothing is shared it may be of one fund or another year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.same_print import MARKED_DIGITS, same
from pipeline.checks.scores.form_reviews import reviews
from pipeline.checks.scores.form_totals import FULL_WEIGHT
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import bare_item, name_key
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.records import Fact, Report
from schemas.trace import Place

_COMPARED = ("original_budget", "revised_budget", "outturn", "execution_rate")
# What one may call 预算 where a form prints both.
_BUDGETS = ("revised_budget", "original_budget")
_SCORE = "self_score"
_SUFFIX = re.compile(r"(?:专项)?(?:项目|经费|资金|支出)$")


@dataclass
class _Form:
    """What a project's form states of the whole project, by metric."""

    table_id: str
    name: str
    figures: dict[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class _Said:
    item: str
    metric: str
    figure: Figure
    place: Place


def form_copy_checks(report: Report, document: Document, names: Mapping[str, str]) -> Iterator[Check]:
    """One check per figure that another row, sentence or paragraph states of a form's project."""
    forms = _forms(report)
    if not forms:
        return
    stated = _with_reviews(_statements(report, forms), document, forms)
    for (key, table_id), said in stated.items():
        form = forms[key]
        found = [(s, _reference(form, s)) for s in said if s.metric in form.figures]
        if not any(same(s.figure, f) and _marked(f) for s, f in found):
            continue
        amounts_differ = any(s.figure.unit.is_money and not same(s.figure, f) for s, f in found)
        for s, reference in found:
            if amounts_differ and not s.figure.unit.is_money:
                continue  # a rate or score follows from the amount that differs
            outcome = Outcome.CONSISTENT if same(s.figure, reference) else Outcome.INCONSISTENT
            yield _check(s, reference, outcome, table_id, form, names)


def _key(name: str) -> str:
    return _SUFFIX.sub("", name_key(bare_item(name)))


def _forms(report: Report) -> dict[str, _Form]:
    """The form of each project that has exactly one; one that names none is the whole agency's."""
    subjects: dict[str, set[tuple[str, str]]] = defaultdict(set)
    names = {(x.table_id, x.subject or report.agency) for x in report.score_lines if x.measured}
    for table_id, subject in names:
        subjects[_key(subject)].add((table_id, subject))
    forms = {}
    for key, tables in subjects.items():
        if len(tables) != 1 or len(key) < 3:
            continue
        form = _Form(*next(iter(tables)))
        whole = next((x for x in report.budget_lines if x.table_id == form.table_id and x.level == 0), None)
        form.figures |= {m: f for m, f in (whole.figures if whole else {}).items() if m in _COMPARED}
        totals = [t.self_score for t in report.score_totals if t.table_id == form.table_id and t.self_score]
        score = totals[-1] if totals else _sum_of_scores(report, form.table_id)
        if score is not None:
            form.figures[_SCORE] = score
        forms[key] = form
    return forms


def _sum_of_scores(report: Report, table_id: str) -> Figure | None:
    """What the scores of a form without a printed total add up to, where its weights share out all points."""
    own = [x for x in report.score_lines if x.table_id == table_id]
    weights = [x.weight.value for x in own if x.weight is not None]
    scores = [x.self_score for x in own if x.self_score is not None]
    if len(scores) < len(own) or sum(weights) != FULL_WEIGHT:
        return None
    value = sum((s.value for s in scores), Decimal(0))
    return scores[-1].model_copy(
        update={"value": value, "decimals": max(s.decimals for s in scores), "text": f"{value:f}"}
    )


def _statements(report: Report, forms: Mapping[str, _Form]) -> dict[tuple[str, str], list[_Said]]:
    """What other rows and sentences state, by project and then by row or sentence."""
    own = {form.table_id for form in forms.values()}
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in report.facts:
        key = _key(fact.item) if fact.item else ""
        if key not in forms or fact.table_id in own or fact.approximate or fact.scope:
            continue
        if fact.metric in (*_COMPARED, _SCORE) and fact.period in ("", str(report.fiscal_year or "")):
            groups[key, fact.table_id, f"{fact.row}" if fact.source == "table" else fact.quote].append(fact)
    found: dict[tuple[str, str], list[_Said]] = {}
    for (key, table_id, where), facts in groups.items():
        metrics = [f.metric for f in facts]
        said = [_Said(f.item, f.metric, f.figure, f.place) for f in facts if metrics.count(f.metric) == 1]
        found[key, f"{table_id}\x1f{where}"] = said
    return found


def _with_reviews(
    stated: dict[tuple[str, str], list[_Said]], document: Document, forms: Mapping[str, _Form]
) -> dict[tuple[str, str], list[_Said]]:
    """`stated` with what paragraphs say of a project that they name at their start, in one with its sentences that name
    it again."""
    found = dict(stated)
    for review in reviews(document, forms):
        own = {
            metric: _Said(forms[review.key].name, metric, figure, place)
            for metric, (figure, place) in review.said.items()
        }
        boxes = {s.figure.box for s in own.values()}
        for where, said in stated.items():
            if where[0] == review.key and any(s.figure.box in boxes for s in said):
                found.pop(where, None)
                own |= {s.metric: s for s in said if s.metric not in own}
        found[review.key, f"\x1f{review.text}"] = list(own.values())
    return found


def _reference(form: _Form, said: _Said) -> Figure:
    """The form's figure that is meant: of two budgets the one that is the same."""
    if said.metric in _BUDGETS:
        budgets = [form.figures[m] for m in _BUDGETS if m in form.figures]
        return next((b for b in budgets if same(said.figure, b)), form.figures[said.metric])
    return form.figures[said.metric]


def _marked(figure: Figure) -> bool:
    """Whether a figure is marked enough not to be shared by chance."""
    return figure.unit is not Unit.PERCENT and len(re.sub(r"\D", "", figure.text).strip("0")) >= MARKED_DIGITS


def _check(
    said: _Said, reference: Figure, outcome: Outcome, where: str, form: _Form, names: Mapping[str, str]
) -> Check:
    table_id, _, _ = where.partition("\x1f")
    of_score = said.metric == _SCORE
    other = reference.in_unit(said.figure.unit) if reference.unit.is_money and said.figure.unit.is_money else reference
    place = Place(page=reference.box.page, box=reference.box, text=reference.text)
    metric = load_metrics().get(said.metric)
    return compared(
        CheckCode.SCORE_COPY if of_score else CheckCode.SAME_FIGURE,
        "total" if of_score else "two_tables" if table_id else "text_and_table",
        locus_at(
            table=names.get(table_id, ""), row=said.item, column="得分" if of_score else metric.name if metric else ""
        ),
        said.figure,
        [Interval.exactly(other.value)],
        [said.place, place],
        outcome=outcome,
        relation=sum_relation([other]),
        other=reference.text,
        where=names.get(form.table_id, ""),
        page=str(reference.box.page),
        quote=reference.text,
    )
