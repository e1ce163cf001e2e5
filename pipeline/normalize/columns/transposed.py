"""Tables that lie on their side: quarters, items or indicators in the head, metrics down the first column."""

from __future__ import annotations

from pipeline.normalize.columns.bare_columns import with_text
from pipeline.normalize.columns.header import names_a_metric
from pipeline.normalize.numbers import read_number
from pipeline.normalize.quarter_names import quarter_named
from pipeline.vocabulary.metrics import metric_of_header
from pipeline.vocabulary.roles import role_of_header
from schemas.document import Cell, Table

# What the rows of a table of amounts on its side state; at least two of them, one an amount.
_AMOUNTS = frozenset(
    {
        *("original_budget", "revised_budget", "adjustment", "outturn", "carried_over", "carried_forward"),
        *("procurement_planned", "procurement_actual", "authorised_posts", "staff_in_post"),
        *("fixed_assets_original", "fixed_assets_in_use"),
    }
)
_OF_LINES = _AMOUNTS | {
    "adjustment_rate", "execution_rate", "budget_share", "outturn_share", "share_change", "adjustment_share",
    "cumulative_outturn", "cumulative_progress", "unspent", "procurement_execution_rate", "vacant_posts",
    "staffing_control_rate", "fixed_assets_idle", "fixed_asset_utilisation_rate", "income",
}  # fmt: skip

_OF_SCORES = frozenset({"weight", "self_score", "score_rate", "score_deduction"})
_INDICATOR_ROLES = frozenset({"indicator", "level1", "level2"})


def upright(table: Table) -> Table | None:
    """The table with rows and columns exchanged, where that puts quarters, items or indicators in rows; None for any
    other."""
    lies = _heads_are_quarters(table) or _heads_are_items(table) or _heads_are_indicators(table)
    return turned(table) if lies else None


def _heads_are_quarters(table: Table) -> bool:
    heads = [c for c in table.cells if c.row <= max(1, table.header_rows) and quarter_named(c.text)]
    names = [c for c in table.cells if c.col == 1 and c.row > 1 and metric_of_header((c.text,))]
    if len(heads) < 2 or any(quarter_named(c.text) for c in _names_down(table)):
        return False
    return len(names) >= 2 or _has_schedule(table, {c.col: quarter_named(c.text) or 0 for c in heads})


def _has_schedule(table: Table, quarters: dict[int, int]) -> bool:
    """Whether a row prints the share of the year that has passed, 25% a quarter, under whatever name."""
    rows = ({q: read_number(table.text_at(r, c)) for c, q in quarters.items()} for r in range(2, table.rows + 1))
    return len(quarters) > 2 and any(all(n and n.value == 25 * q for q, n in row.items()) for row in rows)


def _heads_are_items(table: Table) -> bool:
    """Whether most rows but the head's are named after another metric of lines each, and no column is."""
    if table.header_rows > 1 or table.cols < 3 or any(c.row_span > 1 or c.col_span > 1 for c in table.cells):
        return False
    heads = [c.text for c in table.cells if c.row == 1 and c.col > 1]
    if next((c.text for c in table.cells if c.row == c.col == 1), "") in heads:
        return False  # 项目 | 数值 | 项目 | 数值: names beside their values, twice
    if not all(heads) or any(names_a_metric(t) or read_number(t) is not None for t in heads):
        return False
    found = [metric_of_header((c.text,)) for c in _names_down(table) if c.row > 1]
    stated = [m for m in found if m in _OF_LINES]
    once = len(set(stated)) == len(stated)
    return once and len(stated) >= 2 and bool(_AMOUNTS & set(stated)) and len(stated) * 2 >= len(found)


def _heads_are_indicators(table: Table) -> bool:
    """Whether a score table lies on its side: weights and scores down the first column, their names in the head."""
    if table.header_rows > 1 or table.cols < 3 or any(c.row_span > 1 or c.col_span > 1 for c in table.cells):
        return False
    corner = next((c.text for c in table.cells if c.row == 1 and c.col == 1), "")
    heads = [c.text for c in table.cells if c.row == 1 and c.col > 1]
    if role_of_header(corner) not in _INDICATOR_ROLES or not all(heads):
        return False
    if any(names_a_metric(t) or read_number(t) is not None for t in heads):
        return False
    found = [metric_of_header((c.text,)) for c in _names_down(table) if c.row > 1]
    return {"weight", "self_score"} <= set(found) <= _OF_SCORES and len(set(found)) == len(found)


def _names_down(table: Table) -> list[Cell]:
    """The cells of the first column."""
    return [c for c in table.cells if c.col == 1]


def flattened(table: Table) -> Table:
    """A table whose heads stand in one row, those of several levels joined (基本支出 over 人员经费); what stands below
    is left as it is."""
    if table.header_rows < 2:
        return table
    top = table.header_rows - 1
    heads = [c for col in range(1, table.cols + 1) if (c := _joined_head(table, col)) is not None]
    body = [c.model_copy(update={"row": c.row - top}) for c in table.cells if c.row > table.header_rows]
    fields = {name: getattr(table, name) for name in Table.model_fields}
    return Table(**{**fields, "rows": table.rows - top, "header_rows": 1, "cells": (*heads, *body)})


def _joined_head(table: Table, col: int) -> Cell | None:
    cell = table.grid.get((table.header_rows, col))
    if cell is None:
        return None
    place = {"row": 1, "col": col, "row_span": 1, "col_span": 1}
    return with_text(cell.model_copy(update=place), "".join(table.header_path(col)))


def turned(table: Table) -> Table:
    """A table with its rows and columns exchanged."""
    cells = tuple(_turned(c) for c in sorted(table.cells, key=lambda c: (c.col, c.row)))
    # Made anew, not copied: a copy would keep the grid that the table may have drawn up already.
    fields = {name: getattr(table, name) for name in Table.model_fields}
    return Table(**{**fields, "rows": table.cols, "cols": table.rows, "header_rows": 1, "cells": cells})


def _turned(cell: Cell) -> Cell:
    turned = {"row": cell.col, "col": cell.row, "row_span": cell.col_span, "col_span": cell.row_span}
    return cell.model_copy(update={**turned, "is_header": cell.col == 1})
