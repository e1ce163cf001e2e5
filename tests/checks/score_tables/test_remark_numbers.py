"""Numbers that the remarks of a score table give for a score: worked out rightly, and those of the report."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

_TITLE = "乙县水务局2023年度部门整体支出绩效自评报告"
_TEXT = (
    "单位编制96名，年末在编人员88人，其中行政60人、事业28人。",
    "年末固定资产总额7148.86万元，其中在用固定资产6676.99万元。",
)
_RULES = {
    "在职人员控制率": "在职人员控制率=在职人员数/编制数×100%。≤100%得3分，＞100%得0分。",
    "固定资产利用率": "固定资产利用率=实际在用固定资产总额/所有固定资产总额×100%。≥90%得4分，其余得2分。",
    "培训完成率": "培训完成率=实际完成期数/计划期数×100%。≥100%得4分，其余按比例得分。",
}


def _errors(indicator: str, remark: str, *text: str) -> list[str]:
    weight = 3 if indicator == "在职人员控制率" else 4
    grid = f"""一级指标 | 三级指标 | 权重 | 评分标准 | 自评得分 | 得分说明
过程 | {indicator} | {weight} | {_RULES[indicator]} | {weight} | {remark}
过程 | 制度健全性 | {100 - weight} | 不健全的酌情扣分 | {100 - weight} | 符合要求
合计 | | 100 | | 100 | """
    findings = audit(document(table(grid, unit="", title="附表 自评表"), text=(_TITLE, *text))).findings
    return [f.message_zh for f in findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("indicator", "right", "wrong"),
    [
        ("在职人员控制率", "在职人员88人，编制96人", "在职人员88人，编制69人"),
        ("在职人员控制率", "编制96名，实有88名，未超编", "编制96名，实有89名，未超编"),
        ("在职人员控制率", "年末在编88人，比编制数少8人", "年末在编88人，比编制数少6人"),
        ("固定资产利用率", "在用6676.99万元，总额7148.86万元", "在用6676.99万元，总额7184.86万元"),
        ("固定资产利用率", "闲置资产471.87万元，利用率93.40%", "闲置资产417.87万元，利用率93.40%"),
    ],
)
def test_numbers_of_a_remark_are_those_that_the_score_follows_from(indicator: str, right: str, wrong: str) -> None:
    assert not _errors(indicator, right, *_TEXT)
    assert _errors(indicator, wrong, *_TEXT)


@pytest.mark.parametrize(
    ("indicator", "right", "wrong"),
    [
        ("培训完成率", "20/15=133.33%", "20/15=134.33%"),
        ("培训完成率", "实际20期/计划15期×100%=133.33%", "实际20期/计划15期×100%=123.33%"),
        (
            "固定资产利用率",
            "在用6676.99万元，总额7148.86万元，利用率93.40%",
            "在用6676.99万元，总额7148.86万元，利用率94.30%",
        ),
    ],
)
def test_a_remark_works_its_rate_out_rightly(indicator: str, right: str, wrong: str) -> None:
    assert not _errors(indicator, right)
    assert _errors(indicator, wrong)


@pytest.mark.parametrize(
    "remark",
    [
        "在职人员88人，编制96人，上年在职人员85人",
        "在职人员88人，另有编外人员8人",
        "劳务派遣9人/在职人员总数97人=9.28%",
        "发放问卷360份，收回288份，满意度97.92%",
    ],
)
def test_other_numbers_of_a_remark_accuse_nobody(remark: str) -> None:
    assert not _errors("在职人员控制率", remark, *_TEXT)
