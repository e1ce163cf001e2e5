"""The mean of projects' scores in a sentence, against the forms or the table that lists them."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

LIST = """
序号 | 项目名称 | 全年预算数 | 全年执行数 | 自评得分
1 | 灯会布展 | 40.00 | 38.00 | 96.50
2 | 河道清淤 | 62.00 | 50.00 | 91.32
3 | 校舍修缮 | 75.00 | 75.00 | 98.00
合计 | < | 177.00 | 163.00 |
"""


def errors(sentence: str) -> list[str]:
    made = document(table(LIST), text=("甲局2023年度项目支出绩效自评报告", sentence))
    return [f.reported for f in audit(made).findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "sentence",
    [
        "我局3个项目平均得分95.27分，总体较好。",
        "参加自评的3个二级项目，平均自评得分为95.3分。",
        "其中2个项目平均得分97.25分。",  # of two of them
        "全县28个项目平均得分90.10分。",
        "我局对3个项目开展绩效自评，涉及资金177.00万元。从结果看，平均得分95.27分。",
        "我局对28个项目开展绩效自评，平均得分90.10分。",
        "我局对3个项目开展绩效自评，服务对象满意度平均得分90.10分。",
        "各项目平均得分95.27分，最高98.00分。",
    ],
)
def test_means_that_hold_or_are_of_others(sentence: str) -> None:
    assert errors(sentence) == []


@pytest.mark.parametrize("mean", ["94.27", "96.3"])
@pytest.mark.parametrize(
    "sentence",
    [
        "我局3个项目平均得分{}分，总体较好。",
        "我局对3个项目开展绩效自评，涉及资金177.00万元。从结果看，平均得分{}分。",
        "各项目平均得分{}分，最高98.00分。",
    ],
)
def test_a_mean_that_the_scores_do_not_give(mean: str, sentence: str) -> None:
    assert errors(sentence.format(mean)) == [mean]
