"""How many projects were set up, cut, finished and left over: in sentences, against each other and against tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from schemas.audit import Finding, Severity
from schemas.records import TableKind
from tests.checks.tables import Sheet

FIRST = "年初立项二级项目 {} 个，年中取消 2 个，实际实施 {} 个；按计划完成 5 个，未按计划完成 1 个。"
COLUMNS = ("revised_budget", "outturn", "execution_rate")


def errors(sheet: Sheet) -> list[Finding]:
    checks = list(all_checks(sheet.document, sheet.report, []))
    return [f for f in build_findings(sheet.report, checks) if f.severity is Severity.ERROR]


def told(set_up: str, left: str) -> Sheet:
    quote = FIRST.format(set_up, left)
    sheet = Sheet().sentence("projects_set_up", set_up, quote=quote).sentence("projects_cut", "2", quote=quote)
    return sheet.sentence("projects_planned", left, quote=quote).sentence("projects_completed", "5", quote=quote)


def with_table(sheet: Sheet, numbers: Sequence[int] = range(1, 9)) -> Sheet:
    rows = [("1", f"{n}.第{n}项经费", "10.00", "9.00", "90.00%") for n in numbers[:6]]
    rows += [("1", f"{n}.第{n}项经费", "-", "-", "-") for n in numbers[6:]]
    rows.append(("total", "总计", "60.00", "54.00", "90.00%"))
    return sheet.table("二级项目执行情况表", COLUMNS, rows, kind=TableKind.PROJECT_EXECUTION)


def test_what_was_set_up_less_what_was_cut_is_left() -> None:
    assert errors(told("8", "6")) == []
    [finding] = errors(told("8", "7"))
    assert (finding.reported, finding.expected_low) == ("7", "6")


def test_no_more_projects_are_finished_than_there_were() -> None:
    quote = "全年共设立 {} 个项目，其中 9 个项目按时完成。"
    for planned, wrong in (("9", []), ("12", []), ("8", ["8"])):
        sheet = Sheet().sentence("projects_planned", planned, quote=quote)
        found = errors(sheet.sentence("projects_completed", "9", quote=quote))
        assert [f.reported for f in found] == wrong


def test_the_table_tells_which_of_the_numbers_is_odd() -> None:
    assert errors(with_table(told("8", "6"))) == []
    [finding] = errors(with_table(told("9", "6")))
    assert (finding.reported, finding.expected_low) == ("9", "8")


@pytest.mark.parametrize("numbers", [(1, 2, 3, 5, 6, 7, 8, 9), (1, 2, 3, 14, 5, 6, 7, 8), (1, 2, 3, 3, 5, 6, 7, 8)])
def test_a_number_left_out_or_wrong_ends_no_list(numbers: tuple[int, ...]) -> None:
    assert errors(with_table(told("8", "6"), numbers)) == []
    [finding] = errors(with_table(told("9", "6"), numbers))
    assert (finding.reported, finding.expected_low) == ("9", "8")


def test_no_more_can_be_unfinished_than_the_rest() -> None:
    def said(late: str) -> Sheet:
        sheet = told("8", "6").sentence("projects_unfinished", "1", quote=FIRST.format("8", "6"))
        return sheet.sentence("projects_unfinished", late, quote=f"有 {late} 个项目未按时完成。")

    assert errors(said("1")) == []
    [finding] = errors(said("4"))
    assert (finding.reported, finding.expected_low) == ("4", "1")


def test_a_sentence_that_repeats_a_rate_with_other_counts_is_recomputed() -> None:
    first, again = "共 20 个项目，3 个未完成，完成率 85.00%。", "60 个项目中有 3 个未完成，完成率 85.00%，扣分。"
    sheet = Sheet()
    for quote, planned in ((first, "20"), (again, "60")):
        sheet.sentence("projects_planned", planned, quote=quote).sentence("projects_unfinished", "3", quote=quote)
        sheet.sentence("project_completion_rate", "85.00%", quote=quote)
    [finding] = errors(sheet)
    assert (finding.reported, finding.expected_low) == ("60", "20")


def test_groups_with_numbers_of_their_own_are_no_projects() -> None:
    rows = [("1", "1.日常项目", "40.00", "36.00", "90.00%")]
    rows += [("2", f"{n}.第{n}项经费", "10.00", "9.00", "90.00%") for n in range(2, 6)]
    rows += [("1", "6.专项项目", "20.00", "18.00", "90.00%")]
    rows += [("2", f"{n}.第{n}项经费", "10.00", "9.00", "90.00%") for n in range(7, 9)]
    rows.append(("total", "总计", "60.00", "54.00", "90.00%"))
    for stated, wrong in (("6", []), ("7", ["7"])):
        sheet = Sheet().sentence("projects_planned", stated, quote=f"全年共设立 {stated} 个项目。")
        sheet = sheet.table("二级项目执行情况表", COLUMNS, rows, kind=TableKind.PROJECT_EXECUTION)
        assert [f.reported for f in errors(sheet)] == wrong


def test_a_table_of_some_projects_does_not_count_them_all() -> None:
    def some(title: str) -> Sheet:
        sheet = Sheet().sentence("projects_set_up", "7", quote="全年共安排项目 7 个，其中 6 个重点项目如下。")
        rows = [("1", f"{n}.第{n}项经费", "10.00", "9.00", "90.00%") for n in range(1, 7)]
        rows.append(("total", "总计", "60.00", "54.00", "90.00%"))
        return sheet.table(title, COLUMNS, rows, kind=TableKind.PROJECT_EXECUTION)

    assert errors(some("重点项目资金使用情况")) == []
    assert [f.reported for f in errors(some("项目资金使用情况"))] == ["7"]
