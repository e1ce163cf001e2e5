"""Tables of budgets and final accounts of whole governments: many lines, two halves, bases that are not printed."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import CheckCode, Severity
from tests.normalize.grids import document, table


def errors(grid: str, *, header_rows: int = 1, title: str = "收支情况表", unit: str = "万元") -> list[tuple[str, str]]:
    """Row and printed figure of each error."""
    found = audit(document(table(grid, header_rows=header_rows, title=title, unit=unit), file="1.pdf"))
    return [(f.locus.row, f.reported) for f in found.findings if f.severity is Severity.ERROR]


SECURITY = """
科目编码 | 科目名称 | 决算数
204 | 公共安全支出 | {whole}
20402 | 公安 | {police}
2040201 | 行政运行 | 51,207
2040202 | 一般行政管理事务 | {routine}
20406 | 司法 | 38,654
2040601 | 行政运行 | 29,950
2040604 | 基层司法业务 | 8,704
"""


@pytest.mark.parametrize(
    ("whole", "police", "routine", "told"),
    [
        ("112,394", "73,740", "22,533", []),
        ("143,061", "73,740", "22,533", []),  # a line of 公共安全 that is not published
        ("112,394", "73,740", "17,028", []),
        ("112,394", "73,740", "22,534", []),  # within what rounding leaves
        ("112,894", "73,740", "22,533", [("公共安全支出", "112894")]),
        ("112,394", "73,740", "22,353", [("一般行政管理事务", "22353")]),  # swapped digits
        ("112,394", "71,352", "22,533", [("公安", "71352")]),  # both sums leave the same for it
    ],
)
def test_a_sum_of_many_lines_is_wrong_where_a_slip_explains_it(
    whole: str, police: str, routine: str, told: list[tuple[str, str]]
) -> None:
    assert errors(SECURITY.format(whole=whole, police=police, routine=routine)) == told


def test_a_sum_that_alone_falls_short_is_asked_about() -> None:
    grid = SECURITY.format(whole="143,061", police="73,740", routine="22,533")
    found = audit(document(table(grid, title="支出决算表"), file="1.pdf")).findings
    assert [(f.severity, f.locus.row, f.expected_low) for f in found if f.code is CheckCode.SUM] == [
        (Severity.WARNING, "公共安全支出", "112394")
    ]


HALVES = """
项目 | 2024年执行数 | 2025年预算数 | 增长% | 项目 | 2024年执行数 | 2025年预算数 | 增长%
一、保险费收入 | 2,240 | 2,310 | 3.1 | 一、待遇支出 | 1,905 | 2,048 | 7.5
二、利息收入 | 118 | 125 | 5.9 | 二、转移支出 | 36 | 41 | 13.9
三、补贴收入 | 471 | 530 | 12.5 | 三、其他支出 | 12 | 15 | 25.0
四、其他收入 | 24 | 20 | -16.7 | 四、稳岗支出 | 210 | 236 | 12.4
本年收入合计 | {total} | 2,985 | 4.6 | 本年支出合计 | 2,163 | 2,340 | 8.2
"""


def test_each_half_of_a_table_has_its_own_columns() -> None:
    assert errors(HALVES.format(total="2,853"), title="2025年某基金预算表") == []
    assert errors(HALVES.format(total="2,583"), title="2025年某基金预算表") == [("本年收入合计", "2583")]


BUDGETS = """
项目 | 预算数 | 调整预算数 | 决算数 | 项目 | 预算数 | 调整预算数 | 决算数
一、债务收入 | 14,400 | 35,378 | 35,378 | 一、债务还本支出 | 7,940 | 21,140 | 20,905
新增债券收入 | 14,400 | 14,400 | 14,400 | 一般债券还本 | 7,940 | 9,140 | 9,002
再融资债券收入 |  | 20,978 | 20,978 | 再融资债券还本 |  | 12,000 | 11,903
"""


def test_an_empty_budget_is_not_filled_with_the_changed_one_of_its_row() -> None:
    assert errors(BUDGETS, title="债务收支决算表") == []


GROWTH = """
项目 | 上年决算数 | 本年决算数 | {name}
一般公共服务 | 18,204 | 19,077 | 4.8
教育 | 52,610 | 54,931 | 4.4
卫生健康 | 21,533 | 20,980 | -2.6
农林水 | 38,127 | 31,402 | {rate}
住房保障 | 9,015 | 9,502 | 5.4
"""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("可比增长%", []),
        ("比上年同口径增长%", []),
        ("剔除一次性因素后增长%", []),
        ("比上年增长%", [("农林水", "3.2")]),
        ("增减%", [("农林水", "3.2")]),
    ],
)
def test_growth_on_a_comparable_basis_has_no_base_in_the_table(name: str, told: list[tuple[str, str]]) -> None:
    assert errors(GROWTH.format(name=name, rate="-17.6")) == []
    assert errors(GROWTH.format(name=name, rate="3.2")) == told


@pytest.mark.parametrize("rate", ["-41.8", "41.8"])
def test_a_deficit_that_shrinks_is_told_with_either_sign(rate: str) -> None:
    grid = GROWTH.format(name="比上年增长%", rate="-17.6") + f"基金缺口 | -5,310 | -3,090 | {rate}\n"
    assert errors(grid) == []


COUNTED = """
项目 | 2026年安排 | 2025年 | 增减%
机关服务 | 306 | 290 | 5.4
会议 | 263 | 257 | 2.6
调研 | 530 | 560 | -5.4
信息化 | 8,025 | 7,744 | 3.6
审计 | 4,910 | 4,767 | 3.0
统计 | 209 | 193 | 8.4
普查 | 790 | 622 | 26.9
培训 | 241 | 284 | -15.1
"""


def test_whole_numbers_of_a_table_of_amounts_are_rounded() -> None:
    assert errors(COUNTED) == []
    assert errors(COUNTED.replace("| 3.6", "| 6.3")) == [("信息化", "6.3")]


BALANCE = """
项目 | 2024年预算数 | 2024年执行数 | 项目 | {other} | 2025年预算数
本年收入 | 4,010 | 4,377 | 本年支出 | 4,105 | 4,250
上年结余 | 590 | 590 | 年终结余 | 862 | 350
收入总计 | 4,600 | 4,967 | 支出总计 | 4,967 | 4,600
"""


def test_two_sides_balance_where_they_are_of_one_time() -> None:
    assert errors(BALANCE.format(other="2024年执行数"), title="某基金收支总表") == []


REGIONS = """
市县 | 决算数
甲市合计 | {first}
市本级 | 2,017
东县 | 161
西县 | 620
乙市合计 | 3,427
市本级 | 2,262
南县 | 723
北县 | 442
丙市合计 | 2,681
市本级 | 1,434
中县 | 1,247
"""


def test_subtotals_may_stand_above_their_lines() -> None:
    assert errors(REGIONS.format(first="2,798"), title="补助分地区安排表") == []
    assert errors(REGIONS.format(first="2,978"), title="补助分地区安排表") == [("甲市合计", "2978")]


CLOSED = """
项目 | 2025年预算数
一、税收收入 | 85,000
增值税 | 52,000
企业所得税 | 33,000
二、非税收入 | 17,200
专项收入 | 2,500
罚没收入 | 14,700
本级收入合计 | {own}
债务收入 | 96,875
转移性收入 | 443,187
收入总计 | 642,262
"""


def test_a_total_of_the_numbered_lines_is_no_line_of_the_last_of_them() -> None:
    assert errors(CLOSED.format(own="102,200"), title="2025年收入预算表") == []
    assert errors(CLOSED.format(own="120,200"), title="2025年收入预算表") == [("本级收入合计", "120200")]


SOURCES = """
项目 | 合计 | 本年安排 | 上级专款 | 上年结转
基础设施 | 18,460 | 16,419 |  | 2,041
产业投资 | 69,685 | 57,224 |  | 12,461
其他 | 6,249 | 2,270 |  | 3,979
补助区县 | {grants} | 3,283 | 1,271 |
"""


def test_a_column_that_few_rows_fill_belongs_to_the_sum() -> None:
    assert errors(SOURCES.format(grants="4,554"), title="国有资本经营支出预算表") == []


ROUND = """
项目 | 合计 | 本年安排 | 上级专款 | 上年结转 | 专项债券
住房保障 | 19,330 | 11,226 |  | 8,104 |
公益事业 | 6,070 | 5,215 |  | 855 |
债务付息 | 193,773 | 192,607 |  | 1,166 |
其他 | {whole} | 26,546 | 4,000 | 65,327 | 450,000
"""


def test_all_that_a_row_prints_beside_its_total_is_the_rest_however_round() -> None:
    assert errors(ROUND.format(whole="545,873"), title="政府性基金支出预算表") == []
    assert errors(ROUND.format(whole="545,783"), title="政府性基金支出预算表") == [("其他", "545783")]


EXCLUDED = """
科目 | 资金来源 | < | < | <
^ | 小计 | 财力安排 | 转移支付 | 专款
一般公共服务 | 35,907 | 31,028 | 4,879 | 155
公共安全 | 12,540 | 12,000 | 540 |
教育 | 50,312 | 41,112 | 9,200 |
科学技术 | 3,139 | 3,019 | 120 | 128
农林水 | 9,870 | 8,120 | 1,750 |
"""


def test_a_column_that_all_failing_rows_have_too_much_is_no_part() -> None:
    assert errors(EXCLUDED, header_rows=2) == []
    wrong = EXCLUDED.replace("12,540", "12,450")
    assert [row for row, _ in errors(wrong, header_rows=2)] == ["公共安全"]


ADJUSTED = """
项目 | 2025年年初预算数 | 2025年调整预算数 | 2025年执行数 | 执行数为调整预算数的%
一般公共服务 | 20,000 | 24,000 | 22,800 | 95.0
教育 | 31,000 | 40,000 | 38,400 | {rate}
卫生健康 | 18,000 | 21,000 | 20,034 | 95.4
农林水 | 7,000 | 9,000 | 8,892 | 98.8
"""


def test_a_budget_prints_the_changed_budget_of_the_year_before() -> None:
    title = "某市2025年预算执行情况和2026年预算草案"
    assert errors(ADJUSTED.format(rate="96.0"), title=title) == []
    assert errors(ADJUSTED.format(rate="123.9"), title=title) == [("教育", "123.9")]


FUNDS = """
项目 | 2026年预算数
一、职工养老保险收入 | 110,980
其中：保险费收入 | 98,400
利息收入 | 1,300
二、居民医疗保险收入 | 25,104
其中：保险费收入 | 8,422
财政补贴收入 | 15,371
全市基金收入 | 136,084
其中：保险费收入 | {paid}
"""


def test_a_part_may_be_of_the_line_right_before_it() -> None:
    assert errors(FUNDS.format(paid="106,822"), title="2026年社会保险基金收入预算表") == []


DOUBLED = """
项目 | 新增限额
全市合计 | {whole}
市本级 | 23,400
土地储备项目 | 14,400
轨道交通项目 | 9,000
各区小计 | 40,410
东区 | 30,100
西区 | 10,310
"""


def test_a_heading_that_is_added_beside_its_lines_accuses_nobody() -> None:
    assert errors(DOUBLED.format(whole="63,810"), title="债务限额安排表") == []


@pytest.mark.parametrize("mark", ["①", " ②", "⑴"])
def test_growth_with_a_note_leaves_something_out(mark: str) -> None:
    assert errors(GROWTH.format(name="增幅%", rate=f"3.2{mark}")) == []


CARRIED = """
项目 | 2024年执行数 | 2023年决算数
转移性支出 | 35,714,974 | 34,510,727
调出资金 | 15,019,390 | 16,611,076
年终结转 | 20,695,584 | {carried}
待偿债券结余 |  | 50,715
"""


def test_a_row_that_states_nothing_in_one_column_belongs_to_the_sum_of_the_other() -> None:
    assert errors(CARRIED.format(carried="17,848,936"), title="支出执行情况表") == []


def test_lines_counted_through_are_all_there_are() -> None:
    grid = """
项目 | 决算数
一、公共安全支出 | 1,017.23
二、卫生健康支出 | 1,537.93
三、城乡社区支出 | 1,989.55
本年支出合计 | {whole}
年末结转 | 230.40
总计 | {total}
"""
    assert errors(grid.format(whole="4,544.71", total="4,775.11"), title="支出决算总表") == []
    assert errors(grid.format(whole="4,817.39", total="4,775.11"), title="支出决算总表") == [
        ("本年支出合计", "4817.39")
    ]


@pytest.mark.parametrize("whole", ["2,646.35", "1,646.35", "8,646.35"])
def test_a_first_digit_may_be_the_wrong_one_where_all_else_comes_out(whole: str) -> None:
    grid = f"""
项目 | 决算数 | 项目 | 决算数
一、财政拨款收入 | 2,640.15 | 一、一般公共服务支出 | 2,105.20
二、政府性基金收入 |  | 二、教育支出 |
八、其他收入 | 6.20 | 八、社会保障和就业支出 | 541.10
本年收入合计 | {whole} | 本年支出合计 | 2,646.30
年初结转和结余 | 49.14 | 年末结转和结余 | 49.19
总计 | 2,695.49 | 总计 | 2,695.49
"""
    wrong = [] if whole == "2,646.35" else [("本年收入合计", whole.replace(",", ""))]
    assert errors(grid, title="收入支出决算总表") == wrong
