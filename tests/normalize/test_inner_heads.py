"""Tables that hold several tables, one below the other: each head tells what stands below it, and only that."""

from __future__ import annotations

from schemas.audit import AuditedReport
from tests.normalize.grids import table
from tests.small_audits import audited, errors

BASE_DATA = """
在职人员情况 | 编制数 | 年末在职人数 | 控制率
某局 | 20 | 18 | 90.00%
经费情况 | 2022年年初预算数 | 2022年调整预算数 | 2022年决算数
三公经费 | 32.15 | 30.15 | 26.74
项目支出 | 807.56 | 1,170.97 | 936.04
公用经费 | 139.43 | 160.25 | {}
其中：会议费 | 18.40 | 19.05 | 17.69
"""


def read(spent: str = "134.07", said: str = "134.07") -> AuditedReport:
    text = f"2022年公用经费调整预算160.25万元，支出{said}万元，年初预算139.43万元。"
    return audited(table(BASE_DATA.format(spent), title="基础数据表"), text=(text,))


def test_each_part_states_its_own_figures_where_they_are_printed() -> None:
    found = read()
    lines = {x.item: x for x in found.report.budget_lines}
    assert {m: f.plain for m, f in lines["项目支出"].figures.items()} == {
        "original_budget": "807.56",
        "revised_budget": "1170.97",
        "outturn": "936.04",
    }
    [shown] = found.document.tables
    for fact in found.report.facts:
        if fact.source == "table":
            assert fact.table_id == shown.table_id
            assert shown.text_at(fact.row or 0, fact.col or 0) == fact.figure.text
    assert [r.table_id for r in found.report.readings] == [shown.table_id]
    orders = [x.order for x in found.report.budget_lines]
    assert len(set(orders)) == len(orders)
    assert errors(found) == []


def test_figures_below_an_inner_head_are_held_against_the_text() -> None:
    [finding] = [f for f in read(spent="143.07").findings if f.severity.value == "error"]
    assert (finding.locus.row, finding.locus.column, finding.reported) == ("公用经费", "决算数", "134.07")
    assert "基础数据表为 143.07" in finding.message_zh


def test_a_head_that_is_repeated_over_pages_parts_nothing() -> None:
    grid = """
        项目 | 年初预算数 | 决算数
        甲项目 | 10.00 | 9.00
        项目 | 年初预算数 | 决算数
        乙项目 | 20.00 | 19.00
        合计 | 30.00 | 28.00
        """
    found = audited(table(grid))
    assert [x.item for x in found.report.budget_lines] == ["甲项目", "乙项目", "合计"]
    assert errors(found) == []


FORM = """
资金来源 | 全年预算数 | 全年执行数 | 执行率 | 备注
年度资金总额 | 194.90 | 194.90 | 100% |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值
产出指标 | 数量指标 | 粮库到位率 | 100% | 100%
效益指标 | 社会效益 | 群众知晓率 | 95% | 97%
"""


def test_below_the_indicators_of_a_form_without_points_stands_no_money() -> None:
    found = audited(table(FORM, title="专项资金绩效自评表"), text=("2022年完成各项任务。",))
    assert {f.item for f in found.report.facts if f.source == "table"} == {"年度资金总额"}


def test_names_that_come_back_in_both_halves_are_a_second_level_of_the_head() -> None:
    grid = """
收入 | 收入 | 支出 | 支出
项目 | 预算数 | 项目 | 预算数
一、财政拨款收入 | 820.10 | 一、人员经费 | 520.10
二、事业收入 | 33.40 | 二、公用经费 | 208.15
 |  | 三、专项经费 | 125.25
本年收入合计 | 853.50 | 本年支出合计 | 853.50
"""
    found = audited(table(grid, title="收入支出预算总表"))
    assert errors(found) == []
    assert "项目" not in [line.item for line in found.report.budget_lines]
