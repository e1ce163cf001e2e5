"""Criteria that words decide: what an indicator's own row or paragraph says leaves one score, or leaves it open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.text import plain
from pipeline.rules.worded.criteria import word_scale
from pipeline.rules.worded.own_text import own_text
from pipeline.rules.worded.points import points_told
from schemas.geometry import Box
from tests.normalize.grids import table
from tests.small_audits import audited, errors, verdicts

_BOX = Box(page=1, x0=0, top=0, x1=100, bottom=20)
_DATE = "实施细则在2022年5月10日前备案的，得4分；逾期备案的，不得分。"
_LATER = "季报于次月10日前报送。每迟报一次扣0.5分，漏报一次扣1分，扣完为止。"
_GRADE = "网络安全评估为优秀的得5分，良好的得4分，合格的得2分，不合格的不得分。"
_RANK = "在全市通报中排名前5名的得6分，第6至10名的得4分，其他得1分。"
_PARTS = "编制防汛预案2分、开展防汛演练2分、储备防汛物资2分，未落实的该项不得分。"
_FLOOR = "每发现一处渗漏扣1分，最低不低于2分。"
_NTH = "年度内线路改道1次的不扣分，从第二次起每次扣0.5分，扣完为止。"
_AWARD = "获国家级奖项每个得2分、省级每个得1分，累计不超过5分。"
_GATE = "未组织体检的，本项不得分；组织体检但有漏检的，每人扣0.5分。"
_NONE = "驾驶人员违章一次扣1分，扣完为止。"
_HALF = "标识牌全部更新的得满分，部分更新的得一半分，未更新的不得分。"
_MORE = "开设夜校4期得3分，在此基础上每增加1期加0.5分，最多加2分。"
_UNDONE = "每有1个泵站未按期检修扣1.5分，扣完为止。"

TOLD = [
    (_DATE, 4, "实施细则于2022年4月29日报市局备案。", "4"),
    (_DATE, 4, "实施细则于2022年6月2日报市局备案。", "0"),
    (_LATER, 5, "全年迟报3次、漏报1次。", "2.5"),
    (_LATER, 5, "全年迟报1次，没有漏报。", "4.5"),
    (_LATER, 5, "季报均按时报送，未出现漏报。", "5"),
    (_GRADE, 5, "网络安全评估结果为合格。", "2"),
    (_GRADE, 5, "上年为优秀，本年为良好。", "4"),
    (_RANK, 6, "在全市通报中排名第8位。", "4"),
    (_RANK, 6, "在全市通报中排名第17位。", "1"),
    (_PARTS, 6, "编制了防汛预案，储备了防汛物资，防汛演练未开展。", "4"),
    (_PARTS, 6, "防汛预案已编制，防汛演练已开展，防汛物资已储备。", "6"),
    (_FLOOR, 5, "检查发现渗漏4处，整改3处。", "2"),
    (_FLOOR, 5, "未发现渗漏情形。", "5"),
    (_NTH, 4, "全年线路改道4次。", "2.5"),
    (_AWARD, 5, "获国家级奖项1个、省级奖项2个。", "4"),
    (_AWARD, 5, "获省级奖项3个。", "3"),
    (_GATE, 3, "组织了体检，漏检2人。", "2"),
    (_GATE, 3, "全年未组织体检。", "0"),
    (_NONE, 3, "驾驶人员无违章。", "3"),
    (_HALF, 4, "标识牌仅部分更新。", "2"),
    (_MORE, 5, "开设夜校7期。", "4.5"),
    (_UNDONE, 6, "9个泵站中，2个未按期检修。", "3"),
    (_UNDONE, 6, "9个泵站均按期检修。", "6"),
]
LEFT_OPEN = [
    (_DATE, 4, "实施细则拟于4月底备案。"),
    (_DATE, 4, "实施细则于2022年4月29日定稿。"),
    (_DATE, 4, "实施细则于2022年5月10日备案。"),
    (_GRADE, 5, "上年被评为优秀，本年结果尚未公布。"),
    (_GRADE, 5, "所属水厂被评为优秀。"),
    (_GRADE, 5, "未获评优秀。"),
    (_RANK, 6, "排名由第9位上升至第3位。"),
    (_PARTS, 6, "计划编制防汛预案，开展防汛演练，储备防汛物资。"),
    (_LATER, 5, "上半年迟报1次。"),
    (_LATER, 5, "下属单位迟报2次。"),
    (_NONE, 3, "驾驶人员未发生严重违章。"),
    (_NONE, 3, "除1次外，驾驶人员无违章。"),
    (_HALF, 4, "标识牌未全部更新。"),
    (_UNDONE, 6, "大部分泵站按期检修。"),
]


def _points(criteria: str, weight: int, text: str) -> tuple[Decimal, Decimal]:
    scale = word_scale(plain(criteria), Decimal(weight))
    assert scale is not None
    found = points_told(scale, own_text([(text, _BOX)], 2022))
    return found.low, found.high


@pytest.mark.parametrize(("criteria", "weight", "text", "points"), TOLD)
def test_what_is_told_leaves_one_score(criteria: str, weight: int, text: str, points: str) -> None:
    assert _points(criteria, weight, text) == (Decimal(points), Decimal(points))


@pytest.mark.parametrize(("criteria", "weight", "text"), LEFT_OPEN)
def test_what_is_planned_or_of_others_or_nearly_so_decides_nothing(criteria: str, weight: int, text: str) -> None:
    low, high = _points(criteria, weight, text)
    assert high - low >= Decimal(weight) / 2


def _annex(score: str, remark: str) -> str:
    return f"""三级指标 | 分值 | 评分标准 | 自评得分 | 自评说明
防汛准备 | 6 | {_PARTS} | {score} | {remark}
社会效益 | 94 | 根据效益实现情况酌情计分。 | 90 | """


@pytest.mark.parametrize("lead", ["（3）防汛准备。", "防汛准备方面，", "3.防汛准备（6分）。"])
def test_a_paragraph_of_the_indicator_tells_what_its_row_does_not(lead: str) -> None:
    told = f"{lead}编制了防汛预案，储备了防汛物资，防汛演练未开展。"
    assert verdicts(audited(table(_annex("4", "")), text=(told,)))["防汛准备"] == ("agrees", "4.00", "4.00")
    found = audited(table(_annex("6", "")), text=(told,))
    assert verdicts(found)["防汛准备"] == ("disagrees", "4.00", "4.00")
    assert errors(found) == []  # words are taken by their meaning: a person must look


def test_figures_that_decide_are_left_to_figures() -> None:
    assert word_scale(plain("合格率≥95%得5分，85%（含）—95%得3分，85%以下不得分。"), Decimal(5)) is None
    assert word_scale(plain("得分=办结率×5分。"), Decimal(5)) is None


_OUT_OF_HUNDRED = "按河湖长制考核得分（百分制）折算计分，得分=考核得分÷100×8。"
_LOWER = "以水费收缴率和设施完好率两者中较低者计分，得分=较低者×5分。"
_MEAN = "按供水保证率、水质合格率、管网完好率三项的平均值×6分计分。"
_LISTED = "①编制抢险方案；②落实值守人员；③配备抢险物资；④开展隐患排查。每做到一项得1分。"
_MOVED = "漏损水量比上年减少的得4分，与上年持平的得3分，比上年增加的得1分。"
_EXEMPT = "整改率=已整改问题数/应整改问题数，得分=整改率×5分，当年未接受审计的按满分计。"


@pytest.mark.parametrize(
    ("criteria", "weight", "text", "low", "high"),
    [
        (_OUT_OF_HUNDRED, 8, "河湖长制考核得分90分。", "7.20", "7.20"),
        (_OUT_OF_HUNDRED, 8, "河湖长制考核尚未开展，预计得90分。", "0.00", "8.00"),
        (_OUT_OF_HUNDRED, 8, "职工业务考核平均90分。", "0.00", "8.00"),
        (_LOWER, 5, "水费收缴率为96%，设施完好率为88%。", "4.40", "4.40"),
        (_LOWER, 5, "水费收缴率为96%。", "0.00", "5.00"),
        (_MEAN, 6, "供水保证率为100%，水质合格率为95%，管网完好率为90%。", "5.70", "5.70"),
        (_LISTED, 4, "4项要求做到3项。", "3.00", "3.00"),
        (_LISTED, 4, "未配备抢险物资，其余三项均已做到。", "3.00", "3.00"),
        (_LISTED, 4, "除第②项外均做到。", "0.00", "4.00"),
        (_MOVED, 4, "全年漏损水量86万吨，上年漏损水量92万吨。", "4.00", "4.00"),
        (_EXEMPT, 5, "2022年我局未接受审计。", "5.00", "5.00"),
    ],
)
def test_shares_lists_and_exemptions(criteria: str, weight: int, text: str, low: str, high: str) -> None:
    rows = f"""三级指标 | 分值 | 评分标准 | 自评得分 | 自评说明
供水保障 | {weight} | {criteria} | {low} | {text}
社会效益 | {100 - weight} | 根据效益实现情况酌情计分。 | 80 | """
    found = verdicts(audited(table(rows)))["供水保障"]
    assert found[1:] == (low, high)


def test_what_every_report_says_of_itself_gives_no_points() -> None:
    told = "绩效目标合理，与职责相符；绩效指标清晰，与任务匹配。"
    assert _points("绩效目标合理（2分）、绩效指标清晰（2分）。", 4, told) == (Decimal(0), Decimal(4))
