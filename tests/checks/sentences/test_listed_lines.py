"""Numbers told in the order of names: a slip is named whatever they measure; nothing where no line bears them out."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

SPENT = (
    "支出类别|年初批复数|调整后预算数|决算数|执行率\n"
    "日常保障|2,310.45|2,466.18|2,391.07|96.95%\n专项任务|3,120.60|3,544.92|3,102.36|87.52%\n"
    "合计|5,431.05|6,011.10|5,493.43|91.39%"
)
POSTS = "人员类别|编制数|年末实有人数\n行政人员|46|43\n事业人员|85|79\n合计|131|122"
INCOME = (
    "收入来源|本年决算数|上年决算数\n财政拨款收入|5,102.33|4,866.10\n事业收入|311.70|340.25\n"
    "其他收入|79.40|66.91\n合计|5,493.43|5,273.26"
)
TITLE = "某某区园林局2022年度部门整体支出绩效自评报告"


WORKS = (
    "工程|预算数|执行数\n步道和绿地维修|284.4|270.3\n水景改造|865.0|851.7\n苗木补植|498.6|403.4\n"
    "儿童乐园更新|130.2|128.8"
)


def test_a_name_that_holds_a_joining_word_and_a_column_without_unit() -> None:
    works = table(WORKS, title="表4 工程情况表", unit="")
    text = "按工程看，步道和绿地维修、水景改造、苗木补植执行数分别为270.3万元、851.7万元、403.4万元。"

    def told(said: str) -> list[str]:
        found = audit(document(works, text=(TITLE, said))).findings
        return [f.reported for f in found if f.severity is Severity.ERROR]

    assert told(text) == []
    assert told(text.replace("851.7", "581.7")) == ["581.7"]


def accused(text: str) -> list[str]:
    tables = (
        table(SPENT, title="表1 部门支出情况表"),
        table(POSTS, title="表2 人员情况表", unit="人"),
        table(INCOME, title="表3 收入情况表"),
    )
    found = audit(document(*tables, text=(TITLE, text))).findings
    return [f.reported.strip("%") for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("日常保障、专项任务分别完成调整后预算的96.95%、87.52%。", "87.52%", "85.52%"),  # of one column by another
        ("日常保障和专项任务占全部支出的比重分别为43.53%和56.47%。", "56.47%", "54.67%"),  # a share that is not printed
        ("行政编制、事业编制分别为46名、85名，均在核定范围内。", "85", "65"),
        ("行政、事业人员年末实有数分别为43人和79人。", "43", "45"),
        ("财政拨款、事业、其他三类收入分别为5,102.33万元、311.70万元、79.40万元。", "311.70", "371.70"),
        ("三类收入（财政拨款、事业、其他）分别占92.88%、5.67%、1.45%。", "5.67%", "7.56%"),
        (
            "财政拨款收入、事业收入、其他收入上年分别为4,866.10万元、340.25万元、66.91万元。",
            "66.91",
            "96.91",
        ),
        (
            "财政拨款收入、事业收入、其他收入较上年分别增长4.85%、下降8.39%、增长18.67%。",
            "18.67%",
            "16.67%",
        ),
        ("2,391.07万元和3,102.36万元分别用于日常保障和专项任务。", "3,102.36", "3,012.36"),
        # the names are of columns, the numbers of one row
        ("全局年初批复数、调整后预算数、决算数及执行率依次为5,431.05万元、6,011.10万元、5,493.43万元和91.39%。",
         "6,011.10", "6,711.10"),
    ],
)  # fmt: skip
def test_one_number_of_a_list_is_another_than_its_line_gives(text: str, right: str, wrong: str) -> None:
    assert accused(text) == []
    assert accused(text.replace(right, wrong)) == [wrong.strip("%").replace(",", "")]


@pytest.mark.parametrize(
    "text",
    [
        "日常保障、专项任务政府采购率分别为96.95%、85.30%。",  # another rate
        "2023年日常保障、专项任务预算分别安排2,310.45万元、3,160.60万元。",  # of another year
        "日常保障、专项任务目标执行率分别为96.95%、90.00%。",  # what is aimed at
        "日常保障、专项任务、代管资金分别支出2,391.07万元、3,105.36万元、12.00万元。",  # a name of no line
        "行政、事业人员平均年龄分别为43岁和41岁。",
        "，分别为2,391.07万元。",  # what is left of a sentence
        "行政、事业人员中党员分别有43名和58名。",  # of the same people another number
        "财政拨款、事业收入分别较预算增加102.33万元、12.70万元。",  # nothing ties them to a column
    ],
)
def test_nobody_is_accused_where_no_line_bears_the_list_out(text: str) -> None:
    assert accused(text) == []


def test_a_list_of_one_number_is_borne_out_by_no_other() -> None:
    """It stopped the audit of the whole report with an error."""
    told = "执行率低于97%的支出有2个，分别是日常保障(96.95%)、专项任务(87.52%)；"
    assert accused(told + "财政拨款收入、事业收入分别为5,102.33万元、311.70万元。") == []
