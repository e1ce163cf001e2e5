"""Numbers given to rows by their names alone: a slip is named, what the sentence may mean otherwise is not."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

UNITS = (
    "单位|年初预算|调整预算|全年支出|执行率\n"
    "局机关|620.40|655.12|641.73|97.96%\n河道管理所|1,250.00|1,304.66|1,287.05|98.65%\n"
    "水质监测站|480.90|455.31|398.27|87.47%\n防汛物资库|88.30|91.77|90.05|98.13%\n合计|2,439.60|2,506.86|2,417.10|96.42%"
)
TITLE = "某某区水务局2022年度部门整体支出绩效自评报告"


def accused(text: str) -> list[str]:
    found = audit(document(table(UNITS, title="所属单位支出情况表", unit="万元"), text=(TITLE, text))).findings
    return [f.reported.strip("%") for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("支出较多的是河道管理所1,287.05万元和局机关641.73万元，详见下表。", "641.73", "681.73"),
        (
            "从单位看，河道管理所支出1,287.05万元，局机关支出641.73万元，水质监测站支出398.27万元。",
            "1,287.05",
            "1,267.05",
        ),
        ("执行率较高的为河道管理所98.65%、防汛物资库98.13%，较低的是水质监测站87.47%。", "98.13%", "93.13%"),
        (
            "支出居前三位的为河道管理所、局机关和水质监测站，支出分别为1,287.05万元、641.73万元和398.27万元。",
            "641.73",
            "461.73",
        ),
        (
            "河道管理所、局机关、水质监测站补助资金分别为1,287.05万元、641.73万元、398.27万元。",
            "641.73",
            "461.73",
        ),
        (
            "分单位看，河道管理所、局机关、水质监测站决算数分别为1,287.05万元、641.73万元、398.27万元。",
            "398.27",
            "389.27",
        ),
        ("其中水质监测站支出398.27万元，占全年支出的16.48%。", "398.27", "389.27"),
        ("河道管理所1,287.05万元；局机关641.73万元；水质监测站398.27万元，均已公开。", "398.27", "389.27"),
    ],
)
def test_a_row_prints_another_number(text: str, right: str, wrong: str) -> None:
    assert accused(text) == []
    assert accused(text.replace(right, wrong)) == [wrong.strip("%").replace(",", "")]


@pytest.mark.parametrize(
    "text",
    [
        "水利工程投入较多的是河道管理所1,287.05万元和局机关118.60万元。",  # far off: of something else
        "河道管理所支出1,287.05万元，局机关预算681.73万元。",  # of two measures
        "2021年河道管理所1,187.05万元、局机关641.73万元。",  # of another year
        "河道管理所、局机关和防汛物资库分别为1,287.05万元、641.73万元。",  # fewer numbers than names
        "水质监测站购置支出389.27万元。",  # of a part of the row
        "其中水质监测站预算389.27万元。",  # not of what was spent
        "河道管理所1,187.05万元、局机关681.73万元。",  # nothing ties them to a column
        "河道管理所1,287.05万元，局机关人员经费621.73万元。",  # of a part of the row
    ],
)
def test_nobody_is_accused_where_the_words_leave_it_open(text: str) -> None:
    assert accused(text) == []


def test_a_subtotal_goes_by_the_name_of_what_it_adds_up() -> None:
    rows = "项目|调整预算|实际支出|受益人数（人）\n低保金|1,604.12|1,571.40|7,594\n特困供养|602.00|588.32|1,077\n"
    rows += "临时救助|128.76|128.76|2,205\n困难群众救助补助小计|2,334.88|2,288.48|{}\n高龄津贴|251.07|246.11|9,866\n"
    rows += "项目支出合计|2,585.95|2,534.59|-"
    text = "其中困难群众救助补助{}万元，惠及困难群众一万余人。"
    for people, told, wrong in (
        ("10,876", "2,288.48", []),
        ("10,876", "2,828.48", ["2828.48"]),
        ("11,076", "2,288.48", ["11076"]),
    ):
        grid = table(rows.format(people), title="项目支出情况表", unit="万元")
        found = audit(document(grid, text=(TITLE, text.format(told)))).findings
        assert [f.reported for f in found if f.severity is Severity.ERROR] == wrong
