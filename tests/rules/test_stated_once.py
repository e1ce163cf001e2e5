"""The trace of a figure says that the report prints it differently elsewhere only where it does."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.trace import Trace
from tests.normalize.grids import document, table

SCORES = """一级指标|三级指标|分值|评分标准|自评得分
过程|政府采购执行率|10|得分=政府采购执行率×10分|9.9
过程|制度建设|90|健全得90分|90"""
TITLE = "某区文化馆2023年度部门整体支出绩效自评报告"
ONCE = "2023年政府采购计划金额400.00万元，实际采购金额396.00万元。"


def notes(*sentences: str) -> str:
    def below(trace: Trace) -> str:
        return trace.note + "".join(map(below, trace.children))

    scores = audit(document(table(SCORES, title="评分表"), text=(TITLE, *sentences))).scores
    return below(scores[0].trace)


@pytest.mark.parametrize(
    ("also", "told"), [("", False), ("实际采购金额396.00万元。", False), ("全年实际采购金额369.00万元。", True)]
)
def test_a_figure_printed_once_is_not_printed_differently(also: str, told: bool) -> None:
    assert ("另有不同列示" in notes(ONCE, also)) is told
