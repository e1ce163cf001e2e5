"""Columns that a merged head says add up."""

from __future__ import annotations

import pytest

from pipeline.checks.header_sums import _parts

PATHS = {
    1: ("预算数", "合计"),
    2: ("预算数", "因公出国(境)费"),
    3: ("预算数", "公务用车购置及运行费", "小计"),
    4: ("预算数", "公务用车购置及运行费", "购置费"),
    5: ("预算数", "公务用车购置及运行费", "运行费"),
    6: ("预算数", "公务接待费"),
    7: ("决算数", "合计"),
    8: ("决算数", "事业收入", "小计"),
    9: ("决算数", "事业收入", "其中:教育收费"),
}


@pytest.mark.parametrize(("col", "parts"), [(1, [2, 3, 6]), (3, [4, 5]), (8, []), (7, [])])
def test_a_group_counts_with_its_own_sum_and_parts_of_which_do_not_make_one(col: int, parts: list[int]) -> None:
    assert _parts(col, PATHS[col], PATHS) == parts
