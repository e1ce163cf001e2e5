"""Sentences that list groups: what each of them is of, and what is of all."""

from __future__ import annotations

from tests.normalize.grids import table
from tests.small_audits import audited, errors

GRID = """
一级指标 | 三级指标 | 评分标准 | 分值 | 得分
决策 | 目标明确性 | 明确得满分，否则酌情扣分 | 20 | 19
效益 | 社会效益 | 明显得满分，否则酌情扣分 | 52 | 47
效益 | 公众评价 | 高得满分，否则酌情扣分 | 28 | 26.5
合计 | | | 100 | 92.5
"""


def test_a_total_behind_counted_levels_is_of_all_of_them() -> None:
    said = "本次自评共设3个三级指标，其中决策类1个、效益类2个，自评总分{}分。"
    assert not errors(audited(table(GRID, unit=""), text=(said.format("92.5"),)))
    assert ("score_claim", "合计", "得分", "91.5") in [
        (code, row or "合计", column or "得分", printed)
        for code, row, column, printed in errors(audited(table(GRID, unit=""), text=(said.format("91.5"),)))
    ]


def test_all_outside_the_posts_are_those_hired_and_those_sent_together() -> None:
    first = "实有情况：年末在职111人，编外{}人，退休34人。"
    second = "年末共有工作人员151人，其中在编111人，编外聘用20人，劳务派遣20人。"
    assert not errors(audited(text=(first.format("40"), second)))
    assert errors(audited(text=(first.format("46"), second.replace("编外聘用20人，劳务派遣20人", "编外聘用40人"))))
