"""Forms as offices fill them in: right ones accuse nobody, a slip is told where it stands."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Finding, Severity
from schemas.document import Table
from tests.normalize.grids import document, table

MONEY = """
项目名称 | < | {name} | < | < | < | < | <
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 152.40 | 152.40 | 139.29 | 10 | 91.40% | {points}
"""
LEVELS = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因\n"


def form(rows: str, name: str = "灯塔维护项目", points: str = "9.14", head: str = LEVELS) -> Table:
    return table(MONEY.format(name=name, points=points) + head + rows, header_rows=0, unit="")


def errors(*tables: Table, text: str = "") -> list[Finding]:
    found = audit(document(*tables, text=[t for t in text.split("\n") if t]))
    return [f for f in found.findings if f.severity is Severity.ERROR]


WITH_RULES = (
    "一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 评分标准 | 分值 | 得分 | 偏差原因\n",
    "产出指标 | 验收合格率 | ≥92% | 97% | 得分=实际完成值/目标值×分值，最高不超过分值 | 50 | 50 | \n"
    "效益指标 | 航班准点率 | ≥80% | {done}% | 得分=实际完成值/目标值×分值，最高不超过分值 | 40 | 36 | 雾天多\n"
    "总分 | < | < | < | < | 100 | 95.14 | ",
)


def test_a_result_is_no_other_printing_of_its_share_of_the_target() -> None:
    head, rows = WITH_RULES
    assert errors(form(rows.format(done="72"), head=head)) == []
    [finding] = errors(form(rows.format(done="64"), head=head))
    assert finding.reported == "36"


TWO_ROWS = (
    "一级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值 | 分值 | 得分\n"
    "^ | ^ | 指标性质 | 指标值 | 度量单位 | ^ | ^ | ^\n",
    "产出指标 | 检修灯塔 | ≥ | 40 | 座 | 40 | 50 | 50\n"
    "效益指标 | 船民满意度 | ≥ | 90 | % | 81 | 40 | {score}\n"
    "总分 | < | < | < | < | < | 100 | {total}",
)


def test_targets_below_a_head_of_two_rows() -> None:
    head, rows = TWO_ROWS
    head = head.replace("一级指标 | 三级指标", "二级指标 | 三级指标")
    assert errors(form(rows.format(score="36", total="95.14"), head=head)) == []
    [finding] = errors(form(rows.format(score="39", total="98.14"), head=head))
    assert finding.locus.indicator == "船民满意度"


GRADED = (
    "产出指标 | 数量指标 | 检修灯塔 | ≥40座 | 40座 | 90 | {score} | 酌情扣分\n"
    "总分 | < | < | < | < | 100 | {total} | {grade}"
)
SCALE = "评价等级：优（90分及以上）、良（80-90分）、中（60-80分）、差（60分以下）。"


@pytest.mark.parametrize(("grade", "wrong"), [("自评等级：良", 0), ("良", 0), ("自评等级：优", 1), ("中", 1)])
def test_the_grade_beside_the_total(grade: str, wrong: int) -> None:
    """The scale below the form names 优 first and gives it to nobody."""
    found = errors(form(GRADED.format(score="75", total="84.14", grade=grade)), text=SCALE)
    assert [f.reported for f in found] == ["84.14"] * wrong


NO_TOTAL = "产出指标 | 数量指标 | 检修灯塔 | ≥40座 | 40座 | 90 | 90 | "
RIGHT = "灯塔维护项目年度资金总额152.40万元，实际执行{spent}万元，执行率91.40%；绩效自评总分为{score}分。"


@pytest.mark.parametrize(("spent", "score", "wrong"), [("139.29", "99.14", []), ("139.29", "96.14", ["96.14"])])
def test_a_form_without_a_total_adds_up_to_what_the_text_says(spent: str, score: str, wrong: list[str]) -> None:
    other = form(NO_TOTAL, "浮标更换项目").model_copy(update={"table_id": "t02"})
    told = RIGHT.format(spent=spent, score=score) + RIGHT.replace("灯塔维护", "浮标更换").format(
        spent="139.29", score="99.14"
    )
    assert [f.reported for f in errors(form(NO_TOTAL), other, text=told)] == wrong


def test_what_the_text_says_was_spent_is_what_the_form_says() -> None:
    [finding] = errors(form(NO_TOTAL), text=RIGHT.format(spent="149.39", score="99.14"))
    assert finding.reported == "149.39"


TRANSFER = """
转移支付（项目）名称 | < | 渔港改造补助 | < | < | < | <
项目资金（万元） | < | | 全年预算数（A） | 全年执行数（B） | 执行率（B/A） | 备注
^ | ^ | 年度资金总额 | 860.50 | 742.18 | 86.25% |
^ | ^ | 中央补助 | 500.00 | {central} | |
^ | ^ | 地方资金 | 360.50 | 281.66 | |
^ | ^ | 其他资金 | | | |
资金管理情况 | | | 情况说明 | < | < | 改进措施
^ | 分配科学性 | < | 符合规定 | < | < | 无
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 未完成原因
^ | 产出指标 | 数量指标 | 改造渔港 | ≥3座 | 3座 |
^ | 满意度指标 | 满意度 | 渔民满意度 | ≥85% | 91% |
"""


def test_sources_of_a_form_that_gives_no_points() -> None:
    assert errors(table(TRANSFER.format(central="460.52"), header_rows=0, unit="")) == []
    [finding] = errors(table(TRANSFER.format(central="406.52"), header_rows=0, unit=""))
    assert (finding.locus.row, finding.reported) == ("中央补助", "406.52")  # two digits in the wrong order


SOURCES = """
部门名称 | 某某航道局 | < | < | < | < | <
资金来源（万元） | 年初预算数 | 全年预算数 | 全年累计执行数 | 分值 | 执行率 | 得分
年度资金总额 | 300.00 | 320.00 | 288.00 | 10 | 90.00% | 9
上级补助资金 | 120.00 | 130.00 | 118.00 | - | - | -
本级安排资金 | 150.00 | 155.00 | {own} | - | - | -
社会投入 | 30.00 | 35.00 | 30.00 | - | - | -
二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 原因
数量指标 | 疏浚航道 | ≥12公里 | 12公里 | 90 | 90 |
总分 | < | < | < | 100 | 99 |
"""


def test_a_source_that_is_not_called_money_is_one_of_those_above_it() -> None:
    assert errors(table(SOURCES.format(own="140.00"), header_rows=0, unit="")) == []
    [finding] = errors(table(SOURCES.format(own="149.00"), header_rows=0, unit=""))
    assert finding.reported == "288.00"


PADDED = (
    "产出指标 | 质量指标 | 灯光完好率 | ≥96% | 89% | 40 | {first} | 台风\n"
    "效益指标 | 社会效益 | 船民满意度 | ≥93% | 84% | 50 | 45.20 | 告知不足\n"
    "总分 | < | < | < | < | 100 | {total} | "
)
BOUND = "注：定量指标达到指标值的记满分，未达到的按完成值与指标值的比例记分。"


def test_zeros_behind_scores_of_one_decimal_are_no_digits() -> None:
    assert errors(form(PADDED.format(first="37.10", total="91.40"), points="9.10"), text=BOUND) == []
    assert errors(form(PADDED.format(first="39.10", total="93.40"), points="9.10"), text=BOUND) != []


WHOLE = "渔港管理局全年预算数152.40万元，全年执行数139.29万元，预算执行率为91.40%，自评得分{score}分。"


@pytest.mark.parametrize(("score", "wrong"), [("99.14", []), ("97.14", ["97.14"])])
def test_the_score_that_a_sentence_gives_the_whole_agency(score: str, wrong: list[str]) -> None:
    grid = MONEY.format(name="渔港管理局", points="9.14").replace("项目名称", "部门名称") + LEVELS + NO_TOTAL
    title = "东海市渔港管理局2023年度部门整体支出绩效自评报告"
    told = "\n".join((title, "东海市" + WHOLE.format(score=score)))
    assert [f.reported for f in errors(table(grid, header_rows=0, unit=""), text=told)] == wrong


GRADED_BY_HAND = (
    "产出指标 | 数量指标 | 检修灯塔 | ≥40座 | 40座 | 30 | {first} | \n"
    "产出指标 | 质量指标 | 灯光完好率 | ≥96% | 97% | 30 | 28 | \n"
    "效益指标 | 社会效益 | 船民满意度 | ≥93% | 94% | 30 | {last} | \n"
    "总分 | < | < | < | < | 100 | {total} | "
)


def test_a_form_that_takes_points_off_everything_was_graded_by_hand() -> None:
    """One target that was reached without all its points is a slip; where most are, a person graded them."""
    assert errors(form(GRADED_BY_HAND.format(first="29", last="27", total="93.14"))) == []
    [finding] = errors(form(GRADED_BY_HAND.format(first="30", last="30", total="97.14")))
    assert finding.locus.indicator == "灯光完好率"
    bound = form(GRADED_BY_HAND.format(first="29", last="27", total="93.14"))
    assert len(errors(bound, text=BOUND)) == 3


CONCLUDED = (
    "产出指标 | 数量指标 | 检修灯塔 | ≥40座 | 40座 | 90 | 90 | \n总分 | < | < | < | < | 100 | 99.14 | \n"
    "评价结论 | 项目自评总分{said}分，灯塔按期检修。 | < | < | < | < | < | <"
)


def test_the_total_that_a_form_tells_in_words() -> None:
    assert errors(form(CONCLUDED.format(said="99.14"))) == []
    [finding] = errors(form(CONCLUDED.format(said="91.94")))
    assert finding.reported == "91.94"


REACHED = (
    "一级指标 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 完成率 | 得分 | 偏差原因\n",
    "产出指标 | 检修灯塔 | 30 | ≥40座 | 42座 | 105.00% | 30 | \n"
    "产出指标 | 更换浮标 | 30 | ≥60个 | 57个 | {rate}% | 28.5 | 到货晚\n"
    "效益指标 | 航班准点率 | 30 | ≥80% | 84% | 105.00% | 30 | \n"
    "总分 | < | 100 | < | < | < | 97.64 | ",
)


def test_rates_beside_targets_and_results_of_a_form() -> None:
    head, rows = REACHED
    assert errors(form(rows.format(rate="95.00"), head=head)) == []
    [finding] = errors(form(rows.format(rate="97.00"), head=head))
    assert (finding.locus.row, finding.reported.strip("%")) == ("更换浮标", "97.00")


UNKNOWN_HEADS = """
项目名称 | 灯塔维护项目 | < | < | < | < | <
资金构成（万元） | 期初盘子 | 期末盘子 | 期末开销 | 执行率 | 标准分 | 得分
全年盘子 | 150.00 | 162.50 | 130.00 | 80.00% | 10 | {points}
本级 | 110.00 | 120.50 | {own} | - | - | -
上级 | 40.00 | 42.00 | 36.00 | - | - | -
二级指标 | 三级指标 | 年度设定数 | 实际完成数值 | 标准分 | 得分 | 说明
数量指标 | 检修灯塔 | ≥40座 | 40座 | 50 | 50 |
满意度指标 | 船民满意度 | 达90%及以上 | 81% | 40 | {score} | 告知不足
总评分 | < | < | < | 100 | {total} |
"""


@pytest.mark.parametrize(
    ("own", "points", "score", "total", "wrong"),
    [
        ("94.00", "8", "36", "94", []),
        ("98.00", "8", "36", "94", ["130.00"]),
        ("94.00", "9", "36", "95", ["9"]),
        ("94.00", "8", "39", "97", ["39"]),
        ("94.00", "8", "36", "96", ["96"]),
    ],
)
def test_columns_that_only_their_place_or_words_tell(
    own: str, points: str, score: str, total: str, wrong: list[str]
) -> None:
    grid = UNKNOWN_HEADS.format(own=own, points=points, score=score, total=total)
    assert [f.reported for f in errors(table(grid, header_rows=0, unit=""))] == wrong


def test_a_form_whose_funds_were_not_read_does_not_lack_their_points() -> None:
    """The total holds the points of the funds, whatever they are called."""
    head, rows = WITH_RULES
    grid = table(
        "项目名称 | < | 灯塔维护项目 | < | < | < | < | <\n经费（万元） | < | < | < | < | < | 10分 | 9.14分\n"
        + head
        + rows.format(done="72"),
        header_rows=0,
        unit="",
    )
    assert errors(grid, text="单位自评得分95.14分。") == []
