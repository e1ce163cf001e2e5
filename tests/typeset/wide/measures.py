# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""What indicators measure: names, printed formulas, and the figures of the year behind them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .figures import Year
from .manner import percent

Good = Literal["high", "low", "below"]  # the more the better; the less the better; at most 100%


@dataclass(frozen=True)
class Measure:
    """A rate that an indicator scores. `part` and `whole` are in fen or counts; `above`/`below` their printed names."""

    code: str
    name: str
    indicator: str
    above: str
    below: str
    part: int
    whole: int
    good: Good
    category: str  # input, process, output, effect
    money: bool

    @property
    def rate(self) -> Decimal:
        return percent(self.part, self.whole)

    @property
    def formula(self) -> str:
        return f"{self.name}=（{self.above}/{self.below}）×100%"


def measures(year: Year, rng: random.Random) -> list[Measure]:
    """Every rate that this year's figures give, each under one of its names."""

    def one(code: str, names: tuple[str, ...], indicators: tuple[str, ...], above: tuple[str, ...],
            below: tuple[str, ...], part: int, whole: int, good: Good, category: str, money: bool = True) -> Measure:  # fmt: skip
        name = rng.choice(names)
        return Measure(code, name, rng.choice(indicators).format(name), rng.choice(above), rng.choice(below), part,
                       whole, good, category, money)  # fmt: skip

    three, staff = year.three, sum(year.staff)
    found = [
        one("execution", ("预算执行率", "部门预算执行率"), ("{}", "{}", "预算执行情况"), ("实际支出数", "全年决算数", "预算执行数"),
            ("全年预算数", "调整后预算数"), year.all.outturn, year.all.revised, "high", "process"),
        one("adjust", ("预算调整率",), ("{}", "预算调整控制"), ("预算调整数", "预算调整金额"), ("年初预算数", "年初批复预算数"),
            abs(year.all.change), year.all.original, "low", "process"),
        one("carry", ("结转结余率",), ("{}", "结转结余控制率"), ("结转结余资金", "年末结转结余数"), ("全年预算数", "支出预算数"),
            year.all.revised - year.all.outturn, year.all.revised, "low", "process"),
        one("procurement", ("政府采购执行率", "政府采购预算执行率"), ("{}", "政府采购执行情况"), ("实际政府采购金额", "实际采购金额"),
            ("政府采购预算数", "采购计划金额"), year.bought.outturn, year.bought.original, "high", "process"),
        one("staff", ("在职人员控制率", "财政供养人员控制率"), ("{}",), ("在职人员数", "年末在编人数", "实际在编人数"),
            ("编制数", "核定编制数"), staff, sum(year.posts), "below", "input", False),
        one("dispatched", ("编外人员控制率", "劳务派遣人员占比"), ("{}",), ("劳务派遣人员数", "编外人员数"),
            ("在职人员总数（在编+编外）", "在职人员总数"), year.dispatched, staff + year.dispatched, "low", "input", False),
        one("assets", ("固定资产利用率",), ("{}", "固定资产使用情况"), ("实际在用固定资产总额", "在用固定资产原值"),
            ("所有固定资产总额", "固定资产原值"), year.assets[1], year.assets[0], "high", "process"),
        one("operating", ("公用经费控制率", "日常公用经费控制率"), ("{}",), ("实际支出的公用经费总额", "公用经费决算数"),
            ("预算安排的公用经费总额", "公用经费预算数"), year.running_cost.outturn, year.running_cost.revised, "below", "process"),
        one("satisfaction", ("服务对象满意度", "社会公众满意度", "群众满意度"), ("{}", "社会公众或服务对象满意度"), ("满意人数",),
            ("调查人数",), *year.satisfaction, "high", "effect", False),
    ]  # fmt: skip
    if three.original:
        found.append(one("three", ("“三公”经费控制率",), ("{}",), ("“三公”经费实际支出数",), ("“三公”经费预算安排数",),
                         three.outturn, three.original, "below", "process"))  # fmt: skip
    counts = {
        "projects": (("项目完成率", "项目数量完成率"), ("{}", "项目完成情况"), ("已完成项目数", "实际完成项目数"),
                     ("计划完成项目数", "计划项目总数")),
        "tasks": (("重点工作完成率", "重点工作办结率"), ("{}",), ("已完成重点工作数", "实际完成数"), ("交办重点工作数", "计划工作数")),
        "quality": (("质量达标率", "项目质量达标率"), ("{}",), ("质量达标项目数",), ("实际完成项目数", "已完成项目数")),
        "petitions": (("信访办结率", "群众信访办结率"), ("{}", "群众信访办理情况"), ("办结信访件数", "按期办结件数"),
                      ("受理信访件数", "信访总件数")),
    }  # fmt: skip
    for code, (names, indicators, above, below) in counts.items():
        category = "effect" if code == "petitions" else "output"
        found.append(one(code, names, indicators, above, below, *year.counts[code], "high", category, False))
    return found
