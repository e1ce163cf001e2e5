"""A list that names every kind, also those of which there are none, is held to its whole however far that lies."""

from __future__ import annotations

import pytest

from tests.small_audits import audited, errors

CARS = (
    "截至2022年12月31日，共有车辆{}辆，其中：副部（省）级及以上领导用车0辆、主要领导干部用车0辆、机要通信用车1辆、"
    "应急保障用车1辆、执法执勤用车1辆、特种专业技术用车0辆、离退休干部用车0辆、其他用车4辆；单价100万元（含）以上设备（不含车辆）0台（套）。"
)


@pytest.mark.parametrize(("cars", "wrong"), [(7, []), (9, ["9"]), (12, ["12"])])
def test_cars_of_every_kind(cars: int, wrong: list[str]) -> None:
    assert [figure for _, _, _, figure in errors(audited(text=(CARS.format(cars),)))] == wrong


def test_a_list_of_some_kinds_asks_at_most() -> None:
    assert not errors(audited(text=("共有车辆12辆，其中机要通信用车1辆、应急保障用车1辆、其他用车5辆。",)))
