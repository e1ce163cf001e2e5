"""Totals over rows that tell of the whole alone (经营支出): no sum of their columns, but one of their rows."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

OUTLAYS = """
    支出按经济分类 | 决算数 | 基本支出 | 项目支出
    工资福利支出 | 34,666,683.83 | 31,200,015.45 | 3,466,668.38
    商品和服务支出 | {goods} | 10,589,096.15 | 7,059,397.44
    资本性支出 | 5,042,426.74 | 1,512,728.02 | 3,529,698.72
    对个人和家庭的补助 | 3,781,820.05 | 3,592,729.05 | 189,091.00
    经营支出 | 315,151.67 | {blank} | {blank}
    支出合计 | 61,454,575.88 | {basic} | 14,244,855.54
    """


def wrong(goods: str = "17,648,493.59", basic: str = "46,894,568.67", blank: str = "") -> list[tuple[str, str]]:
    made = table(OUTLAYS.format(goods=goods, basic=basic, blank=blank), title="支出决算表", unit="元")
    return [(row, figure.replace(",", "")) for _, row, _, figure in errors(audited(made))]


@pytest.mark.parametrize("blank", ["", "—", "0.00"])
def test_a_line_that_is_neither_basic_nor_of_a_project_is_part_of_the_total(blank: str) -> None:
    assert wrong(blank=blank) == []


def test_slips_beside_such_a_line_are_one_error_each() -> None:
    assert wrong(goods="17,946,493.59") == [("商品和服务支出", "17946493.59")]
    assert wrong(basic="46,394,568.67") == [("支出合计", "46394568.67")]
