"""Which of several figures that do not fit is the slip: the one nothing vouches for, or the one with swapped digits."""

from __future__ import annotations

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from schemas.audit import Finding, Severity
from tests.checks.tables import Sheet
from tests.small_audits import audited


def errors(sheet: Sheet) -> list[Finding]:
    found = build_findings(sheet.report, all_checks(sheet.document, sheet.report, []))
    return [f for f in found if f.severity is Severity.ERROR]


def running_costs(budget: str, outturn: str, rate: str) -> Sheet:
    sheet, quote = Sheet(), f"公用经费预算 {budget} 万元，决算 {outturn} 万元，控制率 {rate}。"
    sheet.sentence("operating_expense_budget", budget, quote=quote)
    sheet.sentence("operating_expense_outturn", outturn, quote=quote)
    return sheet.sentence("operating_expense_control_rate", rate, quote=quote)


def test_swapped_digits_are_told_where_they_stand() -> None:
    assert errors(running_costs("2541.70", "1987.55", "78.20%")) == []
    [finding] = errors(running_costs("2451.70", "1987.55", "78.20%"))
    assert (finding.reported, finding.expected_low) == ("2451.70", "2541.70")
    assert "日常公用经费调整预算数" in finding.message_zh


def test_a_wrong_rate_is_told_at_the_rate_with_all_its_figures() -> None:
    [finding] = errors(running_costs("2541.70", "1987.55", "83.91%"))
    assert (finding.reported, finding.expected_low) == ("83.91", "78.20")
    assert len(finding.evidence) == 3


def test_the_only_figure_that_nothing_vouches_for_is_the_slip() -> None:
    columns = ("revised_budget", "outturn", "execution_rate")
    rows = [
        ("1", "甲项目", "120.00", "90.00", "75.00%"),
        ("1", "乙项目", "300.00", "270.00", "90.00%"),
        ("total", "合计", "420.00", "360.00", "85.71%"),
    ]
    sheet = Sheet().table("预算执行情况表", columns, rows)
    assert errors(sheet) == []
    sheet = Sheet().table("预算执行情况表", columns, [*rows[:2], ("total", "合计", "420.00", "360.00", "90.71%")])
    [finding] = errors(sheet)
    assert (finding.locus.row, finding.locus.column, finding.reported) == ("合计", "预算执行率", "90.71")


def test_projects_counted_out_of_those_that_are_late() -> None:
    quote = "计划完成项目 14 个，其中 2 个未按计划完成，项目完成率为 98.94%。"
    sheet = Sheet().sentence("projects_planned", "14", quote=quote).sentence("projects_unfinished", "2", quote=quote)
    [finding] = errors(sheet.sentence("project_completion_rate", "98.94%", quote=quote))
    assert finding.expected_low == "85.71"


def test_a_sum_whose_parts_nothing_vouches_for_is_told_at_the_sum() -> None:
    columns = ("original_budget", "revised_budget", "adjustment")
    rows = [
        ("1", "甲项目", "27.95", "30.00", ""),
        ("1", "乙项目", "62.94", "70.00", ""),
        ("total", "合计", "87.89", "100.00", "12.11"),
    ]
    [finding] = errors(Sheet().table("预算安排表", columns, rows).sentence("original_budget", "87.89"))
    assert (finding.locus.row, finding.reported, finding.expected_low) == ("合计", "87.89", "90.89")


def test_posts_are_not_made_up_of_staff() -> None:
    """行政编制 41 人、事业编制 6 人 do not come to 50, though three of the staff would make up the rest."""
    quote = "核定编制 50 人，其中行政编制 41 人、事业编制 6 人；在编 37 人（行政人员 34 人、事业人员 3 人）。"
    sheet = Sheet().sentence("authorised_posts", "50", quote=quote)
    sheet.sentence("authorised_posts", "41", item="行政编制", quote=quote)
    sheet.sentence("authorised_posts", "6", item="事业编制", quote=quote)
    sheet.sentence("staff_in_post", "37", quote=quote)
    sheet.sentence("staff_in_post", "34", item="行政人员", quote=quote)
    sheet.sentence("staff_in_post", "3", item="事业人员", quote=quote)
    [finding] = errors(sheet)
    assert (finding.reported, finding.expected_low) == ("50", "47")


def test_two_slips_that_share_a_right_figure_are_two_findings() -> None:
    """A wrong total and a wrong subtotal both add up 甲; no other value of 甲 would set both right."""
    columns = ("original_budget",)
    rows = [
        ("1", "一、基本支出", "30.00"),
        ("2", "甲", "20.00"),
        ("2", "乙", "15.00"),
        ("1", "二、项目支出", "60.00"),
        ("2", "丙", "25.00"),
        ("2", "丁", "35.00"),
        ("total", "合计", "70.00"),
    ]
    found = {(f.locus.row, f.reported) for f in errors(Sheet().table("预算表", columns, rows))}
    assert found == {("一、基本支出", "30.00"), ("合计", "70.00")}


def test_the_number_that_both_a_rate_and_a_count_contradict_is_the_odd_one() -> None:
    """14 of 15 were finished and 1 was not; the 13 is wrong, and neither the 14 nor the rate."""
    quote = "二级项目共 13 个，按计划完成 14 个，未按期完成 1 个，项目完成率 93.33%。"
    sheet = Sheet().sentence("projects_planned", "13", quote=quote).sentence("projects_completed", "14", quote=quote)
    sheet.sentence("projects_unfinished", "1", quote=quote)
    [finding] = errors(sheet.sentence("project_completion_rate", "93.33%", quote=quote))
    assert (finding.reported, finding.expected_low) == ("13", "15")


def test_the_part_that_its_sum_and_its_share_contradict_is_the_odd_one_though_no_fact_knows_it() -> None:
    """689.99 and 816.53 come to 1,506.52, of which they are the shares printed: 698.99 is wrong, and no total."""
    text = "支出合计1,506.52万元，其中基本支出698.99万元，占45.80%；项目支出816.53万元，占54.20%。"
    found = [f for f in audited(text=(text,)).findings if f.severity is Severity.ERROR]
    assert [(f.locus.row, f.reported, f.expected_low) for f in found] == [("基本支出", "698.99", "689.99")]
