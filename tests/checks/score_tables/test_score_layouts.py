"""Score tables in other layouts: what is no indicator, no score of this scale, or on top of the hundred points."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import AuditedReport, Severity
from tests.normalize.grids import document, table

TITLE = "某某县交通运输局2022年度部门整体支出绩效自评报告"
SAID = "全年预算数1,000.00万元，支出数930.00万元。"
LEVELS = "一级指标|二级指标|分值|评分标准|得分\n"
ROWS = (
    "决策|目标合理性|30|合理得30分，酌情扣分|28\n过程|预算执行率|20|≥95%得20分，90%-95%（不含）得16分，＜90%得10分|16\n"
    "^|制度健全性|50|健全得50分，酌情扣分|48\n"
)
LAYOUTS = {
    "a note over the whole width": f"{LEVELS}{ROWS}总分|<|100||92\n等级：优（90-100分）、良（80-89分）|<|<|<|<",
    "points on top": f"{LEVELS}{ROWS}加分项|获省级表彰|5|每获一次加1分|2\n合计|<|100||94",
    "points taken off the whole": f"{LEVELS}{ROWS}扣分项|审计问题|/|发现问题每项扣1分|-1\n合计|<|100||91",
    "scores of a hundred beside those that count": (
        "一级指标|二级指标|权重|评分标准|得分（百分制）|加权得分\n决策|目标合理性|30%|酌情|90|27\n"
        "过程|预算执行率|20%|酌情|80|16\n^|制度健全性|50%|酌情|98|49\n合计|<|100%||| 92"
    ),
    "scores of a hundred alone": (
        "一级指标|二级指标|权重|评分标准|得分\n决策|目标合理性|30%|酌情|90\n过程|预算执行率|20%|酌情|80\n"
        "^|制度健全性|50%|酌情|98\n合计|<|100%||92"
    ),
    "levels in rows without rules": (
        "指标|分值|评分标准|得分\n决策|30||28\n目标合理性|30|合理得30分，酌情扣分|28\n过程|70||64\n"
        "预算执行率|20|≥95%得20分，90%-95%（不含）得16分，＜90%得10分|16\n制度健全性|50|健全得50分，酌情扣分|48\n合计|100||92"
    ),
    "weights of levels in brackets alone": (
        "一级指标|二级指标|评分标准|得分\n决策(30)|目标合理性(30)|合理得30分，酌情扣分|28\n"
        "过程(70)|预算执行率(20)|≥95%得20分，90%-95%（不含）得16分，＜90%得10分|16\n^|制度健全性(50)|健全得50分，酌情扣分|48\n"
        "合计(100)|<||92"
    ),
}


def audited(grid: str) -> AuditedReport:
    return audit(document(table(grid, unit="", title="绩效自评评分表"), text=(TITLE, SAID)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_accuse_nobody(layout: str) -> None:
    found = audited(LAYOUTS[layout])
    assert not [f.message_zh for f in found.findings if f.severity is Severity.ERROR]
    own = [(s.level1, s.indicator) for s in found.scores if "分项" not in s.level1]
    assert own == [("决策", "目标合理性"), ("过程", "预算执行率"), ("过程", "制度健全性")]


@pytest.mark.parametrize("layout", ["a note over the whole width", "points on top", "levels in rows without rules"])
def test_a_wrong_score_is_found_in_them(layout: str) -> None:
    found = audited(LAYOUTS[layout].replace("得10分|16", "得10分|20"))
    assert "20" in {f.reported for f in found.findings if f.severity is Severity.ERROR and f.locus.indicator}
