"""A figure that no slip makes of the value it is held against is a matter for a person, no error."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.findings.meanings.far_off import has_slip_in_inputs
from schemas.audit import Check, CheckCode, Locus, Outcome, Relation, Severity
from schemas.figure import Figure, Unit
from schemas.geometry import Box
from tests.normalize.grids import table
from tests.small_audits import audited


def severities(sentence: str) -> list[Severity]:
    return [f.severity for f in audited(text=(sentence,)).findings]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年办理来信120件，办结114件，办结率为59.0%。",  # first digit
        "全年办理来信120件，办结114件，办结率为9.5%。",  # the point
        "全年办理来信120件，办结114件，办结率为92.3%。",  # near it
        "全年办理来信120件，办结54件，办结率为95.0%。",  # one digit of what it is worked out from
        "全年办理来信74件，办结9件，办结率为64.29%。",  # of two digits, when the rate is of 14 and of no other count
    ],
)
def test_what_one_slip_makes_of_the_figure_is_an_error(sentence: str) -> None:
    assert severities(sentence) == [Severity.ERROR]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年办理来信1268件，办结37件，办结率为95.2%。",
        "全年办理来信73件，办结23件，办结率为100.00%。",
        "培训经费支出3.26万元，其中场地费41.80万元、资料费29.57万元。",
        "二级项目共9个（含政府性基金项目1个），其中按时完成8个。",
    ],
)
def test_a_figure_far_off_is_worth_a_look(sentence: str) -> None:
    assert severities(sentence) == [Severity.WARNING]


@pytest.mark.parametrize(
    ("total", "severity"),
    [
        ("89.5", Severity.ERROR),
        ("49", Severity.ERROR),  # swapped
        ("188", Severity.WARNING),  # everything twice
        ("52.6", Severity.WARNING),
    ],
)
def test_a_total_of_scores_far_off_is_a_table_misread(total: str, severity: Severity) -> None:
    grid = f"""
    一级指标 | 三级指标 | 分值 | 得分
    部门管理 | 制度健全性 | 30 | 29
    部门绩效 | 社会效益 | 70 | 65
    合计 | < | 100 | {total}
    """
    found = [f for f in audited(table(grid)).findings if f.reported == total]
    assert [f.severity for f in found] == [severity]


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("部门管理得29.5分，部门绩效得64.1分。", Severity.ERROR),  # a level's own score by its name, near what it got
        ("本部门自评得分91.2分。", Severity.WARNING),  # may be a review's
    ],
)
def test_a_level_told_by_its_name_accuses_near_its_score(said: str, severity: Severity) -> None:
    grid = """
    一级指标 | 三级指标 | 分值 | 得分
    部门管理 | 制度健全性 | 30 | 29.5
    部门绩效 | 社会效益 | 70 | 65.4
    合计 | < | 100 | 94.9
    """
    assert [f.severity for f in audited(table(grid), text=(said,)).findings if f.code is CheckCode.SCORE_CLAIM] == [
        severity
    ]


@pytest.mark.parametrize(("stated", "severity"), [("10", Severity.ERROR), ("16", Severity.WARNING)])
def test_a_number_of_indicators_far_off_is_of_another_level(stated: str, severity: Severity) -> None:
    rows = "\n".join(f"    ^ | 指标{n} | 10 | 9" for n in "二三四五六七")
    grid = f"""
    一级指标 | 三级指标 | 分值 | 得分
    部门绩效 | 指标一 | 40 | 38
{rows}
    合计 | < | 100 | 92
    """
    said = f"部门绩效指标分值100分，共设{stated}个三级指标。"
    found = [f for f in audited(table(grid), text=(said,)).findings if f.reported == stated]
    assert [f.severity for f in found] == [severity]


@pytest.mark.parametrize(
    "sentence",
    [
        # the whole that is meant stands elsewhere or nowhere
        "9月末累计拨付8,277.54万元、占指标13,347.21万元的62.02%，第四季度拨付4,698.88万元，占全年拨付的36.21%。",
        "全市新建站点24个，涉及街道26个，站点覆盖面89.66%，覆盖率89.66%。",
        "检查点位“黄灯”2个、“红灯”1个，绿灯率93.48%。",
        "开展巡查三轮，二季度巡查284次，四季度巡查142次，较上年多出的部分占比为36.3%。",
    ],
)
def test_a_rate_far_from_its_neighbours_is_of_others(sentence: str) -> None:
    assert Severity.ERROR not in severities(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "抢险预算383.22万元，支出186.83万元，执行率56.75%。",  # eight points, but right behind both
        "受理咨询312件，上年411件，其中电话咨询208件，占咨询总量的63.31%。",  # three points, others between
    ],
)
def test_a_rate_near_what_its_neighbours_give_is_wrong(sentence: str) -> None:
    assert severities(sentence) == [Severity.ERROR]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年应公开43项，延期公开3项、未公开4项，按时公开率83.72%。",  # a count of one digit
        "甲所、乙所、丙所在编10名、9名、21名，离退休5名、4名、6名，在编与离退休合计55名。",  # 55 and 15
        "年初在册649人；安置帮教634人，帮教率100%；调解3,171件。",  # another clause counts others
    ],
)
def test_few_digits_and_other_clauses_accuse_nobody(sentence: str) -> None:
    assert Severity.ERROR not in severities(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "规上企业87家，新增8家、退出2家，净增1家。",  # of one digit, right behind both
        "意向登记3,910人，其中留本地494人，占意向登记的21.63%。",  # swapped, of numbers that are exact
        "公车预算33.48万元、支出30.13万元，占93.00%；接待预算4.53万元、支出2.72万元，占60.04%。",
        "收回651份，“非常满意”533份、“比较满意”65份、“一般”51份、“不满意”2份，非常满意率81.78%。",
    ],
)
def test_a_share_of_what_stands_beside_it_is_held_against_that(sentence: str) -> None:
    assert severities(sentence) == [Severity.ERROR]


@pytest.mark.parametrize("rate", ["85.60%", "78.34%", "97.50%"])
def test_a_rate_of_the_whole_budget_may_be_off_by_more(rate: str) -> None:
    """What it is, and of what, is known without the words around it: nobody asks whether another rate is meant."""
    grid = table(
        "项目|调整后预算|决算支出|执行率\n基本支出|702.16|655.24|93.32%\n项目支出|527.15|466.17|88.43%\n合计|1,229.31|1,121.41|91.22%",
        title="预算执行情况表",
    )
    found = audited(grid, text=(f"全年实际支出1,121.41万元，预算执行率为{rate}。",)).findings
    assert [f.severity for f in found] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("total", "severity"),
    [
        ("3,428", Severity.WARNING),  # of its size, but no print of 3,465
        ("3,965", Severity.ERROR),  # a digit
        ("3,645", Severity.ERROR),  # two digits changed places
        ("3,505", Severity.ERROR),  # forty more, with a digit carried
    ],
)
def test_a_total_apart_from_its_parts_is_wrong_where_a_slip_prints_it(total: str, severity: Severity) -> None:
    """Lists, periods and kinds that overlap are misread for totals of much the same size."""
    said = f"全年接待群众来访{total}人次，咨询、求助、投诉和其他分别为1,317人次、1,708人次、351人次和89人次。"
    assert severities(said) == [severity]


def test_what_is_told_behind_parts_that_come_to_their_whole_is_no_rest_of_it() -> None:
    told = "经自评，得分95分，评价等级为“优”。"
    parts = "其中投入类指标14分（满分15分）、过程类指标33分（满分35分）、产出类指标48分（满分50分），扣5分。"
    assert Severity.ERROR not in severities(told + parts)


def test_amounts_in_two_units_leave_a_rest_no_wider_than_their_prints() -> None:
    """The roundings of 720 元 and 940 元 move an amount of 753.92 万元 by nothing that it prints: it was taken for one
    slip away from nearly nothing."""
    figures = tuple(_figure(v, unit, n) for n, (v, unit) in enumerate(_AMOUNTS))
    relation = Relation(formula="(f1 * 10000) - f2 - f3", figures=figures[1:])
    check = Check(
        code=CheckCode.SUM,
        variant="stated_in_text",
        locus=Locus(),
        outcome=Outcome.INCONSISTENT,
        reported=figures[0],
        expected_low=Decimal(7_537_540),
        expected_high=Decimal(7_537_540),
        relation=relation,
    )
    assert not has_slip_in_inputs(check)


_AMOUNTS = (("1050", Unit.YUAN), ("753.92", Unit.WAN_YUAN), ("720", Unit.YUAN), ("940", Unit.YUAN))


def _figure(text: str, unit: Unit, n: int) -> Figure:
    box = Box(page=1, x0=50.0 * n, top=100.0, x1=50.0 * n + 30, bottom=110.0, origin="digital")
    return Figure(
        value=Decimal(text), decimals=len(text.partition(".")[2]), unit=unit, text=text, boxes=(box,), exact=False
    )


@pytest.mark.parametrize(
    ("total", "severity"),
    [
        ("11.3", Severity.WARNING),  # a mean, though one digit is all that parts it from 21.2
        ("15.6", Severity.WARNING),
        ("31.2", Severity.ERROR),  # more than each part: a sum
    ],
)
def test_a_total_that_lies_among_its_parts_is_a_mean(total: str, severity: Severity) -> None:
    grid = f"""险种|当年收入|当年支出|滚存结余|可支付月数
职工医保|46,120.33|40,215.18|57,306.63|17.1
居民医保|38,404.20|37,112.46|12,679.94|4.1
合计|84,524.53|77,327.64|69,986.57|{total}"""
    found = audited(table(grid, title="基金收支情况表")).findings
    assert [f.severity for f in found if f.reported == total] == [severity]


def test_how_far_two_amounts_lie_apart_is_no_amount_before() -> None:
    assert severities("印刷费支出8.57万元，小于预算数3.43万元，比上年增加1.20万元，增长16.28%。") == []


ALL_KINDS = (
    "2022 年本单位政府采购计划为 418.60 万元，实际政府采购金额 {spent} 万元，其中政府采购货物支出 351.37 万元，"
    "政府采购工程支出 0 万元，政府采购服务支出 0 万元，政府采购执行率 83.94%。"
)


@pytest.mark.parametrize(("spent", "told"), [("351.37", []), ("329.06", [Severity.ERROR])])
def test_what_the_parts_and_the_rate_leave_alike_is_no_other_reading(spent: str, told: list[Severity]) -> None:
    """329.06 is no slip's print of 351.37, but its parts come to that and the rate behind it is of that."""
    assert severities(ALL_KINDS.format(spent=spent)) == told


MOVED = """
    项目 | 年初预算数 | 全年预算数 | 预算调增数 | 调增率
    基本支出 | 1,204.50 | 1,287.13 | 82.63 | 6.86%
    项目支出 | 2,310.77 | 2,640.32 | 329.55 | 14.26%
    合计 | 3,515.27 | 3,927.45 | 412.18 | 11.73%
"""


@pytest.mark.parametrize(("moved", "told"), [("412.18", []), ("445.91", [Severity.ERROR])])
def test_what_a_table_prints_as_well_is_no_other_reading(moved: str, told: list[Severity]) -> None:
    sentence = f"年初预算 3,515.27 万元，全年预算调整为 3,927.45 万元，调增 {moved} 万元，调增率 11.73%。"
    found = audited(table(MOVED, title="预算调整情况表", unit="万元"), text=(sentence,)).findings
    assert [f.severity for f in found] == told
