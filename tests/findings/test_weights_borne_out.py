"""Of many weights that would explain a wrong sum, none is blamed at which its indicator's rule gives the score."""

from __future__ import annotations

from schemas.audit import Severity
from tests.normalize.grids import table
from tests.small_audits import audited

GRID = """一级指标|三级指标|分值|评分标准|得分
产出（20分）|项目完成率|8|得分=项目完成率×8分，项目完成率=完成项目数/计划项目数×100%。|7.2
^|培训完成率|6|得分=培训完成率×6分，培训完成率=实际培训人次/计划培训人次×100%。|5.4
^|宣传覆盖率|7|得分=宣传覆盖率×分值，宣传覆盖率=已宣传社区数/社区总数×100%。|6
管理（80分）|制度执行|80|制度执行有效的得80分，否则酌情扣分。|78
合计|^|100| |96.6"""
TEXT = (
    "计划项目20个，完成项目18个，项目完成率90.00%。",
    "计划培训人次1000人次，实际培训人次900人次，培训完成率90.00%。",
    "社区总数10个，已宣传社区数10个，宣传覆盖率100.00%。",
)


def test_a_weight_at_which_the_rule_gives_the_score_is_not_the_slip() -> None:
    found = audited(table(GRID, title="绩效自评评分表", unit=""), text=TEXT)
    weights = [f for f in found.findings if f.code.value == "weight" and f.severity is Severity.ERROR]
    assert {f.locus.row or f.locus.indicator for f in weights} <= {"宣传覆盖率", "合计", ""}, weights
    assert all("项目完成率" not in f.message_zh and "培训完成率" not in f.message_zh for f in weights)
    assert weights
