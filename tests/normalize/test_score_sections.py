"""Rows that head the indicators below them, and tables of levels alone, are no indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.normalize.report import normalize
from pipeline.rules.score_lines import leaf_indicators
from tests.normalize.grids import document, table

HEADS = {
    "over the whole width": ("一、部门决策（10分） | < | < | <", "二、部门绩效（10分） | < | < | <"),
    "alone in its row": ("部门决策（10分） |  |  | ", "部门绩效（10分） |  |  | "),
    "with weight and score": ("一、部门决策 | 10 |  | 9.5", "二、部门绩效 | 10 |  | 9.87"),
    "with bracketed numbers": ("（一）部门决策 | 10 |  | 9.5", "（二）部门绩效 | 10 |  | 9.87"),
    "in parts": ("第一部分：部门决策（共10分） | < | < | <", "第二部分：部门绩效（共10分） | < | < | <"),
}


@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS.keys())
def test_rows_that_head_sections_are_levels(heads: tuple[str, str]) -> None:
    first, second = heads
    grid = (
        "指标名称 | 权重 | 评分标准 | 得分\n"
        f"{first}\n1.目标完整 | 4 | 有目标得4分 | 4\n2.指标明确 | 6 | 有指标得6分 | 5.5\n"
        f"{second}\n3.执行进度 | 10 | 执行率×10分 | 9.87\n合计 | 20 |  | 19.37"
    )
    lines = normalize(document(table(grid, unit=""))).score_lines
    assert [x.level1 for x in lines] == ["部门决策", "部门决策", "部门绩效"]
    assert [x.level1_weight.plain for x in lines if x.level1_weight] == ["10", "10", "10"]


def test_a_list_numbered_in_words_is_a_list_of_indicators() -> None:
    grid = "指标名称 | 权重 | 得分\n一、目标完整 | 4 | 4\n二、指标明确 | 6 | 5.5\n合计 | 10 | 9.5"
    assert len(normalize(document(table(grid, unit=""))).score_lines) == 2


def test_two_ranks_of_heads() -> None:
    grid = (
        "指标名称 | 权重 | 评分标准 | 得分\n一、部门管理（10分） | < | < | <\n（一）资金管理（4分） | < | < | <\n"
        "采购执行 | 4 | 执行率×4分 | 4\n（二）资产管理（6分） | < | < | <\n资产利用 | 6 | 利用率×6分 | 6"
    )
    lines = normalize(document(table(grid, unit=""))).score_lines
    assert [(x.level1, x.level2, x.indicator) for x in lines] == [
        ("部门管理", "资金管理", "采购执行"),
        ("部门管理", "资产管理", "资产利用"),
    ]


def test_a_table_of_levels_beside_the_indicators_lists_no_indicators() -> None:
    levels = table(
        "一级指标 | 分值 | 自评得分 | 得分率\n决策 | 10 | 9.5 | 95%\n绩效 | 10 | 9 | 90%", unit="", table_id="t01"
    )
    leaves = table(
        "一级指标 | 三级指标 | 分值 | 得分\n决策 | 目标完整 | 4 | 4\n^ | 指标明确 | 6 | 5.5\n绩效 | 执行进度 | 10 | 9",
        unit="",
        table_id="t02",
    )
    report = normalize(document(levels, leaves))
    assert [x.name for x in leaf_indicators(report)] == ["目标完整", "指标明确", "执行进度"]
    said = "决策满分10分，得分9.5分，主要扣分指标为指标明确（扣0.5分）。"
    claims = normalize(document(levels, leaves, text=("甲局2022年度自评报告", said))).claims
    assert [(c.kind, c.subject) for c in claims if c.kind == "deduction"] == [("deduction", "指标明确")]


def test_a_table_that_stops_at_the_second_level_repeats_the_one_that_goes_on() -> None:
    """Its lines would count twice in every total."""
    short = table(
        "一级指标 | 二级指标 | 分值 | 得分\n决策 | 目标管理 | 10 | 9.5\n绩效 | 履职效益 | 10 | 9",
        unit="",
        table_id="t01",
    )
    whole = table(
        "一级指标 | 二级指标 | 三级指标 | 分值 | 得分\n决策 | 目标管理 | 目标完整 | 4 | 4\n^ | ^ | 指标明确 | 6 | 5.5\n"
        "绩效 | 履职效益 | 服务人次 | 10 | 9",
        unit="",
        table_id="t02",
    )
    names = [x.name for x in leaf_indicators(normalize(document(short, whole)))]
    assert names == ["目标完整", "指标明确", "服务人次"]
    other = table(
        "一级指标 | 二级指标 | 分值 | 得分\n决策 | 目标管理 | 12 | 9.5\n绩效 | 履职效益 | 8 | 7",
        unit="",
        table_id="t01",
    )
    assert len(leaf_indicators(normalize(document(other, whole)))) == 5  # shared out otherwise, and no repetition


@pytest.mark.parametrize(
    "names",
    [
        ("一、效能", "1.产出", "2.满意", "二、效率", "1.执行", "2.采购"),
        ("（一）效能", "产出", "满意", "（二）效率", "执行", "采购"),
    ],
)
def test_rows_of_a_table_without_criteria_that_hold_what_is_below_them_are_levels(names: tuple[str, ...]) -> None:
    weights, scores = ("10", "4", "6", "10", "7", "3"), ("9.5", "4", "5.5", "8", "5", "3")
    rows = "\n".join(f"{n} | {w} | {s} | {s}" for n, w, s in zip(names, weights, scores, strict=True))
    sheet = table(f"考核指标 | 权重 | 自评分 | 得分率\n{rows}\n总计 | 20 | 17.5 | 87.5%", unit="")
    report = normalize(document(sheet))
    assert [(x.level1, x.level1_weight.plain if x.level1_weight else "") for x in report.score_lines] == [
        ("效能", "10"),
        ("效能", "10"),
        ("效率", "10"),
        ("效率", "10"),
    ]
    assert [(t.name, t.self_score.plain if t.self_score else "") for t in report.score_totals] == [
        ("效能", "9.5"),
        ("效率", "8"),
        ("总计", "17.5"),
    ]


def test_numbers_and_codes_are_no_part_of_an_indicators_name() -> None:
    scored = table(
        "考核指标 | 分值 | 得分\n1.执行率 | 60 | 60\n（2）采购率 | 30 | 29\nA13“三公”控制率 | 10 | 9", unit=""
    )
    annex = table(
        "指标名称 | 评分标准\n执行率 | 执行率×60分\n采购率 | 采购率×30分\n“三公”控制率 | ≤100%得10分", unit=""
    )
    report = normalize(document(scored, annex))
    leaves = leaf_indicators(report)
    assert [(x.name, x.line.printed, bool(x.criteria)) for x in leaves] == [
        ("执行率", "1.执行率", True),
        ("采购率", "（2）采购率", True),
        ("“三公”控制率", "A13“三公”控制率", True),
    ]


def test_scores_of_levels_in_columns_and_in_rows_of_their_own() -> None:
    beside = """
        一级指标 | 二级指标 | 二级得分 | 三级指标 | 分值 | 自评分
        管理 | 资产 | 7.5 | 资产利用 | 4 | 3.5
        ^ | ^ | ^ | 资产登记 | 4 | 4
        ^ | 人员 | 2 | 编制控制 | 2 | 2
        """
    above = """
        序号 | 指标名称 | 满分 | 自评得分
        一、管理类（满分8分，自评7.5分） | < | < | <
        1 | 资产利用 | 4 | 3.5
        2 | 资产登记 | 4 | 4
        二、产出类（满分2分，得2分） | < | < | <
        3 | 编制控制 | 2 | 2
        """
    for grid, names in ((beside, ["资产", "人员"]), (above, ["管理类", "产出类"])):
        report = normalize(document(table(grid, title="绩效评价评分表", unit="")))
        assert [(t.name, t.self_score and t.self_score.value) for t in report.score_totals] == [
            (names[0], Decimal("7.5")),
            (names[1], Decimal(2)),
        ]
        assert [x.indicator for x in report.score_lines] == ["资产利用", "资产登记", "编制控制"]


def test_a_table_that_repeats_the_totals_of_others_holds_no_indicators() -> None:
    summary = """
        评价内容 | 分值 | 得分
        项目决策 | 10 | 9.5
        项目过程 | 20 | 18
        项目效益 | 70 | 66
        合计 | 100 | 93.5
        """
    parts = [
        ("决策", [("依据", 4, "4"), ("目标", 6, "5.5")], 10, "9.5"),
        ("过程", [("资金", 8, "7"), ("制度", 12, "11")], 20, "18"),
        ("效果", [("成效", 30, "28"), ("满意", 40, "38")], 70, "66"),
    ]
    tables = [table(summary, title="绩效评价得分表", unit="")]
    for n, (name, rows, weight, score) in enumerate(parts, 2):
        body = "\n".join(f"{i} | {w} | {s}" for i, w, s in rows)
        grid = f"三级指标 | 分值 | 得分\n{body}\n{name}指标得分合计 | {weight} | {score}"
        tables.append(table(grid, title=f"{name}指标得分表", unit="", table_id=f"t{n:02}"))
    report = normalize(document(*tables))
    assert [x.indicator for x in report.score_lines] == ["依据", "目标", "资金", "制度", "成效", "满意"]
