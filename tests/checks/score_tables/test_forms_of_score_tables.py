"""Forms in which score tables are filled in: what each states is read alike, a slip is told where it is and only there.

Rows that head the column of another level, actual rates beside points, scores that only sentences tell, rows of rates,
remarks with their own operands.
"""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import AuditedReport, Severity
from tests.normalize.grids import document, table

TITLE = "某某县水利局2023年度部门整体支出绩效自评报告"


def audited(grid: str, *text: str) -> AuditedReport:
    return audit(document(table(grid, unit="", title="部门整体支出绩效评分表"), text=(TITLE, *text)))


def errors(found: AuditedReport) -> list[str]:
    return [f.message_zh for f in found.findings if f.severity is Severity.ERROR]


HEADS = {
    "numbered, with points": ("一、投入 | < | 40 |  | 38", "二、产出 | < | 60 |  | {score}"),
    "numbered, over all columns": ("一、投入（40分） | < | < | < | <", "二、产出（60分，得{score}分） | < | < | < | <"),
    "with points in square brackets": ("一、投入[40分] | < | < | < | <", "二、产出[60分，得{score}分] | < | < | < | <"),
    "known by their points": ("投入 | < | 40 |  | 38", "产出 | < | 60 |  | {score}"),
}


@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS.keys())
@pytest.mark.parametrize(("score", "wrong"), [("55", 0), ("56", 1)])
def test_rows_that_head_a_column_of_levels(heads: tuple[str, str], score: str, wrong: int) -> None:
    first, second = (h.format(score=score) for h in heads)
    found = audited(
        f"二级指标 | 三级指标 | 分值 | 评分标准 | 得分\n{first}\n目标 | 目标合理性 | 20 | 酌情 | 19\n"
        "^ | 指标明确性 | 20 | 酌情 | 19\n"
        f"{second}\n数量 | 渠道维修 | 30 | 酌情 | 28\n质量 | 工程质量 | 30 | 酌情 | 27\n合计 | < | 100 |  | 93"
    )
    assert [(x.level1, x.level2) for x in found.report.score_lines] == [
        ("投入", "目标"),
        ("投入", "目标"),
        ("产出", "数量"),
        ("产出", "质量"),
    ]
    assert len(errors(found)) == wrong
    assert all("56" in e for e in errors(found))


def test_a_note_above_a_column_of_levels_is_none() -> None:
    found = audited(
        "二级指标 | 三级指标 | 分值 | 评分标准 | 得分\n"
        "目标 | 目标合理性 | 40 | 酌情 | 38\n"
        "数量 | 渠道维修 | 60 | 酌情 | 55\n"
        "合计 | < | 100 |  | 93\n注：评分由各科室共同完成 | < | < | < | <"
    )
    assert {x.level1 for x in found.report.score_lines} == {"目标", "数量"}


def test_actual_rates_are_no_scores_over_weights() -> None:
    found = audited(
        "三级指标 | 实际完成值 | 评分标准 | 分值 | 得分\n预算执行率 | 96.30% | 得分=预算执行率×10 | 10 | 9.63\n"
        "合格率 | 98.75% | 得分=合格率×40 | 40 | 39.50\n巡查完成率 | 93.75% | 得分=巡查完成率×40 | 40 | 37.50\n"
        "群众满意度 | 91.78% | 满意度≥95%得10分；90%≤满意度＜95%得8分；＜90%不得分 | 10 | 8\n"
        "合计 | < | < | 100 | 94.63"
    )
    assert not errors(found)


def test_how_far_a_budget_moved_is_told_without_a_sign() -> None:
    grid = (
        "三级指标 | 评分标准 | 分值 | 得分 | 说明\n"
        "预算调整率 | 预算调整率=（预算调整数/年初预算数）×100%。调整率≤5%得50分，否则不得分"
        " | 50 | 50 | "
        "预算调整率为{rate}%\n制度健全性 | 酌情 | 50 | 50 | 健全"
    )
    text = "年初预算数2,000.00万元，全年预算数1,940.00万元。"
    assert not errors(audited(grid.format(rate="3.00"), text))


ANNEX = (
    "一级指标 | 三级指标 | 分值 | 评分标准\n"
    "管理 | 预算执行率 | 20 | 得分=预算执行率×20\n"
    "^ | 制度健全性 | 30 | 健全得30分，酌情扣分\n"
    "产出 | 渠道维修 | 30 | 完成得30分，酌情扣分\n^ | 工程质量 | 20 | 合格得20分，酌情扣分"
)
BUDGET = "全年预算数1,000.00万元，支出数963.00万元。"


@pytest.mark.parametrize(
    ("told", "scores"),
    [
        (
            "预算执行率得19.26分，制度健全性得29分；渠道维修得28分，工程质量得20分。",
            ["19.26", "29", "28", "20"],
        ),
        (
            "管理得48.26分，产出得48分。预算执行率得19.26分，制度健全性得29分；渠道维修得28分，其余指标均得满分。",
            ["19.26", "29", "28", "20"],
        ),
        ("预算执行率得19.26分，其余指标有扣分。", [None, None, None, None]),
    ],
)
def test_scores_that_only_the_text_tells(told: str, scores: list[str | None]) -> None:
    found = audited(ANNEX, BUDGET, told)
    assert [x.self_score.plain if x.self_score else None for x in found.report.score_lines] == scores
    assert not errors(found)


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("巡查次数得29分，群众满意度得18分，扣2分。", ["29", "18"]),
        ("巡查次数得29分。问卷调查显示，群众满意度得92分。", ["29", None]),  # of those asked, and no points
    ],
)
def test_indicators_whose_names_sound_like_other_scores(said: str, score: list[str | None]) -> None:
    annex = (
        "三级指标 | 分值 | 评分标准\n巡查次数 | 30 | 酌情\n群众满意度 | 20 | 酌情\n"
        "制度健全性 | 30 | 酌情\n资产管理 | 20 | 酌情"
    )
    found = audited(annex, f"制度健全性得28分，资产管理得19分。{said}")
    lines = found.report.score_lines
    assert [x.self_score.plain if x.self_score else None for x in lines[:2]] == score
    assert not errors(found)


def test_a_score_of_the_text_is_held_against_its_rule() -> None:
    told = "预算执行率得17.26分，制度健全性得29分；渠道维修得28分，工程质量得20分。"
    assert ["17.26" in e for e in errors(audited(ANNEX, BUDGET, told))] == [True]


def test_a_grade_that_neither_total_has() -> None:
    grid = (
        "三级指标 | 分值 | 评分标准 | 得分\n制度健全性 | 50 | 酌情 | 48\n渠道维修 | 50 | 酌情 | 47\n合计 | 100 |  | 94"
    )
    assert len(errors(audited(grid, "自评总分为94分，评价等级为“良”。"))) == 2
    # with the right total the grade is right: one slip
    assert len(errors(audited(grid.replace("48", "43").replace("47", "46"), "自评总分为94分，评价等级为“良”。"))) == 1


def test_a_rate_behind_a_score_of_the_same_item() -> None:
    grid = (
        "一级指标 | 三级指标 | 分值 | 评分标准 | 得分\n管理 | 制度健全性 | 40 | 酌情 | 38\n"
        "产出 | 渠道维修 | 60 | 酌情 | 57\n合计 | < | 100 |  | 95"
    )
    said = "其中：管理40分，得38分，得分率95.00%；产出60分，得57分，得分率{rate}%。"
    assert not errors(audited(grid, said.format(rate="95.00")))
    assert ["92.00" in e for e in errors(audited(grid, said.format(rate="92.00")))] == [True]


@pytest.mark.parametrize(("rate", "wrong"), [("95.00", 0), ("92.00", 1)])
def test_a_row_of_the_rate_under_the_total(rate: str, wrong: int) -> None:
    found = audited(
        "三级指标 | 分值 | 评分标准 | 得分\n制度健全性 | 40 | 酌情 | 38\n渠道维修 | 60 | 酌情 | 57\n"
        f"合计 | 100 |  | 95\n得分率 |  |  | {rate}%"
    )
    assert [x.indicator for x in found.report.score_lines] == ["制度健全性", "渠道维修"]
    assert len(errors(found)) == wrong


@pytest.mark.parametrize(
    ("remark", "wrong"),
    [
        ("计划维修渠道80公里，实际维修渠道76公里，渠道维修率95.00%", []),
        ("计划维修渠道80公里，实际维修渠道76公里，渠道维修率93.80%", ["93.80"]),
        # the rate is that of two other numbers of the cell: which of them count is open
        ("计划维修渠道80公里，调整为78公里，实际维修渠道76公里，渠道维修率97.44%", []),
    ],
)
def test_a_remark_that_prints_its_operands(remark: str, wrong: list[str]) -> None:
    score = "57" if "95.00" in remark or "93.80" in remark else "58.46"
    found = audited(
        "三级指标 | 分值 | 评分标准 | 得分 | 说明\n制度健全性 | 40 | 酌情 | 38 | 健全\n"
        f"渠道维修率 | 60 | 渠道维修率=（实际维修渠道/计划维修渠道）×100%。得分=渠道维修率×60 | {score} | {remark}"
    )
    told = [f.reported.strip("%") for f in found.findings if f.severity is Severity.ERROR]
    assert told == wrong


def test_a_subtotal_called_as_its_level_with_points() -> None:
    grid = (
        "一级指标 | 三级指标 | 评分标准 | 得分\n"
        "管理（40分） | 制度健全性（20分） | 酌情 | 19\n"
        "^ | 资产管理（20分） | 酌情 | 18\n"
        "小计 | < |  | {sub}\n"
        "产出（60分） | 渠道维修（30分） | 酌情 | 28\n"
        "^ | 工程质量（30分） | 酌情 | 29\n"
        "小计 | < |  | 57\n"
        "合计 | < |  | 94"
    )
    assert not errors(audited(grid.format(sub="37")))
    assert ["36" in e for e in errors(audited(grid.format(sub="36")))] == [True]


def test_a_weight_below_its_score_is_no_reason_for_another_slip() -> None:
    found = audited(
        "一级指标 | 三级指标 | 分值 | 评分标准 | 得分\n"
        "管理（39分） | 制度健全性 | 20 | 酌情 | 21\n"
        "^ | 资产管理 | 20 | 酌情 | 18\n"
        "产出（60分） | 渠道维修 | 30 | 酌情 | 28\n^ | 工程质量 | 30 | 酌情 | 29\n合计 | < | 100 |  | 96"
    )
    wrong = {(f.locus.row or f.locus.indicator, f.reported) for f in found.findings if f.severity is Severity.ERROR}
    assert wrong == {("管理", "39"), ("制度健全性", "21")}


def test_a_wrong_grade_and_a_wrong_total_of_the_text_are_two_slips() -> None:
    grid = (
        "三级指标 | 分值 | 评分标准 | 得分\n制度健全性 | 50 | 酌情 | 48\n渠道维修 | 50 | 酌情 | 47\n合计 | 100 |  | 95"
    )
    found = audited(grid, "自评总分为94分，评价等级为“良”。")
    wrong = {(f.locus.column, f.reported) for f in found.findings if f.severity is Severity.ERROR}
    assert wrong == {("等级", "95"), ("得分", "94")}


@pytest.mark.parametrize(("lost", "wrong"), [("2", []), ("3", ["3"])])
def test_scores_and_weights_in_two_tables(lost: str, wrong: list[str]) -> None:
    scores = table(
        "一级指标 | 三级指标 | 得分 | 扣分\n"
        f"管理 | 制度健全性 | 28 | {lost}\n^ | 资产管理 | 19 | 1\n产出 | 渠道维修 | 46 | 4",
        unit="",
        title="表1 自评得分表",
    )
    rules = table(
        "一级指标 | 三级指标 | 分值 | 评分标准 | 扣分原因\n管理 | 制度健全性 | 30 | 酌情 | 制度未修订，扣2分\n"
        "^ | 资产管理 | 20 | 酌情 | 个别资产未入账，扣1分\n产出 | 渠道维修 | 50 | 酌情 | 进度滞后，扣4分",
        unit="",
        title="附件 评分标准",
        table_id="t02",
    )
    found = audit(document(scores, rules, text=(TITLE,)))
    assert [f.reported for f in found.findings if f.severity is Severity.ERROR] == wrong


def test_a_deduction_of_a_remark_beside_weights_alone() -> None:
    scores = table("三级指标 | 得分\n制度健全性 | 28\n资产管理 | 19\n渠道维修 | 46", unit="", title="表1 自评得分表")
    rules = (
        "三级指标 | 分值 | 评分标准 | 扣分原因\n制度健全性 | 30 | 酌情 | 制度未修订，扣{lost}分\n"
        "资产管理 | 20 | 酌情 | \n渠道维修 | 50 | 酌情 | "
    )
    for lost, wrong in (("2", []), ("3", ["3"])):
        annex = table(rules.format(lost=lost), unit="", title="附件 评分标准", table_id="t02")
        found = audit(document(scores, annex, text=(TITLE,)))
        assert [f.reported for f in found.findings if f.severity is Severity.ERROR] == wrong


@pytest.mark.parametrize(("bracket", "close"), [("（权重", "分）"), ("[", "分]"), ("【满分：", "分】"), ("(", ")")])
def test_points_in_brackets_of_any_kind(bracket: str, close: str) -> None:
    found = audited(
        f"一级指标 | 三级指标 | 评分标准 | 得分\n管理{bracket}40{close} | 制度健全性{bracket}40{close} | 酌情 | 38\n"
        f"产出{bracket}60{close} | 渠道维修{bracket}60{close} | 酌情 | 57\n合计 | < |  | 95"
    )
    lines = found.report.score_lines
    named = [(x.level1, x.indicator, x.weight.plain if x.weight else None) for x in lines]
    assert named == [("管理", "制度健全性", "40"), ("产出", "渠道维修", "60")]


@pytest.mark.parametrize("name", ["小计", "分项小计", "本类小计", "管理分项小计"])
def test_a_subtotal_of_whatever_stands_above_it(name: str) -> None:
    grid = (
        "一级指标 | 三级指标 | 权重% | 评分标准 | 得分\n管理 | 制度健全性 | 20 | 酌情 | 19\n"
        "^ | 资产管理 | 20 | 酌情 | 18\n"
        f"{name} | < | 40 |  | {{sub}}\n产出 | 渠道维修 | 60 | 酌情 | 57\n合计 | < | 100 |  | 94"
    )
    assert not errors(audited(grid.format(sub="37")))
    assert ["36" in e for e in errors(audited(grid.format(sub="36")))] == [True]
