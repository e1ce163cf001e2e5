"""Tables of final accounts and budgets as the national templates print them: halves named over all their columns, rows
that number the columns, one slip printed in two columns."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

HALVES = """
人员经费|<|<|公用经费|<|<
科目编码|科目名称|决算数|科目编码|科目名称|决算数
301|工资福利支出|31.50|302|商品和服务支出|{goods}
30101|基本工资|20.30|30201|办公费|7.40
30102|津贴补贴|11.20|30202|印刷费|5.25
303|对个人和家庭的补助|8.16|310|资本性支出|2.30
30302|退休费|8.16|31002|办公设备购置|2.30
人员经费合计|<|39.66|公用经费合计|<|{total}
"""
TWELVE = """
预算数|<|<|<|<|<|决算数|<|<|<|<|<
合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费
^|^|小计|公务用车购置费|公务用车运行维护费|^|^|^|小计|公务用车购置费|公务用车运行维护费|^
1|2|3|4|5|6|7|8|9|10|11|12
18.90||16.69||16.69|2.21|{whole}||{cars}|0.00|15.57|1.55
"""
ONE_LINE_REPEATS_ITS_WHOLE = """
功能分类科目编码|<|<|功能分类科目名称|合计|基本支出|项目支出
类|款|项|^|^|^|^
204|||公共安全支出|7,918.90|1,434.80|6,484.10
204|06||司法|7,918.90|1,434.80|6,484.10
204|06|01|行政运行|1,434.80|1,434.80|{project}
204|06|04|基层司法业务|2,170.30|0.00|2,170.30
204|06|05|普法宣传|124.20|0.00|124.20
204|06|99|其他司法支出|4,189.60|0.00|4,189.60
208|||社会保障和就业支出|292.50|292.50|0.00
合计|<|<|<|8,211.40|1,727.30|6,484.10
"""
TWO_COLUMNS = """
科目编码|科目名称|合计|人员经费|公用经费
301|工资福利支出|3,120|3,120|0
30101|基本工资|2,070|2,070|0
30102|津贴补贴|1,050|1,050|0
302|商品和服务支出|1,265|0|1,265
30201|办公费|743|0|743
30202|印刷费|522|0|522
303|对个人和家庭的补助|{aid}|{aid}|0
30301|离休费|893|893|0
30302|退休费|704|704|0
合计|<|5,982|4,717|1,265
"""


def errors(grid: str, header_rows: int, unit: str = "万元", **values: str) -> set[tuple[str, str]]:
    made = table(grid.format(**values), header_rows=header_rows, unit=unit, title="一般公共预算财政拨款支出决算表")
    found = audit(document(made, text=("甲局2023年度部门决算",), file="甲局2023年度部门决算.pdf")).findings
    return {(f.locus.row, f.reported) for f in found if f.severity is Severity.ERROR}


def test_a_half_named_over_its_codes_names_and_amounts() -> None:
    """公用经费 over all three columns names the half; its amounts add up like those of the half beside it."""
    right = {"goods": "12.65", "total": "14.95"}
    assert errors(HALVES, 2, **right) == set()
    assert errors(HALVES, 2, **(right | {"goods": "13.65"})) == {("商品和服务支出", "13.65")}
    assert errors(HALVES, 2, **(right | {"total": "19.45"})) == {("公用经费合计", "19.45")}


@pytest.mark.parametrize(
    ("whole", "cars", "wrong"), [("17.12", "15.57", []), ("18.12", "15.57", ["18.12"]), ("17.12", "12.57", ["12.57"])]
)
def test_sums_over_columns_that_a_row_numbers(whole: str, cars: str, wrong: list[str]) -> None:
    assert [reported for _, reported in errors(TWELVE, 4, whole=whole, cars=cars)] == wrong


def test_a_slip_that_two_columns_print_is_one() -> None:
    assert errors(TWO_COLUMNS, 1, "元", aid="1,597") == set()
    assert errors(TWO_COLUMNS, 1, "元", aid="1,897") == {("对个人和家庭的补助", "1897")}


PLAIN_TITLE = """
科目编码|科目名称|合计|基本支出|项目支出
|合计|{total}|61.40|28.25
201|一般公共服务支出|71.35|43.10|28.25
20103|政府办公厅（室）及相关机构事务|71.35|43.10|28.25
2010301|行政运行|43.10|43.10|
2010302|一般行政管理事务|28.25||28.25
208|社会保障和就业支出|{aid}|18.30|
20805|行政事业单位养老支出|18.30|18.30|
2080505|机关事业单位基本养老保险缴费支出|18.30|18.30|
"""


def test_amounts_that_nothing_calls_planned_are_those_of_the_document() -> None:
    """部门支出总表 of a budget says neither 预算 nor 决算: its 合计 is a column like those that split it."""

    def told(**values: str) -> set[tuple[str, str]]:
        made = table(PLAIN_TITLE.format(**values), title="部门支出总表")
        found = audit(document(made, text=("甲局2025年部门预算公开",), file="甲局2025年部门预算公开.pdf")).findings
        return {(f.locus.row, f.reported) for f in found if f.severity is Severity.ERROR}

    assert told(total="89.65", aid="18.30") == set()
    assert told(total="89.65", aid="18.80") == {("社会保障和就业支出", "18.80")}
    assert told(total="98.65", aid="18.30") == {("合计", "98.65")}


def test_a_line_that_repeats_what_its_whole_comes_to_is_the_slip() -> None:
    """行政运行 prints the projects of all 司法: the lines come to twice their whole there, but in the column of totals
    each of them is counted once."""
    assert errors(ONE_LINE_REPEATS_ITS_WHOLE, 2, project="0.00") == set()
    assert errors(ONE_LINE_REPEATS_ITS_WHOLE, 2, project="6,484.10") == {("行政运行", "6484.10")}
