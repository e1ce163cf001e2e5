"""Sentences in the wordings of other provinces beside small tables: what is found, and that nobody is accused."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors
from tests.test_other_score_tables import SCORES


@pytest.mark.parametrize(
    "sentence",
    [
        "核定编制112名，其中行政编制38名，参公编制24名，事业编制50名。",
        "年末实有在职人员105人，其中：行政人员36人，参公人员23人，事业人员46人；退休人员61人。",
        "我局行政编制46名，实有人数44人；事业编制38名，实有人数35人。",
    ],
)
def test_other_sorts_of_posts_accuse_nobody(sentence: str) -> None:
    assert not audited(text=(sentence,)).findings


def test_posts_that_no_sort_explains_are_still_found() -> None:
    found = audited(text=("核定编制115名，其中行政编制38名，参公编制24名，事业编制50名。",))
    assert [(kind, reported) for kind, _, _, reported in errors(found)] == [("sum", "115")]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("部门预算支出总额8,876.54万元，实际支出8,432.10万元，预算执行率94.99%。", ""),
        ("支出年初预算为1,200.00万元，支出决算为1,150.00万元，完成年初预算的95.83%。", ""),
        ("支出年初预算为1,200.00万元，支出决算为1,150.00万元，完成年初预算的91.83%。", "91.83"),
        ("年初部门预算900.00万元，预算调整后为1,000.00万元，预算完成数965.00万元，预算完成率94.50%。", "94.50"),
    ],
)
def test_sentences_about_budgets_of_other_provinces(sentence: str, wrong: str) -> None:
    assert [e[3] for e in errors(audited(text=(sentence,)))] == ([wrong] if wrong else [])


def test_a_grade_and_a_score_that_only_the_text_states() -> None:
    assert errors(audited(text=("绩效自评得分93.2分，评价等级为“优”。",))) == []
    wrong = audited(text=("绩效自评得分83.2分，评价等级为“优”。",))
    assert [(e[0], e[3]) for e in errors(wrong)] == [("score_claim", "83.2")]


def test_a_rate_stated_without_saying_whose_it_is() -> None:
    grid = """
        一级指标 | 三级指标 | 评分标准 | 分值 | 得分
        过程 | 资金结余率 | 部门整体预算结余率小于0.1的，得10分；大于等于0.1的，每超0.01扣0.5分，扣完为止。 | 10 | 10
        产出 | 任务完成 | 按完成情况酌情扣分 | 90 | 90
        合计 | < | | 100 | 100
        """
    assert errors(audited(table(grid), text=("年末结转结余43.00万元，整体预算结余率为4.30%。",))) == []
    wrong = errors(audited(table(grid), text=("年末结转结余140.00万元，整体预算结余率为14.00%。",)))
    assert wrong == [("score", "资金结余率", "得分", "10")]


PROCURED = table(
    """
    采购类别 | 计划数 | 实际数 | 执行率
    货物 | 90.94 | 86.57 | 95.19%
    工程 | 137.82 | 137.27 | 99.60%
    服务 | 99.77 | 95.08 | 95.30%
    合计 | 328.53 | 318.92 | 97.07%
    """,
    title="2022年政府采购情况统计表",
)


def test_the_total_of_a_table_of_procurement_is_what_the_text_states() -> None:
    said = "全年政府采购计划金额328.53万元，实际采购金额{}万元，政府采购执行率97.07%。"
    assert not audited(PROCURED, text=(said.format("318.92"),)).findings
    found = audited(PROCURED, text=(said.format("328.92"),))
    assert [(column, reported) for _, _, column, reported in errors(found)] == [("实际政府采购金额", "328.92")]


def test_projects_in_a_list_are_not_the_whole_unit() -> None:
    whole = "2022年全年预算数5,000.00万元，决算数4,800.00万元，预算执行率96.00%。"
    projects = "部门预算安排11个项目，预算3,000.00万元，支出2,850.00万元，执行率95.00%。"
    assert not audited(text=(whole, projects)).findings
    found = audited(text=(whole, projects.replace("95.00", "59.00")))
    assert [(kind, reported) for kind, _, _, reported in errors(found)] == [("ratio", "59.00")]


@pytest.mark.parametrize(("share", "wrong"), [("30.00", False), ("32.00", True)])
def test_shares_of_the_whole_follow_from_its_parts(share: str, wrong: bool) -> None:
    whole = "2022年全年预算数1,020.00万元，决算数1,000.00万元，预算执行率98.04%。"
    parts = f"从支出结构看，基本支出300.00万元，占总支出的{share}%；项目支出700.00万元，占总支出的70.00%。"
    found = audited(text=(whole, parts))
    assert [reported for _, _, _, reported in errors(found)] == ([share] if wrong else [])


def test_a_wrong_amount_explains_the_rate_of_small_amounts() -> None:
    grid = """
    项目 | 预算数 | 决算数
    公务用车运行维护费 | 7.00 | 6.00
    公务接待费 | 2.06 | 0.93
    合计 | 9.06 | 6.93
    """
    said = "2022年“三公”经费预算数9.06万元，实际支出7.73万元，“三公”经费控制率76.47%。"
    found = audited(table(grid, title="“三公”经费支出情况表"), text=(said,))
    assert [(kind, reported) for kind, _, _, reported in errors(found)] == [("same_figure", "7.73")]


def test_last_years_figures_in_brackets_are_not_this_years() -> None:
    grid = """
    项目 | 年初预算数 | 全年预算数 | 决算数 | 预算执行率
    基本支出 | 900.00 | 1,000.00 | 980.00 | 98.00%
    项目支出 | 2,000.00 | 2,500.00 | 2,300.00 | 92.00%
    合计 | 2,900.00 | 3,500.00 | 3,280.00 | 93.71%
    """
    said = "2022年我局调整预算数为3,500.00万元（上年为3,100.00万元），决算支出{}万元（上年为3,000.00万元）。"
    assert not audited(table(grid), text=(said.format("3,280.00"),)).findings
    found = audited(table(grid), text=(said.format("3,820.00"),))
    assert [(kind, reported) for kind, _, _, reported in errors(found)] == [("same_figure", "3820.00")]


@pytest.mark.parametrize(("score", "wrong"), [("13.81", []), ("12.81", ["12.81"])])
def test_a_level_counted_and_weighed_before_its_score(score: str, wrong: list[str]) -> None:
    said = f"“过程”类指标共2个，满分15分，自评得分{score}分。"
    assert [reported for *_, reported in errors(audited(table(SCORES), text=(said,)))] == wrong


def test_what_all_projects_come_to_is_not_the_units() -> None:
    whole = "2022年全年预算数5,000.00万元，决算数4,800.00万元，预算执行率96.00%。"
    projects = "纳入管理的项目共11个，预算合计3,000.00万元，支出合计2,250.00万元，执行率为75.00%。"
    assert not audited(text=(whole, projects)).findings


@pytest.mark.parametrize(
    "sentence",
    [
        "年中预算净调增595.27万元，调整后全年预算为4,239.18万元，预算调剂率16.34%。",
        "全年支出2,305.30万元，其中基本支出877.82万元，项目支出1,427.48万元，预算完成率91.73%。",
    ],
)
def test_rates_of_other_numbers_than_the_two_before_them(sentence: str) -> None:
    assert errors(audited(text=(sentence,))) == []


def test_projects_numbered_anew_in_each_group_are_all_counted() -> None:
    grid = """
    序号 | 项目名称 | 全年预算数 | 决算数
    运转类 | < | 300.00 | 280.00
    1 | 场馆保洁 | 100.00 | 95.00
    2 | 设备维护 | 200.00 | 185.00
    发展类 | < | 700.00 | 690.00
    1 | 展览更新 | 300.00 | 295.00
    2 | 讲解培训 | 250.00 | 250.00
    3 | 志愿服务 | 150.00 | 145.00
    合计 | < | 1,000.00 | 970.00
    """
    projects = table(grid, title="项目支出明细表")
    assert not audited(projects, text=("2022年共安排项目5个。",)).findings


def test_a_whole_number_one_off_is_no_cut_off_digit() -> None:
    found = audited(table(SCORES), text=("“预算调整率”得3分。",))
    assert [reported for *_, reported in errors(found)] == ["3"]


def test_the_number_of_indicators_behind_their_name() -> None:
    found = audited(table(SCORES), text=("评价指标体系共设置三级指标5个。",))
    assert [reported for *_, reported in errors(found)] == ["5"]
    assert not audited(table(SCORES), text=("评价指标体系共设置三级指标3个。",)).findings


@pytest.mark.parametrize(
    "sentence",
    [
        "投入（15分）得14分，得分率93.33%；管理（35分）得29.19分，得分率83.40%；产出（50分）得40.45分，得分率80.90%。",
        "基本支出安排788.34万元（人员类支出671.09万元，公用类支出117.25万元）。年末基本支出决算701.20万元。",
        "5.2个项目未如期完成。本年度安排项目13个，其中11个已完成。",
        "得分93.45分，其中预算执行16.77分，产出、效益及满意度指标共76.68分。",
    ],
)
def test_numbers_beside_others_that_are_not_their_base_accuse_nobody(sentence: str) -> None:
    assert errors(audited(text=(sentence,))) == []


def test_the_same_digits_in_another_unit_are_another_amount() -> None:
    grid = """
    项目 | 全年预算数 | 决算数 | 执行率
    基本支出 | 400.00 | 350.00 | 87.50%
    项目支出 | 600.00 | 454.44 | 75.74%
    合计 | 1,000.00 | 804.44 | 80.44%
    """
    said = ("全年支出决算数804.44万元。", "2022年决算数804.44{}，预算执行率为80.44%。")
    assert not audited(table(grid), text=(said[0], said[1].format("万元"))).findings
    wrong = audited(table(grid), text=(said[0], said[1].format("元")))
    assert [kind for kind, *_ in errors(wrong)] == ["same_figure"]
