"""Totals of two digits over many rows: counts of a plan and what was done of it."""

from __future__ import annotations

import pytest

from .test_honest_tables import wrong

COUNTS = """
    任务 | 计划数（{unit}） | 完成数（{unit}）
    道路修缮 | 4 | 4
    公厕改造 | 6 | {done}
    长者食堂 | 3 | 3
    灯光提升 | 9 | 9
    合计 | 22 | {total}
    """


@pytest.mark.parametrize("unit", ["项", "个", "处", "宗", "人"])
def test_a_total_of_done_tasks_that_its_rows_do_not_make(unit: str) -> None:
    assert wrong(COUNTS.format(unit=unit, done=6, total=22)) == set()
    assert wrong(COUNTS.format(unit=unit, done=5, total=21)) == set()
    assert len(wrong(COUNTS.format(unit=unit, done=6, total=25))) == 1


def test_few_rows_bear_out_no_total_of_two_digits() -> None:
    short = "\n".join(line for line in COUNTS.splitlines() if not line.strip().startswith(("长者", "道路")))
    assert wrong(short.replace("22", "15").format(unit="项", done=6, total=17)) == set()
