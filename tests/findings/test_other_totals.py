"""Totals, grades and amounts that a report tells rightly of something else than its own score table prints."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某市图书馆2023年度单位整体支出绩效自评报告"
SCORES = """一级指标|三级指标|分值|自评得分|复核得分
过程|预算编制|15|14|14
^|预算执行|20|18.5|18.2
产出|项目产出|35|34|34
效益|社会效益|20|19.3|19.3
^|读者满意度|10|9.6|9.6
合计|<|100|95.4|95.1"""


def errors(grid: str, *sentences: str, title: str = "自评打分表", unit: str = "") -> list[str]:
    found = audit(document(table(grid, title=title, unit=unit), text=(TITLE, *sentences))).findings
    return [f.message_zh for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "told",
    [
        "各部室自评合计95.4分，财务科复核调减0.3分，最终得分95.1分。",
        "最终得分95.1分。",  # the table prints it among its totals
        "馆内自评95.4分；三名专家平均90分；按七三比例加权，综合得分93.78分。",
        "本年自评得分95.4分。区财政局上年度重点评价得分86.3分，等级为“良”。",
    ],
)
def test_a_second_total_told_rightly_accuses_nobody(told: str) -> None:
    assert errors(SCORES, told) == []


@pytest.mark.parametrize(
    "told",
    [
        "自评总得分98.4分。",
        "自评总得分95.4分，评价等级为“良”。",
        "自评总得分95.4分，评价等级为良（90分以上为优，80—90分为良）。",
    ],
)
def test_a_total_or_grade_told_wrongly_does(told: str) -> None:
    assert len(errors(SCORES, told)) == 1


def test_a_total_that_no_word_calls_so_is_known_by_its_points() -> None:
    grid = """指标|权重|得分率|得分
投入|15|93.33%|14
过程|35|95.43%|33.4
产出|30|96.67%|29
效果|20|100%|20
综合|100|96.40%|96.4"""
    assert errors(grid, "经自评，得分96.4分。") == []
    assert len(errors(grid, "经自评，得分93.4分。")) == 1


YEARS = """项目|年初预算|追加（追减）|全年预算|支出
人员经费|2,104.18|206.26|2,310.44|2,290.07
项目支出|2,042.45|400.75|2,443.20|2,401.42
合计|4,146.63|607.01|4,753.64|4,691.49"""


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("全年支出4,691.49万元，较年初预算4,146.63万元增加支出544.86万元。", False),
        ("全年预算4,753.64万元，其中年中追加670.01万元。", True),
    ],
)
def test_an_amount_that_its_own_sentence_gives_is_none_of_the_table(told: str, wrong: bool) -> None:
    assert bool(errors(YEARS, told, title="单位预算执行表", unit="万元")) is wrong


@pytest.mark.parametrize(
    "told",
    [
        "收回问卷395份，“非常满意”293份、“满意”79份，合计满意率94.18%。",  # 293 of 395 are 74.18%
        "截至年末累计完成投资2590.95万元，总投资6278.05万元，其中以前年度1092.73万元、本年1498.22万元，累计投资完成率41.27%。",
    ],
)
def test_a_rate_that_its_sentence_proves_is_no_slip_of_another(told: str) -> None:
    assert errors(YEARS, told, title="单位预算执行表", unit="万元") == []


def test_a_rate_that_nothing_proves_is_a_slip() -> None:
    assert len(errors(YEARS, "收回问卷395份，满意293份，满意率94.18%。", title="单位预算执行表", unit="万元")) == 1


@pytest.mark.parametrize(
    "told",
    [
        # of another base than what stands before it
        "到馆148.06万人次，外借103.06万册次，人均借阅2.74册次；持证读者57.75万人。",
        "参加活动5495人；持证社工361人，每万人拥有社工14.2人。",
        "仓库27.31万平方米，租金收入1077.77万元，折合每平方米每月3.29元。",
        "专任教师2704人；交流轮岗226人，占符合条件教师的12.19%。",
        "床位520张，全年占用总床日数169000，出院者占用总床日160114，病床使用率89.04%。",
        "抽检12677批次，合格12527批次，合格率98.82%，不合格处置率100%。",
        "清查资产2200件，其中闲置310件，结余资金盘活率14%。",
        # lists that a semicolon ends
        "专任教师2000人，其中本科及以上1864人，占93.20%；中级及以上职称占56.57%，交流轮岗226人。",
        "项目总投资12.66亿元，其中资本金2.53亿元，已发行债券5.80亿元，利率3.41%；累计使用4.44亿元，使用率76.55%。",
        # less than nothing
        "小学、初中平均班额分别为40.0人和45.1人，较上年分别减少0.7人和0.6人。",
    ],
)
def test_what_is_of_something_that_stands_elsewhere_accuses_nobody(told: str) -> None:
    assert errors(YEARS, told, title="单位预算执行表", unit="万元") == []


@pytest.mark.parametrize(
    "told",
    [
        "参训320人，补助16.00万元，人均补助570元。",
        "抽检12677批次，不合格150批次，不合格率1.81%。",
        "专任教师2704人；交流轮岗226人，占专任教师的9.36%。",
        "总投资12.66亿元，其中资本金2.53亿元、已发行债券10.31亿元；累计使用4.44亿元，使用率43.06%。",
    ],
)
def test_what_is_of_what_stands_beside_it_does(told: str) -> None:
    assert len(errors(YEARS, told, title="单位预算执行表", unit="万元")) == 1
