"""A number of a sentence that comes out with other figures of the report than those it was held against is no error."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某区河湖事务中心2023年度部门整体支出绩效自评报告"
GRID = """项目|年初预算|调整后预算|决算支出|执行率
基本支出|4,120.55|4,310.20|4,266.81|98.99%
项目支出|3,008.10|3,512.46|3,120.37|88.84%
其中：河道保洁|1,204.33|1,260.00|1,198.45|95.12%
水质监测|402.17|388.50|301.26|77.54%
合计|7,128.65|7,822.66|7,387.18|94.43%"""


def errors(*sentences: str) -> list[str]:
    found = audit(document(table(GRID, title="预算执行情况表"), text=(TITLE, *sentences))).findings
    return [f.message_zh for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "sentences",
    [
        # a rate whose own amount stands under another name, or far away
        (
            "河道保洁支出1,198.45万元，其中人工848.21万元、机械350.24万元；水样采集等受汛期影响支出301.26万元，执行率77.54%。",
        ),
        ("基本支出4,266.81万元，含在职和退休人员；项目支出3,120.37万元，较上年略降，执行率88.84%。",),
        # the whole of a share is another total
        ("全年决算支出7,387.18万元。", "财政应返还额度中，项目支出3,120.37万元，占全部支出的42.24%。"),
        # a second way to divide the whole, behind a first
        (
            "全年支出7,387.18万元。按级次划分，本级支出5,904.11万元，下属单位支出1,483.07万元。按性质划分，基本支出4,266.81万元，"
            "项目支出3,120.37万元。",
        ),
        # parts of several years and what share of the whole they are
        (
            "清淤工程总投资6,400.00万元，2021年至2023年分别完成1,150.00万元、1,420.00万元和1,910.00万元，累计完成率70.00%。",
        ),
        # a list whose last member stands apart
        ("全年受理诉求2,415件，其中电话987件、网络1,204件、来信119件，其余为来访和上级转办，共105件。",),
    ],
)
def test_what_comes_out_otherwise_accuses_nobody(sentences: tuple[str, ...]) -> None:
    assert errors(*sentences) == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("全年决算支出7,387.18万元，预算执行率96.43%。", "96.43"),
        ("项目支出3,120.37万元，占决算支出7,387.18万元的44.24%。", "44.24"),
        ("全年受理诉求2,415件，其中电话987件、网络1,204件、来信119件、其他125件。", "2415"),
        ("决算支出7,387.18万元，比上年7,002.15万元增加395.03万元。", "395.03"),
        ("人员支出3,451.20万元（上年3,262.75万元），增长5.46%。", "5.46"),  # over this year's
        # 0 and 0 come to a third 0: that makes no part of them a subtotal
        (
            "调整后预算收入642.18万元，其中：一般公共预算拨款642.81万元，政府性基金0万元，事业收入0万元，其他收入0万元。",
            "642.18",
        ),
        # the amount is the slip: it is near the one that would fit, and printed nowhere else
        ("全年决算支出7,378.18万元，预算执行率94.43%。", "7378.18"),
    ],
)
def test_what_comes_out_with_nothing_is_an_error(sentence: str, wrong: str) -> None:
    assert any(wrong in message for message in errors(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        # the sentence itself gives the number in another way
        "上年决算612.03万元，执行率98.00%，本年较上年增加63.05万元，增长10.30%。",
        "2021年安排6,963,878.07元，因追加、压减等因素净调整105,989.12元，调整后为7,069,867.19元。",
        "到会代表31名，满意28名、基本满意3名、不满意0名，满意率90.32%。",
        # what the words seem to give is another number of it
        "编内71人，外聘46人，采编人员共83人，占从业总数117人的70.94%。",
        "编制总量56个，实有总量51人，使用率91.07%，行政类使用率90.00%。",
    ],
)
def test_what_the_sentence_gives_otherwise_accuses_nobody(sentence: str) -> None:
    assert errors(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "年末实有149人（编制154名，空编5名，空编率3.25%）。",  # the same figures with another sign
        "一季度支出353.32万元，占全年支出1,386.36万元的25.49%，占指标1,436.01万元的24.60%。",  # of the first both times
        # 代表 95 人 is no table, and a mean is of all that stand in its row
        "抽样服务对象80人、基层代表95人、协作单位60人；满意度为服务对象98.2%、基层代表91.5%、协作单位93.4%，简单平均94.37%，加权平均94.28%。",
        "车辆费36.96万元，单车2.84万元（13辆），上年23.72万元，单车2.16万元（11辆）；接待费4.11万元，占两项总额41.07万元的10.01%。",
        # a whole of the same name, of another year
        "接报总量2022年13,420起，2023年17,120起，2024年16,880起，其中2024年消防类844起，占总量5%。",
        "志愿者27名，其中五星5名、四星6名，四星及以上11名。",  # a list with its own subtotal
        "登记单位413个，参检404个，参检率97.82%；合格393个，合格率97.28%，未参检9个已列异常。",  # of those registered
        "培训费248.73万元（上年217.38万元），举办51期（上年52期），期均4.88万元（上年4.18万元），总费用增长14.42%。",
    ],
)
def test_what_the_same_figures_give_otherwise_accuses_nobody(sentence: str) -> None:
    assert errors(sentence) == []


def test_a_rate_worked_out_from_the_numbers_right_before_it_is_of_these() -> None:
    told = "决算支出7,387.18万元，执行率94.43%。"
    assert errors(told, "中央资金5,217.66万元，已支出4,903.65万元，支出率93.98%。") == []
    assert any("执行率" in e for e in errors(told, "经核实，全年支出7,387.18万元，预算执行率93.98%。"))


def test_amounts_too_coarse_to_tell_two_rates_apart_bear_out_neither() -> None:
    grid = """项目|预算|支出|结余|支出率
公路养护|1,540.20|1,472.78|67.42|95.62%
公交补贴|26,409.26|25,246.31|1,162.95|95.60%
合计|27,949.46|26,719.09|1,230.37|95.60%"""
    said = "全年实施重点专项2个，安排资金2.79亿元，支出2.67亿元，支出率{}。"

    def told(rate: str) -> list[str]:
        found = audit(document(table(grid, title="重点专项支出情况"), text=(TITLE, said.format(rate)))).findings
        return [f.reported for f in found if f.severity is Severity.ERROR]

    assert told("95.60%") == []
    assert told("95.90%") == ["95.90"]


def test_a_growth_between_two_named_years_is_of_these() -> None:
    told = (
        "站点2021年末1,020个，2022年末1,600个，2023年末2,230个，年增量由580个提高到630个，2023年末比2021年末增长{}%。"
    )
    assert errors(told.format("118.63")) == []
    assert len(errors(told.format("113.63"))) == 1


@pytest.mark.parametrize(
    ("rate", "wrong"),
    [
        ("84.01%", False),  # printed in the same row, under a name that was not understood
        ("84.10%", True),  # printed nowhere
        ("76.10%", True),  # and a slip of the other
    ],
)
def test_a_rate_that_a_table_prints_itself_is_that_one(rate: str, wrong: bool) -> None:
    grid = """项目|年初预算|全年预算|执行数|占年初预算%|占全年预算%
一般公共预算|8,735.99|8,787.66|8,396.88|96.12|95.55
政府性基金预算|14,752.09|13,714.05|11,521.37|78.10|84.01
合计|23,488.08|22,501.71|19,918.25|84.80|88.52"""
    said = f"其中一般公共预算执行8,396.88万元，执行率95.55%，政府性基金执行11,521.37万元，执行率{rate}。"
    found = audit(document(table(grid, title="预算执行总体情况"), text=(TITLE, said))).findings
    assert any(f.severity is Severity.ERROR for f in found) is wrong
    assert all(rate[:-1] in f.message_zh for f in found if f.severity is Severity.ERROR)


def test_a_rate_beside_the_one_it_was_held_against_is_of_another_whole() -> None:
    grid = """项目|总投资|合同金额|累计支付|累计占合同比
河道整治|6,420.18|5,903.44|3,120.37|52.86%
管网改造|8,116.50|7,204.31|3,812.66|52.92%
合计|14,536.68|13,107.75|6,933.03|52.89%"""
    said = "本年支付2,214.09万元；累计支付6,933.03万元，占合同金额的52.89%、占总投资的47.69%。"
    found = audit(document(table(grid, title="重点项目支付情况"), text=(TITLE, said))).findings
    assert [f.message_zh for f in found if f.severity is Severity.ERROR] == []


def test_kinds_that_come_to_all_of_them_leave_what_the_sentence_says() -> None:
    assert errors("五项任务中，超额完成3项、完成1项、未完成1项，完成（含超额）比例80%。") == []
    assert any("1" in message for message in errors("五项任务中，完成3项、未完成1项。"))


_SCORES = """一级指标|三级指标|分值|得分
过程|预算编制|15|14
^|预算执行|20|15
产出|项目产出|35|33
效益|社会效益|20|19
^|群众满意度|10|9
合计|<|100|90"""


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("（5）群众满意度扣1分，共扣10分。", False),  # a sentence that goes on behind a page's end
        ("评价结果为优。二级单位自评中，得分最高的为95.6分，最低的为89分。", False),  # 自评中 is no grade
        ("扣分原因：项目产出扣2分，社会效益扣3分，群众满意度扣1分。", True),
    ],
)
def test_points_that_are_told_rightly_beside_are_not_told_wrongly_too(told: str, wrong: bool) -> None:
    title = "某镇2023年度部门整体支出绩效自评报告"
    found = audit(document(table(_SCORES, title="自评打分表", unit=""), text=(title, "自评总分90分。" + told))).findings
    assert any(f.severity is Severity.ERROR for f in found) is wrong


def test_the_digits_of_another_unit_are_no_other_amount() -> None:
    """Although another sentence comes out with them, in the unit that was meant."""
    grid = """
    项目 | 年初预算数 | 调整预算数 | 决算数
    基本支出 | 2,000.5 | 2,010.2 | 2,000.0
    项目支出 | 3,928.4 | 4,071.2 | 3,469.6
    合计 | 5,928.9 | 6,081.4 | 5,469.6
    """
    said = "年初预算数5928.86万元，全年预算数6081.43{}，较年初预算增加152.57万元，预算调整率为2.57%。"
    after = "年末结转结余数为611.82万元，占全年预算数的比重即结转结余率为10.06%。"
    for unit, wrong in (("万元", []), ("元", ["6081.43"])):
        tables = (table(grid, unit="万元", title="部门预算执行情况表"),)
        found = audit(document(*tables, text=(TITLE, said.format(unit), after))).findings
        assert [f.reported for f in found if f.severity is Severity.ERROR] == wrong
