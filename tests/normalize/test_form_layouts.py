"""Project forms laid out in other ways: other words for 项目名称, funds on their side, one table for many projects."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import AuditedReport, Severity
from tests.normalize.grids import document, table

FORM = """
{label} | < | {name} | < | < | < | < | <
项目资金（万元） | 来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | {initial} | 130.00 | 106.90 | 10 | 82.23% | 8.22
^ | 其中：财政拨款 | 0.00 | 110.00 | 90.70 | — | 82.45% | —
^ | {other} | 0.00 | 20.00 | 16.20 | — | 81.00% | —
一级指标 | 二级指标 | {leaf} | 年度指标值 | 实际完成值 | 分值 | 得分 | 原因
产出指标 | 数量指标 | 巡查次数 | ≥12次 | 12次 | {weight} | {weight} |
^ | 质量指标 | 整改率 | ≥95% | 96% | 20 | 20 |
满意度指标 | 服务对象满意度 | 居民满意度 | ≥90% | 95% | 30 | 30 |
总分 | < | < | < | < | 100 | 98.22 |
"""
USUAL = {
    "label": "项目名称",
    "name": "河道保洁",
    "initial": "0.00",
    "other": "其他资金",
    "leaf": "三级指标",
    "weight": "40",
}


def form(**values: str) -> str:
    return FORM.format(**USUAL | values)


def audited(*grids: str) -> AuditedReport:
    return audit(document(*[table(grid, header_rows=0, unit="") for grid in grids]))


def errors(*grids: str) -> list[tuple[str, str]]:
    return [(f.reported, f.expected_low) for f in audited(*grids).findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "label",
    [
        "项目（政策）名称",
        "专项资金名称",
        "项目名称（编码）",
        "二级项目名称",
        "项目支出名称",
        "政策（项目）名称",
        "项目名称及代码",
    ],
)
def test_names_of_the_cell_that_names_the_project(label: str) -> None:
    found = audited(form(label=label), form(label=label, name="道路养护", weight="40"))
    assert {s.subject for s in found.scores} == {"河道保洁", "道路养护"}
    assert not [f for f in found.findings if f.severity is Severity.ERROR]


def test_forms_without_a_name_are_not_held_against_each_other() -> None:
    other = form(label="负责人").replace("8.22", "9").replace("98.22", "99").replace("82.23%", "90.00%")
    other = other.replace("106.90", "117.00").replace("90.70", "99.00").replace("16.20", "18.00")
    assert errors(form(label="负责人"), other.replace("82.45%", "90.00%").replace("81.00%", "90.00%")) == []


@pytest.mark.parametrize("leaf", ["指标名称", "具体指标", "三级指标", "绩效指标"])
def test_the_lowest_level_is_what_stands_right_of_the_others(leaf: str) -> None:
    found = audited(form(leaf=leaf))
    assert [s.indicator for s in found.scores] == ["预算执行率", "巡查次数", "整改率", "居民满意度"]
    assert errors(form(leaf=leaf)) == []


@pytest.mark.parametrize("other", ["其他资金", "其它资金", "其他", "其他来源"])
def test_sources_with_one_for_all_that_is_left_are_complete(other: str) -> None:
    assert errors(form(other=other).replace("| 106.90 |", "| 124.90 |"))[0][0] == "124.90"


ASIDE = """
项目名称 | < | 河道保洁 | < | < | < | <
项目资金（万元） | | 合计 | 财政拨款 | 其他资金 | 分值 | 得分
^ | {budget} | {whole} | 110.00 | 20.00 | |
^ | {spent} | 106.90 | 90.70 | 16.20 | |
^ | {rate} | {printed} | 82.45% | 81.00% | 10 | {points}
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 巡查次数 | ≥12次 | 12次 | 90 | 90
总分 | < | < | < | < | 100 | {total}
"""
STAGES = {
    "budget": "全年预算数（A）", "spent": "全年执行数（B）", "rate": "执行率（B/A）", "whole": "130.00",
    "printed": "82.23%", "points": "8.22", "total": "98.22",
}  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        {},
        {"budget": "调整后预算", "spent": "实际支出", "rate": "支出率"},
        {"budget": "预算数", "spent": "决算数", "rate": "预算执行率"},
    ],
)
def test_funds_whose_stages_are_rows(names: dict[str, str]) -> None:
    def wrong(**values: str) -> list[tuple[str, str]]:
        return errors(ASIDE.format(**STAGES | names | values))

    assert wrong() == []
    assert wrong(whole="148.00") == [("148.00", "130.00")]
    assert wrong(points="9.50", total="99.50") == [("9.50", "8.22")]
    assert wrong(printed="86.23%") == [("86.23", "82.23")]


def test_a_total_is_not_accused_where_the_points_of_the_funds_were_not_read() -> None:
    grid = ASIDE.format(**STAGES | {"budget": "批复", "spent": "拨付", "rate": "进度"})
    assert errors(grid) == []


LIST = """
{label} | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
河道保洁 | 预算执行 | 预算执行率 | 预算执行率 | 100% | 82.23% | 10 | 8.22
^ | 产出指标 | 数量指标 | 巡查次数 | ≥12次 | 12次 | {weight} | 90
道路养护 | 预算执行 | 预算执行率 | 预算执行率 | 100% | 90% | 10 | 9
^ | 产出指标 | 数量指标 | 养护里程 | ≥10公里 | 8公里 | 90 | {score}
"""


@pytest.mark.parametrize("label", ["项目名称", "项目（政策）名称", "专项名称"])
def test_one_table_for_many_projects(label: str) -> None:
    def found(weight: str = "90", score: str = "72") -> list[tuple[str, str]]:
        return errors(LIST.format(label=label, weight=weight, score=score))

    assert found() == []
    assert [reported for reported, _ in found(score="90")] == ["90"]
    assert len(found(weight="95")) == 1
    subjects = {s.subject for s in audited(LIST.format(label=label, weight="90", score="72")).scores}
    assert subjects == {"河道保洁", "道路养护"}


def test_totals_below_each_project_of_one_table_are_its_own() -> None:
    rows = LIST.format(label="项目名称", weight="90", score="72").strip().splitlines()
    rows[3:3] = ["河道保洁小计 | < | < | < | < | < | 100 | 98.22"]
    rows += ["道路养护小计 | < | < | < | < | < | 100 | {}", "合计 | < | < | < | < | < | 200 | 179.22"]
    grid = "\n".join(rows).replace("河道保洁小计", "小计").replace("道路养护小计", "小计")
    assert errors(grid.format("81")) == []
    assert errors(grid.format("83")) == [("83", "81")]


def test_a_subtotal_is_of_the_level_above_it() -> None:
    def found(subtotal: str) -> list[tuple[str, str]]:
        rows = form().strip().splitlines()
        rows[8:8] = [f"产出小计 | < | < | | | 60 | {subtotal} |"]
        return errors("\n".join(rows))

    assert found("60") == []
    assert found("58") == [("58", "60")]


@pytest.mark.parametrize(
    "levels",
    [
        ("一级绩效指标", "二级绩效指标", "三级绩效指标"),
        ("指标（一级）", "指标（二级）", "指标（三级）"),
        ("Ⅰ级指标", "Ⅱ级指标", "Ⅲ级指标"),
        ("一级指标名称", "二级指标名称", "三级指标内容"),
        ("第一级指标", "第二级指标", "第三级指标（内容）"),
    ],
)
def test_names_of_the_levels(levels: tuple[str, str, str]) -> None:
    first, second, third = levels
    grid = form(leaf=third).replace("一级指标 | 二级指标", f"{first} | {second}")
    assert [s.indicator for s in audited(grid).scores] == ["预算执行率", "巡查次数", "整改率", "居民满意度"]


@pytest.mark.parametrize(
    ("printed", "mistaken"), [("0.8223", 0), ("0.822", 0), ("0.82", 0), ("0.8323", 1), ("0.92", 1)]
)
def test_rates_that_are_printed_as_quotients(printed: str, mistaken: int) -> None:
    assert len(errors(form().replace("82.23%", printed))) == mistaken
    assert len(errors(ASIDE.format(**STAGES | {"printed": printed}))) == mistaken
