"""Scoring rules in words, as a finance officer would read them."""

from __future__ import annotations

import io
from decimal import Decimal

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from schemas.figure import plain_decimal
from schemas.rubric import (
    Band,
    Bands,
    CountDeduction,
    Deduction,
    Gate,
    Interpolation,
    Judgement,
    MetricRef,
    Proportional,
    Readings,
    Rubric,
    Rule,
    SumOfParts,
)

_WIDTH = 120


def edition_text(rubric: Rubric) -> str:
    """The edition as a tree: level, level, indicator, rule."""
    root = Tree(Text(f"{rubric.rubric_id}  {rubric.title}\n{rubric.district} {rubric.fiscal_year}，{rubric.reference}"))
    weights = {level.name: level.weight for level in rubric.levels}
    branches: dict[tuple[str, ...], Tree] = {}
    for indicator in rubric.indicators:
        parent = root
        for path in ((indicator.level1,), (indicator.level1, indicator.level2)):
            if path not in branches:
                weight = f" {_number(weights[path[-1]])} 分" if path[-1] in weights else ""
                branches[path] = parent.add(Text(path[-1] + weight))
            parent = branches[path]
        _add_rule(parent.add(Text(f"{indicator.name} {_number(indicator.weight)} 分")), indicator.rule)
    out = io.StringIO()
    Console(file=out, width=_WIDTH, highlight=False, markup=False, color_system=None).print(root)
    return out.getvalue().rstrip("\n")


def _add_rule(parent: Tree, rule: Rule) -> None:
    match rule:
        case Bands(metric=metric, bands=bands, otherwise=otherwise):
            branch = parent.add(Text(f"按 {_name(metric)} 分档"))
            for band in bands:
                branch.add(Text(f"{_range(band)}：{_number(band.points)} 分"))
            if otherwise is not None:
                branch.add(Text(f"其他：{_number(otherwise)} 分"))
        case Proportional(metric=metric, points=points, full_at=full_at, cap=cap):
            limit = "未写明上限" if cap is None else f"最高 {_number(cap)} 分"
            full = "" if full_at == 100 else f" ÷ {_number(full_at)}%"
            parent.add(Text(f"{_name(metric)}{full} × {_number(points)} 分，{limit}"))
        case Deduction(metric=metric, points=points, direction=direction, threshold=threshold, step=step, each=each):
            beyond = "高于" if direction == "above" else "低于"
            parent.add(
                Text(
                    f"{_number(points)} 分；{_name(metric)} 每{beyond} {_number(threshold)} 达 {_number(step)} "
                    f"扣 {_number(each)} 分，最低 {_number(rule.floor)} 分"
                )
            )
        case CountDeduction(metric=metric, points=points, each=each):
            what = _name(metric) if metric else "项"
            parent.add(Text(f"{_number(points)} 分；每有一{what}扣 {_number(each)} 分，最低 {_number(rule.floor)} 分"))
        case Interpolation(metric=metric, knots=knots):
            line = "，".join(f"{_number(at)} → {_number(points)} 分" for at, points in knots)
            parent.add(Text(f"按 {_name(metric)} 插值：{line}"))
        case Judgement(points=points, low=low, source=source):
            parent.add(
                Text(f"由评价人判断，{_number(low)} 至 {_number(points)} 分" + (f"：{source}" if source else ""))
            )
        case SumOfParts(parts=parts, cap=cap):
            branch = parent.add(Text("各部分相加" + ("" if cap is None else f"，最高 {_number(cap)} 分")))
            for part in parts:
                _add_rule(branch, part)
        case Gate(rule=inner, condition=condition, score=score):
            branch = parent.add(Text(f"如 {condition.text}，得 {_number(score)} 分；否则"))
            _add_rule(branch, inner)
        case Readings(options=options):
            branch = parent.add(Text("规则可作多种理解"))
            for option in options:
                _add_rule(branch.add(Text(option.name)), option.rule)


def _name(metric: MetricRef) -> str:
    return " ".join(part for part in (metric.item, metric.name or metric.metric, metric.period) if part)


def _range(band: Band) -> str:
    low = "" if band.low is None else f"{'>' if band.low_open else '≥'} {_number(band.low)}"
    high = "" if band.high is None else f"{'<' if band.high_open else '≤'} {_number(band.high)}"
    return " 且 ".join(part for part in (low, high) if part) or "任何值"


def _number(value: Decimal) -> str:
    text = plain_decimal(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
