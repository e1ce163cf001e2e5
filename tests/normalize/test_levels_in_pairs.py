"""Score tables that print each level as a pair of columns, its name and its points."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

BODY = [
    ("部门决策", "20", "预算编制", "20", "编制规范性", "10", "规范得10分，一项不符合扣1分。", "9"),
    ("^", "^", "^", "^", "编制合理性", "10", "合理得10分。", "10"),
    ("部门管理", "80", "资金管理", "50", "财务合规性", "50", "合规得50分。", "50"),
    ("^", "^", "资产管理", "30", "资产利用率", "30", "利用率≥90%得30分；＜90%得0分。", "30"),
]


@pytest.mark.parametrize("levels", ["一级指标 二级指标 三级指标", "评价维度 评价内容 评价指标", "类别 项目 指标"])
@pytest.mark.parametrize("heads", ["指标 分值", "名称 权重", "标准分 指标名称"])
def test_pairs_are_the_levels_whatever_their_heads_are_called(levels: str, heads: str) -> None:
    first, second = heads.split()
    turned = first == "标准分"
    upper = [cell for level in levels.split() for cell in (level, "<")]
    rows = [[*upper, "评分标准", "得分"], [*[first, second] * 3, "^", "^"]]
    for *pairs, criteria, score in BODY:
        named = [cell for n in (0, 2, 4) for cell in (pairs[n : n + 2][::-1] if turned else pairs[n : n + 2])]
        rows.append([*named, criteria, score])
    rows.append(["合计", *["<"] * 6, "99"])
    found = audited(table("\n".join(" | ".join(row) for row in rows), header_rows=2, unit=""))
    told = [
        (x.indicator, str(x.weight.value) if x.weight else "", x.level1, x.level2) for x in found.report.score_lines
    ]
    assert told == [
        ("编制规范性", "10", "部门决策", "预算编制"),
        ("编制合理性", "10", "部门决策", "预算编制"),
        ("财务合规性", "50", "部门管理", "资金管理"),
        ("资产利用率", "30", "部门管理", "资产管理"),
    ]
    assert errors(found) == []
