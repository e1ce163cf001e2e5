# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""The table of quarters: cumulative outturn, progress, schedule, rate, average; whole or only in part."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..content import Cell, Table
from .figures import Year
from .manner import Manner, percent, plain, rounded
from .places import Press

NAMES = (("第一季度", "第二季度", "第三季度", "第四季度"), ("1季度", "2季度", "3季度", "4季度"), ("一季度", "二季度", "三季度", "四季度"),
         ("一季度末", "二季度末", "三季度末", "四季度末"))  # fmt: skip


def quarter_table(year: Year, m: Manner, press: Press, number: int) -> tuple[Table, list[list[Any]]]:
    """The table, and the rows of the key."""
    rng = m.rng
    title = rng.choice((f"{m.year} 年各季度预算执行情况表", "季度支出进度表", "分季度预算执行进度"))
    name = m.table_name(number, title)
    names = rng.choice(NAMES)
    with_rate = rng.random() < 0.8
    unit = f"（{m.unit}）" if m.unit_at == "head" else ""
    heads = [rng.choice(("季度", "时间", "期间")), rng.choice(("预算金额", "全年预算数", "预算数")) + unit,
             rng.choice(("累计支出金额", "累计支出数", "累计支出", "累计执行数")) + unit,
             rng.choice(("累计支出进度", "支出进度", "累计执行进度"))]  # fmt: skip
    if with_rate:
        heads += [
            rng.choice(("序时进度", "序时进度要求")),
            rng.choice(("季度预算执行率", "序时进度执行率", "季度执行率")),
        ]
    percent_sign = "" if m.sign_in_head else "%"
    if m.sign_in_head:
        heads[3:] = [f"{h}（%）" for h in heads[3:]]

    def write(value: Decimal) -> str:
        return f"{value:.2f}{percent_sign}"

    body: list[list[Cell | str]] = []
    rates, key = [], []
    for n, (label, (budget, spent)) in enumerate(zip(names, year.quarters, strict=True), 1):
        at = (label, names[3])
        progress = rounded(percent(spent, budget))
        rate = percent(spent, budget) / (25 * n) * 100
        rates.append(rate)
        row: list[Cell | str] = [label, m.money(budget)]
        kinds = "year_end" if n == 4 else ""
        row.append(press(f"quarter.{n}.spent", m.value(spent), m.write, kinds, "same_figure", name, at))
        row.append(press(f"quarter.{n}.progress", progress, write, "quarter_rate", "ratio", name, at))
        if with_rate:
            row.append(f"{25 * n}{percent_sign}")
            row.append(press(f"quarter.{n}.rate", rounded(rate), write, "quarter_rate", "ratio", name, at))
        body.append(row)
        key.append([n, plain_amount(m, budget), plain_amount(m, spent), f"{progress}",
                    *([str(25 * n), f"{rounded(rate)}"] if with_rate else [])])  # fmt: skip
    if with_rate and rng.random() < 0.7:
        average = rounded(sum(rates, Decimal(0)) / 4)
        body.append([Cell(rng.choice(("全年平均执行率", "平均执行率", "全年平均")), cols=5, align="center"),
                     press("quarter.average", average, write, "average", "average", name, ("平均", names[3]))])  # fmt: skip
    table = Table(name, [list(heads)], body, [2.0] * len(heads), caption=m.caption(number, title),
                  unit=m.unit if m.unit_at == "line" else None, repeat_header=True,
                  header_alone=rng.random() < 0.08)  # fmt: skip
    return table, key


def plain_amount(m: Manner, fen: int) -> str:
    return plain(m.value(fen)) if m.value(fen) else "0"
