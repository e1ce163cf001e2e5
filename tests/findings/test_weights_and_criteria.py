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


OTHER = (
    "一级指标|三级指标|分值|评分标准|得分\n"
    "管理|档案整理|40|整理及时、归档完整的得40分，每发现一处不符扣2分，扣完为止。|38\n"
    "^|场馆开放|{weight}|{criteria}|28\n"
    "产出|读者服务|30|得分=服务达标率×30分。|27\n"
    "合计|<|100| |93"
)


@pytest.mark.parametrize(
    "criteria",
    [
        "开放时间达标得15分；公示及时得15分，不及时的酌情扣分。",
        "全部达标的得30分，未达标的不得分。",
        "得分=开放达标率×30，最高不超过满分。",
        "达标率≥95%的，得30分；90%≤达标率＜95%的，得20分；达标率＜90%的，得0分。",
        "按要求开放计30分，每少一天扣1分，扣完为止。",
    ],
)
def test_the_weight_that_criteria_without_numbers_do_not_name(criteria: str) -> None:
    for weight, wrong in (("30", []), ("34", [("场馆开放", "34", "30")])):
        rows = OTHER.format(weight=weight, criteria=criteria)
        found = audit(document(table(rows, title="部门整体支出绩效评分表", unit=""), text=(TITLE,))).findings
        told = [f for f in found if f.severity is Severity.ERROR]
        assert [(f.locus.row or f.locus.indicator, f.reported, f.expected_low) for f in told] == wrong
        assert not any(f.code.value == "criteria" for f in found if weight == "34")
