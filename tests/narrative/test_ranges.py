"""A range states no figure, however it is printed; a number before 至 or a dash that opens no range does."""

from __future__ import annotations

import pytest

from tests.narrative.documents import facts


@pytest.mark.parametrize(
    "range_",
    [
        "90%—95%",
        "90%——95%",
        "90%～95%",
        "90％〜95％",
        "90%至95%",
        "90%到95%",
        "90%（含）至95%",
        "90%以上至95%",
        "90-95%",
    ],
)
def test_a_range_states_nothing(range_: str) -> None:
    assert facts(f"2022 年全年预算数 100.00 万元，预算执行率为{range_}。", section=("预算执行情况",))[1:] == []


def test_amounts_before_a_date_are_no_range() -> None:
    found = facts("全年预算数 1,000.00 万元，决算数 900.50 万元至 2022 年底。", section=("预算执行情况",))
    assert [f.figure.text for f in found] == ["1,000.00", "900.50"]


def test_a_range_of_amounts_states_nothing() -> None:
    assert facts("全年预算数 1,000.00 万元—2,000.00 万元。", section=("预算执行情况",)) == []
