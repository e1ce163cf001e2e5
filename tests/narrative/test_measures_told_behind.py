"""Amounts that only what follows gives their measure, and words that lead to counts of people."""

from __future__ import annotations

import pytest

from tests.narrative.documents import facts, line


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "基本支出300.00万元、项目支出200.00万元，预算执行率分别达到97.00%、82.00%。",
            [
                "outturn basic_expenditure 300.00",
                "outturn project_expenditure 200.00",
                "execution_rate basic_expenditure 97.00%",
                "execution_rate project_expenditure 82.00%",
            ],
        ),
        (
            "本部门支出合计90.00万元，调整预算数为100.00万元，预算执行率90.00%。",
            ["outturn 90.00", "revised_budget 100.00", "execution_rate 90.00%"],
        ),
        ("其中基本支出由50.00万元调增至52.00万元。", ["revised_budget basic_expenditure 52.00"]),
        (
            "全年预算100.00万元。人员经费从50.00万元调整为52.00万元。",
            ["revised_budget 100.00", "revised_budget personnel 52.00"],
        ),
        ("某某专班由50.00万元调整为52.00万元。", []),
        (
            "可执行预算指标100.00万元，年内实际支付90.00万元，综合执行率90.00%。",
            ["revised_budget 100.00", "outturn 90.00", "execution_rate 90.00%"],
        ),
        (
            "部门预算批复总额500.00万元。其中，人员经费200.00万元，公用经费100.00万元，项目经费200.00万元。",
            [
                "original_budget 500.00",
                "original_budget personnel 200.00",
                "original_budget operating 100.00",
                "original_budget project_expenditure 200.00",
            ],
        ),
        (
            "编报政府采购预算10.00万元，实际签订采购合同金额9.50万元，政府采购执行率95.00%。",
            ["procurement_planned 10.00", "procurement_actual 9.50", "procurement_execution_rate 95.00%"],
        ),
        (
            "编制部门核定我单位编制67名，现有在编人员59名，财政供养人员控制率为88.06%。",
            ["authorised_posts 67", "staff_in_post 59", "staffing_control_rate 88.06%"],
        ),
        (
            "另聘用编外人员17名，编内外人员合计95名，编外人员控制率17.89%。",
            ["dispatched_staff 17", "total_staff 95", "dispatched_staff_rate 17.89%"],
        ),
        # shares are no rates of execution, and nothing else tells what was spent
        ("基本支出300.00万元，项目支出200.00万元，占比分别为60.00%、40.00%。", []),
    ],
)
def test_measures(text: str, wanted: list[str]) -> None:
    assert [line(f) for f in facts(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "2022年共安排项目9个，年度预算90.00万元。至年末完成7个；未完成的2个为展厅改造和库房扩建。",
            ["projects_planned 9", "projects_completed 7", "projects_unfinished 2"],
        ),
        (
            "全年安排9个项目，支出90.00万元。截至12月底，完成7个，未完成的有2个。",
            ["projects_planned 9", "projects_completed 7", "projects_unfinished 2"],
        ),
        ("全年安排民生项目9个。至年末完成7个，未完成的2个为展厅改造。", []),
    ],
)
def test_projects_told_across_sentences(text: str, wanted: list[str]) -> None:
    assert [line(f) for f in facts(text) if f.metric.startswith("projects")] == wanted
