"""Facts of tables: what a figure is of, for the whole report."""

from __future__ import annotations

from pipeline.normalize.report import normalize
from schemas.document import Table
from schemas.records import Fact
from tests.normalize.grids import document, table

TITLE = "云台区教育局2022年度部门整体支出绩效自评报告"


def facts(*grids: Table, title: str = TITLE) -> list[Fact]:
    return [f for f in normalize(document(*grids, text=[title])).facts if f.source == "table"]


def codes(found: list[Fact], metric: str) -> list[tuple[str, str, str]]:
    return [(f.item, f.item_code, f.scope) for f in found if f.metric == metric]


def test_every_figure_has_its_cell_period_and_quote() -> None:
    (first, *_) = facts(table("项目 | 年初预算数\n一、基本支出 | 60.00\n二、项目支出 | 40.00\n合计 | 100.00"))
    assert (first.table_id, first.row, first.col, first.period) == ("t01", 2, 2, "2022")
    assert first.quote == "一、基本支出 年初预算数 60.00"
    assert first.fact_id == "f0001"


def test_the_total_of_a_partial_table_is_not_the_total_of_the_unit() -> None:
    body = "内容 | 年初预算数\n甲 | 60.00\n乙 | 40.00\n合计 | 100.00"
    found = {
        title: codes(facts(table(body, title=title)), "original_budget")[-1][1]
        for title in ("公用经费情况表", "项目支出情况表", "重点项目支出情况表", "“三公”经费情况表", "部门支出预算总表")
    }
    assert found == {
        "公用经费情况表": "operating",
        "项目支出情况表": "project_expenditure",
        "重点项目支出情况表": "",
        "“三公”经费情况表": "three_public",
        "部门支出预算总表": "total",
    }


def test_lines_under_a_fund_are_of_that_fund_only() -> None:
    found = facts(
        table(
            """
            项目 | 年初预算数
            一、一般公共预算 | 90.00
            1.基本支出 | 60.00
            2.项目支出 | 30.00
            二、政府性基金预算 | 10.00
            合计 | 100.00
            """
        )
    )
    assert codes(found, "original_budget") == [
        ("一、一般公共预算", "general_public_budget", ""),
        ("1.基本支出", "basic_expenditure", "general_public_budget"),
        ("2.项目支出", "project_expenditure", "general_public_budget"),
        ("二、政府性基金预算", "government_fund", ""),
        ("合计", "total", ""),
    ]


def test_the_total_row_of_a_split_column_is_the_amount_of_what_it_is_split_by() -> None:
    found = facts(
        table(
            """
            科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出
            205 | 教育支出 | 90.00 | 60.00 | 30.00
            20501 | 教育管理事务 | 90.00 | 60.00 | 30.00
            合计 | < | 90.00 | 60.00 | 30.00
            """,
            title="支出决算表",
        ),
        title="云台区教育局2022年度部门决算",
    )
    assert codes(found, "outturn")[-3:] == [
        ("合计", "total", ""),
        ("基本支出", "basic_expenditure", ""),
        ("项目支出", "project_expenditure", ""),
    ]


def test_what_was_spent_is_not_the_grand_total_with_money_carried_over() -> None:
    found = facts(
        table(
            """
            项目 | 决算数
            一、教育支出 | 100.00
            本年支出合计 | 100.00
            年末结转和结余 | 8.00
            总计 | 108.00
            """,
            title="支出决算总表",
        )
    )
    assert [f.figure.plain for f in found if f.item_code == "total"] == ["100.00"]


def test_rows_named_after_metrics() -> None:
    found = facts(
        table(
            """
            指标 | 数值
            核定编制数 | 74
            编外人员数 | 19
            固定资产利用率 | 98.50%
            食堂桌椅 | 12
            """
        )
    )
    assert [(f.metric, f.figure.plain) for f in found] == [
        ("authorised_posts", "74"),
        ("dispatched_staff", "19"),
        ("fixed_asset_utilisation_rate", "98.50"),
    ]


def test_one_row_under_metric_columns() -> None:
    found = facts(table("核定编制数 | 在编人数 | 编外人员数\n80 | 74 | 19"))
    assert [(f.metric, f.figure.plain) for f in found] == [
        ("authorised_posts", "80"),
        ("staff_in_post", "74"),
        ("dispatched_staff", "19"),
    ]


def test_the_three_public_expenses_across_the_page() -> None:
    found = facts(
        table(
            """
            合计 | < | 公务接待费 | <
            预算数 | 决算数 | 预算数 | 决算数
            2.85 | 0.39 | 2.85 | 0.39
            """,
            header_rows=2,
            title="“三公”经费支出决算表",
        )
    )
    assert [(f.metric, f.item_code, f.figure.plain) for f in found] == [
        ("revised_budget", "three_public", "2.85"),
        ("outturn", "three_public", "0.39"),
        ("revised_budget", "receptions", "2.85"),
        ("outturn", "receptions", "0.39"),
    ]


def test_a_title_carried_over_from_last_year_does_not_redate_the_figures() -> None:
    said = "2022 年年初预算 1,012.34 万元，调整后预算 1,234.56 万元，调增 222.22 万元。"
    grid = """
        支出类别 | 年初预算数 | 调整预算数 | 预算调增数
        基本支出 | {} | 450.00 | 50.00
        项目支出 | 612.34 | 784.56 | 172.22
        合计 | {} | {} | {}
        """
    old = "2021 年度预算调整情况表"
    title = "云台区教育局2022年度部门整体支出绩效自评报告"
    same = table(grid.format("400.00", "1,012.34", "1,234.56", "222.22"), title=old)
    facts = normalize(document(same, text=[title, said])).facts
    assert {f.period for f in facts if f.source == "table"} == {"2022"}
    other = table(grid.format("300.00", "912.34", "1,134.56", "222.22"), title=old)
    facts = normalize(document(other, text=[title, said])).facts
    assert {f.period for f in facts if f.source == "table"} == {"2021"}


def test_members_of_a_row_are_of_the_fund_that_is_named_before_it() -> None:
    said = (
        "其中一般公共预算支出中基本支出 150.05 万元（预算完成率 98.83%）、项目支出 272.22 万元（预算完成率 83.26%）；"
        "全部项目支出 300.00 万元。"
    )
    stated = normalize(document(text=[TITLE, said])).facts
    scopes = {f.figure.text: f.scope for f in stated if f.item_code == "project_expenditure"}
    assert scopes["272.22"] == scopes["83.26%"] == "general_public_budget"
    assert scopes.get("300.00", "") != "general_public_budget"


def test_rates_given_out_behind_a_row_are_of_its_fund() -> None:
    said = "本年一般公共预算财政拨款基本支出81.20万元、项目支出46.30万元，执行率分别为97.10%、92.60%。"
    stated = normalize(document(text=[TITLE, said])).facts
    scopes = {f.figure.text: f.scope for f in stated if f.item_code == "project_expenditure"}
    assert scopes == dict.fromkeys(("46.30", "92.60%"), "general_public_budget")


def test_a_row_of_parts_and_a_whole_states_the_whole() -> None:
    head = "单位名称 | 基本支出 | < | 项目支出 | <{}\n^ | 预算数 | 决算数 | 预算数 | 决算数{}\n"
    rows = "机关本级 | 60.00 | 55.00 | 40.00 | 30.00{}\n图书馆 | 20.00 | 18.00 | 10.00 | 9.00{}"
    whole = head.format(" | 支出合计 | <", " | 预算数 | 决算数") + rows.format(" | 100.00 | 85.00", " | 30.00 | 27.00")
    found = facts(table(whole, header_rows=2, title="分单位预算执行情况"))
    assert [(f.item, f.figure.text) for f in found if f.metric == "outturn"] == [
        ("机关本级", "85.00"),
        ("图书馆", "27.00"),
    ]
    parts = facts(table(head.format("", "") + rows.format("", ""), header_rows=2, title="分单位预算执行情况"))
    assert parts == []
