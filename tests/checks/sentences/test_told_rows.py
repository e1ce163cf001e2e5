"""What a sentence tells of one row of a table, one number after the other: a slip is named, another thing is not."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

MOVES = (
    "用途|年初预算数|全年预算数|预算调增数|预算调增率|占比\n"
    "馆藏保护|100.00|162.37|62.37|62.37%|31.08%\n数字展陈|240.00|318.45|78.45|32.69%|39.09%\n"
    "小计|340.00|480.82|140.82|41.42%|70.17%\n安防改造|-|41.06|41.06|-|20.46%\n"
    "其他项目|510.20|529.00|18.80|3.68%|9.37%\n合计|850.20|1,050.88|200.68|23.60%|100.00%"
)
TITLE = "某某区博物馆2022年度部门整体支出绩效自评报告"


def accused(text: str, unit: str = "万元") -> list[str]:
    found = audit(document(table(MOVES, title="项目支出调整情况表", unit=unit), text=(TITLE, text))).findings
    return [f.reported.strip("%") for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("馆藏、展陈两类合计调增140.82万元，占项目支出调整总额的70.17%。", "140.82", "146.82"),
        ("馆藏、展陈两类合计调增140.82万元，占项目支出调整总额的70.17%。", "70.17", "76.17"),
        ("两类重点经费小计追加140.82万元，调增率41.42%，占比70.17%（表2）。", "41.42", "44.12"),  # three of one row
        ("安防工程预算调增41.06万元，占20.46%。", "20.46", "26.46"),
        ("调整后项目预算为1,050.88万元，较年初净增加200.68万元，调整率为23.60%。", "200.68", "260.68"),
    ],
)
def test_the_row_prints_another_number(text: str, right: str, wrong: str) -> None:
    assert accused(text) == []
    assert accused(text.replace(right, wrong)) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "两类合计调增140.82万元，同比增长41.92%。",  # held against the year before
        "两类合计调增140.82万元，其中设备购置占46.17%。",  # of a part
        "两类合计调增140.82万元，涉及单位占76.35%。",  # no slip, and one number alone ties the row
        "上年两类合计调增146.82万元，占比70.17%。",  # another year
        "安防工程预算调增约41.6万元，占20.46%。",  # not exact
        "两类合计调增140.8万元，占70.2%。",  # rounded
    ],
)
def test_numbers_of_something_else_accuse_nobody(text: str) -> None:
    assert accused(text) == []


def test_the_project_rate_of_the_text_is_that_of_all_projects() -> None:
    rows = "项目名称|全年预算数|决算数|预算执行率\n1.馆藏保护|162.37|158.02|97.32%\n2.数字展陈|318.45|300.11|94.24%\n"
    rows += "3.安防改造|41.06|20.53|50.00%\n合计|521.88|478.66|91.72%"
    projects = table(rows, title="二级项目预算执行情况", unit="万元")
    told = "3个项目均已启动。项目预算执行率为{}%，“安防改造”项目预算执行率为50.00%。"
    for rate, wrong in (("91.72", []), ("97.12", ["97.12"])):
        found = audit(document(projects, text=(TITLE, told.format(rate)))).findings
        assert [f.reported.strip("%") for f in found if f.severity is Severity.ERROR] == wrong


def test_last_year_s_column_is_not_what_was_spent_this_year() -> None:
    rows = "用途|2021年支出数|年初预算数|全年预算数\n人员经费|421.32|561.42|551.02\n"
    rows += "公用经费|425.05|531.62|531.62\n合计|846.37|1,093.04|1,082.64"
    text = "公用经费调整预算数531.62万元，决算数467.08万元，控制率为87.86%。"
    found = audit(document(table(rows, title="预算安排情况", unit="万元"), text=(TITLE, text))).findings
    assert [f.message_zh for f in found if f.severity is Severity.ERROR] == []


CUT = (
    "项目|预算数|决算数|决算较预算增减\n公务用车|66.34|62.81|-3.53\n公务接待费|6.88|2.52|-4.36\n合计|73.22|65.33|-7.89"
)


def told_of_cut(text: str) -> list[str]:
    doc = document(table(CUT, title="“三公”经费情况表", unit="万元"), text=(TITLE, text))
    return [f.reported for f in audit(doc).findings if f.severity in (Severity.ERROR, Severity.WARNING)]


@pytest.mark.parametrize("word", ["减少", "下降", "少", "降低", "压缩"])
def test_what_was_cut_is_printed_below_nothing(word: str) -> None:
    assert told_of_cut(f"全年预算73.22万元，决算65.33万元，比预算{word}7.89万元，见表3。") == []


def test_another_cut_than_the_table_prints() -> None:
    assert told_of_cut("全年预算73.22万元，决算65.33万元，比预算减少7.98万元，见表3。") == ["7.98"]


def test_what_was_added_on_balance_is_neither_what_was_added_nor_what_was_cut() -> None:
    rows = "支出项目|年初预算|追加|追减|全年预算|调整率\n一、基本支出|3,620.15|310.20|-14.02|3,916.33|8.18%\n"
    rows += "二、项目支出|5,266.90|627.12|-36.97|5,857.05|11.20%\n总计|8,887.05|937.32|-50.99|9,773.38|9.97%"
    text = "年中追加{}万元，追减{}万元，净增886.33万元，调整后全年预算9,773.38万元，调整率9.97%。"
    for up, down, wrong in (("937.32", "50.99", []), ("937.32", "59.99", ["59.99"])):
        told = (TITLE, text.format(up, down))
        found = audit(document(table(rows, title="预算调整情况表", unit="万元"), text=told)).findings
        assert [f.reported for f in found if f.severity is Severity.ERROR] == wrong


ASSETS = (
    "类别|数量|原值（万元）|在用（万元）|闲置（万元）|利用率\n房屋|4|6,120.40|6,120.40|0.00|100.00%\n"
    "设备|862|1,404.11|1,385.98|18.13|98.71%\n车辆|11|303.00|290.49|12.51|95.87%\n合计|877|7,827.51|7,796.87|30.64|99.61%"
)


@pytest.mark.parametrize(("right", "wrong"), [("30.64", "42.64"), ("7,796.87", "7,769.87"), ("99.61", "96.61")])
def test_assets_and_what_is_in_use_of_them(right: str, wrong: str) -> None:
    text = "年末固定资产原值合计7,827.51万元，在用7,796.87万元，闲置30.64万元，固定资产利用率99.61%。"
    assets = table(ASSETS, title="固定资产情况", unit="")
    for told, expected in ((text, []), (text.replace(right, wrong), [wrong.replace(",", "")])):
        found = audit(document(assets, text=(TITLE, told))).findings
        assert [f.reported.strip("%") for f in found if f.severity is Severity.ERROR] == expected


FUNDS = (
    "来源|年初数|调整后数|执行数|执行率|构成比\n一般预算拨款|4,216.33|5,107.48|4,988.21|97.66%|84.85%\n"
    "基金预算拨款|862.00|731.60|702.32|96.00%|11.95%\n单位自有资金|214.50|214.50|188.06|87.67%|3.20%\n"
    "总计|5,292.83|6,053.58|5,878.59|97.11%|100.00%"
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("基金预算拨款731.60万元，占12.09%；单位自有资金214.50万元，占3.54%。", []),  # of the budget
        ("年初安排基金预算拨款862.00万元，占比16.29%。", []),
        ("基金预算拨款执行702.32万元，占11.95%。", []),
        ("基金预算拨款执行702.32万元，占12.95%。", ["12.95"]),
    ],
)
def test_a_column_of_shares_is_of_the_amounts_that_give_it(text: str, wrong: list[str]) -> None:
    grid = table(FUNDS, title="分资金来源预算执行情况表", unit="万元")
    found = audit(document(grid, text=(TITLE, text))).findings
    assert [f.reported.strip("%") for f in found if f.severity is Severity.ERROR] == wrong
