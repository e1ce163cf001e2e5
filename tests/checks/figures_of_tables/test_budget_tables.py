"""Sums and derived columns: what is wrong is found, what rounding explains is left alone."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.all_checks import all_checks
from schemas.audit import Check, CheckCode, Outcome
from schemas.records import TableKind
from tests.checks.tables import Sheet
from tests.normalize.grids import table
from tests.small_audits import audited, errors

EXECUTION = ("revised_budget", "outturn", "execution_rate")


def checks(sheet: Sheet) -> list[Check]:
    return list(all_checks(sheet.document, sheet.report, []))


def failed(sheet: Sheet) -> list[Check]:
    return [c for c in checks(sheet) if c.outcome is Outcome.INCONSISTENT]


def test_a_wrong_total_is_found_with_what_its_parts_give() -> None:
    sheet = Sheet().table(
        "预算执行情况表",
        EXECUTION,
        [
            ("1", "一、基本支出", "100.00", "90.00", "90.00%"),
            ("1", "二、项目支出", "300.00", "270.00", "90.00%"),
            ("total", "合计", "400.00", "380.00", "95.00%"),
        ],
    )
    [check] = failed(sheet)
    assert (check.code, check.locus.row, check.locus.column) == (CheckCode.SUM, "合计", "决算数")
    assert check.reported is not None
    assert check.reported.value == Decimal("380.00")
    assert check.expected_low is not None
    assert check.expected_low <= Decimal("360.00") <= (check.expected_high or 0)


def test_a_dash_in_the_total_states_nothing() -> None:
    sheet = Sheet().table(
        "预算执行情况表",
        EXECUTION,
        [
            ("1", "一、基本支出", "100.00", "90.00", "90.00%"),
            ("1", "二、项目支出", "300.00", "270.00", "90.00%"),
            ("total", "合计", "-", "360.00", "-"),
        ],
    )
    assert failed(sheet) == []


def test_rounding_of_parts_is_no_error() -> None:
    sheet = Sheet().table(
        "预算执行情况表",
        EXECUTION,
        [
            ("1", "一、基本支出", "33.33", "11.11", "33.33%"),
            ("1", "二、项目支出", "33.33", "11.11", "33.33%"),
            ("1", "三、其他支出", "33.33", "11.11", "33.33%"),
            ("total", "合计", "100.00", "33.34", "33.34%"),
        ],
    )
    assert failed(sheet) == []


def test_lines_of_which_are_parts_but_not_all_parts() -> None:
    rows = [
        ("1", "一、项目支出", "300.00", "270.00", "90.00%"),
        ("of", "其中：基建项目", "50.00", "45.00", "90.00%"),
        ("total", "合计", "300.00", "270.00", "90.00%"),
    ]
    assert failed(Sheet().table("预算执行情况表", EXECUTION, rows)) == []
    rows[1] = ("of", "其中：基建项目", "350.00", "315.00", "90.00%")
    assert {c.locus.row for c in failed(Sheet().table("预算执行情况表", EXECUTION, rows))} == {"其中：基建项目"}


def test_a_subtotal_in_the_middle_is_not_counted_twice() -> None:
    sheet = Sheet().table(
        "项目支出调整情况表",
        ("original_budget", "revised_budget", "adjustment"),
        [
            ("1", "疫情防控", "100.00", "500.00", "400.00"),
            ("1", "文体事务", "50.00", "60.00", "10.00"),
            ("sub", "小计", "150.00", "560.00", "410.00"),
            ("1", "其他项目", "20.00", "30.00", "10.00"),
            ("total", "合计", "170.00", "590.00", "420.00"),
        ],
    )
    assert failed(sheet) == []


def test_blank_cells_leave_a_doubt() -> None:
    sheet = Sheet().table(
        "支出表",
        ("outturn",),
        [("1", "一、基本支出", "100.00"), ("1", "二、项目支出", ""), ("total", "合计", "120.00")],
    )
    [check] = failed(sheet)
    assert check.variant == "parts_with_blanks"


def test_a_grouping_that_no_column_bears_out_accuses_nobody() -> None:
    sheet = Sheet().table(
        "支出表",
        ("revised_budget", "outturn"),
        [
            ("1", "甲", "10.00", "9.00"),
            ("1", "乙", "20.00", "19.00"),
            ("total", "合计", "99.00", "88.00"),
        ],
    )
    outcomes = {c.outcome for c in checks(sheet) if c.code is CheckCode.SUM}
    assert outcomes == {Outcome.NOT_CHECKABLE}


def test_rate_cut_off_is_told_from_a_rate_that_is_wrong() -> None:
    sheet = Sheet().table(
        "预算调整情况表",
        ("original_budget", "revised_budget", "adjustment", "adjustment_rate"),
        [
            ("1", "一、基本支出", "4,881.22", "4,962.22", "81.00", "1.85%"),
            ("2", "人员支出", "4,360.24", "4,441.24", "81.00", "1.85%"),
            ("2", "公用支出", "520.98", "520.98", "0.00", "0"),
            ("1", "二、项目支出", "23,974.93", "31,718.89", "7,743.96", "32.30%"),
            ("of", "其中：基建项目", "0", "1,151.02", "1,151.02", "100%"),
            ("total", "总计", "28,856.15", "36,681.11", "7,824.96", "27.11%"),
        ],
    )
    by_row = {c.locus.row: c for c in checks(sheet) if c.code is CheckCode.RATIO}
    assert by_row["一、基本支出"].outcome is Outcome.INCONSISTENT
    assert by_row["人员支出"].outcome is Outcome.TRUNCATED
    assert by_row["公用支出"].outcome is Outcome.CONSISTENT
    assert by_row["其中：基建项目"].outcome is Outcome.UNDEFINED
    assert by_row["总计"].outcome is Outcome.TRUNCATED
    assert [c.locus.row for c in failed(sheet)] == ["一、基本支出"]


def test_the_column_tells_which_budget_its_rate_is_of() -> None:
    """Rates of the original budget under the head 执行率 are a convention, not ten errors."""
    rows = [("1", f"{n}、项目", f"{100 * n}.00", f"{200 * n}.00", f"{50 * n}.00", "50.00%") for n in range(1, 6)]
    sheet = Sheet().table("执行表", ("original_budget", "revised_budget", "outturn", "execution_rate"), rows)
    assert failed(sheet) == []
    rows[2] = ("1", "3、项目", "300.00", "600.00", "150.00", "55.00%")
    sheet = Sheet().table("执行表", ("original_budget", "revised_budget", "outturn", "execution_rate"), rows)
    assert [c.locus.row for c in failed(sheet)] == ["3、项目"]


def test_a_column_that_follows_no_formula_of_its_name_accuses_nobody() -> None:
    rows = [("1", f"{n}、项目", "100.00", "50.00", f"{7 * n}.00%") for n in range(1, 6)]
    assert failed(Sheet().table("执行表", EXECUTION, rows)) == []


def test_shares_of_the_total() -> None:
    sheet = Sheet().table(
        "年初预算安排情况",
        ("original_budget", "budget_share"),
        [
            ("1", "一、基本支出", "4,881.22", "16.9%"),
            ("1", "二、项目支出", "23,974.93", "83.1%"),
            ("total", "合计", "28,856.15", "100%"),
        ],
    )
    assert failed(sheet) == []
    sheet = Sheet().table(
        "年初预算安排情况",
        ("original_budget", "budget_share"),
        [
            ("1", "一、基本支出", "4,881.22", "19.6%"),
            ("1", "二、项目支出", "23,974.93", "83.1%"),
            ("total", "合计", "28,856.15", "100%"),
        ],
    )
    assert {c.locus.row for c in failed(sheet) if c.code is CheckCode.RATIO} == {"一、基本支出"}


AMOUNT = st.integers(min_value=10_000, max_value=9_000_000_000)


def wan(yuan: int) -> str:
    return f"{(Decimal(yuan) / 10_000).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def percent(part: int, whole: int) -> str:
    return f"{(Decimal(part) / Decimal(whole) * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


@given(st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT), min_size=2, max_size=8))
def test_a_true_table_is_never_accused(amounts: list[tuple[int, int, int]]) -> None:
    """Every figure rounded by itself from exact yuan, as spreadsheets print them."""
    totals = [sum(a[i] for a in amounts) for i in range(3)]

    def row(mark: str, item: str, original: int, revised: int, outturn: int) -> tuple[str, ...]:
        return (
            mark,
            item,
            wan(original),
            wan(revised),
            wan(revised - original),
            percent(revised - original, original),
            wan(outturn),
            percent(outturn, revised),
            percent(revised, totals[1]),
            percent(outturn, totals[2]),
        )

    columns = (
        "original_budget",
        "revised_budget",
        "adjustment",
        "adjustment_rate",
        "outturn",
        "execution_rate",
        "budget_share",
        "outturn_share",
    )
    rows = [row("1", f"{n}、项目", *a) for n, a in enumerate(amounts, 1)]
    sheet = Sheet().table("执行表", columns, [*rows, row("total", "合计", *totals)])
    assert failed(sheet) == []


def test_blank_cells_are_nothing_where_another_sum_shows_it() -> None:
    sheet = Sheet().table(
        "支出表",
        ("revised_budget", "outturn"),
        [
            ("1", "一、基本支出", "200.00", "100.00"),
            ("1", "二、项目支出", "", ""),
            ("total", "合计", "200.00", "120.00"),
        ],
    )
    [check] = failed(sheet)
    assert check.variant == "parts"


def test_total_income_and_total_expenditure_of_one_row_balance() -> None:
    sheet = Sheet().table(
        "收入支出决算总表",
        ("income", "outturn"),
        [
            ("1", "一、财政拨款收入", "100.00", ""),
            ("total", "总计", "100.00", ""),
            ("1", "一、教育支出", "", "90.00"),
            ("total", "总计", "", "90.00"),
        ],
    )
    lines = sheet.lines
    sheet.lines = [*lines[:3], lines[3].model_copy(update={"row": lines[1].row})]
    [check] = [c for c in failed(sheet) if c.variant == "balance"]
    assert (check.reported and check.reported.text, check.fields["other"]) == ("90.00", "100.00")


def test_a_line_is_the_sum_of_its_parts_where_all_leaves_add_up_to_the_total() -> None:
    """公务用车 is split below 其中, which need not be all of it; that the leaves give the total shows that it is."""
    rows = [
        ("total", "合计", "75.00", "45.68"),
        ("1", "公务用车购置及运行费", "54.28", "34.45"),
        ("of", "其中：公务用车购置费", "-", "-"),
        ("2", "公务用车运行维护费", "54.28", "37.45"),
        ("1", "公务接待费", "20.72", "8.23"),
    ]
    sheet = Sheet().table("经费支出情况表", ("original_budget", "outturn"), rows)
    [check] = [c for c in failed(sheet) if c.code is CheckCode.SUM]
    assert (check.locus.row, check.reported and check.reported.text) == ("公务用车购置及运行费", "34.45")


def test_shares_rounded_to_nothing_may_add_up_to_one_percent() -> None:
    rows = [
        ("1", "一、基本支出", "53.60", "51.64", "56%", "55%", "-1%"),
        ("2", "人员经费", "50.01", "48.56", "52%", "52%", "0%"),
        ("2", "公用经费", "3.59", "3.08", "4%", "3%", "0%"),
        ("1", "二、项目支出", "42.12", "41.74", "44%", "45%", "1%"),
        ("total", "合计", "95.72", "93.37", "100%", "100%", "0%"),
    ]
    metrics = ("revised_budget", "outturn", "budget_share", "outturn_share", "share_change")
    sheet = Sheet().table("支出情况表", metrics, [(m, n, *f) for m, n, *f in rows])
    assert [c for c in failed(sheet) if c.code is CheckCode.SUM] == []


def test_a_project_that_goes_on_from_last_year_is_a_part_like_any_other() -> None:
    sheet = Sheet().table(
        "二级项目执行情况表",
        ("revised_budget", "outturn"),
        [
            ("1", "一、履职类项目", "60.35", "54.00"),
            ("2", "1.道路养护", "30.10", "27.00"),
            ("2", "2.道路养护（结转）", "10.00", "9.00"),
            ("2", "3.绿化管养", "20.52", "18.00"),
            ("1", "二、专项资金项目", "5.00", "5.00"),
            ("total", "总计", "65.35", "59.00"),
        ],
        kind=TableKind.PROJECT_EXECUTION,
    )
    [check] = [c for c in failed(sheet) if c.locus.row == "一、履职类项目"]
    assert check.reported is not None
    assert (check.reported.text, check.nominals[0]) == ("60.35", Decimal("60.62"))


def test_a_total_above_dashes_is_told_alone() -> None:
    sheet = Sheet().table(
        "预算执行情况表",
        EXECUTION,
        [
            ("1", "一、接待费", "-", "9.00", "-"),
            ("1", "二、运行费", "0.00", "27.00", "-"),
            ("total", "合计", "40.00", "36.00", "90.00%"),
        ],
    )
    assert failed(sheet) == []


def test_shares_of_each_row_are_no_parts_of_the_totals_share() -> None:
    head = "单位名称 | 基本支出 | 项目支出 | 支出合计 | 项目支出占比\n"
    total = "合计 | 90.00 | 110.00 | 200.00 | 55.00%\n"
    rows = "机关 | 40.00 | 60.00 | 100.00 | 60.00%\n图书馆 | 30.00 | 20.00 | 50.00 | 40.00%\n"
    rows += "文化馆 | 20.00 | 30.00 | 50.00 | 60.00%"
    for grid in (head + total + rows, head + rows + "\n" + total.strip()):
        assert errors(audited(table(grid, title="2022年支出结构", unit="万元"))) == []
