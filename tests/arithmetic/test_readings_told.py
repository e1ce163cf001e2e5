"""Of several readings the one is told that a slip explains."""

from __future__ import annotations

from schemas.audit import Outcome
from tests.arithmetic.test_stated_arithmetic import checks

TOLD = (
    "部门整体支出预算数 3116.14 万元，执行数 2613.24 万元，执行率 83.86%。"
    "其中，基本支出执行 {} 万元，项目支出执行 1109.59 万元。"
)


def test_a_slip_in_a_part_tells_of_which_whole_it_is() -> None:
    sums = [c for c in checks(TOLD.format("1503.65")) if c.code == "sum"]
    assert [c.outcome for c in sums] == [Outcome.CONSISTENT]
    [found] = [c for c in checks(TOLD.format("1803.65")) if c.code == "sum"]
    assert found.outcome is Outcome.INCONSISTENT
    assert [f.plain for f in found.relation.figures] == ["2613.24", "1803.65"] if found.relation else False
