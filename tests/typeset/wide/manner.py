# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""How one author writes numbers and names: units, separators, signs, nothing, percentages, numbering."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FEN = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")

COLUMNS = {
    "last": ("{y1}年决算数", "上年决算数", "{y1}年支出数", "上年数", "上年支出决算"),
    "original": ("年初预算", "年初预算数", "年初批复预算", "年初预算金额", "{y}年年初预算数", "年初部门预算", "①年初预算数"),
    "revised": ("调整预算数", "全年预算数", "调整后预算数", "全年预算", "调整后全年预算数", "{y}年全年预算", "调整后预算"),
    "outturn": ("决算数", "实际支出", "支出数", "实际支出数", "{y}年决算数", "全年执行数", "支出决算数", "全年支出数",
                "实际执行数"),
    "rate": ("执行率", "预算执行率", "完成率", "支出执行率", "执行率%", "预算完成率"),
    "change": ("调整金额", "预算调增数", "增减额", "调整数", "调整额", "预算调整额"),
    "change_rate": ("调整率", "调增率", "预算调整率", "调整幅度", "调整率%"),
    "share": ("占比", "比重", "支出占比", "占总支出比重", "占决算比重"),
    "growth": ("比上年增减%", "较上年增减率", "同比增减", "增长率"),
}  # fmt: skip


def rounded(value: Decimal, digits: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    return Decimal(part) * 100 / Decimal(whole)


def plain(value: Decimal) -> str:
    """A score as people write it: no needless zeros."""
    return f"{value.normalize():f}"


@dataclass
class Manner:
    """One author's habits. `places` are decimals of money in tables, `rate_places` of percentages there."""

    year: int
    unit: str
    places: int
    comma: str  # all, none, mixed
    full_width: bool
    negatives: str  # minus, parentheses, wide parentheses
    nothing: str  # how zero is printed
    rate_places: int
    sign_in_head: bool  # 执行率（%） and numbers without the sign
    trim: bool  # integers printed without decimals
    unit_at: str  # line, head, caption
    labels: str  # how tables are numbered
    numbering: str
    total: str
    total_first: bool
    names: dict[str, str]
    rng: random.Random

    @classmethod
    def draw(cls, rng: random.Random, year: int, scale: int) -> Manner:
        unit = rng.choice(("万元", "万元", "万元", "元", "亿元" if scale >= 100 else "万元"))
        places = {"元": rng.choice((2, 2, 0)), "万元": rng.choice((2, 2, 2, 4, 1)), "亿元": 4}[unit]
        rate_places = rng.choice((2, 2, 2, 1, 0))
        fill = {"y": str(year), "y1": str(year - 1)}
        return cls(
            year=year, unit=unit, places=places,
            comma=rng.choice(("all", "all", "none", "mixed")),
            full_width=rng.random() < 0.06,
            negatives=rng.choice(("minus", "minus", "parentheses", "wide")),
            nothing=rng.choice(("number", "number", "-", "—", "0", "/", "")),
            rate_places=rate_places,
            sign_in_head=rng.random() < 0.2,
            trim=rng.random() < 0.2,
            unit_at=rng.choice(("line", "line", "head", "caption")),
            labels=rng.choice(("表{n}", "表{n}", "表 {n}：", "附表{n}", "表{n}-{n}", "")),
            numbering=rng.choice(("chinese", "bracket", "plain", "digits", "which", "circled", "merged")),
            total=rng.choice(("合计", "总计", "支出合计", "本年支出合计")),
            total_first=rng.random() < 0.3,
            names={key: rng.choice(options).format(**fill) for key, options in COLUMNS.items()},
            rng=rng,
        )  # fmt: skip

    # -- money ---------------------------------------------------------------------------------------------------------

    def value(self, fen: int) -> Decimal:
        """The amount as it is printed in tables."""
        return rounded(Decimal(fen) / FEN[self.unit], self.places)

    def write(self, value: Decimal) -> str:
        """An amount in a table."""
        places = self.places
        if self.trim and value == value.to_integral_value():
            places = 0
        comma = self.comma == "all" or (self.comma == "mixed" and self.rng.random() < 0.5)
        text = f"{abs(value):{',' if comma else ''}.{places}f}"
        if value == 0 and self.nothing != "number":
            return self.nothing
        text = text.translate(FULL_WIDTH) if self.full_width else text
        if value < 0:
            text = {"minus": f"-{text}", "parentheses": f"({text})", "wide": f"（{text}）"}[self.negatives]
        return text

    def money(self, fen: int) -> str:
        return self.write(self.value(fen))

    # -- rates ---------------------------------------------------------------------------------------------------------

    def rate_value(self, part: int | Decimal, whole: int | Decimal) -> Decimal:
        return rounded(percent(part, whole), self.rate_places)

    def write_rate(self, value: Decimal) -> str:
        text = f"{value:.{self.rate_places}f}"
        return text if self.sign_in_head else f"{text}%"

    def rate(self, part: int | Decimal, whole: int | Decimal) -> str:
        """A rate in a table; nothing where there is no base."""
        if whole == 0:
            return self.nothing if self.nothing not in {"number", "0"} else "-"
        return self.write_rate(self.rate_value(part, whole))

    # -- heads and captions --------------------------------------------------------------------------------------------

    def head(self, key: str) -> str:
        name = self.names[key]
        if key in {"rate", "change_rate", "share", "growth"}:
            return name if not self.sign_in_head or "%" in name else f"{name}（%）"
        return f"{name}（{self.unit}）" if self.unit_at == "head" else name

    def caption(self, number: int, title: str) -> str:
        label = self.labels.format(n=number)
        unit = f"（单位：{self.unit}）" if self.unit_at == "caption" else ""
        return f"{label}{'' if label.endswith('：') or not label else ' '}{title}{unit}"

    def table_name(self, number: int, title: str) -> str:
        """What a finding may call the table: its label, or its title."""
        return self.labels.format(n=number).replace(" ", "").rstrip("：") or title

    def mark(self, level: int, n: int, above: int = 0) -> str:
        """The numbering before a row's name; level 1 and 2."""
        han = "一二三四五六七八九十"
        if self.numbering == "chinese":
            return f"{han[n - 1]}、" if level == 1 else f"{n}."
        if self.numbering == "bracket":
            return f"（{han[n - 1]}）" if level == 1 else f"{n}、"
        if self.numbering == "digits":
            return f"{n}." if level == 1 else f"{above}.{n}"
        if self.numbering == "circled":
            return f"{han[n - 1]}、" if level == 1 else "①②③④⑤⑥⑦⑧⑨⑩"[n - 1] if n <= 10 else f"({n})"
        if self.numbering == "which" and level == 2:
            return "其中：" if n == 1 else ""
        return ""


def text_money(rng: random.Random, manner: Manner, fen: int) -> tuple[Decimal, str]:
    """An amount in a sentence: value and unit; mostly the tables' own unit, sometimes another one, always exact enough."""
    unit = manner.unit
    places = max(manner.places, 2) if unit != "元" else manner.places
    return rounded(Decimal(fen) / FEN[unit], places), unit
