"""Score tables of all shapes: levels, weights, scores, totals, criteria."""

from __future__ import annotations

from decimal import Decimal

from pipeline.normalize.report import normalize
from schemas.document import Table
from schemas.figure import Figure
from schemas.records import Report, TableKind
from tests.normalize.grids import document, table


def read(grid: Table) -> Report:
    return normalize(document(grid))


def value(figure: Figure | None) -> Decimal | None:
    return None if figure is None else figure.value


def test_levels_weights_and_merged_cells() -> None:
    report = read(
        table(
            """
            序号 | 一级指标 | 二级指标 | 三级指标 | 权重 | 自评得分 | 扣分原因
            1 | 决策 | 目标 | 目标完整 | 4 | 4 |
            2 | ^ | ^ | 指标明确 | 6 | 5.5 | 两项指标未量化
            3 | 绩效 | 效率 | 执行进度 | 10 | 9.87 |
            合计 | < | < | < | 20 | 19.37 |
            """,
            unit="",
        )
    )
    assert report.readings[0].kind is TableKind.INDICATOR_SCORES
    got = [(x.level1, x.level2, x.indicator, value(x.weight), value(x.self_score)) for x in report.score_lines]
    assert got == [
        ("决策", "目标", "目标完整", 4, 4),
        ("决策", "目标", "指标明确", 6, Decimal("5.5")),
        ("绩效", "效率", "执行进度", 10, Decimal("9.87")),
    ]
    assert report.score_lines[1].remark == "两项指标未量化"
    (total,) = report.score_totals
    assert (value(total.weight), value(total.self_score)) == (20, Decimal("19.37"))


def test_weights_of_every_level_by_header_path_or_by_neighbourhood() -> None:
    by_path = table(
        """
        一级指标 | < | 二级指标 | < | 三级指标 | < | 评分标准 | 得分
        名称 | 分值 | 名称 | 分值 | 名称 | 分值 | ^ | ^
        决策 | 10 | 目标 | 10 | 目标完整 | 4 | 有目标得4分 | 4
        ^ | ^ | ^ | ^ | 指标明确 | 6 | 有指标得6分 | 6
        """,
        header_rows=2,
    )
    by_place = table(
        """
        一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 权重 | 评价标准 | 得分
        决策 | 10 | 目标 | 10 | 目标完整 | 4 | 有目标得4分 | 4
        ^ | ^ | ^ | ^ | 指标明确 | 6 | 有指标得6分 | 6
        """
    )
    for grid in (by_path, by_place):
        line = read(grid).score_lines[1]
        weights = (value(line.level1_weight), value(line.level2_weight), value(line.weight))
        assert (weights, line.criteria) == ((10, 10, 6), "有指标得6分")


def test_a_level_that_goes_on_over_the_page_keeps_its_name() -> None:
    names = ("续上页", "接上页", "（续表）", "过程（25分）（续）")
    for name in names:
        grid = f"""
        一级指标 | 二级指标 | 三级指标 | 分值 | 得分
        过程（25分） | 资金 | 资金到位 | 10 | 10
        {name} | 组织 | 制度健全 | 15 | 14
        """
        lines = read(table(grid)).score_lines
        assert [(x.level1, x.level2) for x in lines] == [("过程", "资金"), ("过程", "组织")], name


def test_points_merged_over_several_levels_are_of_what_holds_them() -> None:
    grid = """
    一级指标 | 二级指标 | 分值 | 三级指标 | 分值 | 得分
    决策 | 立项 | 10 | 立项依据 | 5 | 5
    ^ | ^ | ^ | 立项程序 | 5 | 4
    产出 | 产出数量 | 40 | 完成率 | 20 | 18
    ^ | 产出质量 | ^ | 合格率 | 20 | 20
    """
    lines = read(table(grid)).score_lines
    assert [value(x.level2_weight) for x in lines] == [10, 10, None, None]


def test_points_column_beside_a_starred_or_repeated_one() -> None:
    starred = table(
        """
        三级指标 | 分数 | 指标说明 | 评分标准 | *分数
        目标完整 | 4.00 | 说明 | 有目标得4分 | 3.00
        指标明确 | 6.00 | 说明 | 有指标得6分 | 6.00
        """
    )
    repeated = table(
        """
        三级指标 | 分值 | 评分标准 | 分值
        目标完整 | 4.00 | 有目标得4分 | 3.00
        指标明确 | 6.00 | 有指标得6分 | 6.00
        """
    )
    for grid in (starred, repeated):
        line = read(grid).score_lines[0]
        assert (value(line.weight), value(line.self_score)) == (4, 3)


def test_weights_printed_behind_the_names() -> None:
    report = read(
        table(
            """
            一级指标 | 二级指标 | 三级指标 | 得分
            决策（10分） | 目标（10分） | 目标完整（4分） | 4
            ^ | ^ | 指标明确（6分） | 5
            """
        )
    )
    line = report.score_lines[1]
    assert (line.level1, line.level2, line.indicator) == ("决策", "目标", "指标明确")
    assert (value(line.level1_weight), value(line.weight)) == (10, 6)


def test_missing_scores_and_dashes_are_no_scores() -> None:
    report = read(
        table(
            """
            一级指标 | 三级指标 | 分值 | 得分
            决策 | 目标完整 | 4 |
            ^ | 指标明确 | 6 | /
            ^ | 执行进度 | 6 | 0
            总分 | < | 16 | 6
            """
        )
    )
    assert [value(x.self_score) for x in report.score_lines] == [None, None, 0]


def test_totals_of_levels_are_named_after_their_level() -> None:
    report = read(
        table(
            """
            一级指标 | 二级指标 | 三级指标 | 分值 | 得分
            决策 | 目标 | 目标完整 | 4 | 4
            ^ | ^ | 小计 | 4 | 4
            绩效 | 效率 | 执行进度 | 6 | 5
            合计 | < | < | 10 | 9
            """
        )
    )
    assert [x.indicator for x in report.score_lines] == ["目标完整", "执行进度"]
    assert [(t.name, value(t.self_score)) for t in report.score_totals] == [("目标", 4), ("合计", 9)]


def test_four_levels_the_deepest_is_the_indicator() -> None:
    report = read(
        table(
            """
            一级指标 | 二级指标 | 三级指标 | 四级指标 | 分值 | 得分
            产出 | 数量 | 活动 | 场次 | 5 | 5
            ^ | ^ | ^ | 人次 | 5 | 4
            """
        )
    )
    line = report.score_lines[1]
    assert (line.level1, line.level2, line.indicator) == ("产出", "数量", "人次")


def test_the_own_score_goes_before_that_of_a_reviewer() -> None:
    report = read(
        table(
            """
            一级指标 | 三级指标 | 分值 | 自评得分 | 复核得分
            产出 | 场次 | 5 | 5 | 4
            ^ | 人次 | 5 | 4 | 3
            """
        )
    )
    assert [value(x.self_score) for x in report.score_lines] == [5, 4]


def test_a_table_of_criteria_without_scores() -> None:
    report = read(
        table(
            """
            一级指标 | 二级指标 | 三级指标 | 权重（%） | 指标解释 | 评分标准
            产出 | 数量 | 场次 | 5% | 解释 | 达标得满分
            ^ | ^ | 人次 | 5% | 解释 | 达标得满分
            """
        )
    )
    assert report.readings[0].kind is TableKind.SCORING_CRITERIA
    line = report.score_lines[0]
    assert (value(line.weight), line.self_score, line.definition) == (5, None, "解释")
