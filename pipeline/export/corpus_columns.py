"""Columns that several tables of `OUT/corpus/` have, and what columns of one kind have in common."""

from __future__ import annotations

from pipeline.export.columns import Column, FieldType, ForeignKey

TEXT, WHOLE, NUMBER = FieldType.STRING, FieldType.INTEGER, FieldType.NUMBER
FLAG, LIST, OBJECT = FieldType.BOOLEAN, FieldType.ARRAY, FieldType.OBJECT
REPORT_ID = Column(
    "report_id",
    TEXT,
    "报告编号：文件 sha256 的前 12 位，同一文件中的其他报告加 -2、-3",
    "First 12 hex digits of the file's sha256, with -2, -3 … for further reports in one file",
    required=True,
    pattern=r"[0-9a-f]{12}(-[0-9]+)?",
)
OF_REPORT = ForeignKey(("report_id",), "reports", ("report_id",))
OF_TABLE = ForeignKey(("report_id", "table_id"), "tables", ("report_id", "table_id"))
TABLE_ID = Column("table_id", TEXT, "表格编号（本报告内）", "The table within its report", required=True)
MAYBE_TABLE_ID = Column("table_id", TEXT, "所在表格编号，正文数字为空", "The table it stands in; empty for text")
ORDER = Column("order", WHOLE, "顺序号，从 1 起", "Order of appearance, from 1", required=True, minimum=1)
PAGE = Column("page", WHOLE, "页码，从 1 起", "Page, counted from 1", minimum=1)
BOX = (
    Column("x0", NUMBER, "左边界", "Left edge, from the left of the page as displayed", "pt"),
    Column("top", NUMBER, "上边界", "Upper edge, from the top of the page as displayed", "pt"),
    Column("x1", NUMBER, "右边界", "Right edge", "pt"),
    Column("bottom", NUMBER, "下边界", "Lower edge", "pt"),
)
PLACES_EN = "JSON list of {page, box, text, fact_id}"


def money(name: str, zh: str, en: str) -> Column:
    return Column(name, NUMBER, zh, en, "see unit")


def rate(name: str, zh: str, en: str) -> Column:
    return Column(name, NUMBER, zh, en, "percent")


def points(name: str, zh: str, en: str) -> Column:
    return Column(name, NUMBER, zh, en, "points")


def count(name: str, zh: str, en: str, *, minimum: int = 0, required: bool = True) -> Column:
    return Column(name, WHOLE, zh, en, required=required, minimum=minimum)
