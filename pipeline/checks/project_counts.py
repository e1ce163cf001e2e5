"""Projects counted in the tables against the numbers that the text states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.checks.compare import compared, not_checkable, sum_relation
from pipeline.checks.table_view import TableView
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.figure import Interval
from schemas.records import BudgetLine, Report, TableKind
from schemas.trace import Place

_RUNNING_NUMBER = re.compile(r"^\s*(\d+)[.．、]")
_GATHERS = re.compile(r"其他|其它|等\d*项|合计|小计|零星")
COUNTS = ("projects_set_up", "projects_planned")


def project_count_checks(report: Report, views: Sequence[TableView]) -> Iterator[Check]:
    """A table that numbers its projects 1, 2, 3 … holds as many as the text says were set up, or remained.

    A table that only lists them and adds them up may leave some out: a difference is a doubt.
    """
    stated = [f for f in report.facts if f.source == "text" and f.metric in COUNTS and not f.item and not f.approximate]
    tables = [v for v in views if v.reading.kind is TableKind.PROJECT_EXECUTION]
    if not stated or len(tables) != 1:
        return
    view = tables[0]
    projects, variant = _numbered(view), "projects"
    locus = Locus(table=view.table.name, column="项目数")
    if not projects:
        projects, variant = _listed(view), "projects_listed"
    if not projects:
        reason = "the table neither numbers its projects nor adds them up"
        yield not_checkable(CheckCode.COUNT, variant, locus, stated[0].figure, reason)
        return
    funded = [x for x in projects if any(f.value != 0 for f in x.figures.values())]
    counts = {len(projects), len(funded)}
    places = [f.place for f in stated]
    first = view.table.grid.get((projects[0].row, 1))
    relation = None
    if first is not None:
        places.append(Place(page=first.page, box=first.boxes[0], text=f"{view.table.name} 1–{len(projects)}"))
        listed = {"value": Decimal(len(projects)), "text": str(len(projects)), "boxes": first.boxes[:1]}
        relation = sum_relation([stated[0].figure.model_copy(update=listed)])
    match = next((f for f in stated if int(f.figure.value) in counts), None)
    yield compared(
        CheckCode.COUNT,
        variant,
        locus,
        (match or stated[0]).figure,
        [Interval.exactly(len(projects))],
        places,
        outcome=Outcome.CONSISTENT if match else Outcome.INCONSISTENT,
        relation=relation,
        funded=str(len(funded)),
    )


def _numbered(view: TableView) -> list[BudgetLine]:
    """The lines numbered 1 … n without a gap, through all sections; none where the numbering is not like that.

    A total that has a number of its own is counted past, and is no project.
    """
    found: list[BudgetLine] = []
    expected = 1
    for line in view.lines:
        cells = (view.table.text_at(line.row, c.col) for c in view.reading.columns if c.role in ("item", "number"))
        number = next((int(m.group(1)) for text in cells if (m := _RUNNING_NUMBER.match(text + "."))), None)
        if number != expected:
            continue
        expected += 1
        if line.role not in ("total", "subtotal"):
            found.append(line)
    return found if len(found) >= 2 else []


def _listed(view: TableView) -> list[BudgetLine]:
    """The lines that a table without numbers adds up to its total; none where one of them gathers others (其他项目)."""
    total = view.total
    if total is None:
        return []
    lines = [x for x in view.lines if x.role == "line" and x.parent_order == total.order]
    parts = {x.parent_order for x in view.lines}
    flat = all(x.order not in parts and not _GATHERS.search(x.item) for x in lines)
    return lines if flat and len(lines) >= 2 and len(lines) + 1 == len(view.lines) else []
