"""Wordings of printed criteria against the points they give; the cases in `cases/*.yaml` are for a person to review."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.rules.evaluate import evaluate
from pipeline.rules.figures import Figures
from pipeline.rules.printed.fitting.parts_of_points import points_side_by_side
from pipeline.rules.printed.metric_names.phrases import metric_of_phrase
from pipeline.rules.printed.rule import printed_rule
from rubrics.data_files import read_plain
from schemas.figure import Unit
from schemas.records import Fact
from schemas.rubric import Bands
from tests.rules.small_reports import fact, report

CASES = Path(__file__).parent / "cases"
UNITS = {"%": Unit.PERCENT, "万元": Unit.WAN_YUAN, "元": Unit.YUAN, "人": Unit.PERSONS, "个": Unit.ITEMS}


def all_cases() -> list[Any]:
    out = []
    for path in sorted(CASES.glob("*.yaml")):
        for n, case in enumerate(read_plain(path), 1):
            for m, line in enumerate(case["得分"], 1):
                out.append(pytest.param(case, line, id=f"{path.stem}-{n}-{case['指标']}-{m}"))
    return out


def stated(name: str, value: str) -> Fact:
    ref = metric_of_phrase(name)
    assert ref is not None, name
    number, unit = re.fullmatch(r"([\d.]+)(\D+)", value).groups()  # type: ignore[union-attr]
    period = f"2021{ref.period}" if ref.period else "2021"
    return fact(ref.metric, number, unit=UNITS[unit].value, period=period, item_code=ref.item)


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


@pytest.mark.parametrize(("case", "line"), all_cases())
def test_points(case: dict[str, Any], line: dict[str, Any]) -> None:
    weight = Decimal(str(case["权重"]))
    read = printed_rule(case["指标"], weight, case["评分标准"], case.get("指标说明", ""))
    facts = tuple(stated(name, value) for name, value in line.items() if name != "得分")
    found = evaluate(read.rule, Figures(report(facts=facts)), weight)
    assert read.understood is not case.get("未解析", False), read
    expected = str(line["得分"])
    if expected.startswith("缺"):
        assert any(expected[1:] in name for name in found.missing)
        assert not found.judged
        return
    low, _, high = expected.partition("–")
    wanted = [Decimal(v) for v in (expected.split("/") if "/" in expected else (low, high or low))]
    if "/" in expected:
        assert {cents(r.nominal.low) for r in found.readings} == set(wanted), read.rule
    else:
        assert [cents(found.low), cents(found.high)] == wanted, read.rule


def test_a_scale_with_one_step_a_line() -> None:
    found = printed_rule("结余率", Decimal(3), "3%及以下，3分\n3%—6%（含），1.8分\n6%以上，0分")
    assert found.understood
    assert isinstance(found.rule, Bands)
    assert [band.points for band in found.rule.bands] == [Decimal(3), Decimal("1.8"), Decimal(0)]


@pytest.mark.parametrize(
    ("weight", "criteria", "total"),
    [
        ("3", "预算草案公开（1分）、决算草案公开（2分），有一处不符的各扣0.5分。", None),
        ("4", "制度汇编齐全（2分），执行到位（1分），检查留痕（1分）。", None),
        ("5", "制度汇编齐全（2分），执行到位（1分），检查留痕（1分）。", "4"),
        ("32", "开馆时间达标（15分）；公示及时（15分）。", "30"),
        ("3", "完成较好（3分）；完成一般（2分）；完成较差（0分）。", None),
    ],
)
def test_points_in_brackets_side_by_side_are_parts(weight: str, criteria: str, total: str | None) -> None:
    found = printed_rule("内部管理", Decimal(weight), criteria)
    assert found.total == (Decimal(total) if total else None)
    assert bool(found.problems) is bool(total)


@pytest.mark.parametrize(
    ("criteria", "parts"),
    [
        ("制度完备计2分，执行有效计3分。", ["2", "3"]),
        ("台账齐全的得3分；手续完备的得3分。", ["3", "3"]),
        ("制度完备得3分，执行有效得2分。", []),  # as it may be a scale that goes down
        ("全部完成得2分，部分完成得3分。", []),
        ("制度完备得2分，执行有效得3分，每缺一项扣1分。", []),
        ("完成率≥90%得2分，执行有效得3分。", []),
    ],
)
def test_points_side_by_side_without_numbers(criteria: str, parts: list[str]) -> None:
    assert points_side_by_side(criteria) == tuple(map(Decimal, parts))
