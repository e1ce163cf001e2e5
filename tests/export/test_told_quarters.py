"""Quarters that a report states in sentences only stand in the corpus like those of a table."""

from __future__ import annotations

from pipeline.audit import audit
from pipeline.export.report_rows import report_rows
from tests.normalize.grids import document, table

TITLE = "甲区乙局2022年度部门整体支出绩效自评报告"
TOLD = (
    "一季度、二季度、三季度、四季度末累计支出分别为210.50万元、498.20万元、700.10万元和960.40万元，"
    "支出进度分别为21.05%、49.82%、70.01%和96.04%。"
)
TABLE = """
    季度 | 预算数 | 累计支出数 | 支出进度
    第一季度 | 1,000.00 | 210.50 | 21.05%
    第二季度 | 1,000.00 | 498.20 | 49.82%
    第三季度 | 1,000.00 | 700.10 | 70.01%
    第四季度 | 1,000.00 | 960.40 | 96.04%
    """


def quarters(*tables: str, text: str) -> list[tuple[str, ...]]:
    found = audit(document(*(table(t) for t in tables), text=(TITLE, text)))
    return [row[1:] for row in report_rows(found)["quarterly_execution"]]


def test_quarters_told_in_sentences() -> None:
    assert [row[:4] for row in quarters(text=TOLD)] == [
        ("1", "", "210.50", "21.05"),
        ("2", "", "498.20", "49.82"),
        ("3", "", "700.10", "70.01"),
        ("4", "", "960.40", "96.04"),
    ]


def test_a_table_comes_first_and_one_quarter_is_no_series() -> None:
    assert [row[1] for row in quarters(TABLE, text=TOLD)] == ["1000.00"] * 4
    assert quarters(text="第二季度末累计支出498.20万元，支出进度49.82%。") == []
