"""Sheets that mark each indicator out of a hundred and give it a weight."""

from __future__ import annotations

import pytest

from schemas.audit import Severity
from tests.normalize.grids import table
from tests.small_audits import audited, errors, verdicts

SHEET = """
    一级指标 | 具体指标 | 权重 | 评分细则 | 评分（百分制） | 加权得分
    过程 | 预算执行率 | {w} | 98%（含）以上评100分，95%（含）—98%评90分，95%以下评60分。 | 90 | 27
    ^ | 人员控制率 | 20 | 在职人员总数不超过编制总数评100分，否则评0分。 | 100 | 20
    ^ | 信息公开 | 10 | 预决算按时公开、内容完整，缺一项扣50分。 | 100 | 10
    产出 | 项目开工率 | 20 | 评分=项目开工率×100分，保留两位小数。 | {mark} | {score}
    满意度 | 公众满意度 | 20 | 满意度90%及以上评100分；80%及以上、不足90%的评80分；不足80%的评50分。 | 80 | 16
    综合得分 | < | 100 | | | {total}
    """
TEXT = (
    "2022年调整预算数4,150.49万元，决算支出3,988.52万元，预算执行率96.10%。核定编制446名，年末在职人员419人。",
    "计划开工项目38个，实际开工36个，开工率94.74%。公众满意度85.8%。",
)


@pytest.mark.parametrize(
    ("mark", "score", "total", "wrong"),
    [("94.74", "18.95", "91.95", []), ("100", "20", "93", [("score", "项目开工率", "得分", "20")])],
)
def test_each_rule_is_weighed(mark: str, score: str, total: str, wrong: list[tuple[str, ...]]) -> None:
    grid = SHEET.format(w=30, mark=mark, score=score, total=total)
    found = audited(table("\n".join(x.strip() for x in grid.strip().splitlines()), unit=""), text=TEXT)
    told = verdicts(found)
    assert told["预算执行率"] == ("agrees", "27.00", "27.00")
    assert told["公众满意度"] == ("agrees", "16.00", "16.00")
    assert told["信息公开"][0] == "within_range"
    assert errors(found) == wrong
    assert not [f for f in found.findings if f.severity is Severity.WARNING and f.code.value == "criteria"]
