"""How many things a table lists, told by the sentence that points at it."""

from __future__ import annotations

import pytest

from schemas.audit import CheckCode
from tests.normalize.grids import table
from tests.small_audits import audited

FUNDS = """
序号 | 专项名称 | 下达金额 | 使用金额
1 | 设备购置 | 680.00 | 671.40
2 | 应急储备 | 240.00 | 203.85
3 | 规范化培训 | 156.00 | 156.00
4 | 重点专科 | 300.00 | 262.13
小计 | < | 1,376.00 | 1,293.38
"""
TASKS = """
序号 | 任务 | 计划 | 完成
1 | 送戏下乡 | 160 | 156
2 | 电影放映 | 1020 | 1020
3 | 阅读活动 | 48 | 53
4 | 古建巡查 | 214 | 208
5 | 骨干培训 | 300 | 287
"""


def _told(text: str, grid: str = FUNDS) -> list[str]:
    """The counts found wrong in a sentence before the table of funds, or behind that of tasks."""
    tasks = grid == TASKS
    label, title, unit = ("表四", "主要履职任务完成表", "") if tasks else ("表1", "财政专项资金使用明细", "万元")
    listed = table(grid, unit=unit, title=title, label=label).model_copy(update={"order": 1 if tasks else 2})
    found = audited(listed, text=(text, "补充说明。"))
    return [f.reported for f in found.findings if f.code is CheckCode.COUNT]


@pytest.mark.parametrize(
    "text",
    [
        "2022年安排财政专项资金{}项，明细如下：",
        "全年共安排专项{}项，具体见下表。",
        "2022年财政专项资金共{}项，使用情况见表1。",
        "表1所列{}个专项资金均已完成支付。",
    ],
)
def test_before_its_table(text: str) -> None:
    assert _told(text.format(4)) == []
    assert _told(text.format(5)) == ["5"]


@pytest.mark.parametrize(
    "text",
    [
        "表四所列{}项任务中，3项完成率未达到100%。",
        "以上{}项任务中，有2项超额完成。",
        "2022年主要履职任务共{}项，见表四。",
    ],
)
def test_behind_its_table(text: str) -> None:
    assert _told(text.format(5), TASKS) == []
    assert _told(text.format(6), TASKS) == ["6"]


@pytest.mark.parametrize(
    ("text", "grid"),
    [
        ("2022年安排项目12个，其中财政专项资金4项，明细如下：", FUNDS),
        ("2022年安排财政专项资金4项，比上年减少2项，明细如下：", FUNDS),
        ("2022年安排财政专项资金6项，主要专项明细如下：", FUNDS),
        ("2022年下达财政专项资金指标文件7个，具体见表1。", FUNDS),
        ("对3项专项资金开展绩效评价，情况如下表：", FUNDS),
        ("2023年拟安排专项资金6项，2022年情况如下：", FUNDS),
        ("2022年安排财政专项资金5项，明细如下：", FUNDS.replace("重点专科", "其他专项")),
        ("表1中3项专项资金结余已收回。", FUNDS),
        ("表四中3项任务未完成计划。", TASKS),
        ("以上任务中有2项超额完成。", TASKS),
        ("县政府下达任务18项，其中履职任务5项，见表四。", TASKS),
        ("我局另承担安全、信访、招商任务。以上3项任务均已办结。", TASKS),
    ],
)
def test_a_part_or_more_than_the_table_lists(text: str, grid: str) -> None:
    assert _told(text, grid) == []
