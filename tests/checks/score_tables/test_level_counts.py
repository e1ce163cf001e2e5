"""How many indicators the text says there are at each level, against the score table."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

from .test_level_tables import LEAVES

WORDINGS = [
    "自评指标体系设置一级指标{}个、二级指标{}个、三级指标{}个。",
    "本次评价共设{}个一级指标、{}个二级指标、{}个三级指标，总分100分。",
    "评价体系包括一级指标{}项，二级指标{}项，末级指标{}项。",
    "指标体系由{}个一级指标、{}个二级指标和{}个三级指标构成。",
    "共设一级指标（{}个）、二级指标（{}个）、三级指标（{}个）。",
]
SHEET = """
一级指标 | 二级指标 | 三级指标 | 权重 | 自评得分
决策 | 预算 | 预算编制 | 20 | 20
^ | 目标 | 目标设置 | 20 | 18
产出 | 项目 | 项目完成 | 30 | 25
^ | ^ | 重点工作 | 30 | 30
合计 | < | < | 100 | 93
"""


def found(text: str, sheet: str = SHEET) -> list[str]:
    return [reported for *_, reported in errors(audited(table(sheet, unit="", title="评分表"), text=(text,)))]


@pytest.mark.parametrize("wording", WORDINGS)
def test_each_level_is_counted(wording: str) -> None:
    assert found(wording.format(2, 3, 4)) == []
    assert found(wording.format(2, 3, 5)) == ["5"]
    assert found(wording.format(2, 4, 4)) == ["4"]
    assert found(wording.format(3, 3, 4)) == ["3"]


@pytest.mark.parametrize(
    "text",
    [
        "决策类设二级指标2个、三级指标6个；产出类设二级指标1个、三级指标9个。",
        "区财政局印发的共性框架设一级指标3个、二级指标8个、三级指标21个，我单位据此细化。",
    ],
)
def test_other_counts_accuse_nobody(text: str) -> None:
    assert found(text) == []


def test_a_level_that_the_table_does_not_print_is_not_counted() -> None:
    assert found("共设一级指标2个、二级指标9个、三级指标4个。", LEAVES) == []


def test_an_indicator_holds_no_indicators() -> None:
    sheet = table(
        """
        一级指标 | 三级指标 | 分值 | 评分标准 | 得分
        预算管理 | 目标制定 | 10 | 目标完整、指标细化的得10分，否则酌情扣分。 | 9
        预算管理 | 信息公开 | 90 | 按时公开的得90分，否则酌情扣分。 | 90
        """,
        title="部门整体支出绩效自评表",
    )
    told = "（一）目标制定。部门整体绩效目标设置三级指标22个，实际完成21个，完成率94.45%。"
    assert [(f.code.value, f.reported) for f in audited(sheet, text=(told,)).findings] == [("ratio", "94.45")]
