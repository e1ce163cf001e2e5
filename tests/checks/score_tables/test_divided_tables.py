"""A table of scores for each level, with the total of them all below the last one."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

DECISION = """一级指标|三级指标|分值|得分
决策|目标设定|12|12
^|经费测算|18|{measured}"""
OUTCOME = """一级指标|三级指标|分值|得分
产出|任务完成|40|38
效益|读者评价|30|29
合计|<|100|{total}"""


def found(measured: str, total: str) -> list[tuple[str, str, str, str]]:
    first = table(DECISION.format(measured=measured), table_id="t01", title="附表1 决策类指标评分")
    last = table(OUTCOME.format(total=total), table_id="t02", title="附表2 产出和效益类指标评分")
    report = audited(first, last)
    assert not [f for f in report.findings if "so far apart" in f.message_en]
    return errors(report)


def test_the_total_below_the_last_table_is_of_all() -> None:
    assert found("17", "96") == []


@pytest.mark.parametrize(("measured", "total"), [("15", "96"), ("17", "98")])
def test_a_score_or_total_that_does_not_come_out_is_told(measured: str, total: str) -> None:
    assert [(check, row, said) for check, row, _, said in found(measured, total)] == [("score_sum", "合计", total)]
