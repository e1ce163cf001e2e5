"""Small budget tables for tests: written as rows of printed text, turned into the records that checks read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.metrics import load_metrics
from schemas.document import Cell, Document, GlyphPlace, Page, PlacedText, Table, TablePart
from schemas.figure import Figure, Unit
from schemas.geometry import Box
from schemas.records import BudgetLine, ColumnMeaning, Fact, QuarterlyExecution, Report, TableKind, TableReading

PAGE = 1


def figure(text: str, unit: Unit = Unit.WAN_YUAN, *, x: float = 0, y: float = 0) -> Figure:
    """A printed number; a dash is an exact zero, counts are exact, a `%` at the end makes it a rate."""
    box = Box(page=PAGE, x0=x, top=y, x1=x + 40, bottom=y + 10)
    if text == "-":
        return Figure(value=Decimal(0), decimals=0, unit=unit, text=text, boxes=(box,), exact=True)
    plain = text.replace(",", "").rstrip("%")
    decimals = len(plain.partition(".")[2])
    return Figure(
        value=Decimal(plain),
        decimals=decimals,
        unit=Unit.PERCENT if text.endswith("%") else unit,
        text=text,
        boxes=(box,),
        exact=plain == "0" or unit in (Unit.ITEMS, Unit.PERSONS),
    )


def placed(text: str, x: float, y: float) -> PlacedText:
    return PlacedText(
        text=text, places=tuple(GlyphPlace(PAGE, x + 5 * i, y, x + 5 * i + 5, y + 10) for i in range(len(text)))
    )


class Sheet:
    """A report under construction: tables and sentences are added, `report` and `document` come out."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.readings: list[TableReading] = []
        self.lines: list[BudgetLine] = []
        self.quarters: list[QuarterlyExecution] = []
        self.facts: list[Fact] = []

    def table(
        self,
        title: str,
        metrics: Sequence[str],
        rows: Iterable[tuple[str, ...]],
        *,
        kind: TableKind = TableKind.BUDGET_EXECUTION,
        label: str = "",
    ) -> Sheet:
        """Rows are `(level and role, item, figures…)`: `1`, `2` … for levels, `of`, `sub`, `total` for roles.

        A line's parent is the nearest line above of a smaller level; what a total or subtotal sums points to it.
        """
        table_id = f"t{len(self.tables) + 1:02d}"
        names = load_metrics()
        columns = [ColumnMeaning(col=1, role="item", header=("项目",))]
        columns += [ColumnMeaning(col=i, metric=m, header=(names[m].name,)) for i, m in enumerate(metrics, 2)]
        cells = [
            Cell(
                row=1,
                col=c.col,
                is_header=True,
                content=placed(c.header[0], 60 * c.col, 100),
                boxes=(self._box(c.col, 100),),
            )
            for c in columns
        ]
        lines: list[BudgetLine] = []
        y0 = 100 + 1000 * len(self.tables)
        for order, (mark, item, *texts) in enumerate(rows, 1):
            row, y = order + 1, y0 + 12 * order
            role, level = _role(mark)
            parent = self._parent(lines, role, level)
            figures = {
                m: figure(t, x=60.0 * i, y=y) for i, (m, t) in enumerate(zip(metrics, texts, strict=True), 2) if t
            }
            lines.append(
                BudgetLine(
                    table_id=table_id,
                    order=order,
                    row=row,
                    level=level,
                    parent_order=parent,
                    item=item,
                    item_code=item_named(item),
                    role=role,  # type: ignore[arg-type]
                    figures=figures,
                    unit=Unit.WAN_YUAN.value,
                    page=PAGE,
                )
            )
            cells.append(Cell(row=row, col=1, content=placed(item, 60, y), boxes=(self._box(1, y),)))
            for metric, fig in figures.items():
                col = 2 + list(metrics).index(metric)
                cells.append(Cell(row=row, col=col, content=placed(fig.text, 60 * col, y), boxes=(fig.box,)))
                self._fact(metric, item, fig, table_id=table_id, row=row, col=col)
        self.lines += lines
        self.readings.append(TableReading(table_id=table_id, kind=kind, columns=tuple(columns)))
        rows_in_all = len(lines) + 1
        self.tables.append(
            Table(
                table_id=table_id,
                label=label,
                title=title,
                unit="万元",
                rows=rows_in_all,
                cols=len(columns),
                header_rows=1,
                cells=tuple(cells),
                parts=(TablePart(page=PAGE, box=self._box(1, y0), first_row=1, last_row=rows_in_all),),
                engine="test",
            )
        )
        return self

    def sentence(self, metric: str, text: str, *, item: str = "", quote: str = "", **extra: object) -> Sheet:
        fig = figure(text, _unit_of(metric, text), x=30.0 * len(self.facts), y=5000.0)
        self._fact(metric, item, fig, source="text", quote=quote or f"{item}{metric} {text}", **extra)
        return self

    def _fact(
        self, metric: str, item: str, fig: Figure, *, source: str = "table", quote: str = "", **extra: object
    ) -> None:
        data: dict[str, object] = {
            "fact_id": f"f{len(self.facts) + 1:04d}",
            "metric": metric,
            "item": item,
            "item_code": item_named(item) if item else "",
            "figure": fig,
            "source": source,
            "quote": quote or f"{item} {fig.text}",
            "period": "2023",
        }
        self.facts.append(Fact.model_validate(data | extra))

    @staticmethod
    def _parent(lines: list[BudgetLine], role: str, level: int) -> int | None:
        if role in ("total", "sub"):
            return None
        return next((x.order for x in reversed(lines) if x.level < level and x.role in ("line", "total")), None)

    @staticmethod
    def _box(col: int, y: float) -> Box:
        return Box(page=PAGE, x0=60.0 * col, top=y, x1=60.0 * col + 50, bottom=y + 12)

    @property
    def report(self) -> Report:
        return Report(
            report_id="r1",
            file="r1.pdf",
            agency="某区某局",
            district="某区",
            fiscal_year=2023,
            document_kind="department_self_evaluation",
            pages=1,
            text_source="digital",
            readings=tuple(self.readings),
            budget_lines=tuple(self.lines),
            quarters=tuple(self.quarters),
            facts=tuple(self.facts),
        )

    @property
    def document(self) -> Document:
        return Document(
            sha256="0" * 64,
            file="r1.pdf",
            pages=(Page(number=1, width=595, height=842),),
            blocks=(),
            tables=tuple(self.tables),
        )


def _role(mark: str) -> tuple[str, int]:
    match mark:
        case "total":
            return "total", 0
        case "sub":
            return "subtotal", 1
        case "of":
            return "of_which", 2
        case _:
            return "line", int(mark)


def _unit_of(metric: str, text: str) -> Unit:
    kind = load_metrics()[metric].unit
    return {"money": Unit.WAN_YUAN, "percent": Unit.PERCENT, "persons": Unit.PERSONS, "items": Unit.ITEMS}.get(
        kind, Unit.POINTS
    )
