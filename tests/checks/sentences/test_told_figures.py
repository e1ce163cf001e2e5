"""A figure that a rule could not find is asked for only where no sentence of the report speaks of it with a number."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import CheckCode
from tests.normalize.grids import document, table

TITLE = "某县某某中心2023年度部门整体支出绩效自评报告"


def asked(indicator: str, criteria: str, *sentences: str) -> bool:
    """Whether somebody is asked for the figure of an indicator with such criteria."""
    rows = f"一级指标|三级指标|分值|评分标准|得分\n产出|{indicator}|15|{criteria}|15\n效益|发展后劲|85|酌情|80"
    found = audit(document(table(rows, title="自评打分表", unit=""), text=(TITLE, *sentences))).findings
    return any(f.code is CheckCode.EVIDENCE and f.locus.indicator == indicator for f in found)


@pytest.mark.parametrize(
    ("indicator", "criteria", "told", "not_told"),
    [
        (
            "健康素养比例",
            "≥12%得15分，＜12%得8分",
            "居民具备基本健康素养的比例已达14.1%，超过规划。",
            "居民健康讲座举办了12场，素养课程6门。",
        ),
        (
            "新生儿夭折率",
            "≤5‰得15分，>5‰不得分",
            "全年活产3120人，新生儿夭折9例，夭折率2.88‰。",
            "全年活产3120人。",
        ),
        (
            "办件差错率下降率",
            "下降1%及以上得15分，未下降不得分",
            "办件差错每万件3.1件，比上年的3.3件减少6.06%，差错率连年走低。",
            "办件差错每万件3.1件。",
        ),
    ],
)
def test_what_a_sentence_tells_in_other_words_is_not_asked_for(
    indicator: str, criteria: str, told: str, not_told: str
) -> None:
    assert not asked(indicator, criteria, told)
    assert asked(indicator, criteria, not_told)


def test_a_count_that_one_operand_is_missing_of_is_asked_for() -> None:
    criteria = "在职人员控制率=在职人员数/编制数×100%，≤100%得15分，否则不得分"
    assert asked("在职人员控制率", criteria, "中心年末在职62人，退休20人。")
    assert not asked("在职人员控制率", criteria, "中心年末在职62人，两家单位编制合起来共64名。")
