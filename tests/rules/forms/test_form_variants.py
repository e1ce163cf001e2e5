"""Forms of other provinces: indicators without levels, blocks named in the header, totals named cell by cell, sources
without an amount, the execution rate beside the funds and among the indicators."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.normalize.report import normalize
from schemas.audit import Severity
from schemas.records import Report
from tests.normalize.grids import document, table

WITHOUT_LEVELS = """
项目名称 | 村道硬化补助 | < | < | < | < | < | < | < | < | <
项目资金（万元） | | < | 年初预算数 | 全年（调整）预算数 | < | 全年执行数 | < | 执行率 | 执行率权重 | 执行率得分
^ | 年度总金额 | < | 200.00 | 180.00 | < | 162.00 | < | 90% | 10 | 9
^ | 其中：本级安排 | < | 200.00 | 180.00 | < | 162.00 | < | — | — | —
指标名称 | 计量单位 | 指标性质 | 年初指标值 | 调整指标值 | 全年完成值 | 偏离度 | 得分系数 | 指标权重 | 指标得分 | 说明
硬化里程 | 公里 | ≥ | 15 | 12 | {done} | 0% | {own} | 50 | 50 |
验收合格率 | % | = | 100 | 100 | 100 | 0% | 1 | 20 | 20 |
养护覆盖率 | % | ≥ | 90 | 90 | 71.57 | 20.48% | {share} | 20 | 15.9 | 雨季长
合计 | < | < | < | < | < | < | < | 90 | {sum} |
自评总分 | < | < | < | < | < | < | < | 100 | {total} |
"""
BLOCK_IN_HEADER = """
项目名称 | < | 校园安保经费 | < | < | < | < | < | <
预算执行情况（10分） | 年度预算数（万元） | < | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分
^ | 总额 | < | 240.00 | 250.00 | {spent} | {rate} | 10 | 9
^ | 其中：财政资金 | < | 200.00 | 210.00 | 185.00 | 88.10% | / | /
^ | 单位资金 | < | 40.00 | 40.00 | 40.00 | 100.00% | / | /
绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分 | 未完成原因分析
^ | 产出指标 | 数量指标 | 配备保安人数 | ≥30人 | 30人 | 90 | 90 |
合计 | < | < | < | < | < | 100 | 99 |
"""
NAMED_TOTALS = """
项目名称 | < | 校园安保经费 | < | < | < | <
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分
^ | 年度资金总额 | 240.00 | {budget} | 225.00 | 10 | 9
^ | 其中：财政拨款 | 240.00 | 250.00 | 225.00 | |
^ | 其他资金 | | | | |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 配备保安人数 | ≥30人 | 30人 | 60 | 60
满意度指标 | 服务对象满意度 | 师生满意度 | 较高 | 较高 | 30 | 28
总分 | 总分值 | 100 | 总得分 | {total} | 自评等级 | 优
"""
RATE_TWICE = """
项目名称 | 校园安保经费 | < | < | < | <
资金来源 | 年初预算数 | 调整后预算数 | 执行数 | 预算执行进度 | 执行率得分（10分）
合计 | 250.00 | 250.00 | 225.00 | 90.0% | 9
一级指标 | 三级指标 | 预期指标值 | 实际完成值 | 分值 | 自评得分
产出指标 | 配备保安人数 | ≥30人 | 30人 | 90 | 90
预算执行率 | 预算执行率 | 100% | 90.0% | 10 | 9
自评总分 | < | < | < | 100 | {total}
"""
TOTALS_BY_OTHER_NAMES = """
项目名称 | < | 校园安保经费 | < | < | <
资金构成 | < | 预算批复数 | 调整后预算数 | 实际支出数 | 得分（满分10分）
资金合计 | < | 250.00 | 250.00 | 225.00 | {execution}
一级指标 | 三级指标 | 目标值 | 实际值 | 权重 | 自评得分
产出指标 | 配备保安人数 | ≥30人 | 30人 | 40 | 40
^ | 值守校门数 | ≥6个 | 6个 | 40 | 40
满意度指标 | 师生满意度 | ≥90% | 81% | 10 | {liked}
指标得分合计 | < | < | < | 90 | {sum}
自评总得分 | < | < | < | 100 | {total}
"""


def errors(grid: str, **values: str) -> list[tuple[str, str]]:
    made = table(grid.format(**values), header_rows=0, unit="")
    found = audit(document(made, text=("2023年度项目支出绩效自评表",))).findings
    return [(f.locus.row or f.locus.indicator, f.reported) for f in found if f.severity is Severity.ERROR]


def read(grid: str, **values: str) -> Report:
    return normalize(document(table(grid.format(**values), header_rows=0, unit="")))


def test_indicators_in_one_column_and_targets_changed_within_the_year() -> None:
    right = {"done": "12", "own": "1", "share": "0.7952", "sum": "85.9", "total": "94.9"}
    lines = read(WITHOUT_LEVELS, **right).score_lines
    assert [(x.indicator, x.criteria, x.remark) for x in lines[1:3]] == [
        ("硬化里程", "≥12公里", "12公里"),
        ("验收合格率", "=100%", "100%"),
    ]
    assert errors(WITHOUT_LEVELS, **right) == []
    assert errors(WITHOUT_LEVELS, **(right | {"done": "9", "own": "0.75"})) == [("硬化里程", "50")]
    assert errors(WITHOUT_LEVELS, **(right | {"total": "96.9"})) == [("自评总分", "96.9")]
    assert errors(WITHOUT_LEVELS, **(right | {"sum": "87.9", "total": "96.9"})) != []


def test_the_name_of_a_block_in_the_header_is_no_column_of_budgets() -> None:
    right = {"spent": "225.00", "rate": "90.00%"}
    assert [x.item for x in read(BLOCK_IN_HEADER, **right).budget_lines] == ["总额", "其中：财政资金", "单位资金"]
    assert errors(BLOCK_IN_HEADER, **right) == []
    assert errors(BLOCK_IN_HEADER, **(right | {"rate": "86.00%"})) == [("总额", "86.00")]
    assert ("总额", "235.00") in errors(BLOCK_IN_HEADER, spent="235.00", rate="94.00%")


@pytest.mark.parametrize(("total", "wrong"), [("97", []), ("95.5", [("总分", "95.5")])])
def test_a_total_whose_points_are_named_in_its_row(total: str, wrong: list[tuple[str, str]]) -> None:
    """That its grade fits does not speak for a total: the judged score is not called wrong instead of it."""
    assert errors(NAMED_TOTALS, budget="250.00", total=total) == wrong


def test_a_source_without_an_amount_is_nothing_where_another_column_comes_out() -> None:
    assert ("年度资金总额", "280.00") in errors(NAMED_TOTALS, budget="280.00", total="97")


def test_the_execution_rate_beside_the_funds_and_among_the_indicators_counts_once() -> None:
    assert errors(RATE_TWICE, total="99") == []
    assert errors(RATE_TWICE, total="97") == [("自评总分", "97")]


def test_totals_and_full_points_by_other_names() -> None:
    right = {"execution": "9", "liked": "9", "sum": "89", "total": "98"}
    assert errors(TOTALS_BY_OTHER_NAMES, **right) == []
    assert errors(TOTALS_BY_OTHER_NAMES, **(right | {"execution": "9.8"})) != []
    assert errors(TOTALS_BY_OTHER_NAMES, **(right | {"sum": "87"})) == [("指标得分合计", "87")]


def test_no_score_is_called_wrong_that_would_have_to_be_above_its_weight() -> None:
    """Both totals are two points too high, and one score too high for its target: that score does not explain them."""
    wrong = {"execution": "9", "liked": "10", "sum": "92", "total": "101"}
    assert set(errors(TOTALS_BY_OTHER_NAMES, **wrong)) == {("师生满意度", "10"), ("指标得分合计", "92")}
