"""Rates that remarks of a score table restate: a slip in the remark is named, another rate accuses nobody."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某某区档案馆2022年度部门整体支出绩效自评报告"
TEXT = (
    "2022年政府采购计划金额312.40万元，实际采购金额302.43万元，政府采购执行率96.81%。"
    "年末核定编制50名，在职人员47名，编外人员4名。公用经费调整后预算88.60万元，决算81.79万元，公用经费控制率92.31%。"
)
ANNEX = (
    "一级指标|二级指标|三级指标|权重|自评得分|评分标准|扣分说明\n"
    "管理|采购|政府采购执行情况|4|3.87|得分=政府采购执行率×4分|{purchase}\n"
    "管理|经费|公用经费控制率|6|5.5|控制率≤90%得6分；90%＜控制率≤95%得5.5分；控制率＞95%得0分|{running}\n"
    "管理|信息|预决算信息公开|5|5|按规定公开得5分|未扣分\n"
    "合计|||15|14.37||"
)


def accused(purchase: str, running: str) -> list[str]:
    annex = table(ANNEX.format(purchase=purchase, running=running), title="部门整体支出绩效评分表")
    found = audit(document(annex, text=(TITLE, TEXT))).findings
    return [f.reported.strip("%") for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("purchase", "running", "wrong"),
    [
        ("采购执行率96.81%，扣0.13分", "控制率为92.31%，扣0.5分", []),
        ("采购执行率96.8%", "控制率92%", []),  # rounded
        ("政府采购执行率98.61%，扣0.13分", "控制率为92.31%，扣0.5分", ["98.61"]),
        ("采购执行率96.81%", "公用经费控制率为92.81%，扣0.5分", ["92.81"]),
        ("采购执行率96.81%", "控制率为93.31%，扣0.5分", ["93.31"]),
        ("预算执行率88.20%", "上年控制率为95.40%", []),  # another rate, another year
        ("执行率应不低于95%", "压减了8.14%", []),  # a limit, a change
    ],
)
def test_a_rate_of_a_remark(purchase: str, running: str, wrong: list[str]) -> None:
    assert accused(purchase, running) == wrong


@pytest.mark.parametrize(("actual", "wrong"), [("92.31%", []), ("92%", []), ("91.00%", ["91.00"]), ("已完成", [])])
def test_what_a_column_of_actual_values_says_of_a_rate(actual: str, wrong: list[str]) -> None:
    annex = table(
        "一级指标|三级指标|目标值|实际完成值|评分办法|分值|自评得分\n"
        f"管理|公用经费控制率|≤100%|{actual}|控制率≤95%得6分；控制率＞95%得0分|6|6\n"
        "管理|预决算信息公开|—|—|按规定公开得94分|94|94\n"
        "合计|||||100|100",
        title="部门整体支出绩效评分表",
    )
    found = audit(document(annex, text=(TITLE, TEXT))).findings
    assert [f.reported.strip("%") for f in found if f.severity is Severity.ERROR] == wrong
