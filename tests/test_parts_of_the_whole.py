"""Tables and sentences that are of a part: what they print is not held against the whole unit's figures."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors, verdicts

OF_ALL = """
    项目 | 全年预算数 | 决算数 | 执行率
    基本支出 | 500.00 | 480.00 | 96.00%
    项目支出 | 700.00 | 680.00 | 97.14%
    合计 | 1,200.00 | 1,160.00 | 96.67%
    """
SOME_PROJECTS = """
    项目名称 | 全年预算数 | 决算数 | 执行率
    1.社区服务 | 300.00 | 290.00 | 96.67%
    2.环境整治 | 200.00 | 195.00 | 97.50%
    3.文化活动 | 100.00 | 99.00 | 99.00%
    合计 | {budget} | {spent} | {rate}
    """


def test_a_list_of_counts_names_nothing() -> None:
    assert not audited(text=("设9个内设机构、3个直属事业单位。",)).findings
    wrong = audited(text=("下设党政办、财务科、业务科4个科室。",))
    assert [e[0] for e in errors(wrong)] == ["count"]


def test_projects_of_one_kind_are_not_all_that_the_text_counts() -> None:
    some = SOME_PROJECTS.format(budget="600.00", spent="584.00", rate="97.33%")
    tables = (
        table(OF_ALL, title="表1 预算执行情况表", table_id="t01"),
        table(some, title="表2 履职类项目执行情况表", table_id="t02"),
    )
    assert errors(audited(*tables, text=("全年安排二级项目5个，项目执行情况见表2。",))) == []


def test_all_projects_are_still_counted() -> None:
    every = SOME_PROJECTS.format(budget="600.00", spent="584.00", rate="97.33%").replace("300.00", "400.00", 1)
    every = every.replace("290.00 | 96.67%", "386.00 | 96.50%").replace(
        "600.00 | 584.00 | 97.33%", "700.00 | 680.00 | 97.14%"
    )
    tables = (
        table(OF_ALL, title="表1 预算执行情况表", table_id="t01"),
        table(every, title="表2 二级项目执行情况表", table_id="t02"),
    )
    assert [e[0] for e in errors(audited(*tables, text=("全年安排二级项目5个，项目执行情况见表2。",)))] == ["count"]


INCOME = """
    收入来源 | 年初预算 | 调整后预算 | 实际完成 | 完成率
    财政拨款收入 | 380.00 | 400.00 | 400.00 | 100.00%
    事业收入 | 800.00 | 800.00 | 860.00 | 107.50%
    收入合计 | 1,180.00 | 1,200.00 | 1,260.00 | 105.00%
    """
QUARTERS = """
    季度 | 预算数 | 累计支出数 | 累计支出进度 | 序时进度 | 序时执行率
    一季度 | 380.00 | 90.00 | 23.68% | 25% | 94.72%
    二季度 | 390.00 | 185.00 | 47.44% | 50% | 94.88%
    三季度 | 395.00 | 280.00 | 70.89% | 75% | 94.52%
    四季度 | 400.00 | 388.00 | 97.00% | 100% | 97.00%
    """


def test_quarters_of_one_fund_are_not_those_of_the_year() -> None:
    tables = (
        table(INCOME, title="表1 收入完成情况表", table_id="t01"),
        table(OF_ALL, title="表2 支出执行情况表", table_id="t02"),
        table(QUARTERS, title="表3 财政拨款分季度执行情况", table_id="t03"),
    )
    assert errors(audited(*tables)) == []


APPROPRIATION = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    过程 | 财政拨款执行率 | 得分=财政拨款执行率×10分。 | 10 | {score}
    产出 | 任务完成 | 按完成情况酌情扣分 | 90 | 90
    合计 | < | | 100 | {total}
    """


@pytest.mark.parametrize(("score", "total", "verdict"), [("9.7", "99.7", "agrees"), ("9.2", "99.2", "disagrees")])
def test_what_came_in_is_not_what_was_spent_of_it(score: str, total: str, verdict: str) -> None:
    tables = (
        table(INCOME, title="表1 收入完成情况表", table_id="t01"),
        table(APPROPRIATION.format(score=score, total=total), table_id="t09"),
    )
    text = "财政拨款支出388.00万元，财政拨款执行率97.00%。"
    assert verdicts(audited(*tables, text=(text,)))["财政拨款执行率"] == (verdict, "9.70", "9.70")


ASKED = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    效益 | 群众满意度 | 满意度≥90%得10分；80%≤满意度＜90%得8分；满意度＜80%得0分。 | 10 | 8
    产出 | 任务完成 | 按完成情况酌情扣分 | 90 | 90
    合计 | < | | 100 | 98
    """


@pytest.mark.parametrize(
    "sentence",
    [
        "群众满意度测评得分率89.40%。",
        "公众满意度调查综合得分率为89.40%。",
        "开展居民满意度调查，平均满意率为89.40%。",
        "群众满意度评价整体满意度达到89.40%。",
    ],
)
def test_what_those_who_were_asked_gave_of_all_points(sentence: str) -> None:
    assert verdicts(audited(table(ASKED), text=(sentence,)))["群众满意度"] == ("agrees", "8.00", "8.00")


def test_the_share_of_an_indicators_points_is_no_satisfaction() -> None:
    assert "群众满意度" not in verdicts(audited(table(ASKED), text=("群众满意度得分率89.40%。",)))


COUNTED = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    产出 | 项目实施率 | 项目实施率=已实施项目数/安排项目数×100%，得分=项目实施率×10分。 | 10 | 9
    产出 | 任务完成 | 按完成情况酌情扣分 | 90 | 90
    合计 | < | | 100 | 99
    """


def test_what_projects_cost_is_not_how_many_they_are() -> None:
    text = "10个项目预算合计600.00万元，其中省级专项400.00万元、自筹200.00万元，其中一个项目未实施。"
    assert "项目实施率" not in verdicts(audited(table(COUNTED), text=(text,)))


MOVED = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    过程 | 预算调整幅度 | 支出预算调整幅度在3%以内得10分；超过3%的，每超出1个百分点扣1分，扣完为止。 | 10 | 10
    产出 | 任务完成 | 按完成情况酌情扣分 | 90 | 90
    合计 | < | | 100 | 100
    """


def test_a_longer_name_of_a_rate_is_worked_out_from_what_it_is_made_of() -> None:
    text = "支出预算由年初600.00万元调整为606.00万元，调整幅度1.00%。"
    assert verdicts(audited(table(MOVED), text=(text,)))["预算调整幅度"] == ("agrees", "10.00", "10.00")


@pytest.mark.parametrize("taken", ["追减", "年中核减", "调减"])
def test_what_was_taken_from_a_budget_hides_nothing_behind_it(taken: str) -> None:
    said = f"年初预算27,631.50万元，年中追加2,065.03万元、{taken}509.05万元，调整后预算29,187.48万元，预算调整率{{}}%。"
    assert errors(audited(text=(said.format("5.63"),))) == []
    assert [e[3] for e in errors(audited(text=(said.format("7.63"),)))] == ["7.63"]


TWO_FUNDS = """
    支出项目 | 预算 | 支出 | 执行率
    一、一般公共预算 | 1,200.00 | 1,160.00 | 96.67%
    （一）基本支出 | 500.00 | 480.00 | 96.00%
    （二）项目支出 | 700.00 | 680.00 | 97.14%
    二、政府性基金预算 | 300.00 | 290.00 | 96.67%
    总计 | 1,500.00 | 1,450.00 | 96.67%
    """


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("基本支出、项目支出分别完成480.00万元和{}万元，执行率分别为96.00%和97.00%。", ("970.00", "")),
        ("其中：基本支出480.00万元，执行率96.00%；项目支出970.00万元，执行率{}%。", ("97.00", "97.50")),
        ("其中：基本支出480.00万元，执行率96.00%；项目支出680.00万元，执行率{}%。", ("97.14", "94.17")),
    ],
)
def test_what_is_told_of_all_funds_is_not_the_line_of_one(sentence: str, wrong: tuple[str, str]) -> None:
    grid = table(TWO_FUNDS, title="表5 预算执行总表")
    for number in filter(None, wrong):
        found = errors(audited(grid, text=("全年完成支出1,450.00万元。", sentence.format(number))))
        assert bool(found) is (number != wrong[0])


WITHOUT_THE_FUND = """
    支出方向 | 年初预算数 | 调整后预算数 | 调整金额
    市容环境卫生 | 1,562.78 | 2,173.98 | 611.20
    社区党群服务 | 1,574.14 | 1,658.64 | 84.50
    文体与科普 | 1,090.99 | 1,072.99 | -18.00
    政府投资项目 | - | 388.04 | 388.04
    合计 | 4,227.91 | 5,293.65 | 1,065.74
    """
WITH_THE_FUND = """
    项目类别 | 全年预算数 | 支出数 | 执行率
    一、部门履职项目 | 4,905.61 | 4,802.11 | 97.89%
    二、政府投资项目 | 388.04 | 361.77 | 93.23%
    三、政府性基金项目 | {fund} | 251.81 | {rate}
    总计 | {total} | 5,415.69 | {whole}
    """


@pytest.mark.parametrize(
    ("printed", "accused"),
    [
        ({"fund": "274.12", "rate": "91.86%", "total": "5,567.77", "whole": "97.27%"}, False),
        ({"fund": "274.12", "rate": "91.86%", "total": "5,657.77", "whole": "97.27%"}, True),
    ],
)
def test_a_total_that_holds_a_fund_is_not_one_without_it(printed: dict[str, str], accused: bool) -> None:
    moved = table(WITHOUT_THE_FUND, title="表3 项目支出预算调整情况表", table_id="t01", unit="万元")
    done = table(WITH_THE_FUND.format(**printed), title="表7 项目支出执行情况表", table_id="t02", unit="万元")
    text = ("项目支出（不含政府性基金）由4,227.91万元调整为5,293.65万元。",)
    assert bool(errors(audited(moved, done, text=text))) is accused
