"""Numbers told of a row or column by its name alone, held against all that this line gives."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某某市园林管理局2022年度部门整体支出绩效自评报告"
AREAS = (
    "片区|2021年养护费|2022年预算安排|2022年实际列支|完成比例\n"
    "城东公园群|1,204.36|1,388.20|1,301.54|93.76%\n滨河绿带|862.17|905.40|897.33|99.11%\n"
    "西山苗圃|310.58|402.66|318.29|79.05%\n行道树养护|745.02|780.15|771.48|98.89%\n"
    "合计|3,122.13|3,476.41|3,288.64|94.60%"
)
PEOPLE = "人员类别|机关|养护所|苗圃|合计\n在编人员|46|138|27|211\n合同制工人|5|96|34|135\n离退休人员|31|72|18|121"


def accused(text: str) -> list[str]:
    tables = (table(AREAS, title="分片区养护支出情况表", unit="万元"), table(PEOPLE, title="人员情况表", unit="人"))
    found = audit(document(*tables, text=(TITLE, text))).findings
    return [f.reported for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("从完成情况看，西山苗圃完成比例最低，仅为79.05%，原因是苗木招标较晚。", "79.05", "71.05"),
        ("西山苗圃因招标较晚，形成结余84.37万元，已结转下年使用。", "84.37", "84.37"),
        ("城东公园群、滨河绿带和行道树养护三项合计列支2,970.35万元，占总支出的90.32%。", "2,970.35", "2,670.35"),
        ("城东公园群、滨河绿带和行道树养护三项合计列支2,970.35万元，占总支出的90.32%。", "90.32", "95.32"),
        ("滨河绿带养护费较2021年增长4.08%，行道树养护较2021年增加26.46万元。", "26.46", "26.46"),
        ("城东公园群列支规模最大，占总支出的39.58%。", "39.58", "35.58"),
        ("年末全局离退休人员121人，均已移交社区管理。", "121", "171"),
        ("行道树养护预算安排数为780.15万元。", "780.15", "730.15"),
    ],
)
def test_what_a_line_gives_with_a_slip_in_it(text: str, right: str, wrong: str) -> None:
    assert accused(text) == []
    if right != wrong:  # else only that a right number is left in peace
        assert accused(text.replace(right, wrong)) == [wrong.replace(",", "")]


@pytest.mark.parametrize(
    "text",
    [
        "西山苗圃改造完成绿化面积79.15万平方米。",
        "城东公园群上年完成比例为93.16%。",
        "城东公园群、滨河绿带等前两项合计列支2,198.81万元。",
        "滨河绿带其中一期列支897.03万元。",
        "西山苗圃占基本支出的9.08%。",
        "行道树养护目标完成比例为98.09%。",
        "新增合同制工人131人。",
    ],
)
def test_what_the_words_may_say_of_something_else(text: str) -> None:
    assert accused(text) == []


def test_a_department_over_its_rows_and_levels_that_something_was_raised_to() -> None:
    grid = (
        "责任科室|项目|预算数|列支数|完成率\n规划科|智慧平台|406.15|224.19|55.20%\n^|奖励扶助|1,396.01|1,396.01|100.00%\n"
        "^|小计|1,802.16|1,620.20|89.90%\n医政科|机构补助|903.47|874.68|96.81%\n^|药品补偿|655.20|612.37|93.46%\n"
        "^|小计|1,558.67|1,487.05|95.41%\n总计|<|3,360.83|3,107.25|92.45%"
    )
    told = table(grid, title="项目完成情况表", unit="万元")

    def wrong(text: str) -> list[str]:
        found = audit(document(told, text=(TITLE, text))).findings
        return [f.reported for f in found if f.severity is Severity.ERROR]

    said = "规划科承担项目2个，列支{}万元；支出较多的是奖励扶助（{}万元）和机构补助（874.68万元）。"
    assert wrong(said.format("1,620.20", "1,396.01")) == []
    assert wrong(said.format("1,680.27", "1,396.01")) == []  # two digits: it may be of something else
    assert wrong(said.format("1,620.20", "1,336.01")) == ["1336.01"]
    assert wrong("机构补助预算由560.00万元增至903.47万元。") == []
    assert wrong("机构补助预算由560.00万元增至908.47万元。") == ["908.47"]


def test_rates_below_amounts_under_heads_of_two_levels() -> None:
    grid = (
        "指标|基本支出|<|项目支出|合计\n^|人员经费|公用经费|^|^\n年初预算|1,106.76|185.45|1,468.40|2,760.61\n"
        "调整后预算|1,127.01|179.89|1,581.96|2,888.86\n实际支出|1,122.62|158.99|1,435.26|2,716.87\n执行率|{}|88.38%|90.73%|94.05%"
    )

    def wrong(rate: str) -> list[str]:
        sheet = table(grid.format(rate), title="预算执行总表", unit="万元", header_rows=2)
        return [f.reported for f in audit(document(sheet, text=(TITLE,))).findings if f.severity is Severity.ERROR]

    assert (wrong("99.61%"), wrong("93.61%")) == ([], ["93.61"])


def test_a_column_of_amounts_whose_name_says_no_measure() -> None:
    grid = (
        "资金方向|追加后预算|实际投入\n公共文化服务|1,240.55|1,215.61\n文化市场执法|806.17|754.93\n"
        "文物保护|731.40|716.29\n合计|2,778.12|2,686.83"
    )

    def wrong(said: str) -> list[str]:
        sheet = table(grid, title="资金使用表", unit="万元")
        found = audit(document(sheet, text=(TITLE, f"公共文化服务投入最多，文化市场执法次之，为{said}万元。"))).findings
        return [f.reported for f in found if f.severity is Severity.ERROR]

    assert (wrong("754.93"), wrong("754.23")) == ([], ["754.23"])


def test_a_total_goes_by_what_the_caption_says_it_adds_up() -> None:
    """预算 less 决算 of the total is what was saved; the table calls its total 合计 and the sentence “三公”经费."""
    rows = (
        "项目|上年决算数|本年预算数|本年决算数\n公务用车运行维护费|21.40|26.80|19.75\n"
        "公务用车购置费|18.90|25.00|24.36\n公务接待费|6.12|9.50|5.08\n合计|46.42|61.30|49.19"
    )
    spent = table(rows, title="表2 2022年度“三公”经费支出情况表", unit="万元", label="表2")

    def told(text: str) -> list[str]:
        found = audit(document(spent, text=("某某区文体局2022年度部门整体支出绩效自评报告", text))).findings
        return [f.reported for f in found if f.severity is Severity.ERROR]

    text = "厉行节约见成效，“三公”经费支出49.19万元，比预算减少12.11万元。"
    assert told(text) == []
    assert told(text.replace("12.11", "12.71")) == ["12.71"]
    assert told(text.replace("12.11", "4.60")) == []  # far from it: of another budget
    assert told("“三公”经费支出49.19万元，比上年增加2.77万元。") == []


def test_what_there_was_at_the_beginning_is_no_cell_of_the_end() -> None:
    rows = (
        "资产类别|账面原值|在用|闲置|利用率\n房屋及构筑物|635.68|625.23|10.45|98.36%\n车辆|77.11|77.11|0.00|100.00%\n"
        "设备|458.66|372.73|85.93|81.26%\n合计|1,171.45|1,075.07|96.38|91.77%"
    )
    assets = table(rows, title="表2 2022年固定资产使用情况表", unit="万元", label="表2")
    text = "固定资产由年初的10415101.25元增至年末的11714524.54元，增加1299423.29元，增长12.48%。"
    found = audit(document(assets, text=("某某区文体局2022年度部门整体支出绩效自评报告", text))).findings
    assert [f.reported for f in found if f.severity is Severity.ERROR] == []


EXECUTED = (
    "类别|年初预算数|调整预算数|支出决算数\n基本支出|2,739.40|2,959.91|2,812.05\n"
    "项目支出|6,424.15|7,191.38|5,953.27\n合计|9,163.55|10,151.29|8,765.32"
)
TWO_YEARS = (
    "项目|2021年|2022年\n本年收入|9,512.36|9,968.41\n本年支出|8,204.77|8,765.32\n其中：基本支出|2,640.18|2,812.05"
)


def accused_of_all(text: str) -> list[str]:
    tables = (
        table(EXECUTED, title="表1 部门预算执行情况表", unit="万元"),
        table(TWO_YEARS, title="表2 收支与上年对比表", unit="万元"),
    )
    found = audit(document(*tables, text=(TITLE, text))).findings
    return [f.reported for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("年末未执行预算1,385.97万元，主要是工程尚未结算。", "1,385.97", "1,335.97"),
        ("与年初预算相比，调整后预算增加987.74万元。", "987.74", "937.74"),
        ("支出决算比年初预算减少398.23万元，主要是压减开支。", "398.23", "938.23"),
        ("项目支出比调整后预算少支出1,238.11万元。", "1,238.11", "1,288.11"),
        ("项目支出比调整后预算少支出1,238.11万元。", "1,238.11万元", "1,238.11元"),  # the unit of another line
        ("本年支出较上年增加560.55万元。", "560.55", "506.55"),
        ("项目支出占总支出的67.92%，基本支出占32.08%。", "32.08%", "34.58%"),  # no digit, but beside a right one
        ("如按年初预算口径计算，预算执行率为95.65%。", "95.65%", "95.35%"),
    ],
)
def test_what_is_told_of_all_and_of_lines_alike(text: str, right: str, wrong: str) -> None:
    assert accused_of_all(text) == []
    assert accused_of_all(text.replace(right, wrong)) == [wrong.rstrip("%万元").replace(",", "")]


@pytest.mark.parametrize(
    "text",
    [
        "截至9月底，预算执行率为65.35%。",
        "上年度预算执行率为95.35%。",
        "一般公共预算支出比年初预算减少398.33万元。",
        "项目支出占总支出的67.92%，从预算看，基本支出占29.16%。",
        "下属单位本年支出较上年增加506.55万元。",
        "全年调增预算1,987.74万元，调减预算1,000.00万元。",
    ],
)
def test_what_is_told_of_less_than_all_is_no_slip(text: str) -> None:
    assert accused_of_all(text) == []
