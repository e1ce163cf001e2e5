"""What the text says of scores, and of whom."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.claims.stated import narrative_claims
from schemas.document import Cell, Table, TablePart
from schemas.geometry import Box
from schemas.records import Claim
from tests.narrative.documents import claims, document, placed

INDICATORS = (
    "预算编制规范性",
    "绩效指标明确性",
    "财务合规性",
    "编外人员控制率",
    "公用经费控制率",
    "预算执行率",
    "项目完成及时性",
)
LEVELS = ("部门决策", "部门管理", "部门绩效", "效率性", "效果性", "资金管理")


def lines(found: list[Claim]) -> list[str]:
    return [f"{c.kind} {c.subject or '-'} {c.figure.plain if c.figure else c.word}" for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本次部门整体绩效自评得分为 91.40 分，评价等级为“优”。", ["grade - 优", "score - 91.40"]),
        ("选取7个项目开展评价，等级为中（70至80分）的项目有3个。", []),
        ("综合评价得分85.5分，等级为良。", ["grade - 良", "score - 85.5"]),
        ("自评总分85.5分，评定等级“良”（见附件）。", ["grade - 良", "score - 85.5"]),
        ("评价等级优、良、中、差四档，由上级评定。", []),
        ("我局参照《共性指标体系框架》进行自评，得分 93.21 分，得分情况见附件。", ["score - 93.21"]),
        ("综合评分 96.22 分。其中：部门管理满分 20 分，得 17.5 分。",
         ["score - 96.22", "weight 部门管理 20", "score 部门管理 17.5"]),
        (
            "部门管理指标：设7项三级指标，分值20分，自评17.5分，得分率87.50%。",
            ["indicator_count 部门管理 7", "weight 部门管理 20", "score 部门管理 17.5", "score_rate 部门管理 87.50"],
        ),
        (
            "“部门决策”指标分值20分，得分18分，得分率90.00%，下设4个三级指标。",
            ["weight 部门决策 20", "score 部门决策 18", "score_rate 部门决策 90.00", "indicator_count 部门决策 4"],
        ),
        (
            "2.“部门管理”指标。满分20分，自评17.5分，得分率87.50%，主要体现效率性和效果性情况，下设7个三级指标。",
            ["weight 部门管理 20", "score 部门管理 17.5", "score_rate 部门管理 87.50", "indicator_count 部门管理 7"],
        ),
        (
            "部门管理权重20分，自评得分17.5分；部门绩效权重60分，得分56分。",
            ["weight 部门管理 20", "score 部门管理 17.5", "weight 部门绩效 60", "score 部门绩效 56"],
        ),
        (
            "部门管理（20分）：自评得分17.5分，得分率为87.50%，主要扣分指标为财务合规性（扣1分）。",
            ["weight 部门管理 20", "score 部门管理 17.5", "score_rate 部门管理 87.50", "deduction 财务合规性 1"],
        ),
        (
            "“部门管理”（满分20分）自评得分17.5分，得分率87.50%。",
            ["weight 部门管理 20", "score 部门管理 17.5", "score_rate 部门管理 87.50"],
        ),
        (
            "部门管理方面，7个指标共20分，得17.5分，得分率87.50%，扣分点为财务合规性。",
            ["weight 部门管理 20", "score 部门管理 17.5", "score_rate 部门管理 87.50"],
        ),
        (
            "分项看，部门决策20分，自评18.5分；部门管理类22分，得21.5分；部门绩效58分，自评57.26分。",
            ["score 部门决策 18.5", "score 部门管理 21.5", "score 部门绩效 57.26"],
        ),
        (
            "评价指标共22项，其中部门决策类5项、部门管理类10项、部门绩效7项，另有加分项2项。",
            [
                "indicator_count - 22",
                "indicator_count 部门决策 5",
                "indicator_count 部门管理 10",
                "indicator_count 部门绩效 7",
            ],
        ),
        (
            "“部门决策”设3个指标，16分，自评15分，得分率93.75%；“部门管理”设7个指标，20分，自评17.5分。",
            [
                "indicator_count 部门决策 3",
                "score 部门决策 15",
                "score_rate 部门决策 93.75",
                "indicator_count 部门管理 7",
                "score 部门管理 17.5",
            ],
        ),
        ("其中13个指标为满分，5个指标合计扣4.5分。", ["full_count - 13", "lost_count - 5", "deduction - 4.5"]),
        ("自评93.84分，评价等级为优。", ["grade - 优", "score - 93.84"]),
        ("自评5分。", []),
        ("财务合规性指标失分0.5分，主要是基础工作不够扎实。", ["deduction 财务合规性 0.5"]),
        ("“财务合规性”丢分为1分。", ["deduction 财务合规性 1"]),
        ("部门管理（权重20分），得17.5分。", ["weight 部门管理 20", "score 部门管理 17.5"]),
        ("预算执行率（6分），得5.82分。", ["weight 预算执行率 6", "score 预算执行率 5.82"]),
        ("预算执行率指标满分6分，得5.82分，扣0.18分。",
         ["weight 预算执行率 6", "score 预算执行率 5.82", "deduction 预算执行率 0.18"]),
        ("主要扣分点为财务合规性，预算调整率为 21.30%，扣 1 分；编外人员控制率为 40%，扣 1 分。",
         ["deduction 财务合规性 1", "deduction 编外人员控制率 1"]),
        ("“项目完成及时性”指标扣 0.52 分，使得效果性不足，此项酌情扣 2 分。",
         ["deduction 项目完成及时性 0.52", "deduction 效果性 2"]),
        ("日常公用经费控制率达 100%，扣 1 分。", ["deduction 公用经费控制率 1"]),
        ("编外人员控制率超过10%。该项扣1分，得0分。", ["deduction 编外人员控制率 1", "score 编外人员控制率 0"]),
        ("预算执行率、项目完成及时性各扣1分。", ["deduction 预算执行率 1", "deduction 项目完成及时性 1"]),
        ("预算执行率和公用经费控制率分别扣0.5分和1分。", ["deduction 预算执行率 0.5", "deduction 公用经费控制率 1"]),
    ],
)  # fmt: skip
def test_claims_and_their_subjects(text: str, expected: list[str]) -> None:
    assert lines(claims(text, indicators=INDICATORS, levels=LEVELS)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "绩效指标明确性、财务合规性共扣3分。",
        "因预算执行率仅82%，年底又赶上停工，扣2分。",
        "采购管理不够规范，扣0.5分。",
        "“采购规范性”指标扣0.5分。",
    ],
)
def test_nobody_is_accused_where_the_indicator_is_open(text: str) -> None:
    (claim,) = claims(text, indicators=INDICATORS, levels=LEVELS)
    assert (claim.kind, claim.subject) == ("deduction", "")


@pytest.mark.parametrize(
    "text",
    [
        "按照“每超出一个百分点扣 0.1 分，直至 1 分扣完为止”计分。",
        "未按规定公开的，扣1分。",
        "发现一项不合规扣1分，扣完为止。",
        "如未按时完成，则扣2分。",
        "消防安全检查得分98分，创建审核平均评分 96.48 分。",
        "年度绩效考核得分95分，履约评价等级为优。",
    ],
)
def test_rules_and_other_peoples_scores_claim_nothing(text: str) -> None:
    assert claims(text, indicators=INDICATORS, levels=LEVELS) == []


def test_this_indicator_is_that_of_the_heading() -> None:
    found = claims(
        "本指标总分为 20 分，自评得分 18 分，得分率是 90.00%，着重反映资金管理、效率性方面，共设 10 个末级指标。",
        indicators=INDICATORS,
        levels=LEVELS,
        section=("2.“部门管理”指标评分情况。",),
    )
    assert lines(found) == [
        "weight 部门管理 20",
        "score 部门管理 18",
        "score_rate 部门管理 90.00",
        "indicator_count 部门管理 10",
    ]


def test_a_total_right_before_its_score_is_a_weight() -> None:
    """Where more than any indicator has is told of a level, it is no score of 65 points."""
    told = "本类总分 65 分，得分 58.5 分，得分率 90.00%。"
    found = claims(told, indicators=INDICATORS, levels=LEVELS, section=("2.“部门管理”指标评分情况。",))
    assert lines(found) == ["weight 部门管理 65", "score 部门管理 58.5", "score_rate 部门管理 90.00"]


def test_the_whole_score_is_not_a_levels_score_because_of_everyday_words() -> None:
    found = claims(
        "通过加强资金管理，部门绩效自评得分 91.40 分。",
        indicators=INDICATORS,
        levels=LEVELS,
        section=("四、部门绩效自评情况",),
    )
    assert lines(found) == ["score - 91.40"]


def test_remarks_of_a_score_table_are_about_the_indicator_of_their_row() -> None:
    def cell(row: int, col: int, text: str, header: bool = False) -> Cell:
        box = Box(page=1, x0=100.0 * col, top=20.0 * row, x1=100.0 * col + 100, bottom=20.0 * row + 20)
        return Cell(row=row, col=col, is_header=header, content=placed(text), boxes=(box,))

    heads = ["三级指标", "评分标准", "得分", "扣分情况说明"]
    rows = [
        ["公用经费控制率", "每超一个百分点扣0.1分", "5", "控制率为100%，扣1分。"],
        ["预算执行率", "按季度计分", "3.9", "第一季度得分：1；第二季度得分：0.9；平均执行率得分：2。"],
    ]
    cells = [cell(1, c, text, True) for c, text in enumerate(heads, 1)]
    cells += [cell(r, c, text) for r, row in enumerate(rows, 2) for c, text in enumerate(row, 1)]
    table = Table(
        table_id="t01",
        rows=3,
        cols=4,
        header_rows=1,
        cells=tuple(cells),
        parts=(TablePart(page=1, box=Box(page=1, x0=0, top=0, x1=500, bottom=100), first_row=1, last_row=3),),
        engine="test",
    )
    found = narrative_claims(document([], tables=(table,)), INDICATORS, LEVELS)
    assert lines(found) == [
        "deduction 公用经费控制率 1",
        "score 预算执行率/第一季度 1",
        "score 预算执行率/第二季度 0.9",
        "score 预算执行率/平均执行率 2",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "投入、过程两类分值分别为 30 分、70 分，得分分别为 28 分、61.5 分，综合得分 89.5 分。",
            [("score", "投入", "28"), ("score", "过程", "61.5"), ("score", "", "89.5")],
        ),
        ("投入、过程两个维度分别得 28 分、61.5 分。", [("score", "投入", "28"), ("score", "过程", "61.5")]),
        ("投入和过程两类指标分别得分 28 分和 61.5 分。", [("score", "投入", "28"), ("score", "过程", "61.5")]),
        ("投入、过程各类分别得 28 分、61.5 分、3 分。", []),  # more numbers than names
        (
            "未得满分的指标有预算执行率、公众满意度等 2 项，分别扣 1.2 分、0.9 分。",
            [("deduction", "预算执行率", "1.2"), ("deduction", "公众满意度", "0.9")],
        ),
    ],
)
def test_numbers_given_out_in_order(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = claims(text, indicators=["预算执行率", "公众满意度"], levels=["投入", "过程"])
    told = [(c.kind, c.subject, c.figure.plain) for c in found if c.figure and c.kind in ("score", "deduction")]
    assert told == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "部门整体绩效自评得分91分，其中：部门决策18分、部门管理17.5分、部门绩效55.5分。",
            ["score - 91", "score 部门决策 18", "score 部门管理 17.5", "score 部门绩效 55.5"],
        ),
        (
            "综合评价得分91分（其中：部门决策得18分，部门管理为17.5分）。",
            ["score - 91", "score 部门决策 18", "score 部门管理 17.5"],
        ),
        (
            "整体绩效自评总分为91分，其中，“部门决策”类18分，“部门绩效”类55.5分。",
            ["score - 91", "score 部门决策 18", "score 部门绩效 55.5"],
        ),
        (
            "部门自评得分91分，评价等次为优。其中，部门决策18分、部门管理17.5分。",
            ["score - 91", "score 部门决策 18", "score 部门管理 17.5"],
        ),
        ("评价总分100分，其中：部门决策20分，部门管理20分。", None),
        ("本表满分100分。其中，部门决策20分，部门管理20分。", None),
        ("满分100分，其中：部门决策20分，部门管理20分。", None),
        ("部门整体绩效自评得分91分，其中：部门决策扣2分，部门管理扣2.5分。", None),
    ],
)
def test_parts_of_a_score_told_behind_it(text: str, expected: list[str] | None) -> None:
    found = lines(claims(text, indicators=INDICATORS, levels=LEVELS))
    if expected is None:
        assert not [line for line in found if line.startswith("score 部门")]
    else:
        assert [line for line in found if line.startswith("score ")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各一级指标得分率分别为：部门决策90.00%、部门管理87.50%。", ["部门决策 90.00", "部门管理 87.50"]),
        ("得分率情况如下：部门决策类90.00%，部门管理类87.50%。", ["部门决策 90.00", "部门管理 87.50"]),
        ("得分率较高，部门决策支出进度90.00%、部门管理完成率87.50%。", []),
    ],
)
def test_rates_of_levels_in_a_list(text: str, expected: list[str]) -> None:
    found = lines(claims(text, indicators=INDICATORS, levels=LEVELS))
    assert [line.removeprefix("score_rate ") for line in found if line.startswith("score_rate ")] == expected


def test_a_name_on_a_line_of_its_own_is_a_heading_though_printed_like_the_text() -> None:
    found = claims(
        "1.“部门决策”指标得分分析。",
        "该指标满分20分，自评得分16.5分，得分率82.50%。",
        "本次自评总得分91.40分。",
        indicators=INDICATORS,
        levels=LEVELS,
    )
    assert lines(found) == [
        *("weight 部门决策 20", "score 部门决策 16.5", "score_rate 部门决策 82.50"),
        "score - 91.40",
    ]


def test_a_level_with_an_everyday_name_is_no_part_of_another_noun() -> None:
    levels = ("预算", "资金", "产出")
    said = "可用预算 30.20 万元，控制率高于 90%，扣 1 分。财政资金支付偏慢，扣 0.5 分。"
    assert lines(claims(said, indicators=(), levels=levels)) == ["deduction - 1", "deduction - 0.5"]
    told = lines(claims("其中预算扣 1 分，产出得 23.5 分，“资金”得 9 分。", indicators=(), levels=levels))
    assert told == ["deduction 预算 1", "score 产出 23.5", "score 资金 9"]


def test_a_sum_of_losses_is_not_of_the_indicator_that_heads_the_list() -> None:
    said = "1.财务合规性：扣 0.5 分；2.预算执行率：扣 1.2 分。合计扣 1.7 分。"
    assert lines(claims(said, indicators=INDICATORS, levels=LEVELS))[-1] == "deduction - 1.7"
    counted = "设 22 个末级指标，其中 15 个指标得满分，7 个指标存在扣分，合计扣 5.67 分。"
    assert "deduction - 5.67" in lines(claims(counted, indicators=INDICATORS, levels=LEVELS))


def test_a_level_that_is_called_by_an_everyday_word_is_not_every_such_word() -> None:
    found = claims("综合评价，我局绩效自评得分为 96.2 分。", indicators=INDICATORS, levels=("评价", "预算管理"))
    assert lines(found) == ["score - 96.2"]


def test_a_level_of_satisfaction_and_the_total_behind_it() -> None:
    text = "产出指标得49.38分，效益指标得29分，满意度指标得9.8分，自评得分合计97.96分。"
    levels = ("产出指标", "效益指标", "满意度指标")
    assert lines(narrative_claims(document((text,)), INDICATORS, levels)) == [
        "score 产出指标 49.38",
        "score 效益指标 29",
        "score 满意度指标 9.8",
        "score - 97.96",
    ]
