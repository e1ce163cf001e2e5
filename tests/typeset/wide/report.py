# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""A whole report from its parts, the planted slip, and the key."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from ..content import Block, Heading, Note, Orientation, Paragraph, Report, Title
from .budget_tables import BudgetTables
from .criteria import Unfit
from .edition import Edition, Item, draw_edition
from .figures import Year, draw_year
from .manner import Manner, percent, plain, rounded
from .places import Press, Spot, beyond_rounding, finding, wrong_value
from .quarter_table import quarter_table
from .score_tables import ScoreTables
from .sentences import Sentences

WIDE_ERRORS = ("sum_total", "subtotal", "sum_child", "difference", "rate", "share", "share_change", "quarter_rate",
               "average", "year_end", "growth", "transposed", "unrepeated", "wrong_unit", "text_rate", "three_rate",
               "text_growth", "staff_identity", "project_count", "indicator_count", "level_total", "level_rate",
               "score_total", "score_sum", "score_copy", "deduction", "level_weight", "weights_total",
               "criterion_points", "grade", "score_above", "score_below")  # fmt: skip
CITIES = ("杭州市余杭区", "成都市武侯区", "青岛市崂山区", "珠海市香洲区", "长沙市岳麓区", "苏州市吴中区", "合肥市蜀山区", "南宁市青秀区",
          "深圳市宝安区", "广州市番禺区")  # fmt: skip
OFFICES = ("教育局", "水务局", "司法局", "农业农村局", "卫生健康局", "交通运输局", "文化和旅游局", "退役军人事务局", "档案馆",
           "残疾人联合会", "{}街道办事处", "{}镇人民政府", "市场监督管理局")  # fmt: skip
PLACES = ("云山", "望江", "石湖", "青龙", "白沙", "桃花", "新城", "北苑", "古塘", "双溪")
GRADES = (("优", 90), ("良", 80), ("中", 60), ("差", 0))


class Draft:
    """One report being written; the same seed writes the same report, but for the spoilt place."""

    def __init__(self, seed: int, spoilt: dict[str, str], scores: dict[str, Decimal]) -> None:
        rng = random.Random(seed)
        self.rng = rng
        self.calendar = rng.randint(2018, 2024)
        self.agency = rng.choice(CITIES) + rng.choice(OFFICES).format(rng.choice(PLACES))
        self.year, self.edition = _fitting(rng)
        for item in self.edition.items:
            item.value = scores.get(item.name, item.value)
        self.manner = Manner.draw(rng, self.calendar, self.year.scale)
        self.press = Press(spoilt)
        self.tables = BudgetTables(self.year, self.manner, self.press)
        self.says = Sentences(self.year, self.manner, self.press, self.edition)
        self.quarterly: list[list[Any]] = []
        self.blocks = self._blocks()

    def _blocks(self) -> list[Block]:
        y, rng, says = self.calendar, self.rng, self.says
        title = rng.choice((f"{self.agency}{y} 年度部门整体支出绩效自评报告", f"{y} 年度{self.agency}部门整体绩效自评报告",
                            f"{self.agency}关于 {y} 年度部门整体支出绩效自评情况的报告"))  # fmt: skip
        money = self._money()
        traps = [says.trap() for _ in range(rng.randint(1, 4))]
        head = rng.choice((("一、部门基本情况", "二、履职与绩效", "三、存在问题", "四、自评结论"),
                           ("一、单位概况", "二、绩效目标实现情况分析", "三、主要问题及原因", "四、评价结论"),
                           ("一、基本情况", "二、主要绩效", "三、不足之处", "四、自评结果")))  # fmt: skip
        counts = [says.projects()]
        for code in ("tasks", "quality", "petitions"):
            if code not in says.hidden and (code in says.names or rng.random() < 0.3):
                counts.append(says.counted(code))
        staff = [say() for code, say in (("staff", says.staff), ("dispatched", says.dispatched), ("assets", says.assets))
                 if code not in says.hidden]  # fmt: skip
        score_tables = ScoreTables(self.edition, self.manner, self.press)
        blocks: list[Block] = [Title(title), Heading(head[0]), traps[0], Heading("（一）预算与支出", 2), *money]
        blocks += [says.procurement(), *staff, *traps[1:], Heading(head[1]), *counts]
        if "satisfaction" not in says.hidden and ("satisfaction" in says.names or rng.random() < 0.5):
            blocks.append(says.satisfaction())
        blocks += [Heading(head[2]), *self._deductions(), Heading(head[3]), self._result()]
        if rng.random() < 0.75:
            self.tables.number += 1
            name = rng.choice(("部门整体支出绩效自评得分表", "自评得分汇总表", f"{y} 年度绩效评价评分表"))
            blocks.append(score_tables.summary(self.tables.number, name))
        blocks += self._levels()
        if rng.random() < 0.3:
            blocks.append(Note("注：数据来源于本部门决算报表。"))
        annex = score_tables.annex(rng.choice((f"附表 {y} 年度部门整体支出绩效评价指标评分表", f"附件：{y} 年度部门整体绩效评价指标体系及评分表",
                                              "附件 1 部门整体支出绩效自评表")))  # fmt: skip
        return [*blocks, Orientation(landscape=True), annex] if rng.random() < 0.9 else [*blocks, annex]

    def _money(self) -> list[Block]:
        """Sentences and tables about money, in an order of the author's."""
        t, rng, says, y = self.tables, self.rng, self.says, self.calendar
        plans: list[list[Any]] = []
        first = rng.choice((["original", "revised", "change", "change_rate"], ["revised", "original", "change"],
                            ["last", "original", "revised"]))  # fmt: skip
        plans.append([says.adjusted, lambda: t.make(rng.choice((f"{y} 年部门预算安排及调整情况表", "预算调整情况")),
                                                    t.by_fund() if rng.random() < 0.5 else t.by_nature(False), first,
                                                    rng.choice(("项目", "支出用途", "类别")), rng.random() < 0.2)])  # fmt: skip
        second = rng.choice((["revised", "outturn", "rate"], ["revised", "outturn", "rate", "share"],
                             ["original", "revised", "outturn", "rate"], ["outturn", "last", "growth", "share"],
                             ["outturn", "revised", "rate"]))  # fmt: skip
        style = rng.choice(("nature", "nature", "both", "shares", "merged"))
        title = rng.choice((f"{y} 年度支出决算情况表", f"{y} 年预算执行情况表", "部门支出情况表"))
        if self.manner.numbering == "merged":
            style = "merged"

        def execution() -> Any:
            if style == "merged":
                return t.merged(title, second)
            if style == "shares":
                return t.shares(title, t.by_nature(False))
            rows = t.both_ways() if style == "both" else t.by_nature(rng.random() < 0.4)
            return t.make(title, rows, second, remark=rng.random() < 0.2)

        plans.append([says.spent, says.carried if "carry" not in says.hidden else says.funds, execution])
        plans.append([says.last_year] if rng.random() < 0.6 else [])
        plans.append([lambda: t.make("项目支出执行情况表", t.project_rows(), ["revised", "outturn", "rate"], "项目名称",
                                     rng.random() < 0.3)])  # fmt: skip
        plans.append([lambda: says.shared(self.year.projects)] if rng.random() < 0.4 else [])
        plans.append([lambda: t.make("“三公”经费支出情况表", t.listed(self.year.three_public, self.year.three, True),
                                     ["original", "outturn", "rate"] if rng.random() < 0.3 else ["original", "outturn"],
                                     "支出内容")] if rng.random() < 0.6 else [])  # fmt: skip
        plans.append([lambda: t.make("政府采购情况表", t.listed(self.year.procurement, self.year.bought),
                                     ["original", "outturn"], "采购类型")] if rng.random() < 0.4 else [])  # fmt: skip
        if rng.random() < 0.7:
            plans.append([lambda: self._quarters()])
        if rng.random() < 0.3:
            plans.append([self._places])
        plans.append([says.repeated] if rng.random() < 0.5 else [])
        plans.append([says.rough] if rng.random() < 0.2 else [])
        if rng.random() < 0.4:
            rng.shuffle(plans)
        made: list[Block] = [block() for plan in plans for block in plan]
        return [*made, says.three(), says.running()]

    def _quarters(self) -> Any:
        self.tables.number += 1
        table, self.quarterly = quarter_table(self.year, self.manner, self.press, self.tables.number)
        return table

    def _places(self) -> Any:
        """A table of other things: people and areas."""
        rng = self.rng
        rows = [[f"{p}社区", str(rng.randint(2000, 30_000)), f"{rng.randint(30, 900) / 100:.2f}"]
                for p in rng.sample(PLACES, rng.randint(3, 5))]  # fmt: skip
        return self.tables.plain_table("辖区基本情况表", ["社区", "人口（人）", "面积（平方公里）"], rows)

    # -- scores in words -----------------------------------------------------------------------------------------------

    def _deductions(self) -> list[Block]:
        found: list[Block] = []
        quote = self.rng.choice(
            ("“{}”指标扣 {} 分。", "{}扣 {} 分。", "“{}”指标得分不足，扣 {} 分，主要是管理不够细。")
        )
        for n, item in enumerate([i for i in self.edition.items if i.lost > 0], 1):
            if self.rng.random() < 0.25 and n > 1:
                continue
            said = self.press(f"deduct.{item.name}", item.lost, plain, "deduction", "score_claim", "", (item.name,))
            found.append(Paragraph(f"（{n}）" + quote.format(item.name, said)))
        return found or [Paragraph("本年度没有扣分项。")]

    def _result(self) -> Paragraph:
        total = self.edition.total
        said = self.press("total", total, plain, "score_total", "score_claim")
        grade = next(word for word, least in GRADES if total >= least)
        word = self.press("grade", total, lambda _: grade, "grade", "score_claim")
        return self.says.one(
            f"对照评价指标体系逐项打分，本次自评得分为 {said} 分，评价等级为“{word}”。",
            f"经自评，部门整体支出绩效自评总分 {said} 分，等级为“{word}”。",
            f"综上，本部门 {self.calendar} 年度整体支出绩效自评得分 {said} 分，评价等次为{word}。",
        )

    def _levels(self) -> list[Block]:
        found: list[Block] = []
        style = self.rng.choice((0, 1, 2))
        for n, level in enumerate(dict.fromkeys(i.level1 for i in self.edition.items), 1):
            inside = [i for i in self.edition.items if i.level1 == level]
            weight, value = sum((i.weight for i in inside), Decimal(0)), sum((i.value for i in inside), Decimal(0))
            said = self.press(f"level.{level}", value, plain, "level_total", "score_claim", "", (level,))
            rate = self.press(f"level_rate.{level}", rounded(percent(value, weight)), lambda v: f"{v:.2f}%", "level_rate",
                              "score_claim", "", (level,))  # fmt: skip
            count = self.press(f"level_count.{level}", Decimal(len(inside)), plain, "indicator_count", "count", "",
                               (level,))  # fmt: skip
            text = (
                f"{n}.“{level}”指标总分 {plain(weight)} 分，得分 {said} 分，得分率 {rate}，共设置 {count} 个末级指标。",
                f"（{n}）{level}。该类指标共 {count} 个，满分 {plain(weight)} 分，自评得分 {said} 分，得分率为 {rate}。",
                f"{n}.{level}类指标分值 {plain(weight)} 分，自评得 {said} 分，得分率 {rate}，设 {count} 个三级指标。"
                if self.edition.levels == 3
                else f"{n}.“{level}”指标总分 {plain(weight)} 分，得分 {said} 分，得分率 {rate}，共设置 {count} 个末级指标。",
            )[style]
            found.append(Paragraph(text))
        return found


def _fitting(rng: random.Random) -> tuple[Year, Edition]:
    """A year and an edition whose scores no rounding can move."""
    while True:
        year = draw_year(rng)
        for _ in range(6):
            try:
                return year, draw_edition(year, rng)
            except Unfit:
                continue


def make_wide_report(rng: random.Random, error: str | None = None,
                     ident: str = "wide") -> tuple[Report, dict[str, Any]]:  # fmt: skip
    """Draw a report; with `error`, one of WIDE_ERRORS, spoil one place of it. LookupError: it has no such place."""
    seed = rng.getrandbits(64)
    clean = Draft(seed, {}, {})
    if error is None:
        return _report(clean, ident), _key(clean, {})
    if error in {"score_above", "score_below"}:
        item, wrong = _other_score(clean.edition, error, rng)
        draft = Draft(seed, {}, {item.name: wrong})
        found = {"id": error, "what": f"{item.name}: {plain(wrong)} where the rule gives {plain(item.value)}",
                 "indicator": item.name, "reported": plain(wrong), "expected": plain(item.value), "severity": "error",
                 "check": "score"}  # fmt: skip
        return _report(draft, ident), _key(draft, {item.name: "disagrees"}, found)
    spots = [s for s in clean.press.spots.values() if error in s.kinds]
    rng.shuffle(spots)
    for spot in spots:
        made = _spoil(spot, error, rng)
        if made is None or _admissible(clean, error, spot, made[1]):
            continue
        text, found = made
        draft = Draft(seed, {spot.name: text}, {})
        if error == "project_count" and not clean.says.projects_doubled and not clean.tables.projects_numbered:
            found["severity"] = "any"  # a table that only lists some of them is possible: a doubt
        rows = {*spot.rows, *(r for r in [found.get("row")] if r)}
        draft.press.traps = [t for t in draft.press.traps if t[1] not in rows]
        return _report(draft, ident), _key(draft, dict.fromkeys(spot.unsettles, "any"), found)
    raise LookupError(f"no place for {error}")


def _admissible(clean: Draft, error: str, spot: Spot, found: dict[str, Any]) -> bool:
    """Whether the slip is none: criteria whose first part is worth the whole weight can be read as steps."""
    if error != "criterion_points":
        return False
    item = next(i for i in clean.edition.items if i.name == spot.rows[0])
    return f"printed as {plain(item.weight)} " in found["what"]


def _spoil(spot: Spot, kind: str, rng: random.Random) -> tuple[str, dict[str, Any]] | None:
    if kind == "wrong_unit":
        text = spot.write(spot.value)
        if "万元" not in text:
            return None
        found = finding(spot, kind, spot.value)
        return text.replace("万元", "元"), found | {
            "what": f"{spot.name} printed in 元 instead of 万元",
            "expected": None,
        }
    if kind == "grade":
        right = spot.write(spot.value)
        word = rng.choice([w for w, _ in GRADES if w != right])
        found = finding(spot, kind, spot.value)
        return word, found | {"what": f"grade {word} instead of {right}", "expected": None}
    wrong = wrong_value(spot, kind, rng)
    if wrong is None or abs(wrong - spot.value) < abs(spot.value) / 400:
        return None
    return spot.write(wrong), finding(spot, kind, wrong)


def _other_score(edition: Edition, error: str, rng: random.Random) -> tuple[Item, Decimal]:
    """An indicator with one right score, and another score for it."""
    sure = [i for i in edition.items if i.measure and i.stated and i.criterion.verdict == "agrees"]
    if error == "score_above":
        able = [(i, i.weight) for i in sure if i.lost >= Decimal("0.1")]
    else:
        able = [(i, i.value - step) for i in sure if i.value >= 1 for step in (Decimal(1), Decimal("0.5"))]
    able = [(i, wrong) for i, wrong in able if beyond_rounding(i.value, wrong)]
    if not able:
        raise LookupError("no score can be moved")
    return rng.choice(able)


def _report(draft: Draft, ident: str) -> Report:
    return Report(ident, draft.blocks, title=f"{draft.agency}{draft.calendar}年度绩效自评报告", author=draft.agency)


def _key(draft: Draft, verdicts: dict[str, str], found: dict[str, Any] | None = None) -> dict[str, Any]:
    indicators: list[list[Any]] = []
    for item in draft.edition.items:
        verdict, rule = verdicts.get(item.name, item.verdict), item.criterion
        entry: list[Any] = [item.name, plain(item.weight), plain(item.value), verdict]
        if verdict in {"agrees", "disagrees", "ambiguous"} or (item.measure and verdict == "judgement"):
            entry.append([plain(rule.low), plain(rule.high)])
        indicators.append(entry)
    return {
        "report": {"agency_contains": draft.agency[-4:], "fiscal_year": draft.calendar,
                   "self_total": plain(draft.edition.total), "weight_total": "100"},
        "quarterly": draft.quarterly,
        "indicators": indicators,
        "findings": [found] if found else [],
        "must_not_error": [list(trap) for trap in draft.press.traps],
    }  # fmt: skip
