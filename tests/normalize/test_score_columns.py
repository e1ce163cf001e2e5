"""Columns of score tables by the names that offices give them."""

from __future__ import annotations

import pytest

from pipeline.normalize.report import normalize
from schemas.records import TableKind
from tests.normalize.grids import document, table

BODY = (
    "\n决策 | {a} | 目标 | {b} | 合理性 | 4 | 酌情得4分 | 4\n^ | ^ | ^ | ^ | 明确性 | 6 | 酌情得6分 | 5"
    "\n^ | ^ | 编制 | {b} | 规范性 | 10 | 酌情得10分 | 9\n合计 | < | < | < | < | 20 |  | 18"
)


@pytest.mark.parametrize(
    "head",
    [
        "一级指标 | 一级权重 | 二级指标 | 二级权重 | 三级指标 | 三级权重 | 考核内容及评分标准 | 单位打分",
        "一级指标 | 一级指标分值 | 二级指标 | 二级指标分值 | 三级指标 | 三级指标分值 | 评分标准及计算公式 | 打分结果",
        "一级指标及分值 | 权重 | 二级指标及分值 | 权重 | 三级指标及说明 | 标准分 | 指标释义及计分办法 | 最终得分",
    ],
)
def test_weights_of_levels_and_scores_under_other_names(head: str) -> None:
    lines = normalize(document(table(head + BODY.format(a=20, b=10), unit=""))).score_lines
    assert [(x.level1, x.level2, x.indicator) for x in lines][1:] == [
        ("决策", "目标", "明确性"),
        ("决策", "编制", "规范性"),
    ]
    first = lines[0]
    figures = (first.level1_weight, first.level2_weight, first.weight, first.self_score)
    assert [f.plain if f else "" for f in figures] == ["20", "10", "4", "4"]
    assert first.criteria == "酌情得4分"


@pytest.mark.parametrize("name", ["评价内容", "考核内容", "指标", "评价要点", "考核点"])
@pytest.mark.parametrize("score", ["考评得分", "核定结果"])
def test_the_finest_names_are_the_indicators_whatever_their_head_says(name: str, score: str) -> None:
    """Taken for the leaf, the level above it would score once for several rows, and right totals would be wrong."""
    grid = (
        f"一级指标 | 分值 | 二级指标 | 分值 | {name} | 分值 | 评分标准 | {score}\n"
        "决策 | 50 | 目标 | 30 | 目标合理性 | 10 | 酌情得10分 | 10\n^ | ^ | ^ | ^ | 目标明确性 | 20 | 酌情得20分 | 18\n"
        "^ | ^ | 编制 | 20 | 编制规范性 | 5 | 酌情得5分 | 5\n^ | ^ | ^ | ^ | 编制合理性 | 15 | 酌情得15分 | 13\n"
        "绩效 | 50 | 效益 | 50 | 社会效益 | 30 | 酌情得30分 | 28\n^ | ^ | ^ | ^ | 满意度 | 20 | 酌情得20分 | 20\n"
        "合计 | < | < | < | < | 100 |  | 94"
    )
    lines = normalize(document(table(grid, unit=""))).score_lines
    assert [(x.level2, x.indicator) for x in lines][:2] == [("目标", "目标合理性"), ("目标", "目标明确性")]
    figures = [(x.weight and x.weight.plain, x.self_score and x.self_score.plain) for x in lines]
    assert figures == [("10", "10"), ("20", "18"), ("5", "5"), ("15", "13"), ("30", "28"), ("20", "20")]


def test_weights_in_the_names_of_all_levels_beside_the_scores_of_two_years() -> None:
    grid = (
        "一级指标及权重 | 二级指标及权重 | 三级指标及权重 | 评价标准 | 上年得分 | 本年自评得分\n"
        "决策（10分） | 目标（10分） | 合理性（4分） | 酌情得4分 | 3 | 4\n^ | ^ | 明确性（6分） | 酌情得6分 | 6 | 5\n"
        "合计（10分） | < | < |  | 9 | 9"
    )
    lines = normalize(document(table(grid, unit=""))).score_lines
    assert [
        (x.level1, x.indicator, x.weight and x.weight.plain, x.self_score and x.self_score.plain) for x in lines
    ] == [
        ("决策", "合理性", "4", "4"),
        ("决策", "明确性", "6", "5"),
    ]
    assert [x.level2_weight.plain for x in lines if x.level2_weight] == ["10", "10"]


def test_criteria_in_a_table_of_their_own_without_weights() -> None:
    scores = "一级指标 | 三级指标 | 分值 | 得分\n过程 | 结余控制率 | 4 | 4\n^ | 制度健全性 | 6 | 5\n合计 | < | 10 | 9"
    rules = (
        "序号 | 三级指标 | 指标解释 | 计分办法\n1 | 结余控制率 | 结余与预算之比 | 不超过5%的得4分，否则不得分。\n"
        "2 | 制度健全性 | 制度是否齐全 | 酌情得6分"
    )
    report = normalize(document(table(scores, unit=""), table(rules, unit="", table_id="t02")))
    assert [r.kind for r in report.readings] == [TableKind.INDICATOR_SCORES, TableKind.SCORING_CRITERIA]
    found = [(x.indicator, x.criteria) for x in report.score_lines if x.table_id == "t02"]
    assert found == [("结余控制率", "不超过5%的得4分，否则不得分。"), ("制度健全性", "酌情得6分")]


@pytest.mark.parametrize("name", ["评价维度", "类别", "方面", "模块"])
def test_merged_cells_left_of_the_indicators_are_their_level(name: str) -> None:
    grid = (
        f"{name} | 评价指标 | 分值 | 评分标准 | 得分\n"
        "管理 | 合理性 | 4 | 酌情得4分 | 4\n^ | 明确性 | 6 | 酌情得6分 | 5\n"
        "质量 | 合格率 | 5 | 合格率×5分 | 5\n^ | 覆盖率 | 5 | 覆盖率×5分 | 5"
    )
    lines = normalize(document(table(grid, unit=""))).score_lines
    assert [(x.level1, x.indicator) for x in lines] == [
        ("管理", "合理性"),
        ("管理", "明确性"),
        ("质量", "合格率"),
        ("质量", "覆盖率"),
    ]


def test_the_only_subtotal_below_several_levels_is_of_them_all() -> None:
    grid = (
        "类别 | 评价指标 | 分值 | 得分\n管理 | 合理性 | 4 | 4\n^ | 明确性 | 6 | 5\n"
        "质量 | 合格率 | 5 | 5\n^ | 覆盖率 | 5 | 5\n"
        "小计 | < | 20 | 19"
    )
    [total] = normalize(document(table(grid, unit=""))).score_totals
    assert (total.name, total.self_score and total.self_score.plain) == ("小计", "19")
    levels = grid.replace("质量 |", "小计 | < | 10 | 9\n质量 |", 1).replace("小计 | < | 20 | 19", "小计 | < | 10 | 10")
    assert [t.name for t in normalize(document(table(levels, unit=""))).score_totals] == ["管理", "质量"]


@pytest.mark.parametrize(
    ("head", "row", "below"),
    [
        (
            "一级指标 | 分值 | 得分 | 三级指标 | 分值 | 评分标准 | 得分",
            "决策 | 10 | 9 | 合理性 | 4 | 酌情得4分 | 4",
            "^ | ^ | ^ | 明确性 | 6 | 酌情得6分 | 5",
        ),
        (
            "一级指标 | < | < | 三级指标 | < | 评分标准 | 自评得分\n名称 | 权重 | 得分 | 名称 | 权重 | ^ | ^",
            "决策 | 10 | 9 | 合理性 | 4 | 酌情得4分 | 4",
            "^ | ^ | ^ | 明确性 | 6 | 酌情得6分 | 5",
        ),
        (
            "一级指标 | 自评得分 | 二级指标 | 自评得分 | 三级指标 | 权重 | 评分标准 | 自评得分",
            "决策 | 9 | 目标 | 9 | 合理性 | 4 | 酌情得4分 | 4",
            "^ | ^ | ^ | ^ | 明确性 | 6 | 酌情得6分 | 5",
        ),
        (
            "一级指标 | < | 二级指标 | < | 三级指标 | < | < | 计分办法\n"
            "名称 | 得分 | 名称 | 得分 | 名称 | 分值 | 得分 | ^",
            "决策 | 9 | 目标 | 9 | 合理性 | 4 | 4 | 酌情得4分",
            "^ | ^ | ^ | ^ | 明确性 | 6 | 5 | 酌情得6分",
        ),
        (
            "一级指标 | 三级指标 | 权重 | 评分标准 | 自评分 | 复核分",
            "决策 | 合理性 | 4 | 酌情得4分 | 4 | 3",
            "^ | 明确性 | 6 | 酌情得6分 | 5 | 5",
        ),
    ],
)
def test_scores_of_the_levels_beside_their_names_are_not_those_of_the_indicators(
    head: str, row: str, below: str
) -> None:
    grid = table("\n".join((head, row, below)), unit="", header_rows=head.count("\n") + 1)
    report = normalize(document(grid))
    found = [
        (x.indicator, x.weight and x.weight.plain, x.self_score and x.self_score.plain) for x in report.score_lines
    ]
    assert found == [("合理性", "4", "4"), ("明确性", "6", "5")]
    of_levels = {t.self_score.plain for t in report.score_totals if t.self_score}
    assert of_levels == ({"9"} if head.count("得分") > 1 else set())


def test_columns_of_words_under_heads_that_nobody_knows() -> None:
    grid = (
        "一级指标 | 三级指标 | 权重 | 衡量内涵 | 评分细则 | 绩效剖析 | 得分\n"
        "决策 | 预算执行率 | 8 | 反映全年支出占全年预算的比重 | 得分=执行率×8分 | 全年支出95.00万元 | 7.6\n"
        "过程 | 合同签订率 | 4 | 反映按期签订合同占全部合同的比重 | 得分=签订率×4分 | 合同20份，按期签订19份 | 3.8\n"
        "产出 | 床位建成率 | 8 | 反映建成床位占计划床位的比重 | 得分=建成率×8分 | 计划床位50张，建成45张 | 7.2\n"
        "合计 | < | 20 |  |  |  | 18.6"
    )
    lines = normalize(document(table(grid, unit=""))).score_lines
    assert lines[1].remark == "合同20份，按期签订19份"
    assert lines[1].definition == "反映按期签订合同占全部合同的比重"
    assert lines[1].criteria == "得分=签订率×4分"


@pytest.mark.parametrize(
    ("cells", "actual"),
    [(("98.43%", "7.39天", "92.20%"), True), (("≥98.43%", "7.39天", "92.20%"), False), (("98%", "8天", "92%"), False)],
)
def test_a_lone_column_of_values_beside_criteria_holds_results_or_targets(cells: tuple[str, ...], actual: bool) -> None:
    rows = [f"指标{n} | 10 | 达到90%得10分，低于90%不得分。 | {c} | 10" for n, c in zip("甲乙丙", cells, strict=True)]
    grid = "\n".join(["评价指标 | 满分 | 评分办法 | 指标值 | 得分", *rows, "小计 | 30 |  |  | 30"])
    lines = normalize(document(table(grid, unit=""))).score_lines
    assert [x.actual for x in lines] == list(cells if actual else ("", "", ""))
