"""Synthetic self-evaluation reports of agencies that do not exist, right to the last digit or wrong in one known place.

    report, key = make_report(random.Random(7))                  # clean
    report, key = make_report(random.Random(7), error="rate")    # the same report with one wrong rate
    pdf, truth = typeset(report, STYLES["wps-embedded"])

`key` has the shape of a truth/ID.key.json. Amounts are drawn in fen and rounded when printed, so that printed
parts need not add up to the printed sum: what a checker must not call an error.
"""

from __future__ import annotations

import random
from decimal import Decimal
from itertools import pairwise
from typing import Any

from .content import Block, Report
from .samples.criteria import Indicator, framework
from .slots import Printer, Slot, digits_of, spoil
from .synthetic_figures import Figures, draw_figures, percent, rounded
from .synthetic_scores import Score, score_all
from .synthetic_tables import Manner, TableMaker, number
from .synthetic_text import Narrator

ERRORS = ("sum", "difference", "rate", "quarter_rate", "transposed", "text_rate", "score_above", "level_total",
          "score_total", "deduction")  # fmt: skip
DISTRICTS = [
    "深圳市南山区",
    "深圳市罗湖区",
    "深圳市宝安区",
    "深圳市盐田区",
    "深圳市龙华区",
    "深圳市坪山区",
    "深圳市光明区",
    "深圳市福田区",
    "深圳市龙岗区",
]
PLACES = ["沙河", "南湖", "新安", "海山", "民治", "坑梓", "凤凰", "莲塘", "桃源", "福海", "黄贝", "大浪"]
OFFICES = (
    "{}街道办事处",
    "{}街道公共服务中心",
    "应急管理局",
    "文化馆",
    "市场监督管理局{}所",
    "城市更新局",
    "{}街道城市管理中心",
)


class _Draft:
    """One report being written; the same seed writes the same report, but for the spoilt place."""

    def __init__(self, seed: int, year: int | None, spoilt: dict[str, str], over: str | None) -> None:
        rng = random.Random(seed)
        self.year = year or rng.randint(2019, 2024)
        self.agency = rng.choice(DISTRICTS) + rng.choice(OFFICES).format(rng.choice(PLACES))
        self.figures: Figures = draw_figures(rng)
        self.manner = Manner.draw(rng, self.year)
        self.capped = rng.random() < 0.7
        effect = rng.choice(("社会效益、经济效益、生态效益及可持续影响等", "社会、经济、生态效益及可持续影响等"))
        indicators: list[Indicator] = framework(self.capped, "3", effect, rng.choice("市区"))
        self.scores: list[Score] = score_all(indicators, self.figures, self.capped)
        self.over: tuple[Score, Decimal] | None = None
        if over is not None:
            score = next(s for s in self.scores if s.indicator.name == over)
            self.over = (score, score.value)
            score.value = score.weight
        self.printer = Printer(spoilt)
        tables = TableMaker(self.figures, self.manner, self.printer, rng)
        narrator = Narrator(self.figures, self.manner, self.printer, rng, self.agency, self.scores)
        self.blocks: list[Block] = narrator.blocks(tables)

    def report(self, ident: str) -> Report:
        title = f"{self.agency}{self.year}年度部门整体支出绩效自评报告"
        return Report(ident, self.blocks, title=title, author=self.agency)


def make_report(rng: random.Random, error: str | None = None, year: int | None = None,
                ident: str = "synthetic") -> tuple[Report, dict[str, Any]]:  # fmt: skip
    """Draw a report; with `error`, one of ERRORS, spoil one place of it. LookupError: it has no such place."""
    seed = rng.getrandbits(64)
    clean = _Draft(seed, year, {}, None)
    if error is None:
        return clean.report(ident), _key(clean, None, "")
    if error == "score_above":
        able = [s.indicator.name for s in clean.scores if s.verdict == "agrees" and s.high is not None and s.lost > 0]
        if not able:
            raise LookupError("every computable indicator has its full score")
        draft = _Draft(seed, year, {}, rng.choice(able))
        return draft.report(ident), _key(draft, None, "")
    slots = [s for s in clean.printer.slots.values() if s.kind == error and _spoilable(s)]
    if not slots:
        raise LookupError(f"no place for {error}")
    slot = rng.choice(slots)
    wrong = spoil(slot, rng)
    draft = _Draft(seed, year, {slot.name: wrong}, None)
    return draft.report(ident), _key(draft, slot, wrong)


def _spoilable(slot: Slot) -> bool:
    if slot.kind == "transposed":
        found = [c for c in slot.text if c.isdigit()]
        return any(a != b and (n or b != "0") for n, (a, b) in enumerate(pairwise(found)))
    return True


def _key(draft: _Draft, slot: Slot | None, wrong: str) -> dict[str, Any]:
    manner = draft.manner
    total = sum((s.value for s in draft.scores), Decimal(0))
    quarterly = []
    for n, (budget, spent) in enumerate(draft.figures.quarters, 1):
        rate = f"{rounded(percent(spent, budget) * 100 / (25 * n)):.2f}"
        if slot is not None and slot.name == f"quarter.{n}.rate":
            rate = str(digits_of(wrong))
        row = [manner.amount(budget), manner.amount(spent), manner.share(spent, budget)]
        quarterly.append([n, *(str(digits_of(text)) for text in row), str(25 * n), rate])
    indicators: list[list[Any]] = []
    for score in draft.scores:
        verdict = score.verdict
        bounds = None if score.low is None or score.high is None else [number(score.low), number(score.high)]
        if draft.over is not None and draft.over[0] is score:
            verdict = "disagrees"
        if slot is not None and slot.indicator == score.indicator.name:
            verdict, bounds = "judgement_or_ambiguous_or_disagrees_or_not_verifiable", None
        entry = [score.indicator.name, score.indicator.weight, number(score.value), verdict]
        indicators.append(entry + ([bounds] if bounds else []))
    key: dict[str, Any] = {
        "report": {"agency_contains": draft.agency[-6:], "fiscal_year": draft.year, "self_total": number(total),
                   "weight_total": "100"},
        "quarterly": quarterly,
        "indicators": indicators,
        "findings": [],
        "must_not_error": [list(item) for item in _innocent(draft) if slot is None or item[2] != str(digits_of(wrong))],
    }  # fmt: skip
    if draft.over is not None:
        score, right = draft.over
        key["findings"].append({
            "id": "score_above",
            "what": f"{score.indicator.name}: {number(score.value)} where the rule gives {number(right)}",
            "indicator": score.indicator.name, "reported": number(score.value), "expected": number(right),
            "severity": "error", "check": "score",
        })  # fmt: skip
    if slot is not None:
        finding: dict[str, Any] = {
            "id": slot.kind, "what": f"{slot.name} printed as {wrong} instead of {slot.text}", "check": slot.check,
            "reported": str(digits_of(wrong)), "expected": str(digits_of(slot.text)), "severity": "error",
        }  # fmt: skip
        if slot.table:
            finding |= {"table": slot.table, "row": slot.row}
        key["findings"].append(finding)
    return key


def _innocent(draft: _Draft) -> list[tuple[str, str, str]]:
    """Printed rates that the naive quotient of the printed amounts misses: rounding explains them."""
    manner, found = draft.manner, []
    for slot in draft.printer.slots.values():
        table, key, column = ([*slot.name.split("."), "", ""])[:3]
        if column != "rate" or not slot.kind or table not in {"execution", "project"} or not slot.table or not slot.row:
            continue
        figures = draft.figures
        if table == "project":
            lines = [*figures.projects, figures.project]
            line = lines[int(key) - 1]
        else:
            line = {"basic": figures.basic, "personnel": figures.personnel, "operating": figures.operating,
                    "project": figures.project, "total": figures.all}[key]  # fmt: skip
        naive = rounded(percent(digits_of(manner.amount(line.outturn)), digits_of(manner.amount(line.revised))))
        if naive != digits_of(slot.text):
            found.append((slot.table, slot.row, str(digits_of(slot.text))))
    return found
