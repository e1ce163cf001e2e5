"""Weights that do not come to their total: the one that its own criteria contradict is the slip."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

ROWS = (
    "一级指标|三级指标|分值|评分标准|得分\n"
    "管理|档案整理|40|1.整理及时（20分）；2.归档完整（20分）。|38\n"
    "^|场馆开放|{opening}|1.开放时间达标（15分）；2.公示及时（15分）。|30\n"
    "产出|读者服务|{service}|1.服务规范（10分）；2.投诉办结（20分）。|27\n"
    "合计|<|100| |95"
)
TITLE = "某某区图书馆2022年度部门整体支出绩效自评报告"


@pytest.mark.parametrize(
    ("opening", "service", "row"), [("32", "30", "场馆开放"), ("30", "33", "读者服务"), ("30", "30", "")]
)
def test_the_weight_that_its_criteria_contradict(opening: str, service: str, row: str) -> None:
    rows = ROWS.format(opening=opening, service=service)
    found = audit(document(table(rows, title="部门整体支出绩效评分表", unit=""), text=(TITLE,))).findings
    wrong = [f for f in found if f.severity is Severity.ERROR]
    assert [f.locus.row or f.locus.indicator for f in wrong] == ([row] if row else [])
    assert [(f.reported, f.expected_low) for f in wrong] == (
        [(opening if row == "场馆开放" else service, "30")] if row else []
    )
