"""A table of levels beside the table of indicators: one edition printed twice, and one total."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from pipeline.normalize.report import normalize
from schemas.audit import Severity
from tests.normalize.grids import document, table

LEVELS = """
一级指标 | 分值 | 得分 | 指标数 | 得分率
决策 | 40 | 38 | 2 | 95.00%
产出 | 60 | 55 | 2 | 91.67%
合计 | 100 | 93 | 4 | 93.00%
"""
LEAVES = """
一级指标 | 三级指标 | 权重 | 自评得分
决策 | 预算编制 | 20 | 20
^ | 目标设置 | 20 | 18
产出 | 项目完成 | 30 | 25
^ | 重点工作 | 30 | 30
合计 | < | 100 | 93
"""


SECOND_LEVELS = """
一级指标 | 二级指标 | 分值 | 得分 | 得分率
合计 | | 100 | 93 | 93.00%
决策 | 编制与目标 | 40 | 38 | 95.00%
产出 | 数量 | 30 | 25 | 83.33%
^ | 质量 | 30 | 30 | 100.00%
"""
FINER = LEAVES.replace("预算编制 | 20 | 20", "预算编制 | 10 | 10\n^ | 预算调整 | 10 | 10")


def errors(total: str) -> list[str]:
    text = (
        "滨江区图书馆2022年度部门整体支出绩效自评报告",
        f"综合评价，本馆2022年度部门整体支出绩效自评得分为{total}分。",
    )
    doc = document(table(LEVELS, title="一级指标得分", unit=""), table(LEAVES, title="评分表", unit=""), text=text)
    report = normalize(doc)
    found = build_findings(report, list(all_checks(doc, report, [])))
    return [f.reported for f in found if f.severity is Severity.ERROR]


def test_the_total_of_the_text_is_held_against_that_of_the_tables() -> None:
    assert errors("93") == []
    assert errors("96") == ["96"]


def test_a_summary_by_second_levels_is_no_second_set_of_indicators() -> None:
    doc = document(
        table(SECOND_LEVELS, title="得分汇总", unit=""),
        table(FINER, title="评分表", unit=""),
        text=("滨江区图书馆2022年度部门整体支出绩效自评报告",),
    )
    found = audit(doc)
    assert [s.indicator for s in found.scores] == ["预算编制", "预算调整", "目标设置", "项目完成", "重点工作"]
    assert (found.weight_total, found.self_total) == (100, 93)
    assert not [f for f in found.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize("head", ["类别", "评价维度", "项目", "得分构成"])
def test_a_table_of_levels_needs_no_head_that_says_so(head: str) -> None:
    def told(score: str, rate: str, title: str = "分类得分表") -> list[tuple[str, str]]:
        rows = f"决策 | 40 | 38 | 95.00%\n产出 | 60 | {score} | {rate}\n合计 | 100 | 93 | 93.00%"
        levels = f"{head} | 满分 | 得分 | 得分率\n{rows}"
        doc = document(
            table(levels, title=title, unit=""),
            table(LEAVES, title="评分表", unit=""),
            text=("滨江区图书馆2022年度部门整体支出绩效自评报告",),
        )
        found = audit(doc)
        assert len(found.scores) == 4
        return [(f.locus.indicator, f.reported) for f in found.findings if f.severity is Severity.ERROR]

    assert told("55", "91.67%") == []
    assert told("56", "93.33%") == [("产出", "56")]
    assert told("52", "86.67%", "财政部门复核得分表") == []
