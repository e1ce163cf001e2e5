"""A line of a score table whose points another table divides is the level of that table's indicators."""

from __future__ import annotations

from pipeline.audit import audit
from schemas.audit import AuditedReport, Severity
from tests.normalize.grids import document, table

TITLE = "某区文化馆2023年度部门整体支出绩效自评报告"
OUTPUT = """序号|产出指标|年初目标|实际完成|完成率|分值|得分
1|送戏下乡|120|120|100%|10|10
2|展览|24|26|108.33%|15|15
3|骨干培训|500|473|94.60%|15|{training}
|小计||||40|{output}"""
SHEET = """评价内容|分值|得分|得分率
预算执行|10|9.2|92.00%
过程管理|20|19|95.00%
产出指标|40|{output}|97.98%
效益指标|20|19|95.00%
满意度指标|10|9.5|95.00%
合计|100|{total}|95.89%"""


def audited(training: str = "14.19", output: str = "39.19", total: str = "95.89") -> AuditedReport:
    tables = (
        table(OUTPUT.format(training=training, output=output), title="产出指标完成情况"),
        table(SHEET.format(output=output, total=total), title="自评得分表"),
    )
    return audit(document(*tables, text=(TITLE, f"自评得分{total}分。")))


def errors(report: AuditedReport) -> list[str | None]:
    return [f.reported for f in report.findings if f.severity is Severity.ERROR]


def test_the_line_is_a_level_and_its_points_count_once() -> None:
    right = audited()
    assert errors(right) == []
    assert [s.indicator for s in right.scores if s.level1 == "产出指标"] == ["送戏下乡", "展览", "骨干培训"]
    assert (right.weight_total, right.self_total, len(right.scores)) == (100, right.self_total, 7)


def test_a_wrong_total_is_told() -> None:
    assert errors(audited(total="98.59")) == ["98.59"]
