"""What a sentence works out is recomputed whatever it is about, and nobody is accused where the words leave it open."""

from __future__ import annotations

import pytest

from pipeline.checks.calculations import calculation_checks
from pipeline.normalize.arithmetic.calculations import calculations
from schemas.audit import Check, Outcome
from tests.narrative.documents import document

YEAR = 2023


def checks(*paragraphs: str) -> list[Check]:
    return list(calculation_checks(calculations(document(list(paragraphs)), YEAR), set()))


def wrong(*paragraphs: str) -> list[str]:
    """The printed numbers that are held to be wrong, with what is expected of them."""
    return sorted({c.reported.plain for c in checks(*paragraphs) if c.outcome is Outcome.INCONSISTENT and c.reported})


RIGHT_AND_WRONG = [
    # changes: amount, base, difference and rate in any order
    ("巡查里程 420 公里，较上年 400 公里增加 {} 公里，增长 5.0%。", "20", "30"),
    ("培训 420 人次，比 2022 年的 400 人次多 20 人次，增幅 {}%。", "5.0", "6.0"),
    ("维修费支出 90.00 万元，同上年 100.00 万元比较节约 {} 万元，下降 10.00%。", "10.00", "12.00"),
    ("自来水普及率由上年的 90.5% 提高到 93.0%，提高 {} 个百分点。", "2.5", "5.2"),
    ("在线率 97.8%，高于 95% 的考核要求 {} 个百分点。", "2.8", "3.8"),
    ("设备投入 866.20 万元，超出年初计划 700 万元 {} 万元。", "166.20", "186.20"),
    ("客运量 1.12 亿人次，同比下降 {}%（2022 年为 1.28 亿人次）。", "12.5", "15.2"),
    ("年末资产总额 1,050.00 万元。与上年相比，资产总额增加 50.00 万元，增长 {}%。", "5.00", "5.90"),
    # wholes and their parts
    ("下设机构共 {} 个：科室 12 个、站所 6 个。", "18", "20"),
    ("现有干警 {} 名，包括法官 27 名、助理 18 名、书记员 14 名。", "59", "61"),
    ("聘用书记员 23 名、辅警 12 名，聘用人员共计 {} 名。", "35", "33"),
    ("执法车 2 辆、特种车 4 辆，另有其他用车 3 辆，合计 {} 辆。", "9", "8"),
    ("三年受理 2021 年 5,611 件、2022 年 6,300 件、2023 年 6,842 件，三年累计 {} 件。", "18,753", "18,573"),
    ("运维支出合计 52.87 万元。分项目看：电费 11.23 万元，维保费 {} 万元，耗材 13.22 万元。", "28.42", "24.82"),
    ("综合得分 95.8 分，其中投入 {} 分、过程 28.8 分、产出 33 分、效果 19 分。", "15", "16"),
    # shares
    ("全年新立案件 640 件，网上立案 320 件，占新立案件的 {}%。", "50.0", "57.0"),
    ("专任教师 486 人，具有硕士学位的 341 人，占专任教师的 {}%。", "70.16", "72.17"),
    ("完成造林 38.2 万亩，占年度任务 36 万亩的 {}%。", "106.1", "108.1"),
    ("实收 1,000.00 万元。其中：门票 610.00 万元，占 61.00%；场租 390.00 万元，占 {}%。", "39.00", "36.00"),
    ("甲类与乙类分别为 463.39 万元和 337.74 万元，占比分别为 57.84%、{}%。", "42.16", "44.16"),
    # rates
    ("排查隐患 2,204 处，整改 2,187 处，整改率 {}%。", "99.2", "98.2"),
    ("发出问卷 500 份，收回 486 份，其中表示满意的 459 份，群众满意度 {}%。", "94.44", "96.44"),
    ("“满意”251 张、“基本满意”29 张、“不满意”8 张，综合满意度 {}%。", "97.22", "95.14"),
    ("采购预算 356.00 万元，签订合同 338.72 万元，节约 17.28 万元，节约率 {}%。", "4.85", "5.85"),
    ("电话随访 12,576 人次，随访率 {}%（以出院 31,440 人次为基数）。", "40.0", "45.0"),
    # averages
    ("资助学生 2,880 人次，发放 1,203.36 万元，人均 {} 元。", "4,178.33", "4,718.33"),
    ("养护道路 146 公里，投入 4,380.00 万元，每公里平均投入 {} 万元。", "30.00", "33.00"),
    ("三类对象满意度分别为 91.2%、93.7% 和 96.1%，三项平均满意度为 {}%。", "93.7", "94.7"),
    # what is left
    ("受理案件 6,842 件，审结 6,595 件，未结 {} 件。", "247", "274"),
    ("设备原值 5,688.20 万元，累计折旧 2,310.75 万元，净值 {} 万元。", "3,377.45", "3,737.45"),
    ("年初结转 66.10 万元，加本年收入 563.40 万元，减本年支出 551.34 万元，年末结转结余 {} 万元。", "78.16", "87.16"),
    ("编制床位 600 张，实际开放 820 张，超出编制 {} 张。", "220", "200"),
    # names counted
    ("内设综合股、规划股、供水股、河湖股 {} 个股室。", "4", "5"),
    ("派出分局 {} 个（城东、城西、城南），人员 60 人。", "3", "4"),
]


@pytest.mark.parametrize(("text", "right", "slip"), RIGHT_AND_WRONG)
def test_a_number_that_the_sentence_does_not_bear_out(text: str, right: str, slip: str) -> None:
    assert wrong(text.format(right)) == []
    assert wrong(text.format(slip)) != []


OPEN = [
    # a list behind 其中 need not be complete, nor disjoint
    "在职 119 人，其中党员 60 人、女职工 41 人。",
    "单位资产 900.00 万元，其中房屋 512.30 万元，车辆 66.40 万元。",
    # another base than the numbers in sight
    "全年支出 500.00 万元，同口径增长 5.2%。",
    "发出问卷 500 份，收回 290 份，群众满意度为 93.2%。",
    "接种 3,600 人，适龄儿童接种率 97.6%，比全省高 1.2 个百分点。",
    # numbers that belong to different things
    "房屋原值 5,763.46 万元，净值 3,989.83 万元；道路原值 3,124.34 万元，净值 2,850.22 万元。",
    "食堂支出 0.60 万元，占会议费支出的 8.03%。全年支出 5,552.57 万元。",
    "全年支出 11.15 万元，为预算数 13.81 万元的 80.74%，比上年决算数 12.47 万元减少 1.32 万元。",
    "能力提升 1,050.00 万元，支出 892.50 万元，执行率 85.00%。",
    "有一支队伍、有一个平台，设置 12 个专题。",
    "内设综合科、财务科等 6 个科室。",
    "计划完成课题 39 个（年初安排 40 个，年中取消 1 个），实际完成 35 个，尚有 3 个课题未完成、1 个课题未启动。",
    "年末实有 53 人，包括行政编制人员 26 人和事业编制人员 27 人，在职人员控制率为 86.89%。",
    "道路养护支出 4,227.27 万元（完成率 88.21%），绿化支出 664.31 万元（完成率 98.58%）。",
    # rounding
    "收入 21.17 万元，比上年 19.84 万元增加 1.34 万元，增长 6.7%。",
    "服务 68.23 万人次，日均 1,869 人次（全年按 365 天计）。",
    # goals and limits
    "控制在 36.00 万元以内，同比减少不少于 5%。",
    "力争 2024 年收入达到 5,600 万元，增长 12%。",
]


@pytest.mark.parametrize("text", OPEN)
def test_nothing_is_held_wrong_where_the_words_leave_it_open(text: str) -> None:
    assert wrong(text) == []


def test_a_list_that_nearly_comes_to_its_whole_is_a_doubt() -> None:
    found = [c for c in checks("公务用车 19 辆，其中越野车 12 辆、轿车 6 辆。") if c.outcome is Outcome.INCONSISTENT]
    assert [c.variant for c in found] == ["sentence"]


def test_a_paragraph_that_a_page_break_cuts_is_read_whole() -> None:
    head = "全年共受理各类群众来信来访事项和网上留言投诉共计 6,842 件，经办部门当年办结"
    assert wrong(head, "6,595 件，未办结 274 件。") == ["274"]


def test_what_stands_under_another_name_is_no_part_of_it() -> None:
    text = "公路完成 582 公里，其中县道 96 公里、村道 486 公里，超额完成年度计划 550 公里，完成计划的 105.8%。"
    assert wrong(text) == []
