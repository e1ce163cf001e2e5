"""Bases told after what changed, 前者 and 后者, wholes said to be all, what is left once something is taken away."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import wrong

RIGHT_AND_WRONG = [
    # the base stands behind a semicolon, in the words of one of several amounts
    ("接待经费预算 47.52 万元，决算 35.47 万元，节约 12.05 万元；上年决算为 40.28 万元，压减 {}%。", "11.94", "22.64"),
    ("车辆运行费预算 20.00 万元，实际支出 16.20 万元；上年实际支出 18.00 万元，下降 {}%。", "10.00", "12.00"),
    ("会议费年初预算 8.00 万元，支出 6.00 万元（上年支出 7.50 万元，压缩 {}%）。", "20.00", "22.60"),
    # two lists, each with its own total, of which the first ends before the second begins
    (
        "本年收入 8,954.40 万元，加上年结转 72.09 万元，收入总计 9,026.49 万元；"
        "本年支出 8,882.31 万元，年末结转 144.18 万元，支出总计 {} 万元。",
        "9,026.49",
        "9,062.49",
    ),
    (
        "本年收入 8,954.40 万元、上年结转 72.09 万元，收入合计 9,026.49 万元；"
        "本年支出 8,882.31 万元、年末结转 {} 万元，支出合计 9,026.49 万元。",
        "144.18",
        "144.81",
    ),
    # what there was before, under another word
    ("存量资产 644.01 万元，本年新增 40.69 万元，处置 72.05 万元，年末资产 {} 万元。", "612.65", "621.65"),
    # shares of a whole that has a name and no number
    (
        "拨款收入 644.01 万元，占总收入的 {}%；事业收入 40.69 万元，占 5.38%；其他收入 72.05 万元，占 9.52%。",
        "85.10",
        "81.50",
    ),
    (
        "拨款收入 644.01 万元，占总收入的 85.10%；事业收入 40.69 万元，占 5.38%；其他收入 72.05 万元，占 {}%。",
        "9.52",
        "5.92",
    ),
    # the former, the latter
    (
        "总盘子为 2,000.00 万元：基本支出安排 500.00 万元，项目支出安排 1,500.00 万元，后者占总盘子的 {}%。",
        "75.00",
        "71.00",
    ),
    (
        "支出合计 2,000.00 万元，其中基本支出 800.00 万元、项目支出 1,200.00 万元，前者占支出合计的 {}%。",
        "40.00",
        "46.00",
    ),
    # a whole that is said to be all
    ("仪器原值共计 3,476.04 万元，处于在用状态的 3,332.92 万元，占 {}%。", "95.88", "92.88"),
    ("车辆保有量合计 50 辆，正常使用的 46 辆，占 {}%。", "92.00", "86.00"),
    # something taken away
    ("年末设备原值 608.68 万元，扣除待报废部分 26.88 万元后，在用部分为 {} 万元。", "581.80", "591.80"),
    ("应收租金 120.00 万元，减去减免 12.00 万元后，实际应收 {} 万元。", "108.00", "118.00"),
    ("发放问卷 500 份，剔除无效问卷 12 份后，有效问卷 {} 份。", "488", "478"),
]


@pytest.mark.parametrize(("text", "right", "slip"), RIGHT_AND_WRONG)
def test_a_slip_is_found_and_nothing_else(text: str, right: str, slip: str) -> None:
    assert not wrong(text.format(right))
    assert wrong(text.format(slip))


OPEN = [
    "预算 1,000.00 万元，扣除年中调减 100.00 万元后，支出 850.00 万元，结余 50.00 万元。",
    "支出 1,000.00 万元，剔除专项 200.00 万元后，基本支出 500.00 万元、其他支出 300.00 万元。",
    "支出 1,000.00 万元，扣除上级专款 200.00 万元后，较上年的 750.00 万元增加 50.00 万元。",
    "三公经费决算 35.00 万元，其中车辆决算 30.00 万元；上年决算为 40.00 万元，压减 12.50%。",
    "收入 1,000.00 万元，剔除一次性补助 200.00 万元后，比上年增长 5.00%，上年为 761.90 万元。",
    "基本支出 800.00 万元，项目支出 1,200.00 万元，追加 300.00 万元，后者占预算的 12.50%。",
]


@pytest.mark.parametrize("text", OPEN)
def test_what_the_words_leave_open_accuses_nobody(text: str) -> None:
    assert not wrong(text)


MORE = [
    ("年初预算 3,324.53 万元，年中调整后 3,414.80 万元，较年初增加 90.27 万元，调整幅度 {}%。", "2.72", "3.92"),
    ("年初批复预算 1,000.00 万元，调整后预算 920.00 万元，预算调整率 {}%。", "8.00", "9.00"),
    ("年初预算 1,000.00 万元，全年预算调整为 1,150.00 万元，调整比例为 {}%。", "15.00", "16.00"),
    ("全年共确定重点工作 {} 项，完成 25 项，1 项因外部条件变化未完成。", "26", "29"),
    ("年度任务 20 项，已完成 18 项，{} 项尚未完成。", "2", "4"),
]


@pytest.mark.parametrize(("text", "right", "slip"), MORE)
def test_how_far_a_budget_moved_and_what_is_left_undone(text: str, right: str, slip: str) -> None:
    assert not wrong(text.format(right))
    assert wrong(text.format(slip))


@pytest.mark.parametrize(
    "text",
    [
        "年初预算 1,000.00 万元，调整后预算 1,100.00 万元，剔除上级追加后调整率 2.00%。",
        "确定重点工作 26 项，完成 25 项，其中 3 项提前完成，1 项未完成。",
        "检查单位 40 家，发现问题 12 个，3 家未按时整改。",
        "项目 20 个，其中完成 18 个，5 个未按时完成。",
    ],
)
def test_other_bases_and_other_things_accuse_nobody(text: str) -> None:
    assert not wrong(text)


def test_a_whole_that_another_sentence_tells_otherwise_is_the_slip() -> None:
    told = "围绕年度目标，确定重点工作 26 项，涵盖民生、环境等方面。"
    assert not wrong(told, "全年共确定重点工作 26 项，完成 25 项，1 项因外部条件变化未完成。")
    assert wrong(told, "全年共确定重点工作 29 项，完成 25 项，1 项因外部条件变化未完成。") == ["29"]


@pytest.mark.parametrize(
    "text",
    [
        "以全年预算数 900.00 万元为基数，四个季度分别支出 210.00 万元、230.00 万元、190.00 万元和 240.00 万元。",
        "全年预算支出 900.00 万元，实际支出 870.00 万元，当年收支结余 12.40 万元。",
    ],
)
def test_what_is_no_whole_of_the_amounts_behind_it(text: str) -> None:
    assert wrong(text) == []


def test_what_was_granted_is_no_whole_of_what_was_spent() -> None:
    granted = "年初批复部门预算 900.00 万元，其中基本支出 400.00 万元、项目支出 500.00 万元。"
    assert wrong(granted, "全年支出 880.00 万元。基本支出中人员经费 300.00 万元、公用经费 91.00 万元。") == []


def test_questionnaires_that_came_back_are_no_rate_of_the_content() -> None:
    assert wrong("发放问卷 1260 份，回收有效问卷 1214 份，综合满意度为 96.38%。") == []
    # what the survey is about says nothing of the answers, also where a slip would make it of what came back
    assert wrong("居民满意度调查发放问卷 500 份，回收 480 份，有效问卷 472 份，满意率 92.40%。") == []
    assert wrong("回收有效问卷 280 份，表示满意 259 份，满意率为 95.2%。") == ["95.2"]


def test_a_second_row_of_rates_is_of_something_else() -> None:
    text = (
        "甲、乙预算分别为 200.00 万元和 400.00 万元，累计支出分别为 50.00 万元和 120.00 万元，"
        "支出进度分别为 {}% 和 30.00%，季度执行率分别为 100.00% 和 120.00%。"
    )
    assert wrong(text.format("25.00")) == []
    assert wrong(text.format("52.00")) == ["52.00"]


def test_a_change_of_an_amount_that_another_paragraph_tells() -> None:
    amounts = (
        "人员经费 300.00 万元，会议费 4.00 万元，培训费 6.00 万元，差旅费 9.00 万元，水电费 12.00 万元，"
        "信息系统运维费 48.00 万元。"
    )
    assert wrong(amounts, "信息系统运维费比上年增加 8.00 万元，增长 20.00%。") == []
    assert wrong(amounts, "信息系统运维费比上年增加 8.00 万元，增长 50.00%。") == ["50.00"]
