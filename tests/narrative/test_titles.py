"""Numbered titles within one paragraph: whose the figures behind each are."""

from __future__ import annotations

import pytest

from tests.narrative.documents import facts

GIVEN = "全年预算数100.00万元，执行数90.00万元。"


def owners(text: str, **names: object) -> list[str]:
    return [f.item for f in facts(text, **names) if f.metric == "revised_budget"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（一）道路养护项目。", "（二）河道清淤项目。"),
        ("1.道路养护项目。", "2.河道清淤项目。"),
        ("一、道路养护专项经费。", "二、河道清淤专项经费。"),
        ("(1)道路养护工程。", "(2)河道清淤工程。"),
        ("1、道路养护补助。", "2、河道清淤补助。"),
    ],
)
def test_each_project_of_a_paragraph_has_its_own_figures(first: str, second: str) -> None:
    found = owners(f"{first}{GIVEN}各项任务已完成。{second}{GIVEN}")
    assert [item[:4] for item in found] == ["道路养护", "河道清淤"]


def test_behind_the_agency_itself_stands_its_project() -> None:
    text = f"（一）丙市甲局。{GIVEN}（二）河道清淤项目。{GIVEN}"
    assert owners(text, agency="丙市甲局") == ["", "河道清淤项目"]
    text = f"（一）河道清淤项目。{GIVEN}（二）丙市甲局。{GIVEN}"
    assert owners(text, agency="丙市甲局") == ["河道清淤项目", ""]


def test_behind_a_name_that_is_not_known_nothing_is_said_of_another() -> None:
    assert owners(f"（一）道路养护项目。{GIVEN}（二）春季露天放映。{GIVEN}") == ["道路养护项目"]


def test_a_numbered_remark_is_no_title() -> None:
    assert owners(f"（一）道路养护项目。已加强管理。{GIVEN}（2）严格落实制度。调整后预算数100.00万元。") == [
        "道路养护项目",
        "道路养护项目",
    ]


QUARTERS = "一季度末累计支出20.00万元，二季度末45.00万元，三季度末累计支出70.00万元，全年平均执行率92.10%。"


@pytest.mark.parametrize(
    "heading",
    ["2.时效方面", "（三）时效性", "二、主要履职绩效分析", "（二）绩效实现情况", "1.支出进度", "（四）产出分析"],
)
def test_under_a_side_of_performance_stands_what_the_whole_unit_spent(heading: str) -> None:
    found = [f for f in facts(QUARTERS, section=(heading,)) if not f.item]
    assert [f.metric for f in found] == ["cumulative_outturn"] * 3 + ["average_execution_rate"]


@pytest.mark.parametrize("heading", ["（一）校园安全宣传", "3.河道清淤工程产出", "2.送戏下乡专项进度"])
def test_under_a_task_it_does_not(heading: str) -> None:
    assert not [f for f in facts(QUARTERS, section=(heading,)) if not f.item and f.metric == "cumulative_outturn"]
