"""Every check of a report, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.checks.calculations import Spot, calculation_checks, one_slip, spot_of
from pipeline.checks.one_by_one import OneByOne
from pipeline.checks.scores.against_rule import score_checks
from pipeline.checks.scores.criteria_points import criteria_checks
from pipeline.checks.scores.edition import edition_checks
from pipeline.checks.scores.form_copies import form_copy_checks
from pipeline.checks.scores.further_points import further_point_checks
from pipeline.checks.scores.goal_rates import goal_rate_checks
from pipeline.checks.scores.grade_counts import grade_count_checks
from pipeline.checks.scores.grades import form_grade_checks, scale_of
from pipeline.checks.scores.level_membership import ENGINES_WITHOUT_LINES, levels_drawn
from pipeline.checks.scores.mean_scores import mean_score_checks
from pipeline.checks.scores.remark_operands import remark_operand_checks
from pipeline.checks.scores.remark_quotients import remark_quotient_checks
from pipeline.checks.scores.score_claims import claim_checks
from pipeline.checks.scores.score_parts import part_checks
from pipeline.checks.scores.score_rates import score_rate_checks
from pipeline.checks.scores.score_remarks import remark_checks
from pipeline.checks.scores.score_tables import score_table_checks
from pipeline.checks.scores.target_rows import target_row_checks
from pipeline.checks.scores.told_figures import ToldFigures
from pipeline.checks.table_view import TableView, table_views
from pipeline.checks.tables.balance import balance_checks
from pipeline.checks.tables.balance_rows import balance_row_checks
from pipeline.checks.tables.balanced_shares import with_balanced_shares
from pipeline.checks.tables.column_relations import column_relation_checks
from pipeline.checks.tables.column_shares import column_share_checks
from pipeline.checks.tables.column_splits import column_split_checks
from pipeline.checks.tables.column_totals import column_total_checks
from pipeline.checks.tables.figure_grid import LEAST_ROWS, FigureGrid, figure_grid, turned_grid
from pipeline.checks.tables.growth_columns import growth_checks
from pipeline.checks.tables.header_sums import header_sum_checks
from pipeline.checks.tables.mean_rows import mean_row_checks
from pipeline.checks.tables.nameless_rows import nameless_row_checks
from pipeline.checks.tables.quarters import average_checks, quarter_checks
from pipeline.checks.tables.rates import rate_checks
from pipeline.checks.tables.rates_of_one_whole import rate_of_one_whole_checks
from pipeline.checks.tables.row_rates import row_rate_checks
from pipeline.checks.tables.row_sums import row_sum_checks
from pipeline.checks.tables.running_columns import running_column_checks
from pipeline.checks.tables.stated_formulas import stated_formula_checks
from pipeline.checks.tables.sum_slips import without_unexplained
from pipeline.checks.tables.sums import sum_checks
from pipeline.checks.tables.table_years import table_year_checks
from pipeline.checks.tables.year_rows import year_row_checks
from pipeline.checks.texts.accounts.account_totals import account_total_checks
from pipeline.checks.texts.accounts.classified_items import classified_item_checks
from pipeline.checks.texts.accounts.three_public import three_public_checks
from pipeline.checks.texts.all_funds import without_sums_of_funds
from pipeline.checks.texts.lines.counted_rows import counted_row_checks
from pipeline.checks.texts.lines.listed_lines import listed_line_checks
from pipeline.checks.texts.lines.listed_rows import listed_row_checks
from pipeline.checks.texts.lines.main_parts import main_part_checks, without_main_parts
from pipeline.checks.texts.lines.named_lines import named_line_checks
from pipeline.checks.texts.lines.quarter_numbers import quarter_number_checks
from pipeline.checks.texts.lines.since_last_year import since_last_year_checks
from pipeline.checks.texts.lines.told_cells import ToldCells
from pipeline.checks.texts.lines.told_rows import told_row_checks
from pipeline.checks.texts.project_counts import project_count_checks
from pipeline.checks.texts.quantities import statements
from pipeline.checks.texts.rates_over_all import over_all_checks
from pipeline.checks.texts.retold.named_numbers import named_number_checks
from pipeline.checks.texts.retold.retold_counts import retold_count_checks
from pipeline.checks.texts.retold.retold_numbers import retold_number_checks
from pipeline.checks.texts.retold.retold_results import retold_result_checks
from pipeline.checks.texts.same_figure import same_figure_checks
from pipeline.checks.texts.single_quarters import single_quarter_checks
from pipeline.checks.texts.text_arithmetic import text_arithmetic_checks
from pipeline.checks.texts.told_directions import direction_checks
from pipeline.rules.choose import RubricChoice
from pipeline.vocabulary.names import name_key
from schemas.audit import FAILED, Check, CheckCode, IndicatorScore, Outcome
from schemas.document import Document
from schemas.figure import Interval, Unit
from schemas.records import Report
from schemas.trace import Place

# Only these speak of the unit as a whole. Budgets and final accounts go through hundreds of sub-items in sentences that
# look alike, so that a figure of the text can rarely be said to be of one line of a table. What a sentence works out by
# itself is checked whatever the document is.
SELF_EVALUATIONS = frozenset({"department_self_evaluation", "project_self_evaluation"})
_POINTS = frozenset({"weight", "self_score"})
_ADDING = frozenset({CheckCode.SUM, CheckCode.DIFFERENCE})
JUDGED = frozenset({Outcome.CONSISTENT, Outcome.TRUNCATED, Outcome.INCONSISTENT})


def all_checks(
    document: Document,
    report: Report,
    scores: Sequence[IndicatorScore],
    choice: RubricChoice | None = None,
    failed: list[str] | None = None,
) -> Iterator[Check]:
    """Table by table, then across tables and text, then the scores (`choice`: what they were judged by), then what the
    text works out for itself. What a check raises is put into `failed`, and the others go on; None raises it."""
    grids = [grid for table in document.tables if (grid := figure_grid(table)) is not None]
    found = without_sums_of_funds(_in_order(document, report, scores, choice, grids, OneByOne(failed)), grids)
    yield from with_balanced_shares(found)


def _in_order(
    document: Document,
    report: Report,
    scores: Sequence[IndicatorScore],
    choice: RubricChoice | None,
    grids: Sequence[FigureGrid],
    each: OneByOne,
) -> Iterator[Check]:
    settled: set[Spot] = set()
    wrong: set[tuple[CheckCode, Spot]] = set()
    values: set[tuple[Spot, Decimal]] = set()  # of numbers that were found wrong
    views = table_views(report, document)
    told = list(each(quarter_number_checks, report, {t.table_id: t.name for t in document.tables}))
    known = {spot_of(check.reported) for check in told if check.reported is not None}
    of_cells = ToldCells(document, grids, report.fiscal_year)
    for check in _with_meaning(document, report, views, scores, choice, each):
        if check.code is CheckCode.SAME_FIGURE and check.outcome in FAILED and _spot(check) in known:
            continue  # the sentence as a whole says better which column its number is of
        if _misses_the_whole(check) and (spot := _spot(check)) and of_cells.of_a_line(spot):
            continue  # 甲由三科负责。全年预算 A 万元: no budget of the whole unit
        in_words = check.variant == "grade" and check.outcome not in FAILED  # 优: of 96.53 as of 96.35 points
        if check.outcome in JUDGED and check.reported is not None and not in_words:
            settled.add(spot_of(check.reported))
            if check.outcome in FAILED:
                wrong.add((check.code, spot_of(check.reported)))
                values.add((spot_of(check.reported), check.reported.value))
        yield check
    accused = {spot for _, spot in wrong}
    yield from (check for check in told if check.outcome not in FAILED or _spot(check) not in accused)
    settled |= known
    yield from each(further_point_checks, report, grids)
    yield from _by_figures_alone(report, document, grids, settled, each)
    yield from each(goal_rate_checks, document, settled)
    if report.document_kind in SELF_EVALUATIONS:
        for checks in (row_rate_checks, told_row_checks, since_last_year_checks, listed_row_checks, listed_line_checks):
            for check in each(checks, document, grids, settled, report.fiscal_year):
                settled |= {spot_of(check.reported)} if check.reported is not None else set()
                yield check
        told_again = each(retold_number_checks, document, report, grids, settled, values)
        for check in (*told_again, *each(retold_count_checks, document, report, grids, settled)):
            settled |= {spot_of(check.reported)} if check.reported is not None else set()
            yield check
        for check in each(retold_result_checks, document, report, settled):
            settled |= {spot_of(check.reported)} if check.reported is not None else set()
            yield check
    else:
        for check in _of_prose(document, report, views, settled, each):
            accused |= {spot_of(check.reported)} if check.outcome in FAILED and check.reported is not None else set()
            yield check
    yield from each(direction_checks, document, accused)
    leave_out = report.document_kind not in SELF_EVALUATIONS
    borne_out: set[Place] = set()  # numbers of the text that come out with others of it
    calculated = each(calculation_checks, report.calculations, settled, wrong, lists_leave_out=leave_out)
    for check in without_main_parts(calculated, grids):
        settled |= {spot_of(check.reported)} if check.outcome in JUDGED and check.reported is not None else set()
        borne_out |= set(check.inputs) if check.outcome is Outcome.CONSISTENT and check.code in _ADDING else set()
        yield check
    if report.document_kind in SELF_EVALUATIONS:
        yield from each(main_part_checks, report.calculations, grids, settled)
        yield from each(named_number_checks, document, report, grids, settled)
        yield from each(counted_row_checks, document, settled)
        in_lines = each(named_line_checks, document, grids, settled, report.fiscal_year)
        for found in (in_lines, each(of_cells.checks, settled)):
            for check in found:
                settled |= {spot_of(check.reported)} if check.reported is not None else set()
                if check.inputs[0] not in borne_out:
                    yield check
        yield from each(over_all_checks, document, report, {t.table_id: t.name for t in document.tables}, settled)


def _of_prose(
    document: Document, report: Report, views: list[TableView], settled: set[Spot], each: OneByOne
) -> Iterator[Check]:
    """What the prose of a budget or final account says of its tables, by the templates of these documents."""
    yield from each(classified_item_checks, document, views, settled, report.fiscal_year)
    yield from each(account_total_checks, document, views, settled, report)
    yield from each(three_public_checks, document, settled, planned=report.document_kind == "budget")


def _by_figures_alone(
    report: Report, document: Document, grids: Sequence[FigureGrid], settled: set[Spot], each: OneByOne
) -> Iterator[Check]:
    """What the figures of each table say of each other, where no check knows what they mean."""
    evaluation = report.document_kind in SELF_EVALUATIONS
    points = {r.table_id: {c.col for c in r.columns if c.metric in _POINTS} for r in report.readings}
    for check in (c for table in document.tables for c in each(stated_formula_checks, table, settled)):
        settled |= {spot_of(check.reported)} if check.reported is not None else set()
        yield check
    for table in (t for t in document.tables if t.rows - t.header_rows <= LEAST_ROWS):
        if (grid := figure_grid(table, LEAST_ROWS - 1)) is not None and len(grid.labels) < LEAST_ROWS:
            yield from each(column_relation_checks, grid, settled)
    for grid in grids:
        yield from each(column_relation_checks, grid, settled, points.get(grid.table.table_id, ()))
        yield from each(column_split_checks, grid)
        yield from each(running_column_checks, grid, settled)
        yield from each(column_share_checks, grid, settled)
        yield from each(rate_of_one_whole_checks, grid, settled)
        yield from each(mean_row_checks, grid, settled)
        totals = list(each(column_total_checks, grid, settled))
        yield from totals if evaluation else without_unexplained(totals)
        yield from each(balance_row_checks, grid, settled)
        yield from each(year_row_checks, grid, settled)
    for grid in (g for table in document.tables if (g := turned_grid(table)) is not None):
        yield from (c for c in each(column_relation_checks, grid, settled) if c.code is CheckCode.RATIO or _of_rates(c))
        yield from each(running_column_checks, grid, settled)
        yield from each(year_row_checks, grid, settled)


def _of_rates(check: Check) -> bool:
    """Whether a check compares rates: how far a 支出进度 is from the 序时进度."""
    figures = (check.reported, *(check.relation.figures if check.relation else ()))
    rates = [f is not None and f.unit is Unit.PERCENT for f in figures]
    return len(rates) > 1 and all(rates[1:])


def _misses_the_whole(check: Check) -> bool:
    """Whether a number of the text is held against a figure of all that the report is about, and no slip makes it of
    that."""
    failed = check.code is CheckCode.SAME_FIGURE and check.outcome in FAILED
    if not failed or check.locus.row or check.locus.table or check.reported is None or check.expected_low is None:
        return False
    return not one_slip(check.reported, Interval.exactly(check.expected_low))


def _spot(check: Check) -> Spot | None:
    return spot_of(check.reported) if check.reported is not None else None


def _with_meaning(
    document: Document,
    report: Report,
    views: list[TableView],
    scores: Sequence[IndicatorScore],
    choice: RubricChoice | None,
    each: OneByOne,
) -> Iterator[Check]:
    """The checks of figures whose meaning is known."""
    evaluation = report.document_kind in SELF_EVALUATIONS
    for view in views:
        yield from each(sum_checks, view, all_lines_printed=evaluation)
        yield from each(row_sum_checks, view)
        yield from each(header_sum_checks, view, drawn=view.table.engine not in ENGINES_WITHOUT_LINES)
        yield from each(balance_checks, view)
        yield from each(rate_checks, view)
        yield from each(nameless_row_checks, view, report)
        yield from each(growth_checks, view)
        yield from each(quarter_checks, view, report)
    yield from each(table_year_checks, report, views)
    yield from each(average_checks, report, views)
    yield from each(single_quarter_checks, report)
    if evaluation:
        stated = statements(report, views)
        yield from each(same_figure_checks, views, stated)
        told = {spot_of(c.result.figure) for c in report.calculations if c.own_formula}
        yield from each(text_arithmetic_checks, stated, told)
    yield from each(project_count_checks, report, views)
    names = {t.table_id: t.name for t in document.tables}
    lines_drawn = levels_drawn(document.tables)
    yield from each(score_table_checks, report, names, lines_drawn)
    yield from each(form_grade_checks, report, document, names)
    yield from each(form_copy_checks, report, document, names)
    yield from each(mean_score_checks, report, document)
    yield from each(grade_count_checks, document)
    yield from each(score_rate_checks, report, names)
    graded = any(c.kind == "grade" for c in report.claims)
    yield from each(claim_checks, report, lines_drawn, scale_of(document) if graded else ())
    yield from each(target_row_checks, report, names)
    yield from each(part_checks, report)
    yield from each(remark_checks, report, scores, names)
    yield from each(remark_operand_checks, report, scores, names)
    yield from each(remark_quotient_checks, report, names)
    table_of = {name_key(x.indicator): names.get(x.table_id, "") for x in reversed(report.score_lines)}
    tables_by_indicator = {s.indicator: table_of.get(name_key(s.indicator), "") for s in scores}
    if choice is not None:
        yield from each(criteria_checks, choice.gaps, names)
        yield from each(edition_checks, choice.differences, tables_by_indicator)
    by_target = {(x.subject, x.indicator) for x in report.score_lines if x.measured}
    own_tables = {(x.subject, x.indicator): names.get(x.table_id, "") for x in reversed(report.score_lines)}
    tables = [own_tables.get((s.subject, s.indicator), "") or tables_by_indicator[s.indicator] for s in scores]
    yield from each(score_checks, scores, tables, by_target, ToldFigures(report))
