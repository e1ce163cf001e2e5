"""Tables of a synthetic report, with the column names, captions and order that its author happened to choose."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .content import Cell, Table
from .samples.criteria import runs_of
from .slots import Printer
from .synthetic_figures import Figures, Line, percent, rounded
from .synthetic_scores import Score

COLUMNS = {
    "original": ("年初预算", "年初预算数", "预算数"),
    "revised": ("调整预算数", "全年预算数", "调整后预算数"),
    "outturn": ("决算数", "实际支出", "支出数", "实际支出数"),
    "rate": ("执行率", "预算执行率", "完成率"),
    "change": ("调整金额", "预算调增数", "增减额"),
    "change_rate": ("调整率", "调增率", "增减率"),
}
QUARTERS = (("第一季度", "第二季度", "第三季度", "第四季度"), ("第1季度", "第2季度", "第3季度", "第4季度"),
            ("一季度", "二季度", "三季度", "四季度"))  # fmt: skip


@dataclass
class Manner:
    """How one author writes: unit, separators, names."""

    unit: str
    comma: bool
    labels: bool  # captions carry 表N
    unit_in_header: bool
    negatives: str  # minus, parentheses
    total: str
    names: dict[str, str]
    year: int
    dash: bool = False  # nothing is printed as a dash

    @classmethod
    def draw(cls, rng: random.Random, year: int) -> Manner:
        return cls(
            unit=rng.choice(("万元", "万元", "元")),
            comma=rng.random() < 0.7,
            labels=rng.random() < 0.7,
            unit_in_header=rng.random() < 0.25,
            negatives=rng.choice(("minus", "minus", "parentheses")),
            total=rng.choice(("合计", "总计")),
            names={key: rng.choice(options) for key, options in COLUMNS.items()},
            year=year,
            dash=rng.random() < 0.5,
        )

    def amount(self, fen: int) -> str:
        value = rounded(Decimal(fen) / (1_000_000 if self.unit == "万元" else 100))
        return f"{value:,.2f}" if self.comma else f"{value:.2f}"

    def signed(self, fen: int) -> str:
        if fen < 0 and self.negatives == "parentheses":
            return f"({self.amount(-fen)})"
        return self.amount(fen)

    def share(self, part: int, whole: int) -> str:
        return f"{rounded(percent(part, whole)):.2f}%"

    def or_dash(self, fen: int, text: str) -> str:
        return "-" if self.dash and fen == 0 else text

    def head(self, key: str) -> str:
        money = self.unit_in_header and key not in {"rate", "change_rate"}
        return self.names[key] + (f"（{self.unit}）" if money else "")


class TableMaker:
    """Makes the tables of one report; numbers them in the order in which they are asked for."""

    def __init__(self, figures: Figures, manner: Manner, printer: Printer, rng: random.Random) -> None:
        self.figures, self.manner, self.printer, self.rng = figures, manner, printer, rng
        self.number = 0
        self.of_which = rng.random() < 0.4

    def _table(self, title: str, header: list[str], body: list[list[Cell | str]], money: bool = True) -> Table:
        manner = self.manner
        unit = manner.unit if money and not manner.unit_in_header else None
        return Table(self._name(title), [list(header)], body, [3.0] + [2.0] * (len(header) - 1),
                     caption=self.caption(title), unit=unit,
                     repeat_header=self.rng.random() < 0.5)  # fmt: skip

    def announce(self) -> None:
        """The next table begins: give it its number."""
        self.number += 1

    def _name(self, title: str) -> str:
        return f"表{self.number}" if self.manner.labels else title

    def caption(self, title: str) -> str:
        return f"表 {self.number} {title}" if self.manner.labels else title

    def _lines(self) -> list[tuple[str, str, Line]]:
        figures = self.figures
        return [
            ("basic", "一、基本支出", figures.basic),
            ("personnel", "人员经费", figures.personnel),
            ("operating", "公用经费", figures.operating),
            ("project", "二、项目支出", figures.project),
            ("total", self.manner.total, figures.all),
        ]

    def adjustment(self) -> Table:
        self.announce()
        title = f"{self.manner.year}年部门预算调整情况表"
        table, say, manner = self._name(title), self.printer, self.manner
        body: list[list[Cell | str]] = []
        for key, name, line in self._lines():
            change = line.revised - line.original
            at = {"table": table, "row": name.partition("、")[2] or name}
            kind = "sum" if key in {"basic", "total"} else ""
            body.append([
                name,
                say(f"adjust.{key}.original", manner.amount(line.original), kind, "sum", **at),
                manner.amount(line.revised),
                say(f"adjust.{key}.change", manner.signed(change), "difference" if change > 0 else "", "difference",
                    **at),
                say(f"adjust.{key}.rate", _signed_share(manner, change, line.original), "rate" if change > 0 else "",
                    "ratio", **at),
            ])  # fmt: skip
        if self.of_which:
            body.insert(4, self._of_which())
        heads = ["支出用途"] + [manner.head(k) for k in ("original", "revised", "change", "change_rate")]
        return self._table(title, heads, body)

    def _of_which(self) -> list[Cell | str]:
        """One project named below all of them: it must not be added once more."""
        line, manner = self.figures.projects[0], self.manner
        change = line.revised - line.original
        return [f"其中：{line.name}", manner.amount(line.original), manner.amount(line.revised), manner.signed(change),
                _signed_share(manner, change, line.original)]  # fmt: skip

    def execution(self) -> Table:
        self.announce()
        title = f"{self.manner.year}年预算执行情况表"
        table, say, manner = self._name(title), self.printer, self.manner
        body: list[list[Cell | str]] = []
        for key, name, line in self._lines():
            at = {"table": table, "row": name.partition("、")[2] or name}
            body.append([
                name,
                manner.amount(line.revised),
                say(f"execution.{key}.outturn", manner.amount(line.outturn), "sum" if key == "basic" else "", "sum",
                    **at),
                say(f"execution.{key}.rate", manner.share(line.outturn, line.revised), "rate", "ratio", **at),
            ])  # fmt: skip
        return self._table(title, ["项目"] + [manner.head(k) for k in ("revised", "outturn", "rate")], body)

    def projects(self) -> Table:
        self.announce()
        title = "二级项目预算执行情况表"
        table, say, manner = self._name(title), self.printer, self.manner
        body: list[list[Cell | str]] = []
        for number, line in enumerate([*self.figures.projects, self.figures.project], 1):
            last = number > len(self.figures.projects)
            name = manner.total if last else f"{number}.{line.name}"
            at = {"table": table, "row": name if last else line.name}
            body.append([
                name,
                say(f"project.{number}.revised", manner.amount(line.revised), "sum" if last else "", "sum", **at),
                manner.or_dash(line.outturn, manner.amount(line.outturn)),
                say(f"project.{number}.rate", manner.or_dash(line.outturn, manner.share(line.outturn, line.revised)),
                    "rate" if line.outturn else "", "ratio", **at),
            ])  # fmt: skip
        return self._table(title, ["项目名称"] + [manner.head(k) for k in ("revised", "outturn", "rate")], body)

    def quarters(self) -> Table:
        self.announce()
        title = f"{self.manner.year}年各季度预算执行情况表"
        table, say, manner = self._name(title), self.printer, self.manner
        names = self.rng.choice(QUARTERS)
        body: list[list[Cell | str]] = []
        for n, (name, (budget, spent)) in enumerate(zip(names, self.figures.quarters, strict=True), 1):
            rate = rounded(percent(spent, budget) / (25 * n) * 100)
            body.append([
                name, manner.amount(budget), manner.amount(spent), manner.share(spent, budget), f"{25 * n}%",
                say(f"quarter.{n}.rate", f"{rate:.2f}%", "quarter_rate", "ratio", table=table, row=name,
                    indicator="预算执行率"),
            ])  # fmt: skip
        body.append([Cell("全年平均执行率", cols=5, align="center"), f"{rounded(self.average()):.2f}%"])
        money = f"（{manner.unit}）" if manner.unit_in_header else ""
        heads = ["季度", f"预算金额{money}", f"累计支出金额{money}", "累计支出进度", "序时进度", "季度预算执行率"]
        return self._table(title, heads, body)

    def average(self) -> Decimal:
        rates = [percent(spent, budget) * 100 / (25 * n) for n, (budget, spent) in enumerate(self.figures.quarters, 1)]
        return sum(rates, Decimal(0)) / 4

    def scores(self, scores: list[Score]) -> Table:
        self.announce()
        title = f"{self.manner.year}年度部门整体支出绩效评价评分表"
        body = _nested(scores, lambda s: [s.indicator.name, s.indicator.weight, number(s.value)])
        body.append([Cell(self.manner.total, cols=3), "100", number(sum((s.value for s in scores), Decimal(0)))])
        header: list[list[Cell | str]] = [["一级指标", "二级指标", "三级指标", "分值", "得分"]]
        return Table(self._name(title), header, body, [2, 2, 4, 1.2, 1.2],
                     aligns=["center"] * 5, caption=self.caption(title), repeat_header=True)  # fmt: skip

    def annex(self, scores: list[Score]) -> Table:
        title = f"附表 {self.manner.year}年度部门整体支出绩效评价指标评分表"

        def cells(score: Score) -> list[Cell | str]:
            item = score.indicator
            rules = Cell("\n".join(item.rules), align="left")
            return [item.name, item.weight, Cell(item.meaning, align="left"), rules, number(score.value)]

        body = _nested(scores, cells)
        body.append([Cell("合计", cols=6), number(sum((s.value for s in scores), Decimal(0)))])
        header: list[list[Cell | str]] = [
            [Cell("评价指标", cols=4), Cell("指标说明", rows=2), Cell("评分标准", rows=2), Cell("得分", rows=2)],
            ["一级指标", "二级指标", "三级指标", "分值"],
        ]
        return Table("附表", header, body, [58, 58, 96, 36, 110, 290, 40], aligns=["center"] * 7, caption=title,
                     size=9.5, split_rows=True, repeat_header=self.rng.random() < 0.5)  # fmt: skip


def number(value: Decimal) -> str:
    """A score as people write it: no needless zeros."""
    return f"{value.normalize():f}"


def _signed_share(manner: Manner, part: int, whole: int) -> str:
    return f"-{manner.share(-part, whole)}" if rounded(percent(part, whole)) < 0 else manner.share(abs(part), whole)


def _nested(scores: list[Score], rest: Callable[[Score], list[Cell | str]]) -> list[list[Cell | str]]:
    """Rows with the first two levels merged over their children."""
    first = runs_of([s.indicator.level1 for s in scores])
    second = runs_of([s.indicator.level1 + s.indicator.level2 for s in scores])
    body: list[list[Cell | str]] = []
    for n, score in enumerate(scores):
        row: list[Cell | str] = [Cell(score.indicator.level1, rows=first[n])] if first[n] else []
        row += [Cell(score.indicator.level2, rows=second[n])] if second[n] else []
        body.append(row + rest(score))
    return body
