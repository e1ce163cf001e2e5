# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""Project self-evaluation forms (项目支出绩效自评表, the national form): one or several in a document, with a key.

    report, key = make_form_report(random.Random(7))
    report, key = make_form_report(random.Random(7), error="fund_sum")

50/30/10 points for output, benefit and satisfaction and 10 for the execution rate. A target that is reached takes all
points, a number that falls short its share; words are graded by a person. Indicators are named `project/indicator` in
the key where a document holds several forms.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from .content import Block, Cell, Heading, Note, PageBreak, Paragraph, Report, Table, Title
from .wide.places import Press, finding, wrong_value

FORM_ERRORS = ("fund_sum", "fund_child", "rate", "execution_score", "score_above", "score_total", "weights_total")
AGENCIES = (
    "市文化和旅游局",
    "区教育局",
    "县农业农村局",
    "市生态环境局",
    "区民政局",
    "市体育局",
    "区水务局",
    "县林业局",
)
PLACES = ("临江", "安平", "宁河", "东阳", "云溪", "长青")
PROJECTS = ("公共文化服务专项", "校舍维修改造", "农田灌溉设施管护", "空气质量监测运维", "困难群众救助", "全民健身活动", "老旧管网改造",
            "森林防火物资储备", "信息系统运维", "人才培训")  # fmt: skip
OUTPUT = {
    "数量指标": (("举办活动场次", "场", 6, 60), ("培训人数", "人次", 100, 3000), ("维护设施数量", "处", 10, 300), ("采购设备数量", "台", 3, 80),
                 ("发放物资批次", "批", 2, 12)),
    "质量指标": (("验收合格率", "%", 90, 100), ("设备完好率", "%", 90, 98), ("培训合格率", "%", 85, 98), ("数据准确率", "%", 95, 99)),
    "时效指标": (("任务按期完成率", "%", 90, 100), ("资金拨付及时率", "%", 90, 100)),
}  # fmt: skip
COST = (("项目总成本", "万元", 10, 300), ("单位成本", "元", 80, 900))
BENEFIT = {"社会效益指标": ("公众知晓度", "服务保障能力"), "经济效益指标": ("带动就业情况", "节约成本情况"), "生态效益指标": ("环境改善程度",),
           "可持续影响指标": ("长效机制建设",)}  # fmt: skip
WORDS = ("有效提升", "逐步改善", "持续增强", "达到预期", "较高")
WHO = ("群众满意度", "服务对象满意度", "师生满意度", "参训人员满意度")


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


@dataclass
class Row:
    """One indicator: what was to be reached, what was, and the points. `low`/`high` None: a person decides."""

    level1: str
    level2: str
    name: str
    target: str
    actual: str
    weight: Decimal
    score: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


def _number_row(rng: random.Random, level2: str, spec: tuple[str, str, int, int], weight: Decimal) -> Row:
    """A number to be reached, in one of the ways of writing it."""
    name, unit, least, most = spec
    wanted = rng.randint(least, most)
    sign = rng.choice(("≥", "≥", "≥", "=", "")) if unit != "%" else rng.choice(("≥", "≥", "="))
    level1 = "产出指标"
    if sign == "=" and wanted == 100 and unit == "%":
        got = 100 if rng.random() < 0.7 else rng.randint(90, 99)
    elif rng.random() < 0.25:
        got = max(1, wanted * rng.randint(70, 96) // 100)
    else:
        top = 100 if unit == "%" else wanted * 115 // 100
        got = wanted if sign == "=" else rng.randint(wanted, max(wanted, top))
    target = rng.choice((f"{sign}{wanted}{unit}", f"{sign} {wanted}{unit}"))
    if sign == "≥" and rng.random() < 0.15:
        target = f"不少于{wanted}{unit}" if unit != "%" else f"不低于{wanted}%"
    score = weight if got >= wanted else cents(weight * got / wanted)
    row = Row(level1, level2, name, target, f"{got}{unit}", weight, score)
    if sign or got >= wanted:
        row.low = row.high = score
    return row


def _cost_row(rng: random.Random, weight: Decimal) -> Row:
    name, unit, least, most = rng.choice(COST)
    wanted = rng.randint(least, most)
    got = Decimal(wanted * rng.randint(80, 100)) / 100
    target = rng.choice((f"≤{wanted}{unit}", f"不超过{wanted}{unit}", f"控制在{wanted}{unit}以内"))
    return Row("成本指标", "经济成本指标", name, target, f"{plain(got)}{unit}", weight, weight, weight, weight)


def _split(rng: random.Random, points: int, count: int) -> list[Decimal]:
    cuts = sorted(rng.sample(range(2, points - 1), count - 1)) if count > 1 else []
    edges = [0, *cuts, points]
    return [Decimal(b - a) for a, b in pairwise(edges)]


class _Form:
    """One project with its funds and indicators."""

    def __init__(self, rng: random.Random, name: str, number: int, press: Press, over: dict[str, Decimal]) -> None:
        self.rng, self.name, self.press, self.id = rng, name, press, f"表{number}"
        budget = rng.randint(100_000, 9_000_000)
        self.original = [budget, rng.choice((0, rng.randint(10_000, 900_000)))]
        self.revised = [budget + rng.choice((0, rng.randint(-50_000, 90_000))), self.original[1]]
        self.spent = [x * rng.choice((1000, rng.randint(700, 999))) // 1000 for x in self.revised]
        self.places = rng.choice((2, 2, 6))
        self.rows = self._rows()
        rate = Decimal(sum(self.spent)) / sum(self.revised)
        self.right = cents(rate * 10)
        self.execution = over.get(f"{name}/预算执行率", self.right)
        for row in self.rows:
            row.score = over.get(f"{name}/{row.name}", row.score)

    def _rows(self) -> list[Row]:
        rng = self.rng
        specs = [(level, spec) for level, options in OUTPUT.items() for spec in rng.sample(options, rng.randint(1, 2))]
        cost = rng.random() < 0.5
        output = _split(rng, 50 - (10 if cost else 0), len(specs))
        rows = [_number_row(rng, level, spec, w) for (level, spec), w in zip(specs, output, strict=True)]
        if cost:
            rows.append(_cost_row(rng, Decimal(10)))
        chosen = rng.sample(list(BENEFIT), rng.randint(1, 3))
        for level, weight in zip(chosen, _split(rng, 30, len(chosen)), strict=True):
            lost = Decimal(rng.choice((0, 0, 1, 2)))
            words = rng.choice(WORDS)
            rows.append(Row("效益指标", level, rng.choice(BENEFIT[level]), words, rng.choice((words, "达成预期指标", "基本达成")),
                            weight, max(weight - lost, Decimal(0))))  # fmt: skip
        wanted = rng.choice((80, 85, 90, 95))
        got = Decimal(rng.randint(wanted * 10 - 60, 999)) / 10
        score = Decimal(10) if got >= wanted else cents(10 * got / wanted)
        rows.append(
            Row(
                "满意度指标",
                "服务对象满意度指标",
                rng.choice(WHO),
                f"≥{wanted}%",
                f"{got}%",
                Decimal(10),
                score,
                score,
                score,
            )
        )
        return rows

    def clear(self) -> bool:
        """Whether no score stands where the rounding of its inputs decides it."""
        scores = [Decimal(sum(self.spent)) / sum(self.revised) * 1000]
        return all(abs(s % 1 - Decimal("0.5")) > Decimal("0.05") for s in scores)

    @property
    def total(self) -> Decimal:
        return self.execution + sum((r.score for r in self.rows), Decimal(0))

    def _money(self, value: int) -> str:
        return f"{cents(Decimal(value) / 10_000):,.2f}" if self.places == 2 else f"{Decimal(value) / 10_000:.4f}"

    def table(self) -> Table:
        rng, say = self.rng, self.press
        key = self.name
        with_rate = rng.random() < 0.8
        cols = 9
        body: list[list[Cell | str]] = [
            [Cell("项目名称", cols=2), Cell(self.name, cols=cols - 2)],
            [
                Cell("主管部门", cols=2),
                Cell(rng.choice(AGENCIES), cols=3),
                "实施单位",
                Cell(rng.choice(AGENCIES), cols=3),
            ],
        ]
        lines = [("年度资金总额", sum(self.original), sum(self.revised), sum(self.spent)),
                 (rng.choice(("其中：当年财政拨款", "其中：财政拨款")), self.original[0], self.revised[0], self.spent[0]),
                 (rng.choice(("上年结转资金", "其他资金")), self.original[1], self.revised[1], self.spent[1])]  # fmt: skip
        heads = ["年初预算数", "全年预算数", rng.choice(("全年执行数", "实际执行数")), "分值", "执行率", "得分"]
        body.append([Cell("项目资金\n（万元）", rows=4), "", *heads[:3], heads[3],
                     heads[4] if with_rate else "", heads[5], ""])  # fmt: skip
        for n, (name, *amounts) in enumerate(lines):
            kinds = "fund_sum" if n == 0 else "fund_child"
            money = [
                say(f"{key}.{n}.{m}", cents(Decimal(a) / 10_000) if self.places == 2 else Decimal(a) / 10_000,
                    (lambda v: f"{v:,.2f}") if self.places == 2 else (lambda v: f"{v:.4f}"),
                    kinds if a and m and sum(x > 0 for x in self.revised) > 1 else "", "sum", self.id, (name, lines[0][0]),
                    (f"{key}/预算执行率",))
                for m, a in enumerate(amounts)
            ]  # fmt: skip
            if n:
                body.append([name, *money, "—", "—" if with_rate else "", "—", ""])
                continue
            rate = Decimal(sum(self.spent)) * 100 / sum(self.revised)
            text = say(f"{key}.rate", cents(rate), lambda v: f"{v:.2f}%", "rate" if with_rate else "", "ratio", self.id, (name,),
                       (f"{key}/预算执行率",))  # fmt: skip
            score = say(f"{key}.execution", self.execution, plain)
            body.append([name, *money, "10", text if with_rate else "", score, ""])
        body.append([Cell("年度总体\n目标", rows=2), Cell("预期目标", cols=4), Cell("实际完成情况", cols=4)])
        body.append([Cell("按计划完成年度任务。", cols=4, align="left"), Cell("已按计划完成。", cols=4, align="left")])
        body.append([Cell("绩效指标", rows=len(self.rows) + 1, stacked=rng.random() < 0.5), "一级指标", "二级指标", "三级指标",
                     rng.choice(("年度指标值", "年度\n指标值")), rng.choice(("实际完成值", "实际\n完成值", "全年实际完成值")), "分值", "得分",
                     "偏差原因分析及改进措施"])  # fmt: skip
        firsts = [r.level1 for r in self.rows]
        for n, row in enumerate(self.rows):
            lead: list[Cell | str] = []
            if n == 0 or firsts[n - 1] != row.level1:
                lead.append(Cell(row.level1, rows=firsts.count(row.level1)))
            said = say(f"{key}.{row.name}.{n}", row.score, plain)
            why = "" if row.score == row.weight else rng.choice(("", "受客观因素影响", "加强统筹"))
            body.append([*lead, row.level2, row.name, row.target, row.actual, plain(row.weight), said, why])
        total = say(f"{key}.total", self.total, plain, "score_total", "score_sum", self.id, ("总分",))
        weights = say(f"{key}.weights", Decimal(100), plain, "weights_total", "weight", "", ("总分",))
        body.append([Cell("总分", cols=6), weights, total, ""])
        caption = rng.choice(("项目支出绩效自评表", "项目支出绩效自评表（{y}年度）", "部门项目绩效自评表")).format(
            y=2023
        )
        return Table(self.id, [], body, [1.0, 1.6, 2.0, 2.6, 1.9, 1.9, 1.1, 1.2, 2.0], aligns=["center"] * cols,
                     caption=f"{self.id} {caption}", size=9.0, split_rows=True)  # fmt: skip


class _Draft:
    def __init__(self, seed: int, spoilt: dict[str, str], over: dict[str, Decimal]) -> None:
        rng = random.Random(seed)
        self.year = rng.randint(2020, 2024)
        self.agency = rng.choice(PLACES) + rng.choice(AGENCIES)
        self.press = Press(spoilt)
        self.forms: list[_Form] = []
        for n, name in enumerate(rng.sample(PROJECTS, rng.choice((1, 1, 2, 3))), 1):
            form = _Form(rng, name, n, self.press, over)
            while not form.clear():
                form = _Form(rng, name, n, self.press, over)
            self.forms.append(form)
        title = f"{self.agency}{self.year} 年度项目支出绩效自评结果"
        self.blocks: list[Block] = [
            Title(title),
            Heading("一、自评工作开展情况"),
            Paragraph(
                f"按照《{self.year} 年度预算绩效管理工作方案》要求，组织对 {len(self.forms)} 个项目开展绩效自评，涉及资金均纳入绩效目标管理。"
            ),
            Heading("二、自评结果"),
        ]
        for form in self.forms:
            self.blocks += [Paragraph(f"“{form.name}”项目自评情况见下表。"), form.table(), PageBreak()]
        self.blocks.pop()
        if rng.random() < 0.5:
            self.blocks.append(Note("注：定性指标根据达成情况分为三档。"))


def make_form_report(
    rng: random.Random, error: str | None = None, ident: str = "forms"
) -> tuple[Report, dict[str, Any]]:
    """Draw a document of project forms; with `error`, one of FORM_ERRORS, spoil one place. LookupError: none."""
    seed = rng.getrandbits(64)
    clean = _Draft(seed, {}, {})
    if error is None:
        return _report(clean, ident), _key(clean, set(), None)
    if error in {"score_above", "execution_score"}:
        able = [(f"{f.name}/{r.name}", r.weight, r.score) for f in clean.forms for r in f.rows
                if r.low is not None and r.score < r.weight - Decimal("0.6")]  # fmt: skip
        if error == "execution_score":
            able = [(f"{f.name}/预算执行率", Decimal(10), f.right) for f in clean.forms if f.right < Decimal("9.3")]
        if not able:
            raise LookupError(f"no place for {error}")
        name, wrong, right = rng.choice(able)
        draft = _Draft(seed, {}, {name: wrong})
        found = {"id": error, "what": f"{name}: {plain(wrong)} where the rule gives {plain(right)}", "check": "score",
                 "indicator": name.rpartition("/")[2], "reported": plain(wrong), "expected": plain(right),
                 "severity": "error"}  # fmt: skip
        return _report(draft, ident), _key(draft, {name}, found)
    spots = [s for s in clean.press.spots.values() if error in s.kinds]
    if not spots:
        raise LookupError(f"no place for {error}")
    spot = rng.choice(spots)
    wrong_one = wrong_value(spot, error, rng)
    assert wrong_one is not None
    draft = _Draft(seed, {spot.name: spot.write(wrong_one)}, {})
    told = finding(spot, error, wrong_one)
    if error == "fund_child":
        told["expected"] = None
    return _report(draft, ident), _key(draft, set(spot.unsettles), told)


def _report(draft: _Draft, ident: str) -> Report:
    return Report(ident, draft.blocks, title=f"{draft.agency}项目支出绩效自评", author=draft.agency)


def _key(draft: _Draft, unsure: set[str], found: dict[str, Any] | None) -> dict[str, Any]:
    indicators: list[list[Any]] = []
    for form in draft.forms:
        rows = [Row("", "", "预算执行率", "", "", Decimal(10), form.execution, form.right, form.right), *form.rows]
        for row in rows:
            name = f"{form.name}/{row.name}"
            verdict = "judgement" if row.low is None else "agrees"
            if name in unsure:
                verdict = "disagrees" if found and found["check"] == "score" else "any"
            entry: list[Any] = [name, plain(row.weight), plain(row.score), verdict]
            if verdict == "agrees" and row.low is not None and row.high is not None:
                entry.append([plain(row.low), plain(row.high)])
            indicators.append(entry)
    return {
        "report": {"agency_contains": draft.agency[-4:], "fiscal_year": draft.year, "projects": [
            {"table": f.id, "name": f.name} for f in draft.forms]},
        "quarterly": [], "indicators": indicators, "findings": [found] if found else [], "must_not_error": [],
    }  # fmt: skip
