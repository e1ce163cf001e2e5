"""A sum that fails is told at the figure whose right value the document prints elsewhere."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

GRID = """
    收入来源 | 金额 | 比重
    一般公共预算拨款 | {a} | 96.68%
    上年结转 | {b} | 3.00%
    其他收入 | 162.11 | 0.32%
    收入合计 | {total} | 100.00%
    """
TEXT = "年初收入50,387.08万元，其中：一般公共预算拨款48,712.56万元；上年结转1,512.41万元；其他收入162.11万元。"


@pytest.mark.parametrize(
    ("a", "b", "total", "found"),
    [
        ("48,712.56", "1,512.41", "50,387.08", []),
        ("48,712.56", "1,539.41", "50,387.08", [("上年结转", "1539.41")]),
        ("48,742.56", "1,512.41", "50,387.08", [("一般公共预算拨款", "48742.56")]),
        ("48,712.56", "1,512.41", "50,378.08", [("收入合计", "50378.08")]),
    ],
)
def test_the_figure_that_the_text_prints_otherwise(a: str, b: str, total: str, found: list[tuple[str, str]]) -> None:
    grid = table(GRID.format(a=a, b=b, total=total), title="收入来源表")
    wrong = [(row, reported) for _, row, _, reported in errors(audited(grid, text=(TEXT,)))]
    assert wrong == found
