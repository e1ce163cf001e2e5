"""Amounts that stand in one list and are no parts of one whole: nobody is accused of their sum or quotient."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import checks, wrong
from tests.narrative.documents import facts

SO_FAR = [
    "项目资金 3,800.00 万元，6月、9月、11月末累计支出分别为 1,558.00 万元、2,565.00 万元、2,926.00 万元。",
    "项目资金 3,800.00 万元，截至一季度、二季度、三季度末，累计支出分别为 558.00 万元、1,565.00 万元、2,926.00 万元。",
    "可用资金 3,800.00 万元，上半年、前三季度支出分别为 1,558.00 万元、2,565.00 万元。",
    "资金共 3,800.00 万元，各季度末累计支出依次为 558.00 万元、1,565.00 万元、2,926.00 万元、3,700.00 万元。",
    "资金共 3,800.00 万元，1-6月、1-9月支出分别为 1,558.00 万元、2,565.00 万元。",
]
OTHERS = [
    "四类指标分值分别为 17 分、54 分、14 分、15 分，得分分别为 15 分、41.5 分、13.6 分、13 分，综合得分 83.1 分。",
    "三个科室编制分别为 5 人、6 人、9 人，实有分别为 4 人、6 人、8 人。",
    "上半年累计支出 752.05 万元，支出进度 42.00%；前三季度累计支出 1,396.66 万元，支出进度 78.00%。",
    "6月底累计支出 752.05 万元，9月底累计支出 1,396.66 万元，前三季度支出进度 78.00%。",
    # other rates than the one that the two numbers give, and numbers that are part of a name
    "核定编制 60 名，年末在职 56 人，另有编外人员 20 人，合计 76 人。",
    "培育家庭农场 248 家，农民合作社 389 家，农产品抽检合格率 99.37%。",
    "本次自评 90.89 分：部门管理 30 分，得 27.94 分；部门绩效 70 分，得 62.95 分。",
    "共性指标满分 60 分，自评得分 54.62 分；个性指标满分 40 分，自评得分 32.55 分；合计得分 87.17 分。",
    "受理诉求 5,519 件，办结 5,409 件，办结率 98.0%，其中按时办结率 96.7%。",
    "受理诉求 5,519 件，办结 5,409 件，及时办结率 96.7%。",
    "建成口袋公园 12 个，公园 500 米服务半径覆盖率 90.4%。",
    "开展巡诊 40 场，65 岁以上老年人健康管理率 72.5%。",
    "处警 310 起，15 分钟到场率 97.2%。",
    # the words before a comparison say what is compared
    "接待费预算 34.8 万元，支出 24.0 万元，控制率 68.97%，预算比上年度的 37.3 万元压减 2.5 万元，变动率-6.70%。",
    # what each of so many has, and what somebody gains by what was spent
    "在已公开的 6 个区中列第一（甲区 5,572；乙区 4,446；丙区 4,182；丁区 1,254）。",
    "共有 3 个单位（甲单位 120、乙单位 98、丙单位 77）报送。",
    "投入资金 40.00 万元，带动农户 120 户，户均增收 2,000 元。",
    "共计 40.83 万元，带动 14 户脱贫户分红，每户可分得 700 元。",
    "安排资金 40.00 万元，扶持 120 人，人均年收入提高 2,000 元。",
    "补助 40.00 万元，培训 120 人，人均可支配收入达 21,000 元。",
    # a bracket that names a few of them, and who does what
    "核定事业编制 41 个（参公 3 人，工勤 1 人），实有 40 人。",
    "共有车辆 38 辆（应急保障 2 辆、机要通信 1 辆）。",
    "以上任务中，担保奖补 9,779 万元由财政厅负责，良种推广补助 76,850 万元、绿色高效 600 万元由农业厅负责。",
    # what a sum stays within is said again, and neither left over nor by how much
    "三公经费预算控制在 50 万元以内，实际支出 49.2 万元，未超过预算 50 万元。",
    "接待费实际支出 7.35 万元，未超过年初预算 8 万元，比上年 8.12 万元下降 9.48%。",
    "核定编制 40 名，实有在编 36 名，未超编制 40 名。",
    "公用经费支出 320.15 万元，没有突破预算 335.20 万元，结余 15.05 万元。",
    # a slip that is one only by the roundness of another number
    "年度任务 37 亿元，累计完成 21.63 亿元。其中当月目标 6.2 亿元，申报项目总投资 11.47 亿元。",
]


@pytest.mark.parametrize("text", [*SO_FAR, *OTHERS])
def test_sums_of_the_year_so_far_and_runs_in_order_are_no_parts(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize("staff", ["编外聘用人员", "劳务派遣人员", "临聘人员"])
@pytest.mark.parametrize(("share", "mistaken"), [("6.67", False), ("7.14", False), ("6.76", True)])
def test_those_outside_may_be_a_share_of_all_or_of_the_others(staff: str, share: str, mistaken: bool) -> None:
    text = f"年末在职人员 28 人，另有{staff} 2 人，占在职人员的 {share}%。"
    assert checks(text)
    assert bool(wrong(text)) is mistaken


@pytest.mark.parametrize(
    ("text", "budgets", "moved"),
    [
        ("年初预算 800.00 万元，全年调整预算-30.00 万元，调整后预算 770.00 万元。", ["770.00"], ["-30.00"]),
        ("年初预算 800.00 万元，预算调整数 30.00 万元，调整后预算数 830.00 万元。", ["830.00"], ["30.00"]),
        ("全年支出 805.00 万元。预算调整数 47.00 万元。", [], ["47.00"]),
        ("年初预算 800.00 万元，全年调整预算 830.00 万元，决算 805.00 万元。", ["830.00"], []),
        ("年初预算数 800.00 万元，预算调整数 820.00 万元，支出 805.00 万元。", ["820.00"], []),
    ],
)
def test_what_was_moved_is_no_budget(text: str, budgets: list[str], moved: list[str]) -> None:
    found = facts(text)
    assert [f.figure.plain for f in found if f.metric == "revised_budget"] == budgets
    assert [f.figure.plain for f in found if f.metric == "adjustment"] == moved


@pytest.mark.parametrize("as_before", ["与上年持平", "同去年一致", "较上年度无变化", "与上年相同", "与上年基本相当"])
def test_a_part_behind_one_that_stayed_as_it_was_is_of_this_year(as_before: str) -> None:
    text = (
        f"三公经费 834 万元。其中：购车 192 万元；公车运行 112 万元；接待费 430 万元，{as_before}；出国费 {{}} 万元。"
    )
    assert wrong(text.format("100")) == []
    assert wrong(text.format("130")) == ["130"]


@pytest.mark.parametrize(("first", "mistaken"), [("29,104 万元", []), ("29,104 元", ["6,033"])])
def test_a_part_printed_in_another_unit_that_comes_out_in_that_of_all_others(first: str, mistaken: list[str]) -> None:
    text = f"民生支出 49,770 万元。其中：教育 {first}；文化 2,267 万元；卫生 12,366 万元；住房保障 6,033 万元。"
    assert wrong(text) == [m.replace(",", "") for m in mistaken]


def test_a_share_of_what_spending_came_to() -> None:
    amount = "全市财政支出完成 267.37 亿元，增长 9.4%。"
    assert wrong(amount, "就业支出 27.36 亿元，增长 12.0%，占财政支出总量的 10.2%。") == []
    assert wrong(amount, "就业支出 27.36 亿元，增长 12.0%，占财政支出总量的 16%。") == ["16"]


@pytest.mark.parametrize(
    "opening",
    [
        "分主要科目看：",
        "从主要支出科目看，",
        "按主要用途分，",
        "主要支出科目情况如下：",
        "分主要行业看，上半年，",
        "主要支出有：",
    ],
)
def test_the_main_parts_are_not_all(opening: str) -> None:
    parts = "教育支出 255.6 亿元，增长 16.1%；就业支出 98.9 亿元；卫生支出 99.4 亿元。"
    text = f"全市支出 1,678.8 亿元，增长 16.0%。{opening}{parts}"
    assert wrong(text) == []


def test_members_that_state_several_amounts_each_are_no_parts_of_the_last() -> None:
    text = (
        "计划金额共计 156.00 万元，采购金额共计 141.00 万元，节约资金 15.00 万元，其中货物类计划金额 100.00 万元，"
        "采购金额 90.00 万元，节约 10.00 万元；服务类计划金额 56.00 万元，采购金额 51.00 万元，节约 5.00 万元。"
    )
    assert wrong(text) == []


@pytest.mark.parametrize(("rate", "mistaken"), [("5.04", []), ("5.40", ["5.40"])])
def test_savings_are_of_what_was_spent_and_saved(rate: str, mistaken: list[str]) -> None:
    assert wrong(f"实际采购金额 44.239 万元，比预算节约资金 2.350 万元，节约率 {rate}%。") == mistaken


@pytest.mark.parametrize("balance", ["累计结余", "基金结余", "年末余额", "净资产", "银行结存"])
def test_what_a_balance_grew_by_is_of_the_balance(balance: str) -> None:
    text = f"基金支出 8.31 亿元，比上年增加 1.13 亿元。年末{balance} 27.31 亿元，比上年增加 4.11 亿元，增长 {{}}%。"
    assert wrong(text.format("17.72")) == []
    assert wrong(text.format("19.72")) == ["19.72"]


@pytest.mark.parametrize(
    "text",
    [
        "护岸工程共 4 段，长 3.47km：右岸 1 段，长 0.98km，左岸 3 段，长 2.49km。",
        "管网 12 处共 8.4 km，其中：干管 5 处 3.1 km，支管 7 处 5.3 km。",
        "建筑面积 1,200㎡，包括：教学楼 2 栋 800㎡、食堂 1 栋 400㎡。",
        "甲馆 29.99 万元、乙馆 20.01 万元，包括吊顶和门窗，总计支出 50.00 万元；消防 10.98 万元；活动 3.30 万元。",
    ],
)
def test_counts_and_lengths_and_totals_are_no_parts(text: str) -> None:
    assert wrong(text) == []


def test_parts_in_letters_for_units() -> None:
    assert wrong("治理河道长 3.75km，其中：干流长 3.133km，支流长 0.717km。") == ["3.75"]


@pytest.mark.parametrize("left", ["未支付", "尚未支付", "未支"])
def test_what_was_done_and_what_is_left_are_all(left: str) -> None:
    text = f"项目资金支付 18,501.10 万元，{left} 703.00 万元，支付率 {{}}%。"
    assert wrong(text.format("96.3")) == []
    assert wrong(text.format("95.0")) == ["95.0"]


def test_what_was_cut_is_of_what_was_sent_in() -> None:
    text = "送审金额 1,159.00 万元，审定金额 972.00 万元，审减金额 187.00 万元，审减率 {}%。"
    assert wrong(text.format("16.13")) == []
    assert wrong(text.format("16.39")) == ["16.39"]
    assert wrong("其中占送审金额的审减率 16.39%。") == []  # of nothing that stands before it


@pytest.mark.parametrize(
    "text", ["总计 {} 人，由行政 60 人和事业 43 人组成。", "编制 {} 名（行政 60 名、事业 43 名）。"]
)
def test_all_that_a_whole_is_made_of(text: str) -> None:
    assert wrong(text.format(103)) == []
    assert wrong(text.format(113)) == ["113"]
