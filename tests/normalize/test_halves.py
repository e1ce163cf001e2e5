"""Income and expenditure side by side, whatever the heads of their names and amounts."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

GRID = """
{head}
一、财政拨款收入 | 2,640.15 | 一、一般公共服务支出 | 2,105.20
二、政府性基金收入 |  | 二、教育支出 |
八、其他收入 | 6.20 | 八、社会保障和就业支出 | {spent}
本年收入合计 | {earned} | 本年支出合计 | 2,646.30
年初结转和结余 | 49.14 | 年末结转和结余 | 49.19
总计 | 2,695.49 | 总计 | 2,695.49
"""
HEADS = [
    "项目 | 决算数 | 项目 | 决算数",
    "收入项目 | 决算数 | 支出项目 | 决算数",
    "收入来源 | 决算数 | 支出功能分类 | 决算数",
    "收入 | 金额 | 支出 | 金额",
    "收入类别 | 金额（万元） | 支出类别 | 金额（万元）",
]


@pytest.mark.parametrize("head", HEADS)
def test_each_half_has_its_own_names_and_sums(head: str) -> None:
    def told(spent: str, earned: str) -> list[tuple[str, str]]:
        grid = table(GRID.format(head=head, spent=spent, earned=earned), title="收入支出决算总表", unit="万元")
        found = audit(document(grid, file="1.pdf")).findings
        return [(f.locus.row, f.reported) for f in found if f.severity is Severity.ERROR]

    assert told("541.10", "2,646.35") == []
    assert told("541.10", "2,664.35") == [("本年收入合计", "2664.35")]
    assert told("514.10", "2,646.35") == [("八、社会保障和就业支出", "514.10")]
