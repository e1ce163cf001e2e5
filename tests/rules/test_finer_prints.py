"""One figure printed under two names at two precisions: both sides of a quotient from the same table."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.figures import Figures
from schemas.rubric import MetricRef
from tests.rules.small_reports import fact, report

RATE = MetricRef(metric="operating_expense_control_rate")
BUDGET = fact("revised_budget", "148.6969", item_code="operating", source="table")


def test_a_sentence_s_rounded_sum_gives_way_to_the_table_s() -> None:
    spent = (fact("operating_expense_outturn", "148.70"), fact("outturn", "148.6969", item_code="operating"))
    found = Figures(report(facts=(BUDGET, *spent))).resolve(RATE)
    assert found.nominal == 100
    assert found.wide is not None
    assert found.wide.low == found.wide.high == 100


def test_another_sum_of_the_table_does_not_stand_in() -> None:
    spent = (fact("operating_expense_outturn", "148.70"), fact("outturn", "151.2300", item_code="operating"))
    found = Figures(report(facts=(BUDGET, *spent))).resolve(MetricRef(metric="operating_expense_outturn"))
    assert found.nominal == Decimal("1487000.00")


def test_a_coarser_print_of_the_table_does_not_stand_in() -> None:
    spent = (fact("operating_expense_outturn", "148.6969"), fact("outturn", "148.70", item_code="operating"))
    found = Figures(report(facts=(BUDGET, *spent))).resolve(MetricRef(metric="operating_expense_outturn"))
    assert found.nominal == Decimal("1486969.0000")
