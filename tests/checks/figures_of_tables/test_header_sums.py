"""Columns that a merged head says add up."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.checks.tables.header_sums import _parts
from schemas.audit import CheckCode, Severity
from tests.normalize.grids import document, table

PATHS = {
    1: ("预算数", "合计"),
    2: ("预算数", "因公出国(境)费"),
    3: ("预算数", "公务用车购置及运行费", "小计"),
    4: ("预算数", "公务用车购置及运行费", "购置费"),
    5: ("预算数", "公务用车购置及运行费", "运行费"),
    6: ("预算数", "公务接待费"),
    7: ("决算数", "合计"),
    8: ("决算数", "事业收入", "小计"),
    9: ("决算数", "事业收入", "其中:教育收费"),
}


@pytest.mark.parametrize(("col", "parts"), [(1, [2, 3, 6]), (3, [4, 5]), (8, []), (7, [])])
def test_a_group_counts_with_its_own_sum_and_parts_of_which_do_not_make_one(col: int, parts: list[int]) -> None:
    assert _parts(col, PATHS[col], PATHS) == parts


THREE = """
{total} | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | {third}
^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
{sum} | 4.50 | 48.17 | 21.63 | 26.54 | 2.44
"""


def sums(total: str, third: str, amount: str) -> list[str]:
    grid = THREE.format(total=total, third=third, sum=amount)
    found = audit(document(table(grid, header_rows=2, title="一般公共预算“三公”经费支出表")))
    return [f.reported for f in found.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize("total", ["“三公”经费合计", "三公经费", "“三公”经费支出合计", "合计", "“三公”经费预算数"])
def test_the_three_kinds_of_public_expenses_are_all_there_are(total: str) -> None:
    assert sums(total, "公务接待费", "55.11") == []
    assert sums(total, "公务接待费", "56.91") == (["56.91"] if "三公" in total else [])


def test_other_columns_may_not_be_all() -> None:
    assert sums("“三公”经费合计", "会议费", "56.91") == []


WIDE = """
项目 | 补助安排 | < | <
^ | 合计 | 甲市 | 乙市
学前教育资助 | 940 | 310 | 220
乡村教师补助 | 1,365 | 400 | 515
{row}
困难学生补助 | 2,018 | 700 | 650
文化惠民补助 | 88 | 30 | 20
"""


def wide_errors(row: str) -> list[str]:
    grid = WIDE.replace("{row}", row)
    found = audit(document(table(grid, header_rows=2, unit="万元", title="补助资金分地区安排表")))
    return [f.reported for f in found.findings if f.severity is Severity.ERROR]


def test_columns_that_go_on_beside_the_page_are_not_all_parts() -> None:
    """A row of two towns comes out, all others lack those printed on the facing page."""
    assert wide_errors("体育设施补助 | 365 | 165 | 200") == []


@pytest.mark.parametrize("mean", ["平均利率（%）", "平均年限", "债务平均期限（年）"])
def test_a_mean_of_the_whole_is_no_sum(mean: str) -> None:
    grid = f"""
地区 | {mean} | < | <
^ | 合计 | 一般债务 | 专项债务
甲县 | 3.4 | 3.3 | 3.5
乙县 | 3.1 | 3.0 | 3.2
"""
    found = audit(document(table(grid, header_rows=2, title="地方政府债务余额情况表")))
    assert [f.message_zh for f in found.findings if f.severity is Severity.ERROR] == []


def test_the_row_that_numbers_the_columns_adds_nothing_up() -> None:
    assert wide_errors("栏次 | 4 | 5 | 6") == wide_errors("体育设施补助 | 365 | 165 | 200")
    grid = """
项目 | 预算数 | < | <
^ | 合计 | 省本级 | 市县级
栏次 | 4 | 5 | 6
利润收入 | 530 | 310 | 220
股利收入 | 915 | 400 | 515
"""
    found = audit(document(table(grid, header_rows=2, title="国有资本经营收支表")))
    assert [f.message_zh for f in found.findings if f.severity is Severity.ERROR] == []


LEVELS = """
项目 | 2024年执行数 | < | <
^ | 合计 | 省本级 | 市县级
利润收入 | 530 | 310 | 220
股利收入 | {dividends} | 400 | 515
转移支付收入 | 700 | 700 | 700
上年结转 | 60 | 25 | 35
收入总计 | 2,205 | 1,435 | 1,470
"""


def test_what_one_level_gives_another_is_counted_once() -> None:
    def reported(dividends: str) -> list[str]:
        grid = LEVELS.format(dividends=dividends)
        found = audit(document(table(grid, header_rows=2, title="国有资本经营预算收入表")))
        return [f.reported for f in found.findings if f.severity is Severity.ERROR]

    assert reported("915") == []
    assert reported("951") == ["951"]


def test_levels_of_government_side_by_side_without_a_common_head() -> None:
    grid = """
项目 | 合计 | 省本级 | 市县级
利润收入 | 53,048 | 31,027 | 22,021
股利收入 | 91,533 | 40,018 | 51,515
产权转让收入 | 18,410 | 8,205 | 10,205
清算收入 | 7,326 | 4,114 | 3,212
转移支付收入 | 70,040 | 70,040 | 70,040
收入总计 | 240,357 | 153,404 | 156,993
"""
    found = audit(document(table(grid, title="国有资本经营预算收入表")))
    assert [f.message_zh for f in found.findings if f.severity is Severity.ERROR] == []


def test_many_rows_that_all_fall_short_have_a_part_without_a_column() -> None:
    """A column hidden before printing: where it holds nothing the rows come out, elsewhere the whole is larger."""

    def reported(hidden: int) -> list[str]:
        rows = [(f"县{n}", 1_310 + 17 * n, 2_407 + 31 * n, 53 * n if n <= hidden else 0) for n in range(1, 15)]
        lines = "\n".join(f"{name} | {a + b + c} | {a} | {b}" for name, a, b, c in rows)
        grid = table(f"地区 | 合计 | 水利补助 | 道路补助\n{lines}", title="分地区补助情况表")
        return [f.reported for f in audit(document(grid)).findings if f.severity is Severity.ERROR]

    assert reported(6) == []
    assert reported(1) == ["3818"]


@pytest.mark.parametrize(("title", "wrong"), [("年末人员情况表", ["66"]), ("支出情况表", [])])
def test_whole_numbers_of_people_are_exact_and_rounded_amounts_are_not(title: str, wrong: list[str]) -> None:
    head, people = ("项目", "人") if "支出" in title else ("项目（人）", "在编人员")
    rows = f"{head} | 本部 | 分馆 | 资料室 | 合计\n核定{people[:2]} | 24 | 31 | 12 | 67\n{people} | 23 | 30 | 12 | 66\n"
    rows += "编外人员 | 2 | 0 | 1 | 3" if wrong else "其他 | 2 | 0 | 1 | 3"
    found = audit(document(table(rows, title=title, unit="")))
    assert [f.reported for f in found.findings if f.severity is Severity.ERROR] == wrong


GROWN = """
年度 | {head} | < | <
^ | 合计 | {parts}
2021年 | 120.00 | 70.00 | 50.00
2022年 | 100.00 | 60.00 | 40.00
2023年 | 150.00 | 80.00 | {last}
{name} | {growth}
"""


@pytest.mark.parametrize("growth", ["50.0 | 33.3 | 75.0", "50.00 | 33.33 | 75.00"])
@pytest.mark.parametrize("name", ["增长", "变动"])
@pytest.mark.parametrize(("head", "parts"), [("支出", "基本支出 | 项目支出"), ("补助", "甲街道 | 乙街道")])
def test_a_row_of_growth_without_signs_adds_nothing_up(head: str, parts: str, name: str, growth: str) -> None:
    """It prints rates as bare numbers, as finely as the amounts above them or less so."""

    def told(growth: str, last: str = "70.00") -> list[str]:
        text = GROWN.format(head=head, parts=parts, name=name, growth=growth, last=last)
        found = audit(document(table(text, header_rows=2, unit="万元", title="资金情况表"))).findings
        return [f.reported for f in found if f.code is CheckCode.SUM]

    assert told(growth) == []
    assert told("50.00 | 20.00 | 35.00") == ["50.00"]  # amounts, one of them wrong


@pytest.mark.parametrize("name", ["比上年增加", "增长", "较上年增减"])
@pytest.mark.parametrize(("head", "parts"), [("支出", "基本支出 | 项目支出"), ("补助", "甲街道 | 乙街道")])
def test_rates_of_growth_over_a_year_that_is_not_printed_add_nothing_up(head: str, parts: str, name: str) -> None:
    """They have fewer decimals than the amounts above them, which tells them from a change in money."""

    def told(growth: str) -> list[str]:
        text = GROWN.format(head=head, parts=parts, name=name, growth=growth, last="70.00").replace("2022", "2019")
        found = audit(document(table(text, header_rows=2, unit="万元", title="资金情况表"))).findings
        return [f.reported for f in found if f.code is CheckCode.SUM]

    assert told("12.5 | 8.3 | 17.9") == []


SCORES = """
序号 | 项目名称 | 自评得分 | < | < | < | <
^ | ^ | 预算执行（10分） | 产出（{output}分） | 效益（30分） | 满意度（10分） | 总分
1 | 灯会布展 | 9.49 | 50 | 30 | 10 | 99.49
2 | 河道清淤 | 9.18 | 50 | 29.14 | 10 | 98.32
3 | 校舍修缮 | 9.16 | {score} | 28.8 | 10 | 96.29
"""


@pytest.mark.parametrize(
    ("score", "output", "wrong"), [("48.33", "50", []), ("46.33", "50", ["96.29"]), ("46.33", "40", [])]
)
def test_scores_that_heads_deal_a_hundred_points_out_to_add_up(score: str, output: str, wrong: list[str]) -> None:
    grid = SCORES.format(score=score, output=output)
    found = audit(document(table(grid, header_rows=2, title="项目支出绩效自评汇总表")))
    assert [f.reported for f in found.findings if f.code is CheckCode.SUM] == wrong
