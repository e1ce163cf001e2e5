# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""Final-account and budget documents (部门决算/部门预算): account codes, two panels, columns that split a total.

    report, key = make_budget_report(random.Random(7), error="row_sum")

Nothing is scored here: only sums, differences and the same figure in two places can be wrong.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .content import Block, Cell, Heading, Note, Paragraph, Report, Table, Title
from .wide.places import Press, finding, wrong_value

BUDGET_ERRORS = (
    "code_parent", "code_total", "code_child", "row_sum", "panel_total", "three_public_sum", "prose_item", "prose_total",
    "prose_three",
)  # fmt: skip
CODES = {
    "201": ("一般公共服务支出", {"20103": ("政府办公厅（室）及相关机构事务", {"2010301": "行政运行", "2010302": "一般行政管理事务"}),
                          "20131": ("党委办公厅（室）及相关机构事务", {"2013101": "行政运行"})}),
    "205": ("教育支出", {"20502": ("普通教育", {"2050201": "学前教育", "2050202": "小学教育"}),
                     "20508": ("进修及培训", {"2050803": "培训支出"})}),
    "208": ("社会保障和就业支出", {"20805": ("行政事业单位养老支出", {"2080501": "行政单位离退休", "2080505": "机关事业单位基本养老保险缴费支出"})}),
    "210": ("卫生健康支出", {"21011": ("行政事业单位医疗", {"2101101": "行政单位医疗", "2101102": "事业单位医疗"})}),
    "212": ("城乡社区支出", {"21201": ("城乡社区管理事务", {"2120104": "城管执法", "2120199": "其他城乡社区管理事务支出"}),
                       "21208": ("国有土地使用权出让收入安排的支出", {"2120803": "城市建设支出"})}),
    "221": ("住房保障支出", {"22102": ("住房改革支出", {"2210201": "住房公积金", "2210203": "购房补贴"})}),
}  # fmt: skip
PLACES = ("清河县", "北屯市", "高明区", "长乐区", "德安县", "湘桥区")
OFFICES = ("财政局", "民政局", "审计局", "统计局", "档案馆", "自然资源局")


@dataclass(frozen=True)
class Account:
    """A code with its basic and project expenditure, in fen."""

    code: str
    name: str
    basic: int
    project: int
    parent: str

    @property
    def all(self) -> int:
        return self.basic + self.project


class _Draft:
    def __init__(self, seed: int, spoilt: dict[str, str]) -> None:
        rng = random.Random(seed)
        self.rng, self.press = rng, Press(spoilt)
        self.year = rng.randint(2019, 2024)
        self.agency = rng.choice(PLACES) + rng.choice(OFFICES)
        self.unit = rng.choice(("万元", "万元", "元"))
        self.comma = rng.random() < 0.6
        self.nothing = rng.choice(("0.00", "", "-"))
        self.accounts = self._draw()
        self.title = rng.choice(("支出决算表", "一般公共预算财政拨款支出决算表"))
        self.number = 0
        self.guests: dict[str, int] = {}  # spent on 公务接待, in fen
        self.blocks = self._blocks()

    def value(self, fen: int) -> Decimal:
        scale = Decimal(1_000_000 if self.unit == "万元" else 100)
        return (Decimal(fen) / scale).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def write(self, value: Decimal) -> str:
        return self.nothing if value == 0 else f"{value:,.2f}" if self.comma else f"{value:.2f}"

    def _draw(self) -> list[Account]:
        rng = self.rng
        found: list[Account] = []
        for code in sorted(rng.sample(list(CODES), rng.randint(2, 5))):
            name, groups = CODES[code]
            inside: list[Account] = []
            for group, (group_name, leaves) in groups.items():
                items = [
                    Account(leaf, leaf_name, rng.randint(1_000_000, 900_000_000) if rng.random() < 0.7 else 0,
                            rng.randint(1_000_000, 700_000_000) if rng.random() < 0.6 else 0, group)
                    for leaf, leaf_name in leaves.items()
                ]  # fmt: skip
                items = [x for x in items if x.all] or [Account(items[0].code, items[0].name, 1_234_567_800, 0, group)]
                inside += [
                    Account(group, group_name, sum(x.basic for x in items), sum(x.project for x in items), code),
                    *items,
                ]
            tops = [x for x in inside if x.parent == code]
            found += [Account(code, name, sum(x.basic for x in tops), sum(x.project for x in tops), ""), *inside]
        return found

    @property
    def basic(self) -> int:
        return sum(x.basic for x in self.accounts if not x.parent)

    @property
    def project(self) -> int:
        return sum(x.project for x in self.accounts if not x.parent)

    def _blocks(self) -> list[Block]:
        y, rng, spent = self.year, self.rng, self.basic + self.project
        of_template = rng.random() < 0.7  # and the table of all that was spent: one of appropriations is of less
        kind = "prose_total" if of_template and self.title == "支出决算表" else ""
        at = ("本年支出合计", "合计")
        whole = self.press("text.all", self.value(spent), self.write, kind, "same_figure", "", at)
        b = self.press("text.basic", self.value(self.basic), self.write, kind, "same_figure", "", at)
        p = self.press("text.project", self.value(self.project), self.write, kind, "same_figure", "", at)
        share = (Decimal(self.basic) * 100 / spent).quantize(Decimal("0.01"), ROUND_HALF_UP)
        rest = (Decimal(self.project) * 100 / spent).quantize(Decimal("0.01"), ROUND_HALF_UP)
        tables = [self._codes(), self._three_public()]
        if rng.random() < 0.6:
            tables.insert(0, self._panels())
        total = "本年支出合计" if of_template else f"{y} 年度支出合计"
        text = rng.choice((
            f"{total} {whole} {self.unit}，其中：基本支出 {b} {self.unit}，占 {share}%；项目支出 {p} {self.unit}，占 {rest}%。",
            f"{total} {whole} {self.unit}。其中基本支出 {b} {self.unit}，项目支出 {p} {self.unit}。",
        ))  # fmt: skip
        return [
            Title(f"{self.agency}{y} 年度部门决算"),
            Heading("第一部分 部门概况"),
            Paragraph("贯彻执行有关法律法规，承担本辖区相关管理与服务工作，内设机构 6 个，下属单位 2 个。"),
            Heading("第二部分 部门决算表"),
            *tables,
            Heading("第三部分 部门决算情况说明"),
            Paragraph(text),
            *self._items(),
            Paragraph(self._reception()),
            Paragraph(f"与 {y - 1} 年度相比，支出增减变动的主要原因是人员调整和项目进度变化，变动幅度在 10% 以内。"),
            *([Note("注：本表金额转换为万元时，因四舍五入可能存在尾差。")] if rng.random() < 0.4 else []),
        ]

    def _in_text(self, name: str, fen: int, kind: str, *rows: str) -> str:
        """An amount in 万元, whatever the tables are in."""
        value = (Decimal(fen) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return self.press(name, value, lambda v: f"{v:.2f}", kind if value >= 20 else "", "same_figure", "", rows)

    def _items(self) -> list[Block]:
        """Each item by its path, as the template asks: what was planned is in no table."""
        rng, by_code = self.rng, {x.code: x for x in self.accounts}
        found: list[Block] = []
        for n, x in enumerate((x for x in self.accounts if len(x.code) == 7), 1):
            group = by_code[x.parent]
            path = f"{by_code[group.parent].name}（类）{group.name}（款）{x.name}（项）"
            if rng.random() < 0.4:
                told = f"{n}.“{path}”{self._in_text(f'item.{x.code}', x.all, 'prose_item', x.name)} 万元，主要用于日常支出。"
            else:
                planned = x.all * rng.randint(80, 120) // 100
                spent = self._in_text(f"item.{x.code}", x.all, "prose_item", x.name)
                ends = (Decimal(planned) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
                than = "大于" if x.all > planned else "小于" if x.all < planned else "等于"
                told = (f"{n}、{path}。主要用于：日常支出。年初预算为 {ends:.2f} 万元，支出决算为 {spent} 万元。"
                        f"决算数{than}预算数的主要原因：人员和项目变化。")  # fmt: skip
            found.append(Paragraph(told))
        return found

    def _reception(self) -> str:
        amount = self._in_text(
            "three.text.guests", self.guests["决算数"], "prose_three", "公务接待费", "公务接待费决算数"
        )
        return f"公务接待费支出 {amount} 万元，主要用于接待上级检查和同行交流。"

    def _name(self, title: str) -> tuple[str, str]:
        self.number += 1
        labelled = self.rng.random() < 0.6
        return (f"公开{self.number:02}表" if labelled else title), (
            f"公开{self.number:02}表 {title}" if labelled else title
        )

    def _codes(self) -> Table:
        rng = self.rng
        name, caption = self._name(self.title)
        split = rng.random() < 0.4  # code and name in one cell
        head: list[Cell | str] = ["项目" if split else "功能分类科目编码", *([] if split else ["科目名称"]),
                                  rng.choice(("本年支出合计", "合计")), "基本支出", "项目支出"]  # fmt: skip
        by_code = {x.code: x for x in self.accounts}
        body: list[list[Cell | str]] = []

        def figures(account: Account, kind: str, above: tuple[str, ...]) -> list[str]:
            at = (account.name, *above)
            parts = (("all", account.all), ("basic", account.basic), ("project", account.project))
            out = []
            for key, fen in parts:
                kinds = kind if fen else ""
                if key == "all" and account.basic and account.project:
                    kinds += " row_sum"
                out.append(
                    self.press(f"codes.{account.code}.{key}", self.value(fen), self.write, kinds, "sum", name, at)
                )
            return out

        whole = Account("total", "合计", self.basic, self.project, "")
        total_first = rng.random() < 0.6
        total = [Cell("合计", cols=1 if split else 2), *figures(whole, "code_total", ())]
        if total_first:
            body.append([*total])
        for account in self.accounts:
            kind = "code_parent" if len(account.code) < 7 else "code_child"
            above = by_code[account.parent].name if account.parent else "合计"
            lead: list[Cell | str] = [f"{account.code} {account.name}"] if split else [account.code, account.name]
            body.append([*lead, *figures(account, kind, (above,))])
        if not total_first:
            body.append([*total])
        widths = [3.2, 1.6, 1.6, 1.6] if split else [1.6, 3.0, 1.6, 1.6, 1.6]
        aligns = ["left"] * (1 if split else 2) + ["right"] * 3
        return Table(name, [head], body, widths, aligns=aligns, caption=caption, unit=self.unit,
                     repeat_header=rng.random() < 0.7)  # fmt: skip

    def _panels(self) -> Table:
        """收入支出决算总表: income on the left, expenditure by function on the right."""
        name, caption = self._name("收入支出决算总表")
        tops = [x for x in self.accounts if not x.parent]
        spent = sum(x.all for x in tops)
        carried = self.rng.randint(0, spent // 20)
        left = self.rng.randint(0, spent // 30)
        income = spent + left - carried
        other = income // 50
        incomes = [
            ("一、一般公共预算财政拨款收入", income - other),
            ("二、政府性基金预算财政拨款收入", 0),
            ("三、其他收入", other),
        ]
        rows = max(len(incomes), len(tops))
        han = "一二三四五六七八九"
        body: list[list[Cell | str]] = []
        for n in range(rows):
            a = incomes[n] if n < len(incomes) else ("", None)
            b = (f"{han[n]}、{tops[n].name}", tops[n].all) if n < len(tops) else ("", None)
            body.append([a[0], "" if a[1] is None else self.write(self.value(a[1])), b[0],
                         "" if b[1] is None else self.write(self.value(b[1]))])  # fmt: skip

        def total(key: str, fen: int, label: str, kinds: str = "panel_total") -> str:
            return self.press(f"panels.{key}", self.value(fen), self.write, kinds, "sum", name, (label,))

        body.append(
            ["本年收入合计", total("in", income, "本年收入合计"), "本年支出合计", total("out", spent, "本年支出合计")]
        )
        body.append(["年初结转和结余", self.write(self.value(carried)), "年末结转和结余", self.write(self.value(left))])
        body.append(["总计", total("in.all", income + carried, "总计"), "总计", total("out.all", spent + left, "总计")])
        header: list[list[Cell | str]] = [
            [Cell("收入", cols=2), Cell("支出", cols=2)],
            ["项目", "决算数", "项目", "决算数"],
        ]
        return Table(
            name, header, body, [3.0, 1.6, 3.0, 1.6], aligns=["left", "right"] * 2, caption=caption, unit=self.unit
        )

    def _three_public(self) -> Table:
        """Columns that split 合计, one row of budget and one of outturn, or 预算数 and 决算数 side by side."""
        rng = self.rng
        name, caption = self._name("财政拨款“三公”经费支出决算表")
        rows: list[list[Cell | str]] = []
        header: list[list[Cell | str]] = [
            [Cell("项目", rows=2), Cell("合计", rows=2), Cell("因公出国（境）费", rows=2), Cell("公务用车购置及运行费", cols=3), Cell("公务接待费", rows=2)],
            ["小计", "公务用车购置费", "公务用车运行费"],
        ]  # fmt: skip
        for label in ("预算数", "决算数"):
            trip, buy = (rng.choice((0, rng.randint(1_000_000, 9_000_000))) for _ in range(2))
            run, guests = rng.randint(2_000_000, 30_000_000), rng.randint(100_000, 50_000_000)
            cars, whole = buy + run, trip + buy + run + guests
            self.guests[label] = guests
            at = (label, "合计", "小计")
            rows.append([
                label,
                self.press(f"three.{label}.all", self.value(whole), self.write, "three_public_sum", "sum", name, at),
                self.write(self.value(trip)),
                self.press(f"three.{label}.cars", self.value(cars), self.write, "three_public_sum" if buy else "", "sum", name, at),
                self.write(self.value(buy)), self.write(self.value(run)), self.write(self.value(guests)),
            ])  # fmt: skip
        return Table(
            name,
            header,
            rows,
            [1.4, 1.4, 1.6, 1.4, 1.6, 1.6, 1.4],
            aligns=["center"] * 7,
            caption=caption,
            unit=self.unit,
        )


def make_budget_report(
    rng: random.Random, error: str | None = None, ident: str = "budget"
) -> tuple[Report, dict[str, Any]]:
    """Draw a final-account document; with `error`, one of BUDGET_ERRORS, spoil one place. LookupError: none."""
    seed = rng.getrandbits(64)
    clean = _Draft(seed, {})
    found: list[dict[str, Any]] = []
    draft = clean
    if error is not None:
        spots = [s for s in clean.press.spots.values() if error in s.kinds]
        if not spots:
            raise LookupError(f"no place for {error}")
        spot = rng.choice(spots)
        wrong = wrong_value(spot, error, rng)
        if wrong is None or abs(wrong - spot.value) < max(abs(spot.value) / 400, Decimal("0.3")):
            raise LookupError(f"no wrong digits for {error}")
        draft = _Draft(seed, {spot.name: spot.write(wrong)})
        told = finding(spot, error, wrong)
        if error in {"code_child", "row_sum", "code_parent"}:
            told["expected"] = None
        found.append(told)
    report = Report(ident, draft.blocks, title=f"{draft.agency}{draft.year}年度部门决算", author=draft.agency)
    key = {"report": {"agency_contains": draft.agency[-3:], "fiscal_year": draft.year}, "quarterly": [], "indicators": [],
           "findings": found, "must_not_error": []}  # fmt: skip
    return report, key
