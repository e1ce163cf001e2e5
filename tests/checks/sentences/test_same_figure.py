"""One quantity in several places: text and tables, two tables, two sentences, the year's end."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.checks.all_checks import all_checks
from schemas.audit import Check, CheckCode, Outcome
from schemas.records import TableKind
from tests.checks.tables import Sheet
from tests.normalize.grids import document

EXECUTION = ("revised_budget", "outturn", "execution_rate")


def execution() -> Sheet:
    return Sheet().table(
        "预算执行情况表",
        EXECUTION,
        [
            ("1", "一、一般公共预算", "400.00", "360.00", "90.00%"),
            ("2", "1.基本支出", "100.00", "90.00", "90.00%"),
            ("3", "1.1人员经费", "76.55", "72.00", "94.06%"),
            ("3", "1.2公用经费", "23.45", "18.00", "76.76%"),
            ("2", "2.项目支出", "300.00", "270.00", "90.00%"),
            ("1", "二、政府性基金预算", "100.00", "95.00", "95.00%"),
            ("total", "合计", "500.00", "455.00", "91.00%"),
        ],
    )


def copies(sheet: Sheet, outcome: Outcome = Outcome.INCONSISTENT) -> list[Check]:
    found = all_checks(sheet.document, sheet.report, [])
    return [c for c in found if c.code is CheckCode.SAME_FIGURE and c.outcome is outcome]


def test_a_sentence_that_repeats_the_table_agrees() -> None:
    sheet = execution().sentence("outturn", "455.00").sentence("execution_rate", "91.00%")
    assert copies(sheet) == []
    assert {c.reported.text for c in copies(sheet, Outcome.CONSISTENT) if c.reported} >= {"455.00", "91.00%"}


@pytest.mark.parametrize(("text", "variant"), [("455.01", "text_and_table_last_digit"), ("445.00", "text_and_table")])
def test_a_sentence_that_differs_is_told_with_how_far(text: str, variant: str) -> None:
    [check] = copies(execution().sentence("outturn", text))
    assert (check.variant, check.fields["other"]) == (variant, "455.00")


def test_a_rounder_figure_in_the_text_is_no_contradiction() -> None:
    assert copies(execution().sentence("outturn", "455").sentence("execution_rate", "91%")) == []


def test_yuan_in_the_text_and_wan_in_the_table_are_one_figure() -> None:
    sheet = execution()
    sheet.sentence("outturn", "455.00")
    fact = sheet.facts[-1]
    from decimal import Decimal

    from schemas.figure import Unit

    yuan = fact.figure.model_copy(update={"value": Decimal("4550000.00"), "unit": Unit.YUAN, "text": "4,550,000.00"})
    sheet.facts[-1] = fact.model_copy(update={"figure": yuan})
    assert copies(sheet) == []


def test_a_sentence_need_not_name_the_fund() -> None:
    """项目支出 270.00 stands below 一般公共预算 in the table; the text just says 项目支出."""
    assert copies(execution().sentence("outturn", "270.00", item="项目支出")) == []


def test_the_total_of_a_table_about_a_part_is_of_the_part() -> None:
    sheet = execution().table(
        "公用经费控制情况表",
        EXECUTION,
        [
            ("1", "办公费", "12.00", "10.00", "83.33%"),
            ("1", "工会经费", "11.45", "8.01", "69.96%"),
            ("total", "合计", "23.45", "18.01", "76.80%"),
        ],
        kind=TableKind.OPERATING_EXPENSES,
    )
    [check] = [c for c in copies(sheet) if c.locus.column == "决算数"]
    assert check.variant == "two_tables_last_digit"
    assert {check.reported.text if check.reported else "", check.fields["other"]} == {"18.00", "18.01"}


def test_tables_that_share_no_figure_may_cover_different_funds() -> None:
    sheet = execution().table(
        "一般情况表",
        ("revised_budget", "outturn"),
        [("1", "一、基本支出", "10.00", "9.00"), ("total", "合计", "1,500.00", "1,455.00")],
    )
    assert copies(sheet) == []


def test_an_approximate_figure_accuses_nobody() -> None:
    assert copies(execution().sentence("execution_rate", "92.00%", approximate=True)) == []


def test_last_year_is_another_quantity() -> None:
    assert copies(execution().sentence("outturn", "433.00", period="2022")) == []


def test_two_sentences_that_differ() -> None:
    sheet = Sheet().sentence("dispatched_staff_rate", "79.61%").sentence("dispatched_staff_rate", "79.60%")
    [check] = copies(sheet)
    assert check.variant == "two_sentences_last_digit"
    assert len(check.inputs) == 2


def test_a_rate_that_only_the_text_states_is_recomputed_from_the_text() -> None:
    sheet = Sheet().sentence("procurement_planned", "8,445.96").sentence("procurement_actual", "8,369.01")
    sheet.sentence("procurement_execution_rate", "99.08%")
    [check] = [c for c in all_checks(sheet.document, sheet.report, []) if c.code is CheckCode.RATIO]
    assert check.outcome is Outcome.TRUNCATED
    sheet.sentence("procurement_execution_rate", "98.90%")
    wrong = [c for c in all_checks(sheet.document, sheet.report, []) if c.code is CheckCode.RATIO]
    assert [c.outcome for c in wrong] == [Outcome.TRUNCATED, Outcome.INCONSISTENT]


def test_a_control_rate_is_of_the_amounts_of_its_sentence() -> None:
    quote = "日常公用经费调整预算882.88万元，决算{}万元，控制率93.47%。"
    for spent, outcome in (("825.21", Outcome.CONSISTENT), ("285.21", Outcome.INCONSISTENT)):
        sheet = Sheet()
        for metric, item, amount in (
            ("revised_budget", "公用经费", "882.88"),
            ("outturn", "公用经费", spent),
            ("operating_expense_control_rate", "", "93.47%"),
        ):
            sheet.sentence(metric, amount, item=item, quote=quote.format(spent))
        ratios = [c for c in all_checks(sheet.document, sheet.report, []) if c.code is CheckCode.RATIO]
        assert [c.outcome for c in ratios] == [outcome]


def test_a_sentence_that_splits_its_total() -> None:
    said = "全年支出100.00万元，其中基本支出60.00万元，项目支出{}万元。"
    for project, outcome in (("40.00", Outcome.CONSISTENT), ("46.00", Outcome.INCONSISTENT)):
        sheet = Sheet().sentence("outturn", "100.00", quote=said.format(project))
        sheet.sentence("outturn", "60.00", item="基本支出", quote=said.format(project))
        sheet.sentence("outturn", project, item="项目支出", quote=said.format(project))
        sums = [c for c in all_checks(sheet.document, sheet.report, []) if c.variant.startswith("sentence")]
        assert [c.outcome for c in sums] == [outcome]


def test_what_the_parts_leave_may_stand_in_the_sentence_under_a_name_of_its_own() -> None:
    said = "全年支出1,627.45万元，其中基本支出1,135.60万元，项目支出{}万元，经营支出35.04万元。"
    for project, findings in (("456.81", []), ("459.85", ["warning"])):
        found = audit(document(text=("某局2021年度部门整体支出绩效自评报告", said.format(project)))).findings
        assert [f.severity.value for f in found] == findings


def test_a_slip_in_a_part_or_the_whole_is_no_part_left_out() -> None:
    said = "支出决算{}万元，其中基本支出1,135.60万元，项目支出{}万元。"
    for whole, project, findings in (
        ("1,627.45", "491.85", []),
        ("1,627.45", "497.85", ["error"]),
        ("1,227.45", "491.85", ["error"]),
        ("1,627.45", "456.81", ["warning"]),
    ):
        found = audit(document(text=("某局2021年度部门整体支出绩效自评报告", said.format(whole, project)))).findings
        assert [f.severity.value for f in found] == findings


def test_three_budgets_are_added_up_with_the_third() -> None:
    quote = "年初预算100.00万元，其中一般公共预算60.00万元、政府性基金预算{}万元、国有资本经营预算5.00万元。"
    cases = (("35.00", "sentence", Outcome.CONSISTENT), ("53.00", "sentence_complete", Outcome.INCONSISTENT))
    for fund, variant, outcome in cases:
        sheet = Sheet().sentence("original_budget", "100.00", quote=quote.format(fund))
        for item, text in (("一般公共预算", "60.00"), ("政府性基金预算", fund), ("国有资本经营预算", "5.00")):
            sheet.sentence("original_budget", text, item=item, quote=quote.format(fund))
        sums = [c for c in all_checks(sheet.document, sheet.report, []) if c.variant.startswith("sentence")]
        assert [(c.variant, c.outcome) for c in sums] == [(variant, outcome)]


def test_goods_works_and_services_are_all_of_procurement() -> None:
    quote = "实际采购金额 60.00 万元，其中货物类采购 10.00 万元、工程类采购 20.00 万元、服务类采购 35.00 万元。"
    sheet = Sheet().sentence("procurement_actual", "60.00", quote=quote)
    for item, text in (("货物类采购", "10.00"), ("工程类采购", "20.00"), ("服务类采购", "35.00")):
        sheet.sentence("procurement_actual", text, item=item, quote=quote, item_code=f"procurement_{CODES[item[0]]}")
    found = [c for c in all_checks(sheet.document, sheet.report, []) if c.outcome is Outcome.INCONSISTENT]
    assert [(c.variant, c.nominals) for c in found] == [("sentence_complete", (65,))]


CODES = {"货": "goods", "工": "works", "服": "services"}


def test_a_dash_for_a_rate_is_not_held_against_a_rate() -> None:
    """Nothing can be divided by a budget of nothing: one table prints 100%, the other a dash."""
    columns = ("original_budget", "revised_budget", "adjustment_rate")
    sheet = Sheet().table(
        "预算调整情况表",
        columns,
        [("1", "基本支出", "80.00", "88.00", "10.00%"), ("1", "政府投资项目", "-", "52.17", "100%")],
    )
    sheet.table(
        "项目支出调整表",
        columns,
        [("1", "其他项目", "30.00", "31.00", "3.33%"), ("1", "政府投资项目", "-", "52.17", "-")],
    )
    assert copies(sheet) == []


def test_a_rate_that_two_tables_share_does_not_make_them_of_one_whole() -> None:
    """All projects and those of one fund were spent alike, to the tenth of a percent."""
    sheet = Sheet().table(
        "支出执行表",
        EXECUTION,
        [
            ("1", "一、一般公共预算", "400.00", "384.00", "96.0%"),
            ("2", "1.基本支出", "100.00", "97.00", "97.0%"),
            ("2", "2.项目支出", "300.00", "287.00", "95.7%"),
            ("1", "二、政府性基金预算", "100.00", "95.60", "95.6%"),
            ("total", "合计", "500.00", "479.60", "95.9%"),
        ],
    )
    sheet.table(
        "二级项目执行表",
        EXECUTION,
        [
            ("1", "1.道路养护", "300.00", "287.00", "95.7%"),
            ("1", "2.征地补偿", "100.00", "95.60", "95.6%"),
            ("total", "总计", "400.00", "382.60", "95.7%"),
        ],
        kind=TableKind.PROJECT_EXECUTION,
    )
    assert copies(sheet) == []


def test_a_title_of_another_year_over_this_years_figures_is_told() -> None:
    def years(title: str) -> list[str]:
        sheet = Sheet().table(title, EXECUTION, [("total", "合计", "500.00", "455.00", "91.00%")])
        table = sheet.tables[0]
        sheet.tables[0] = table.model_copy(update={"caption_boxes": (table.parts[0].box,)})
        return [c.reported.text for c in copies(sheet) if c.variant == "year_of_table" and c.reported]

    assert years("2022年预算执行情况表") == ["2022"]
    assert years("2023年预算执行情况表") == years("预算执行情况表") == []


def test_three_public_expenses_are_three() -> None:
    def outcomes(said: str, *parts: tuple[str, str, str]) -> list[tuple[str, Outcome]]:
        sheet = Sheet().sentence("three_public_outturn", "12.50", quote=said)
        for item, code, text in parts:
            sheet.sentence("outturn", text, item=item, quote=said, item_code=code)
        found = all_checks(sheet.document, sheet.report, [])
        return [(c.variant, c.outcome) for c in found if c.variant.startswith("sentence")]

    cars, guests, abroad = ("公务用车费", "vehicles"), ("公务接待费", "receptions"), ("因公出国费", "overseas_trips")
    right, wrong = Outcome.CONSISTENT, Outcome.INCONSISTENT
    assert outcomes("a", (*cars, "11.90"), (*guests, "0.60"), (*abroad, "0")) == [("sentence_complete", right)]
    assert outcomes("b", (*cars, "11.00"), (*guests, "0.60"), (*abroad, "0")) == [("sentence_complete", wrong)]
    assert outcomes("c", (*cars, "12.40"), (*guests, "0.60")) == [("sentence_complete", wrong)]
    assert outcomes("d", (*cars, "11.00"), (*guests, "0.60")) == [("sentence", wrong)]


def test_what_is_said_of_one_fund_is_not_held_against_a_table_of_all_funds() -> None:
    def differing(*funds: str) -> list[str]:
        sheet = Sheet().table(
            "支出完成情况表",
            EXECUTION,
            [
                ("1", "一、基本支出", "100.00", "90.00", "90.00%"),
                ("1", "二、项目支出", "400.00", "365.00", "91.25%"),
                ("total", "合计", "500.00", "455.00", "91.00%"),
            ],
        )
        for item, text in zip(funds, ("360.00", "95.00"), strict=False):
            sheet.sentence("outturn", text, item=item)
        sheet.sentence("outturn", "270.00", item="项目支出", scope="general_public_budget")
        return [c.reported.text for c in copies(sheet) if c.reported]

    assert differing("一般公共预算", "政府性基金预算") == []
    assert differing("一般公共预算") == ["270.00"]


def test_the_hundred_percent_of_a_table_of_projects_is_no_share_of_the_unit() -> None:
    sheet = Sheet().table(
        "项目支出明细表",
        ("outturn", "outturn_share"),
        [
            ("1", "水库维护", "60.00", "60.00%"),
            ("1", "渠道清淤", "40.00", "40.00%"),
            ("total", "合计", "100.00", "100%"),
        ],
        kind=TableKind.PROJECT_EXECUTION,
    )
    sheet.sentence("outturn_share", "50.98%", item="项目支出")
    assert copies(sheet) == []


def test_a_whole_and_its_part_or_a_grand_total_are_no_two_prints_of_one_figure() -> None:
    def differing(*told: tuple[str, str], metric: str = "outturn") -> list[str]:
        sheet = Sheet()
        for quote, text in told:
            sheet.sentence(metric, text, quote=quote)
        return [c.reported.text for c in copies(sheet) if c.reported and c.outcome is Outcome.INCONSISTENT]

    carried = "支出总计 520.00 万元，其中：本年支出合计 500.00 万元，年末结转 20.00 万元。"
    assert differing((carried, "520.00"), (carried, "500.00")) == []
    assert differing(("收支总计 520.00 万元。", "520.00"), ("本年支出 500.00 万元。", "500.00")) == []
    assert differing(("支出合计 520.00 万元。", "520.00"), ("本年支出 500.00 万元。", "500.00")) == ["500.00"]
    people = "实有 11 人，其中：在职 10 人，退休 1 人。"
    assert differing((people, "11"), (people, "10"), metric="staff_in_post") == []
