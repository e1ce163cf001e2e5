"""Numbers told of a row of a table: by the row's name without its sort, and beside one that the row gives."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

FUNDS = """
支出性质 | 年初预算 | 调整后预算 | 实际支出
人员支出 | 4,203.11 | 4,180.25 | 4,105.32
公用支出 | 310.20 | 301.44 | 280.05
省级资金项目 | 2,410.00 | 2,500.60 | 2,466.18
市级资金项目 | 6,600.00 | 6,810.30 | 6,670.34
总计 | 13,523.31 | 13,792.59 | 13,521.89
"""
PROJECTS = """
项目名称 | 年初预算 | 调整后预算 | 支出数 | 执行率
示范带创建 | 800.00 | 780.40 | 571.96 | 73.29%
农田建设配套 | 2,150.00 | 2,200.00 | 2,150.66 | 97.76%
渔业资源放流 | 300.00 | 300.00 | 296.40 | 98.80%
合计 | 3,250.00 | 3,280.40 | 3,019.02 | 92.03%
"""


@pytest.mark.parametrize(("municipal", "accused"), [("6,670.34", False), ("6,750.34", True)])
def test_a_row_goes_by_its_name_without_its_sort(municipal: str, accused: bool) -> None:
    text = f"按资金级次分，项目支出中省级资金2,466.18万元、市级资金{municipal}万元。"
    assert bool(errors(audited(table(FUNDS, title="表1 预算执行情况", unit="单位：万元"), text=(text,)))) is accused


SORTED = """
项目名称 | 资金级次 | 年初预算 | 调整后预算 | 支出数
示范带创建 | 市级 | 800.00 | 780.40 | 571.96
农田建设配套 | 省级 | 2,150.00 | 2,200.00 | 2,150.66
渔业资源放流 | 市级 | 300.00 | 300.00 | 296.40
农机购置补贴 | 省级 | 600.00 | 600.00 | 588.12
合计 | | 3,850.00 | 3,880.40 | 3,607.14
"""


@pytest.mark.parametrize(("spent", "accused"), [("2,150.66", False), ("2,105.66", True)])
def test_rows_go_by_their_names_and_not_by_their_sorts(spent: str, accused: bool) -> None:
    text = f"“农田建设配套”项目支出{spent}万元，“农机购置补贴”项目支出588.12万元。"
    assert bool(errors(audited(table(SORTED, title="表2 项目支出情况", unit="单位：万元"), text=(text,)))) is accused


@pytest.mark.parametrize(("left", "accused"), [("208.44", False), ("215.94", True)])
def test_what_is_left_of_the_row_that_gives_the_rate_beside_it(left: str, accused: bool) -> None:
    text = f"“示范带创建”项目执行率仅73.29%，结转{left}万元。"
    assert bool(errors(audited(table(PROJECTS, title="表2 项目支出情况", unit="单位：万元"), text=(text,)))) is accused
