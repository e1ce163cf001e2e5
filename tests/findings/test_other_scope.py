"""Numbers that are of something else than what they were held against, told by the figures themselves or by the words
of a self-evaluation that are missing; slips beside them accuse as before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.audit import audit
from pipeline.findings.meanings.other_scope import of_other_scope
from schemas.audit import Check, CheckCode, Locus, Outcome, Relation, Severity
from schemas.figure import Figure, Unit
from schemas.geometry import Box
from schemas.trace import Place
from tests.normalize.grids import document, table

TITLE = "某区水务局2022年度部门整体支出绩效自评报告"
SCORES = """一级指标|二级指标|分值|得分
预算管理|预算执行|10|9.51
^|管理规范|20|20
履职|产出|40|39
^|效益|20|19
^|满意度|10|10
合计||100|97.51"""
BUDGET = """资金性质|年初预算|调整数|全年预算|决算数|执行率
一般公共预算|8735.87|51.67|8787.54|8396.88|95.55%
政府性基金|13714.97|-1036.67|12678.30|11521.37|90.87%
专项债券|7746.10|0|7746.10|4486.35|57.92%
合计|30196.94|-985.00|29211.94|24404.60|83.54%"""


def severities(*sentences: str, grid: str = SCORES, title: str = "自评得分表", unit: str = "") -> list[Severity]:
    return [f.severity for f in audit(document(table(grid, title=title, unit=unit), text=(TITLE, *sentences))).findings]


@pytest.mark.parametrize(
    "sentence",
    [
        "节水型机关创建自评得97.41分。",
        "下属水政执法大队自评得分92.51分。",
        "河长制工作综合得分97.15分，居各区第3名。",
        "内部控制报告自评得分97.41分，评价等级为“良”。",
        "区财政局复评得分为92.51分，评价等级为“良”。",
        "预算单位财务管理考核得分87.51分，等次为良好。",
    ],
)
def test_scores_and_grades_of_something_else(sentence: str) -> None:
    assert Severity.ERROR not in severities(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "本次自评综合得分为97.41分，属“优”等次。",
        "2022年水务局整体支出绩效综合评价得分为92.51分，综合绩效级别评定为“优”。",
        "我局部门整体支出绩效自评得分97.51分，评价等级为“良”。",
    ],
)
def test_the_reports_own_score_and_grade(sentence: str) -> None:
    assert severities(sentence) == [Severity.ERROR]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("产出类指标得39分，扣1分，其中产出时效扣4分。", False),  # a name that goes on
        ("产出得39分，时效性扣2分。", False),
        ("预算执行得分按完成率计算，为9.51分，总得分97.51分，失分2.49分。", False),
        ("其中产出39分（满分40分）、效益19分（满分20分），扣2分。", False),  # of both
        ("产出指标扣2分。", True),
        ("产出因设备未到扣2分。", True),
        ("“产出”指标得39分，扣2分。", True),
    ],
)
def test_whose_points_were_lost(sentence: str, wrong: bool) -> None:
    assert severities(sentence) == [Severity.ERROR] * wrong


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("自评得分96.34分，其中预算执行率指标扣1.66分，原因是部分项目跨年实施。", False),
        ("自评得分96.34分，较满分扣减3.76分。", True),
        ("自评得分96.34分，共扣3.76分。", True),
        ("资金管理29.5/30分，管护产出39/40分，社会效益19/20分，满意度9.5/10分，四项共97分。", False),
    ],
)
def test_what_one_indicator_lost_is_not_what_a_hundred_points_leave(sentence: str, wrong: bool) -> None:
    found = audit(document(text=(TITLE, sentence))).findings
    assert [f.severity for f in found] == [Severity.ERROR] * wrong


def test_a_rate_of_amounts_of_its_own_sentence() -> None:
    told = "年中一般公共预算调增51.67万元，某类资金核减1036.67万元，调整后全年预算29211.94万元，比年初减少3.26%。"
    assert Severity.ERROR not in severities(told, grid=BUDGET, title="预算执行情况", unit="万元")


def test_what_a_bracket_leaves_out_is_no_rate_of_the_whole() -> None:
    told = "政府性基金（不含土地出让金）执行率为93.15%。"
    assert severities(told, grid=BUDGET, title="预算执行情况", unit="万元") == []
    wrong = "政府性基金执行率为90.37%。"
    assert severities(wrong, grid=BUDGET, title="预算执行情况", unit="万元") == [Severity.ERROR]


def test_two_units_of_one_name() -> None:
    staff = ("年末在编人员86人，核定编制92名。", "改革前全局在编人员67人、编制110名。")
    assert Severity.ERROR not in severities(*staff)


def figure(value: str, unit: Unit = Unit.POINTS) -> Figure:
    number = Decimal(value)
    decimals = max(0, -int(number.as_tuple().exponent))
    box = Box(1, float(number), 0, float(number) + 1, 9)
    return Figure(value=number, decimals=decimals, unit=unit, text=value, boxes=(box,), exact=True)


@pytest.mark.parametrize(
    ("code", "printed", "parts", "other"),
    [
        (CheckCode.WEIGHT, "100", ("100", "100"), True),  # levels and indicators
        (CheckCode.SCORE_SUM, "96.5", ("96.5", "96.5"), True),
        (CheckCode.WEIGHT, "100", ("60", "50"), False),
        (CheckCode.SUM, "2014", ("365", "37", "446", "60", "1166"), True),  # 60 岁以上
        (CheckCode.SUM, "2014", ("365", "37", "446", "1186"), False),
    ],
)
def test_without_a_part_or_half(code: CheckCode, printed: str, parts: tuple[str, ...], other: bool) -> None:
    figures = tuple(map(figure, parts))
    total = sum(f.value for f in figures)
    told = figure(printed)
    check = Check(
        code=code,
        variant="stated_in_text",
        locus=Locus(),
        outcome=Outcome.INCONSISTENT,
        reported=told,
        expected_low=total,
        expected_high=total,
        inputs=(Place(page=1, box=told.boxes[0], text=printed),),
        relation=Relation(formula=" + ".join(f"f{n}" for n in range(1, len(figures) + 1)), figures=figures),
    )
    assert of_other_scope(check) is other
