"""Tables of staff: who is counted where those outside the establishment stand beside those within it."""

from __future__ import annotations

import pytest

from pipeline.normalize.report import normalize
from tests.normalize.grids import document, table

TITLE = "云台区教育局2022年度部门整体支出绩效自评报告"


def heads(grid: str, header_rows: int = 1) -> dict[str, str]:
    """What the table states of the whole unit: metric -> number."""
    report = normalize(document(table(grid, header_rows=header_rows, title="人员编制情况表"), text=[TITLE]))
    staff = ("authorised_posts", "staff_in_post", "dispatched_staff", "total_staff")
    return {f.metric: f.figure.plain for f in report.facts if f.metric in staff and not f.item}


ALL = {"authorised_posts": "67", "staff_in_post": "59", "dispatched_staff": "175", "total_staff": "234"}


@pytest.mark.parametrize("outside", ["编外人员", "劳务派遣人员", "聘用人员", "临聘人员", "购买服务人员"])
@pytest.mark.parametrize("within", ["在编合计", "编内小计", "在编人员合计"])
def test_the_total_of_a_table_with_outside_staff_is_of_everybody(outside: str, within: str) -> None:
    body = f"行政编制 | 34 | 30\n事业编制 | 33 | 29\n{within} | 67 | 59\n{outside} | - | 175\n总计 | - | 234"
    assert heads("人员类别 | 核定编制数 | 年末实有人数\n" + body) == ALL


def test_without_outside_staff_the_total_is_of_those_in_post() -> None:
    body = "人员类别 | 核定编制数 | 年末实有人数\n行政编制 | 34 | 30\n事业编制 | 33 | 29\n合计 | 67 | 59"
    assert heads(body) == {"authorised_posts": "67", "staff_in_post": "59"}


def test_groups_may_stand_side_by_side() -> None:
    grid = (
        "项目 | 行政编制 | < | 事业编制 | < | 合计 | < | 编外人员\n"
        "^ | 编制数 | 实有数 | 编制数 | 实有数 | 编制数 | 实有数 | ^\n"
        "人数 | 34 | 30 | 33 | 29 | 67 | 59 | 175"
    )
    assert heads(grid, header_rows=2) == {k: v for k, v in ALL.items() if k != "total_staff"}
