"""Counts that right reports tell side by side and that are of different things: none of them may be accused."""

from __future__ import annotations

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

_TITLE = "乙县水务局2023年度部门整体支出绩效自评报告"


def _errors(*text: str, tables: tuple = ()) -> list[str]:
    findings = audit(document(*tables, text=(_TITLE, *text))).findings
    return [f.message_zh for f in findings if f.severity is Severity.ERROR]


def test_what_was_done_late_is_neither_done_in_time_nor_left() -> None:
    assert not _errors("信访事项214件，按期办复207件，按期办复率96.73%，年末未办结4件。")
    assert _errors("受理信访事项214件，办结207件，年末未办结4件。")


def test_a_rate_behind_a_list_of_what_was_done_is_of_what_was_received_elsewhere() -> None:
    assert not _errors("来信办结48件、来访办结38件、网上办结53件，共办结139件，办结率为97.2%。")


def test_all_staff_are_no_staff_in_post_where_both_groups_follow() -> None:
    said = "年末实有人数146人，较上年末的151人减少5人，其中在编126人、劳务派遣14人、编外聘用6人。"
    assert not _errors("年末在职人员126人（行政58人，事业62人，工勤6人），退休27人。", said)


def test_dispatched_staff_and_those_hired_are_two_groups() -> None:
    staff = table("编制人数 | 在职人员总数 | 劳务派遣人员\n128 | 121 | 14", unit="", title="表1 机构人员基本情况")
    assert not _errors("年末在职121人，编外聘用16人。", tables=(staff,))
    assert _errors("年末在职121人，劳务派遣16人。", tables=(staff,))


def test_a_kind_of_purchases_that_a_clause_names_is_not_all_of_them() -> None:
    text = (
        "（二）政府采购",
        "服务类占比最高，计划572.21万元、执行524.28万元，执行率91.62%。",
        "政府采购计划718.02万元，实际采购665.87万元。",
        "货物采购执行率97.11%，服务采购执行率91.62%，总体执行率92.74%。",
    )
    assert not _errors(*text)


def test_units_by_row_hold_amounts_and_counts_apart() -> None:
    rows = """项目 | 计量单位 | 年初预算 | 决算
“三公”经费合计 | 万元 | 41.00 | {total}
1.因公出国（境）费 | 万元 | 0.00 | 0.00
2.公务用车购置费 | 万元 | 10.00 | 9.00
3.公务用车运行维护费 | 万元 | 21.09 | 18.77
4.公务接待费 | 万元 | 9.91 | 3.18
公务用车保有量 | 辆 | - | 13
国内公务接待批次 | 批 | - | 78"""
    said = "“三公”经费实际支出309500.00元，公务接待费31800.00元。"
    right, wrong = (
        table(rows.format(total=n), unit="", title="表5 “三公”经费及相关统计表") for n in ("30.95", "30.59")
    )
    assert not _errors(said, tables=(right,))
    assert _errors(said, tables=(wrong,))


def test_a_remark_that_gives_its_own_rate_is_of_its_own_numbers() -> None:
    rule = "编外人员控制率=劳务派遣人员数/在职人员总数×100%。比率≤5%得2分；5%＜比率≤10%得1分；＞10%得0分。"
    grid = f"""一级指标 | 三级指标 | 权重 | 评分标准 | 自评得分 | 得分说明
过程 | 编外人员控制率 | 2 | {rule} | 1 | 劳务派遣7人/在职人员总数98人=7.14%
过程 | 制度健全性 | 98 | 不健全的酌情扣分 | 98 | 符合要求
合计 | | 100 | | 99 | """
    text = ("人员编制89人，实有在职76人，在职人员控制率为85.39%。", "年末在职76人，编外22人，退休59人。")
    assert not _errors(*text, tables=(table(grid, unit="", title="附表 自评表"),))


def test_purchases_go_on_with_the_kind_before_them() -> None:
    bought = "服务类采购计划572.21万元，实际采购524.28万元；货物类采购计划145.81万元，实际采购141.59万元。"
    assert not _errors("政府采购计划718.02万元，实际采购665.87万元。", bought)


def test_parts_of_what_was_spent_are_no_parts_of_the_budget_before() -> None:
    rows = """项目 | 预算数 | 决算数
公务用车运行维护费 | 51.04 | 34.77
公务接待费 | 7.19 | 5.06
合计 | 58.23 | 39.83"""
    parts = "其中公务用车运行维护费{}万元、公务接待费{}万元"
    budget, outturn = parts.format("51.04", "7.19"), parts.format("34.77", "{}")
    said = f"“三公”经费年初预算58.23万元，{budget}；全年支出39.83万元，{outturn}。"
    spent = table(rows, title="表4 “三公”经费支出情况表")
    assert not _errors(said.format("5.06"), tables=(spent,))
    assert _errors(said.format("5.86"), tables=(spent,))
