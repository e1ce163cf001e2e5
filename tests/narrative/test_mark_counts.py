"""How many indicators have all their points, and level scores that are told in rows."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import CheckCode, Severity
from tests.narrative.documents import claims
from tests.normalize.grids import document, table

LEVELS = ("投入", "过程", "产出")
INDICATORS = ("预算执行率", "资产利用率")


def said(text: str) -> list[str]:
    found = claims(text, indicators=INDICATORS, levels=LEVELS)
    return [f"{c.kind} {c.subject or '-'} {c.figure.plain}" for c in found if c.figure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 项三级指标中有 11 项得满分。", ["full_count - 11"]),
        ("得满分的指标 11 个，未得满分的指标 7 个。", ["full_count - 11", "lost_count - 7"]),
        ("11 个指标得满分、7 个指标扣分。", ["full_count - 11", "lost_count - 7"]),
        ("满分指标共 11 项，失分指标共 7 项。", ["full_count - 11", "lost_count - 7"]),
        ("过程类指标中有 3 项得满分。", []),
        ("投入、过程、产出三类满分依次为 20 分、30 分、50 分，得分依次为 18 分、27 分、46 分。",
         ["weight 投入 20", "weight 过程 30", "weight 产出 50", "score 投入 18", "score 过程 27", "score 产出 46"]),
        ("投入、过程得分率依次为 90.00%、95.00%。", ["score_rate 投入 90.00", "score_rate 过程 95.00"]),
        ("得分构成：投入 18 分、过程 27.5 分、产出 46 分。", ["score 投入 18", "score 过程 27.5", "score 产出 46"]),
        ("失分的是资产利用率，失 1.5 分；预算执行率丢了 0.55 分。",
         ["deduction 资产利用率 1.5", "deduction 预算执行率 0.55"]),
    ],
)  # fmt: skip
def test_what_is_said(text: str, expected: list[str]) -> None:
    assert said(text) == expected


ROWS = "三级指标|分值|自评得分\n指标甲情况|40|40\n指标乙情况|30|29\n指标丙情况|30|30\n合计|100|99"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("3 个指标中 1 个扣分，合计扣 1 分。", 0),
        ("3 个指标中 1 个扣分，合计扣 1.8 分。", 1),
        ("投入、产出两项合计失分 1 分。", 0),
        ("自评满分 100 分，实得 99 分，共扣 1 分。", 0),
        ("自评满分 100 分，实得 98 分，共扣 1 分。", 1),
    ],
)
def test_what_the_whole_sheet_lost(text: str, wrong: int) -> None:
    title = "某某区体育局2022年度部门整体支出绩效自评报告"
    found = audit(document(table(ROWS, title="绩效自评评分表", unit=""), text=(title, text))).findings
    assert sum(f.severity is Severity.ERROR for f in found) == wrong


@pytest.mark.parametrize(("full", "lost", "wrong"), [("2", "1", 0), ("3", "1", 1), ("2", "2", 1)])
def test_against_the_score_table(full: str, lost: str, wrong: int) -> None:
    title = "某某区体育局2022年度部门整体支出绩效自评报告"
    text = f"评分表中满分指标 {full} 项，扣分指标 {lost} 项。"
    found = audit(document(table(ROWS, title="绩效自评评分表", unit=""), text=(title, text))).findings
    assert sum(f.code is CheckCode.COUNT and f.severity is Severity.ERROR for f in found) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "我办自评93.5分，等级为“优”，其中投入19分（满分20分），产出44.5分（满分50分）。",
        "自评得分93.5分，评价结果为优秀，其中：投入得19分，产出得44.5分。",
        "自评总分93.5分，其中投入19分（权重20分）、产出44.5分（权重50分）。",
    ],
)
def test_the_parts_of_a_score_behind_its_grade(text: str) -> None:
    found = said(text)
    assert {"score 投入 19", "score 产出 44.5"} <= set(found)
