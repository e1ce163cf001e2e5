"""Totals that the prose of final accounts and budgets begins its sections with are held against their tables."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

ALL = """
收入|<|支出|<
项目|决算数|项目|决算数
一、财政拨款收入|2,940.05|一、一般公共服务支出|2,494.36
二、其他收入|6.20|二、住房保障支出|445.69
本年收入合计|2,946.25|本年支出合计|2,940.05
年初结转和结余|49.14|年末结转和结余|55.34
总计|2,995.39|总计|2,995.39
"""
APPROPRIATED = """
收入|<|支出|<
项目|决算数|项目|决算数
一、一般公共预算财政拨款|2,940.05|一、一般公共服务支出|2,494.36
二、政府性基金预算财政拨款|0.00|二、住房保障支出|445.69
本年收入合计|2,940.05|本年支出合计|2,940.05
年初财政拨款结转和结余|21.63|年末财政拨款结转和结余|21.63
总计|2,961.68|总计|2,961.68
"""
SPENT = """
功能分类科目编码|<|<|科目名称|本年支出合计|基本支出|项目支出
类|款|项|^|^|^|^
合计|<|<|<|2,940.05|2,336.91|603.14
201|||一般公共服务支出|2,494.36|1,891.22|603.14
201|06||财政事务|2,494.36|1,891.22|603.14
201|06|01|行政运行|2,494.36|1,891.22|603.14
221|||住房保障支出|445.69|445.69|0.00
221|02||住房改革支出|445.69|445.69|0.00
221|02|01|住房公积金|445.69|445.69|0.00
"""
TABLES = (("收入支出决算总表", ALL), ("财政拨款收入支出决算总表", APPROPRIATED), ("支出决算表", SPENT))
RIGHT = "甲县财政局2023年度收入支出总计2,995.39万元。与2022年度相比，收入支出总计减少56.95万元，下降1.87%。"


def told(*text: str) -> list[str]:
    tables = [table(grid, header_rows=2, unit="万元", title=title) for title, grid in TABLES]
    found = audit(document(*tables, text=("甲县财政局2023年度部门决算", *text), file="甲县财政局2023年度部门决算.pdf"))
    return [f.reported for f in found.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (RIGHT, []),
        ("甲县财政局2023年度收入支出总计2,959.39万元，主要用于保障运转。", ["2959.39"]),
        ("甲县财政局2023年度收、支总计均为2,995.39万元。", []),
        ("甲县财政局2023年度财政拨款收入支出总计0.3万元，与2022年度持平。", ["0.3"]),
        ("本年支出合计2,940.05万元，其中：基本支出2,336.91万元，占79.49%；项目支出603.14万元，占20.51%。", []),
        ("本年支出合计2,940.05万元，其中：基本支出2,336.91万元；项目支出608.14万元。", ["608.14"]),
        # the year before, a part, a unit below told after the whole
        ("2023年度收入支出总计2,995.39万元，上年收入支出总计3,052.34万元。", []),
        ("本年收入合计2,946.25万元，其中：财政拨款收入2,940.05万元，占99.79%；其他收入6.20万元，占0.21%。", []),
    ],
)
def test_totals(text: str, wrong: list[str]) -> None:
    assert told(text) == wrong


def test_the_finding_names_what_the_cell_prints() -> None:
    tables = [table(grid, header_rows=2, unit="万元", title=title) for title, grid in TABLES]
    title, text = "甲县财政局2023年度部门决算", "甲县财政局2023年度财政拨款收入支出总计0.3万元，与2022年度持平。"
    (found,) = audit(document(*tables, text=(title, text), file=f"{title}.pdf")).findings
    assert (found.reported, found.expected_low, found.expected_high) == ("0.3", "2961.68", "2961.68")


def test_a_unit_below_has_totals_of_its_own() -> None:
    assert told(RIGHT, "国库支付中心：本年支出合计311.20万元，其中：基本支出280.15万元。") == []
    assert told("本年支出合计2,940.05万元。", "国库支付中心本年支出合计311.20万元。") == []
