"""What sentences tell of the quarters, by whatever words, against the table of quarters: each slip is
named where it is."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

QUARTERS = (
    "季度|预算数|累计支出|累计支出进度|序时进度|季度执行率\n"
    "一季度|100.00|21.36|21.36%|25%|85.44%\n二季度|100.00|45.27|45.27%|50%|90.54%\n"
    "三季度|100.00|70.62|70.62%|75%|94.16%\n四季度|100.00|95.18|95.18%|100%|95.18%"
)
TITLE = "某某区体育局2022年度部门整体支出绩效自评报告"


def accused(text: str) -> list[str]:
    found = audit(document(table(QUARTERS, title="各季度预算执行情况", unit="万元"), text=(TITLE, text))).findings
    return [f.reported for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (("85.44", "90.54", "94.16", "95.18", "91.33"), []),
        (("85.44", "90.54", "94.16", "95.18", "93.13"), ["93.13"]),
        (("85.44", "96.54", "94.16", "95.18", "91.33"), ["96.54"]),
    ],
)
def test_the_table_tells_the_slip(told: tuple[str, ...], wrong: list[str]) -> None:
    text = "四个季度末支出进度匹配率分别为 {}%、{}%、{}% 和 {}%，四个季度平均为 {}%。".format(*told)
    assert [w.strip("%") for w in accused(text)] == wrong


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("3月末、6月末、9月末、12月末累计支出进度依次为21.36%、45.27%、70.62%、95.18%。", "70.62%", "72.62%"),
        ("一季度末支出进度21.36%，上半年45.27%，前三季度70.62%，支出节奏平稳。", "70.62%", "72.62%"),
        (
            "一季度进度仅21.36%，执行率85.44%；二季度末回升至90.54%；三季度末为94.16%；四季度末为95.18%。",
            "94.16%",
            "98.16%",
        ),
        ("一、二季度累计支出进度分别为21.36%和45.27%，执行率分别为85.44%和90.54%。", "85.44%", "83.44%"),
        ("截至一季度末累计支出21.36万元，相当于序时进度的85.44%；三季度末累计支出70.62万元。", "70.62", "73.62"),
        ("四个季度末累计支出分别为21.36万元、45.27万元、70.62万元、95.18万元，已全部通报。", "45.27", "48.27"),
        ("季度支出见上表，其中三季度执行率94.16%，低于序时进度。", "94.16%", "98.16%"),
        ("全年四个季度执行率的平均值为91.33%。", "91.33%", "97.33%"),
        ("1—6月支出45.27万元，1—9月支出70.62万元，1—12月支出95.18万元。", "70.62", "76.02"),
        ("二季度末完成全年预算的45.27%，三季度末完成全年预算的70.62%。", "70.62%", "76.02%"),
    ],
)
def test_one_number_of_a_sentence_is_not_the_tables(text: str, right: str, wrong: str) -> None:
    assert accused(text) == []
    assert [w.strip("%") for w in accused(text.replace(right, wrong))] == [wrong.strip("%")]


@pytest.mark.parametrize(
    "text",
    [
        "2021年三季度末支出进度为73.62%，2022年同期为70.62%。",  # another year
        "一季度末项目支出进度21.00%，三季度末项目支出进度72.62%。",  # of part of the budget
        "三季度末支出进度目标为75.00%，四季度末支出进度目标为98.00%。",  # aims
        "二季度末支出进度45.27%，三季度末70.62%（未达到75%的时点要求），四季度末95.18%。",
        "前三季度累计支出70.62万元，进度70.62%，与75%的序时进度相差不大；上半年45.27%，接近50%。",
        "三季度末支出进度70.62%，同74%基本持平，快于73%的既定进度。",  # what it is held against
        "上半年支出进度45.27%，离达到47%的均衡支出要求还有差距。",
        "一季度、二季度支出进度约为21.36%、46.00%。",  # not exact
        "上半年应支出50.00万元，实际支出45.27万元。",  # what the schedule asks
        "截至9月30日累计执行70.62万元，全年预算100.00万元，执行率为70.62%。",  # no rate of the year
        "各季度末支出进度均低于序时进度，三季度当季支出25.35万元。",  # of one quarter alone
    ],
)
def test_numbers_of_something_else_accuse_nobody(text: str) -> None:
    assert accused(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("一至四季度当季支出分别为21.36万元、23.91万元、25.35万元和24.56万元。", "25.35", "52.35"),
        ("一季度支出21.36万元，二季度支出23.91万元，三季度支出25.35万元，四季度支出24.56万元。", "23.91", "29.31"),
        ("一至四季度当季支出分别为21.36万元、23.91万元、25.35万元和24.56万元，上半年累计45.27万元。", "25.35", "52.35"),
        ("一季度支出21.36万元，二季度支出23.91万元，上半年合计45.27万元；三季度支出25.35万元。", "45.27", "47.27"),
        ("第四季度支出24.56万元，占全年支出的25.80%。", "24.56", "26.56"),
        ("其中下半年支出49.91万元，占全年的52.44%。", "49.91", "45.91"),
    ],
)
def test_what_a_quarter_or_half_a_year_alone_spent_is_a_difference(text: str, right: str, wrong: str) -> None:
    assert accused(text) == []
    assert accused(text.replace(right, wrong)) == [wrong]


def test_single_quarters_of_another_kind_accuse_nobody() -> None:
    assert accused("一季度当季支出进度21.36%，二季度当季支出进度23.91%。") == []  # of no column
    assert accused("一季度支出21.36万元，二季度支出33.18万元。") == []  # by its end, or alone: nothing says which


def test_a_list_of_all_quarters_that_repeats_another_quarters_number_is_asked_about() -> None:
    text = "一至四季度末支出进度匹配率分别为85.44%、90.54%、90.54%、95.18%。"
    shown = document(table(QUARTERS, title="各季度预算执行情况", unit="万元"), text=(TITLE, text))
    found = [f for f in audit(shown).findings if f.reported.startswith("90.54")]
    assert [(f.severity, f.expected_low) for f in found] == [(Severity.WARNING, "94.16")]


def test_a_single_quarter_in_a_table_on_its_side() -> None:
    rows = "项目|第一季度|第二季度|第三季度|第四季度\n预算安排（万元）|2,899.28|3,064.01|3,261.69|3,294.64\n"
    rows += "当季支出（万元）|698.73|762.80|{}|769.92\n累计支出（万元）|698.73|1,461.53|2,407.13|3,177.05\n"
    rows += "支出进度（%）|24.10|47.70|73.80|96.43\n序时进度（%）|25|50|75|100\n季度执行率（%）|96.40|95.40|98.40|96.43"
    for amount, wrong in (("945.60", []), ("978.60", ["978.60"])):
        grid = table(rows.format(amount), title="各季度预算执行情况表", unit="")
        found = audit(document(grid, text=(TITLE,))).findings
        assert [f.reported for f in found if f.severity is Severity.ERROR] == wrong


def test_what_the_whole_year_spent_is_of_no_quarter() -> None:
    """全年…，全年… names one time: its rate is held against the table of the year, which may round it otherwise."""
    text = "2022年度全年调整预算数为100.00万元，全年实际支出数95.18万元，全年预算执行率为95.18%。"
    assert audit(document(text=(TITLE, text))).report.quarter_numbers == ()
