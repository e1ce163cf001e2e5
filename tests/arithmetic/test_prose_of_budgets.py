"""The prose in which governments lay their budgets before the congress: what it adds up, divides and compares is found
wrong where it is, and nobody is accused of a list that is not all, of another year or of another plan."""

from __future__ import annotations

import pytest

from pipeline.checks.calculations import calculation_checks
from pipeline.normalize.arithmetic.calculations import calculations
from schemas.audit import Outcome
from tests.arithmetic.test_stated_arithmetic import YEAR, checks, wrong
from tests.narrative.documents import document

# what comes out, with a place for a right and a mistaken number
FOUND = [
    (
        "国资收入预算 33.8 亿元，增长 6.4%。收入预算加上补助 0.7 亿元、上年结余 2.3 亿元，总收入为 {} 亿元。",
        "36.8",
        "38.6",
    ),
    # what is added to an amount of an earlier sentence, of the clause or before a bracket
    (
        "全市一般公共预算收入 52.3 亿元，增长 3.1%。加上上级补助 31.4 亿元、调入资金 2.2 亿元，收入总量为 {} 亿元。",
        "85.9",
        "95.9",
    ),
    ("全市支出 61.2 亿元，为预算的 97%，加上解支出 0.3 亿元、年终结余 9.4 亿元，总支出为 {} 亿元。", "70.9", "71.9"),
    ("彩票公益金支出 3.56 亿元（加上补助市县支出 5.57 亿元，共完成支出 {} 亿元），主要用于体育。", "9.13", "9.31"),
    (
        "收入 14 亿元，其中：税收 9.9 亿元；非税 4.1 亿元，加上级补助、调入等 59.3 亿元，收入总计 {} 亿元。",
        "73.3",
        "78.3",
    ),
    ("国资收入 69.9 亿元，增长 3.2%；加转移支付 6.7 亿元，总收入 {} 亿元。", "76.6", "67.6"),
    (
        "本级收入 821 亿元。加上补助 625.1 亿元、调入等 184.3 亿元，减去下级补助 488 亿元，总收入为 {} 亿元。",
        "1142.4",
        "1124.4",
    ),
    ("基金收入 6.2 亿元，加上转移性收入 0 亿元，上年结转 0.8 亿元，收入总计 {} 亿元。", "7.0", "8.0"),
    ("国资支出 1.8 亿元，调出资金 21.4 亿元，结转下年 2.2 亿元，总支出 {} 亿元。", "25.4", "24.5"),
    (
        "总收入 810.5 万元，完成预算的 119.4%，其构成是：①利润 154.3 万元；②补助 255.4 万元；③结转 {} 万元。",
        "400.8",
        "480.8",
    ),
    # a list in which one member has its own parts
    ("发行债券 116.3 亿元，其中：新增 100.9 亿元，包括一般 7.9 亿元、专项 93.0 亿元；再融资 {} 亿元。", "15.4", "51.4"),
    (
        "总收入 453.6 万元，其中：本级收入 565.4 万元，补助收入-268.3 万元，转贷收入 112.7 万元，其他收入 {} 万元。",
        "43.8",
        "48.3",
    ),
    ("产业发展共安排 868.1 万元。包括：国企资金 336.5 万元，商贸资金 188.8 万元，其他资金 {} 万。", "342.8", "324.8"),
    # what all the years left is what one left and what was there
    (
        "收入 174.1 亿元，支出 141.8 亿元，本年收支结余 32.3 亿元，上年结转 153.4 亿元，滚存结余 {} 亿元。",
        "185.7",
        "158.7",
    ),
    # a list in a bracket is all, whatever ends the line
    ("1.基本支出 1987.3 万元（人员经费 1702.3 万元，公用经费 {} 万元）；", "285.0", "258.0"),
    # of the year that is told before the year it is held against
    ("2022 年实际支出 17.12 亿元，2023 年增支 0.88 亿元，增长{}%。", "5.13", "5.31"),
    ("车辆费用 2.48 亿元，比上年减少 0.96 亿元（购置减少 0.41 亿元，运行减少 0.55 亿元）、下降{}%。", "27.9", "29.7"),
]
NOBODY = [
    # totals that begin with what is told elsewhere
    "加上上级补助 63.2 亿元，调入资金 1.4 亿元，收入总量为 95.5 亿元。",
    "上年结转资金 0.2 亿元、转移性收入 0.3 亿元，收入总计 21.7 亿元。",
    "本级收入 5.89 亿元，短收 0.25 亿元；加上转移支付、调入资金等收入，收入总量为 78.6 亿元。",
    "收入由 2021 年的 37.5 亿元，增加到 2025 年的 47.5 亿元，五年累计完成 203.6 亿元。",
    # what is left is a member of what is added up, of all years, or of something else
    "支出 338.5 亿元，加上上解支出 2.1 亿元、还本支出 234.9 亿元、年终结余 270.8 亿元，总支出为 846.3 亿元。",
    "城乡居民保险收入 42.7 亿元，支出 19.3 亿元，滚存结余 85.4 亿元。",
    "扣除上解支出 24.3 亿元、年终结余 60.8 亿元、还本支出 74.8 亿元，支出安排 42.1 亿元。",
    "支出 22.59 亿元，调出资金 8.99 亿元，年终结余 0.20 亿元。",
    "完成评审 130.5 亿元和采购 46.9 亿元，共节约资金 18.9 亿元。",
    "支出 2364.6 亿元，收支结余 380.2 亿元，归还借款 305 亿元后，年终结转 75.2 亿元。",
    "限额 1778 亿元，其中一般 254 亿元，专项 1524 亿元；限额空间为 222 亿元，将其中 215 亿元下达，剩余 7 亿元。",
    # lists that are not all, or not of what stands before
    "支出 51.9 亿元，其中：土地支出 12.9 亿元，基金支出 15.6 亿元，国债支出 15.5 亿元，利息支出 5.3 亿元等。",
    "限额 128.3 亿元（含外债 2.48 亿元），其中用于公路 30 亿元、水利 29.3 亿元、农村 26.9 亿元等。",
    "总收入 5.7 亿元，其构成是：①基金收入 0.8 亿元；②补助收入 20 万元；③国债收入 500 万元；",
    "受限资产 23.8 亿元，其中受限资金 0.9 亿元，主要为保证金；存货规模为 25.6 亿元；在建工程 17.5 亿元。",
    "融资余额为 13.35 亿元，其中有追索权余额 13.35 亿元，占 100%；正向余额 11.32 亿元，占 85%。",
    "车辆拥有量 30.2 万辆，其中私人汽车保有量 28.3 万辆，轿车保有量 13.5 万辆。",
    "出口总额 160.0 亿元。从贸易方式看，一般贸易出口 138.3 亿元；加工贸易出口 10.9 亿元。",
    "低保标准由 645 元/月提高至 685 元/月，供养标准由 839 元/月提高至 891 元/月，全年发放救助资金 15.36 亿元。",
    "预算 166.7 亿元，调整预算数为 166.5 亿元，实际完成 171.4 亿元。其中：税收收入 124.9 亿元；非税收入 46.5 亿元。",
    "全市补助 840.0 亿元。分地区看，甲市（不含新区）178.3 亿元；乙市 436.7 亿元；丙市 215.1 亿元。",
    "进出口总额 503.0 亿元，增长 4%。分商品看，农产品 151.5 亿元；机电产品 191.4 亿元。",
    "进出口总额 12.1 亿元。其中，进口额 0.8 亿元，出口额 11.3 亿元。"
    "按地区分，甲县出口总额 10.3 亿元；乙县出口总额 0.9 亿元；丙县出口总额 0.1 亿元。",
    "景区 42 家，增长 7.7%。其中，4A 级以上 15 家。",
    "总收入 374.3 亿元，其中：当年收入 341.9 亿元；中央补助 5.7 亿元；上年结转收入 26.7 亿元。"
    "总支出 359.3 亿元，其中：当年支出 183.3 亿元；调出资金 176.0 亿元。收支相抵，结转下年支出 15.0 亿元。",
    "营业收入 3.16 21.70 24.81 利润总额 0.52 0.61 0.87 销售毛利率 29.3% 15.1% 13.9%",
    # shares of another year, another plan, another body
    "新增限额 138 亿元，其中：一般债券 85 亿元（为上年额度的 70%）、专项债券 53 亿元（为上年额度的 60%）。",
    "收入预算 89.8 亿元，执行中调整为 73.9 亿元，实际完成 76.1 亿元，为调整预算的 103%。",
    "收入完成 105.2 亿元，为调整预算的 103.1%；支出执行 84.3 亿元，为变动预算的 98.6%。",
    "截至 2021 年底，全省养老床位总数达 23.8 万张。|2020 年底，全省护理型床位 7.9 万张，占养老床位总数的 36.9%。",
    "受限的资产合计 48.7 亿元，其中房产 43.6 亿元、在建工程 4.7 亿元、资金 0.4 亿元，占总资产的 11.0%。",
    "子公司资产总额 17.8 亿元；实现营业收入 0.84 亿元，占同期集团的 0.94%。",
    # growth of an amount that is told of the year before the report's, by the year, or of less than nothing
    "2018 年下达补助 740 亿元，增加 49.2 亿元，增长 7.1%。",
    "收入从 6.5 万元提高到 8.5 万元、年均增长 5.5%。",
    "等支出 3378 万元，增加 13970 万元，增长 131.9%，主要是上年收回存量资金。",
    "安排 4 亿元支持外贸，推动进出口总额达 8007 亿元、增长 12%。",
    "全年出生 7544 人，出生率为 4.5‰；全年死亡 11572 人，死亡率为 6.9%o。",
    # more than the goal is all of it
    "目标 17 项，实际完成 20 项，完成率 100%。",
    "招收学员 1506 人，2019 级 1125 人合格，合格率为 80.76%。",
]


@pytest.mark.parametrize(("text", "right", "mistaken"), FOUND)
def test_what_the_prose_adds_up_and_divides(text: str, right: str, mistaken: str) -> None:
    assert wrong(*text.format(right).split("|")) == []
    assert any(c.outcome.value == "consistent" for c in checks(*text.format(right).split("|")))
    assert wrong(*text.format(mistaken).split("|"))


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_accused_of_what_is_told_elsewhere(text: str) -> None:
    assert wrong(*text.split("|")) == []


OPEN_LISTS = [
    ("各类学校 1035 所，其中高校 26 所，中学 172 所，小学 194 所，幼儿园 638 所。", True),  # 5 of other kinds
    ("存款余额 948.6 亿元，其中住户存款 523.1 亿元，企业存款 405.2 亿元。", True),
    ("货运量 430.7 万吨。其中，铁路 231.1 万吨；公路 197.6 万吨。", True),
    ("专业机构 48 家，其中疾控中心 22 家、监督所 18 家、血站 9 家。", False),  # more than there are
]


@pytest.mark.parametrize(("text", "left_out"), OPEN_LISTS)
def test_a_list_of_the_main_parts_is_asked_about_only_where_it_comes_to_too_much(text: str, left_out: bool) -> None:
    found = calculations(document([text]), YEAR)
    told = [c for c in calculation_checks(found, set(), lists_leave_out=True) if c.outcome is Outcome.INCONSISTENT]
    assert bool(told) is not left_out
    assert any(c.outcome is Outcome.INCONSISTENT for c in calculation_checks(found, set()))
