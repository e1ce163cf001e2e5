"""Annex tables with printed criteria, audited whole: the points that figures of the report leave, and no accusation.

Each case of `annexes/*.yaml` becomes a small report: a heading, what the body says, and a score table whose row states
criteria, self-score and remark. The figures are found in a sentence, in the row, or in a table of the body.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.audit import audit
from rubrics.data_files import read_plain
from schemas.audit import AuditedReport, CheckCode, IndicatorScore, Severity
from schemas.document import Document
from tests.normalize.grids import document, table

ANNEXES = Path(__file__).parent / "annexes"
TITLE = "某某县交通运输局2022年度部门整体支出绩效自评报告"
_ROUNDING = Decimal("0.011")


def all_cases() -> list[Any]:
    out = []
    for path in sorted(ANNEXES.glob("*.yaml")):
        for n, case in enumerate(read_plain(path), 1):
            for m, stated in enumerate(case["数据"], 1):
                out.append(pytest.param(case, stated, id=f"{path.stem}-{n}-{m}"))
    return out


def a_report(case: dict[str, Any], stated: dict[str, Any], score: Decimal) -> Document:
    rest = 100 - Decimal(str(case["权重"]))
    definition, criteria, remark = (
        (text or " ").replace("|", "∣") for text in (case.get("指标说明"), case["评分标准"], stated.get("自评说明"))
    )
    rows = (
        "一级指标|二级指标|三级指标|分值|指标说明|评分标准|自评得分|自评说明",
        f"管理|过程管理|{case['指标']}|{case['权重']}|{definition}|{criteria}|{score}|{remark}",
        f"^|^|档案工作规范性|{rest}| |档案工作规范有序的得{rest}分，否则酌情扣分。|3.58|资料归档基本齐全",
    )
    tables = [table("\n".join(stated["表"]), title=stated["表名"])] if "表" in stated else []
    tables.append(table("\n".join(rows), title="部门整体支出绩效自评指标评分表", unit=""))
    heading = "二、部门预算执行情况"
    made = document(*tables, text=(TITLE, heading, *stated.get("正文", "").split()), file=f"{TITLE}.pdf")
    title, over, *body = made.blocks
    blocks = (
        title,
        over.model_copy(update={"kind": "heading", "section": (heading,)}),
        *(b.model_copy(update={"section": (heading,)}) for b in body),
    )
    return made.model_copy(update={"blocks": blocks})


def judged(case: dict[str, Any], stated: dict[str, Any], score: Decimal) -> tuple[AuditedReport, IndicatorScore]:
    found = audit(a_report(case, stated, score))
    return found, found.scores[0]


def spans(expected: str) -> list[tuple[Decimal, Decimal]]:
    """`5`, `0-5`, or readings `4.7/4.8`."""
    parts = (part.partition("-") for part in str(expected).split("/"))
    return [(Decimal(low), Decimal(high or low)) for low, _, high in parts]


@pytest.mark.parametrize(("case", "stated"), all_cases())
def test_points(case: dict[str, Any], stated: dict[str, Any]) -> None:
    wanted = spans(stated["得分"])
    low, high = min(a for a, _ in wanted), max(b for _, b in wanted)
    for right in sorted({end for span in wanted for end in span}):
        report, score = judged(case, stated, right)
        errors = [f for f in report.findings if f.severity is Severity.ERROR]
        assert not errors, (right, score.rule)
    if stated.get("缺"):
        assert score.low is None
        return
    assert score.low is not None, score.rule
    assert score.high is not None
    if stated.get("宽"):
        assert score.low <= low + _ROUNDING, score.rule
        assert score.high >= high - _ROUNDING, score.rule
        return
    got = (score.low, score.high)
    exact = [(low, high), *wanted] + [(a, b) for a, _ in wanted for _, b in wanted if a <= b]
    assert any(abs(got[0] - a) <= _ROUNDING and abs(got[1] - b) <= _ROUNDING for a, b in exact), (got, score.rule)


@pytest.mark.parametrize(
    ("case", "stated"), [p for n, p in enumerate(all_cases()) if n % 5 == 0 and "-" not in p.values[1]["得分"]]
)
def test_a_score_that_the_figures_do_not_give_is_found(case: dict[str, Any], stated: dict[str, Any]) -> None:
    if any(stated.get(word) for word in "宽缺粗") or "/" in stated["得分"]:
        pytest.skip("no single value")
    right = Decimal(stated["得分"])
    report, score = judged(case, stated, right - Decimal("0.6") if right >= Decimal("0.6") else right + Decimal("0.6"))
    assert any(f.code is CheckCode.SCORE and f.severity is not Severity.NOTICE for f in report.findings), score.rule
