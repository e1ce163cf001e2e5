"""Projects: counted in the tables, and what the text says of how many were set up, cut, finished and left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.checks.compare import compared, not_checkable, relation_of, sum_relation
from pipeline.checks.same_print import same
from pipeline.checks.table_view import TableView
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import Check, CheckCode, Outcome, Relation, locus_at
from schemas.figure import Figure, Interval
from schemas.records import BudgetLine, Fact, Report, TableKind
from schemas.trace import Place

_RUNNING_NUMBER = re.compile(r"^\s*(\d+)[.．、]")
_GATHERS = re.compile(r"其他|其它|等\d*项|合计|小计|零星")
# 重点项目资金使用情况: a table of some projects, which a count of all says nothing of
_SELECTED = re.compile(r"重点|主要|部分|典型|大额|较大|抽[查取评]|代表性")
_ALL_PROJECTS = re.compile(r"(?:^|[、.．）)])项目支出(?:合计|小计)?$")
COUNTS = ("projects_set_up", "projects_planned")


def project_count_checks(report: Report, views: Sequence[TableView]) -> Iterator[Check]:
    """What the text says of the number of projects, against the tables and against itself."""
    stated = [f for f in report.facts if f.source == "text" and not f.item and not f.approximate]
    stated = [f for f in stated if f.metric.startswith("projects_")]
    in_tables = list(_against_tables(stated, views))
    yield from in_tables
    listed = next((int(c.expected_low) for c in in_tables if c.expected_low is not None), None)
    yield from _set_up_cut_and_left(stated, listed)
    yield from _more_unfinished_than_can_be(stated)
    yield from _more_completed_than_planned(stated)


def _set_up_cut_and_left(stated: Sequence[Fact], listed: int | None) -> Iterator[Check]:
    """设立 A 个，调减 B 个，剩余 C 个 of one sentence: C is A - B. Where the table lists C + B projects, A is odd."""
    for left in (f for f in stated if f.metric == "projects_planned"):
        beside = {f.metric: f for f in stated if f.quote == left.quote and f.period == left.period}
        first, cut = beside.get("projects_set_up"), beside.get("projects_cut")
        if first is None or cut is None:
            continue
        whole = left.figure.value + cut.figure.value
        if listed is not None and whole == listed != first.figure.value:
            yield _of_counts(first, "projects_left + projects_cut", {"projects_left": left, "projects_cut": cut}, "sum")
        else:
            formula = "projects_set_up - projects_cut"
            yield _of_counts(left, formula, {"projects_set_up": first, "projects_cut": cut}, "difference")


def _more_unfinished_than_can_be(stated: Sequence[Fact]) -> Iterator[Check]:
    """What was not finished is at most what was planned less what was finished, whatever one counts as late."""
    for whole in (f for f in stated if f.metric == "projects_planned"):
        beside = [f for f in stated if f.metric == "projects_completed" and f.quote == whole.quote]
        for done in beside[:1]:
            most = whole.figure.value - done.figure.value
            for late in (f for f in stated if f.metric == "projects_unfinished" and f.quote != whole.quote):
                if late.period == whole.period and late.figure.value > most >= 0:
                    figures = {"projects_planned": whole, "projects_completed": done}
                    yield _of_counts(late, "projects_planned - projects_completed", figures, "difference")


def _more_completed_than_planned(stated: Sequence[Fact]) -> Iterator[Check]:
    """Of 8 projects no 9 can be finished: one of two counts of a sentence is wrong."""
    for whole in (f for f in stated if f.metric == "projects_planned"):
        beside = {f.metric: f for f in stated if f.quote == whole.quote and f.period == whole.period}
        done, late = beside.get("projects_completed"), beside.get("projects_unfinished")
        if done is None or done.figure.value <= whole.figure.value:
            continue
        rest = late.figure.value if late is not None else Decimal(0)
        yield compared(
            CheckCode.COUNT,
            "completed_of_planned",
            locus_at(column=load_metrics()[whole.metric].name),
            whole.figure,
            [Interval.exactly(done.figure.value + rest)],
            [whole.place, done.place, *([late.place] if late is not None else [])],
        )


def _of_counts(fact: Fact, formula: str, terms: dict[str, Fact], kind: str) -> Check:
    figures: dict[str, Figure] = {name: f.figure for name, f in terms.items()}
    first, second = figures.values()
    value = first.value + second.value if kind == "sum" else first.value - second.value
    code = CheckCode.SUM if kind == "sum" else CheckCode.DIFFERENCE
    return compared(
        code,
        "stated_in_text",
        locus_at(column=load_metrics()[fact.metric].name),
        fact.figure,
        [Interval.exactly(value)],
        [fact.place, *(f.place for f in terms.values())],
        relation=relation_of(formula, figures),
        formula=f"{first.text} {'+' if kind == 'sum' else '-'} {second.text}",
    )


def _against_tables(found: Sequence[Fact], views: Sequence[TableView]) -> Iterator[Check]:
    """A table that numbers its projects 1, 2, 3 … holds as many as the text says were set up, or remained.

    A table that only lists them and adds them up may leave some out: a difference is a doubt.
    """
    stated = [f for f in found if f.metric in COUNTS]
    tables = [v for v in views if v.reading.kind is TableKind.PROJECT_EXECUTION]
    if not stated or len(tables) != 1:
        return
    view = tables[0]
    projects, anew = _numbered(view)
    variant = "projects_listed" if anew else "projects"  # groups numbered anew may be numbered themselves
    locus = locus_at(table=view.table.name, column="项目数")
    if selected := _SELECTED.search(view.table.name):
        every, stated = stated, [f for f in stated if selected.group() in f.quote.split(f.figure.text)[0]]
        if not stated:
            yield not_checkable(
                CheckCode.COUNT, variant, locus, every[0].figure, "the table lists some of the projects"
            )
            return
    if not projects:
        projects, variant = _listed(view), "projects_listed"
    if _holds_a_part(view, views):
        yield not_checkable(CheckCode.COUNT, variant, locus, stated[0].figure, "the table adds up some of the projects")
        return
    if not projects:
        reason = "the table neither numbers its projects nor adds them up"
        yield not_checkable(CheckCode.COUNT, variant, locus, stated[0].figure, reason)
        return
    funded = [x for x in projects if any(f.value != 0 for f in x.figures.values())]
    counts = {len(projects), len(funded)}
    matches = [f for f in stated if int(f.figure.value) in counts]
    place, relation = _first_of_list(view, projects, stated[0].figure)
    match = matches[0] if matches else None
    yield compared(
        CheckCode.COUNT,
        variant,
        locus,
        (match or stated[0]).figure,
        [Interval.exactly(len(projects))],
        [*(f.place for f in matches or stated), *place],
        outcome=Outcome.CONSISTENT if match else Outcome.INCONSISTENT,
        relation=relation,
        funded=str(len(funded)),
    )


def _holds_a_part(view: TableView, views: Sequence[TableView]) -> bool:
    """Whether other tables print more for all projects than this one adds up to (its total is 履职类项目 alone)."""
    mine = view.total.figures if view.total is not None else {}
    more = False
    for other in views:
        for line in other.lines if other is not view else ():
            if not _ALL_PROJECTS.search(line.item):
                continue
            for metric in ("revised_budget", "outturn"):
                whole, part = line.figures.get(metric), mine.get(metric)
                if whole is None or part is None:
                    continue
                if same(part, whole):
                    return False
                more |= whole.in_unit(part.unit).value > part.value
    return more


def _first_of_list(
    view: TableView, projects: Sequence[BudgetLine], like: Figure
) -> tuple[list[Place], Relation | None]:
    """Where the list begins, and how many it holds as a figure `like` the one that the text states."""
    first = view.table.grid.get((projects[0].row, 1))
    if first is None:
        return [], None
    listed = {"value": Decimal(len(projects)), "text": str(len(projects)), "boxes": first.boxes[:1]}
    place = Place(page=first.page, box=first.boxes[0], text=f"{view.table.name} 1–{len(projects)}")
    return [place], sum_relation([like.model_copy(update=listed)])


def _numbered(view: TableView) -> tuple[list[BudgetLine], bool]:
    """The lines numbered 1 … n through all sections, and whether a section begins anew; none where the numbering is not
    like that. One number that is wrong or left out ends no list that goes on behind it.

    A total or a group that has a number of its own is counted past, and is no project.
    """
    found: list[BudgetLine] = []
    expected, anew = 1, False
    numbered = [(line, n) for line in view.lines if (n := _number_of(view, line)) is not None]
    for place, (line, number) in enumerate(numbered):
        if number == 1 and len(found) > 1:
            expected, anew = 1, True
        behind = numbered[place + 1][1] if place + 1 < len(numbered) else None
        if number == expected + 1 and behind == expected + 2:
            expected = number
        elif number != expected and behind != expected + 1:
            continue
        expected += 1
        if line.role not in ("total", "subtotal"):
            found.append(line)
    groups = {line.parent_order for line in found}
    found = [line for line in found if line.order not in groups]
    return (found, anew) if len(found) >= 2 else ([], False)


def _number_of(view: TableView, line: BudgetLine) -> int | None:
    cells = (view.table.text_at(line.row, c.col) for c in view.reading.columns if c.role in ("item", "number"))
    return next((int(m.group(1)) for text in cells if (m := _RUNNING_NUMBER.match(text + "."))), None)


def _listed(view: TableView) -> list[BudgetLine]:
    """The lines that a table without numbers adds up to its total, through subtotals or at once; none where one of them
    gathers others (其他项目), or is part of another."""
    if view.total is None:
        return []
    parts = {x.parent_order for x in view.lines}
    sums = [x for x in view.lines if x.role in ("total", "subtotal")]
    lines = [x for x in view.lines if x.role == "line"]
    flat = all(x.order not in parts and not _GATHERS.search(x.item) for x in lines)
    return lines if flat and len(lines) >= 2 and len(lines) + len(sums) == len(view.lines) else []
