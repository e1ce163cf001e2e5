"""Which line is part of which: by numbering, 其中, 小计, 合计, codes, or by what the sums say."""

from __future__ import annotations

from pipeline.normalize.budget_lines import budget_lines
from pipeline.normalize.context import ReportContext
from pipeline.normalize.read_table import ReadTable
from schemas.document import Table
from schemas.records import BudgetLine
from tests.normalize.grids import table


def lines(grid: Table) -> list[BudgetLine]:
    return [x.line for x in budget_lines(ReadTable(grid, ReportContext(fiscal_year=2022)))]


def shape(grid: Table) -> list[tuple[str, str, str]]:
    """(item, the item it is part of, role) of every line."""
    found = lines(grid)
    names = {x.order: x.item for x in found}
    return [(x.item, names.get(x.parent_order or 0, ""), x.role) for x in found]


def parts(grid: Table) -> dict[str, list[str]]:
    """Item -> items that make it up."""
    made: dict[str, list[str]] = {}
    for item, whole, role in shape(grid):
        if whole and role != "of_which":
            made.setdefault(whole, []).append(item)
    return made


def test_numbered_lines_nest_by_their_numbering() -> None:
    grid = table(
        """
        项目 | 预算数 | 决算数
        一、一般公共预算 | 90.00 | 80.00
        1.基本支出 | 50.00 | 45.00
        1.1人员经费 | 40.00 | 36.00
        1.2公用经费 | 10.00 | 9.00
        2.项目支出 | 40.00 | 35.00
        二、政府性基金预算 | 10.00 | 10.00
        总计 | 100.00 | 90.00
        """
    )
    assert parts(grid) == {
        "一、一般公共预算": ["1.基本支出", "2.项目支出"],
        "1.基本支出": ["1.1人员经费", "1.2公用经费"],
        "总计": ["一、一般公共预算", "二、政府性基金预算"],
    }
    assert [x.level for x in lines(grid)] == [1, 2, 3, 3, 2, 1, 0]


def test_numbers_that_run_on_through_sections() -> None:
    grid = table(
        """
        项目名称 | 全年预算数 | 决算数
        （一）履职类项目 | 30.00 | 30.00
        1.甲 | 10.00 | 10.00
        2.乙 | 20.00 | 20.00
        （二）专项资金 | 5.00 | 5.00
        3.2021年丙 | 5.00 | 5.00
        合计 | 35.00 | 35.00
        """
    )
    assert parts(grid)["（二）专项资金"] == ["3.2021年丙"]
    assert parts(grid)["合计"] == ["（一）履职类项目", "（二）专项资金"]


def test_unnumbered_lines_below_a_numbered_one_are_its_parts_when_the_sums_agree() -> None:
    grid = table(
        """
        分类 | 年初预算数
        一、基本支出 | 60.00
        人员经费 | 45.00
        公用经费 | 15.00
        二、项目支出 | 40.00
        合计 | 100.00
        """
    )
    assert parts(grid) == {"一、基本支出": ["人员经费", "公用经费"], "合计": ["一、基本支出", "二、项目支出"]}


def test_an_error_in_one_figure_does_not_change_the_hierarchy() -> None:
    grid = table(
        """
        分类 | 年初预算数
        一、基本支出 | 60.00
        人员经费 | 54.00
        公用经费 | 15.00
        二、项目支出 | 40.00
        合计 | 100.00
        """
    )
    assert parts(grid)["一、基本支出"] == ["人员经费", "公用经费"]


def test_an_unnumbered_line_that_stands_beside_the_numbered_ones() -> None:
    grid = table(
        """
        收入项目 | 决算数
        一、财政拨款 | 80.00
        二、事业收入 | 10.00
        三、其他收入 | 5.00
        上年结转 | 5.00
        合计 | 100.00
        """
    )
    assert parts(grid) == {"合计": ["一、财政拨款", "二、事业收入", "三、其他收入", "上年结转"]}


def test_subtotals_sum_the_lines_since_the_last_one_and_the_total_takes_the_rest() -> None:
    grid = table(
        """
        用途 | 年初预算数 | 全年预算数
        甲 | 10.00 | 20.00
        乙 | 20.00 | 30.00
        小计 | 30.00 | 50.00
        丙 | 5.00 | 5.00
        丁 | 5.00 | 6.00
        合计 | 40.00 | 61.00
        """
    )
    assert parts(grid) == {"小计": ["甲", "乙"], "合计": ["小计", "丙", "丁"]}


def test_subtotals_under_section_heads_without_figures() -> None:
    grid = table(
        """
        项目 | 预算数 | 决算数
        一、履职类 | |
        1.甲 | 10.00 | 9.00
        2.乙 | 20.00 | 18.00
        小计 | 30.00 | 27.00
        二、专项类 | |
        3.丙 | 5.00 | 5.00
        小计 | 5.00 | 5.00
        合计 | 35.00 | 32.00
        """
    )
    found = lines(grid)
    total = found[-1]
    assert [x.order for x in found if x.parent_order == total.order] == [4, 7]
    assert [x.order for x in found if x.parent_order == 4] == [2, 3]


def test_of_which_lines_are_part_but_do_not_make_up_the_whole() -> None:
    grid = table(
        """
        支出用途 | 年初预算数 | 全年预算数
        一、基本支出 | 60.00 | 60.00
        二、项目支出 | 40.00 | 50.00
        其中：基建项目 | 3.00 | 12.00
        信息化项目 | 2.00 | 2.00
        合计 | 100.00 | 110.00
        """
    )
    assert ("其中：基建项目", "二、项目支出", "of_which") in shape(grid)
    assert ("信息化项目", "二、项目支出", "of_which") in shape(grid)
    assert parts(grid) == {"合计": ["一、基本支出", "二、项目支出"]}


def test_without_numbers_what_is_known_to_be_part_of_something_is_placed_there() -> None:
    grid = table(
        """
        项目 | 预算数 | 决算数
        基本支出 | 60.00 | 55.00
        人员经费 | 45.00 | 42.00
        公用经费 | 15.00 | 13.00
        项目支出 | 40.00 | 35.00
        合计 | 100.00 | 90.00
        """
    )
    assert parts(grid) == {"基本支出": ["人员经费", "公用经费"], "合计": ["基本支出", "项目支出"]}


def test_one_total_broken_down_twice_is_not_added_up_twice() -> None:
    grid = table(
        """
        项目 | 预算数 | 决算数
        基本支出 | 60.00 | 55.00
        项目支出 | 40.00 | 35.00
        一般公共预算 | 90.00 | 85.00
        政府性基金预算 | 10.00 | 5.00
        合计 | 100.00 | 90.00
        """
    )
    assert parts(grid)["合计"] in (["基本支出", "项目支出"], ["一般公共预算", "政府性基金预算"])


def test_indents_tell_levels_where_nothing_is_numbered() -> None:
    grid = table(
        """
        项目 | 预算数 | 决算数
        城市管理 | 30.00 | 28.00
        环卫保洁经费 | 20.00 | 19.00
        绿化 | 10.00 | 9.00
        社区服务 | 5.00 | 5.00
        合计 | 35.00 | 33.00
        """,
        indents=[0, 0, 12, 12, 0, 0],
    )
    assert parts(grid) == {"城市管理": ["环卫保洁经费", "绿化"], "合计": ["城市管理", "社区服务"]}


def test_codes_make_the_hierarchy_with_the_total_on_top() -> None:
    grid = table(
        """
        科目编码 | < | < | 科目名称 | 决算数
        类 | 款 | 项 | ^ | ^
        | | | 合计 | 100.00
        201 | | | 一般公共服务支出 | 70.00
        201 | 03 | | 政府办公厅（室）及相关机构事务 | 70.00
        201 | 03 | 01 | 行政运行 | 60.00
        201 | 03 | 02 | 一般行政管理事务 | 10.00
        221 | | | 住房保障支出 | 30.00
        """,
        header_rows=2,
    )
    assert parts(grid) == {
        "合计": ["一般公共服务支出", "住房保障支出"],
        "一般公共服务支出": ["政府办公厅（室）及相关机构事务"],
        "政府办公厅（室）及相关机构事务": ["行政运行", "一般行政管理事务"],
    }
    assert [x.item_code for x in lines(grid)][3:5] == ["2010301", "2010302"]


def test_a_grand_total_above_a_total_and_carried_over_money() -> None:
    grid = table(
        """
        项目 | 决算数
        一、教育支出 | 60.00
        二、科学技术支出 | 40.00
        本年支出合计 | 100.00
        年末结转和结余 | 8.00
        总计 | 108.00
        """
    )
    assert parts(grid) == {
        "本年支出合计": ["一、教育支出", "二、科学技术支出"],
        "总计": ["本年支出合计", "年末结转和结余"],
    }


def test_lines_that_miss_their_total_in_every_column_are_not_held_against_it() -> None:
    grid = table(
        """
        主要项目 | 预算数 | 决算数
        甲 | 10.00 | 9.00
        乙 | 20.00 | 18.00
        合计 | 350.00 | 320.00
        """
    )
    assert parts(grid) == {}


def test_groups_in_a_merged_first_column_bound_their_subtotals() -> None:
    grid = table(
        """
        项目类别 | 项目名称 | 预算数 | 决算数
        履职类 | 甲 | 10.00 | 9.00
        ^ | 乙 | 20.00 | 18.00
        ^ | 小计 | 30.00 | 27.00
        专项类 | 丙 | 5.00 | 5.00
        ^ | 小计 | 5.00 | 5.00
        合计 | < | 35.00 | 32.00
        """
    )
    found = lines(grid)
    assert [x.item for x in found] == ["甲", "乙", "小计", "丙", "小计", "合计"]
    assert [x.parent_order for x in found] == [3, 3, 6, 5, 6, None]


def test_outline_numbers_in_a_column_of_their_own() -> None:
    grid = table(
        """
        序号 | 项目 | 预算数 | 决算数
        一 | 基本支出 | 60.00 | 57.00
        1 | 工资 | 50.00 | 47.00
        2 | 办公 | 10.00 | 10.00
        二 | 项目支出 | 40.00 | 36.40
        1 | 甲项目 | 30.00 | 30.40
        2 | 乙项目 | 10.00 | 6.00
        | 合计 | 100.00 | 93.40
        """
    )
    assert parts(grid) == {
        "基本支出": ["工资", "办公"],
        "项目支出": ["甲项目", "乙项目"],
        "合计": ["基本支出", "项目支出"],
    }


def test_a_whole_in_the_first_row_whose_parts_follow_it() -> None:
    grid = table(
        """
        项目 | 决算数
        部门整体支出 | 100.00
        其中：基本支出 | 60.00
        项目支出 | 40.00
        """
    )
    assert parts(grid) == {}
    assert [role for _, _, role in shape(grid)] == ["total", "of_which", "of_which"]


def test_a_line_without_a_number_may_head_numbered_ones() -> None:
    """基本支出 / 1. / 2. / 项目支出 / 1. / 2.: the numbers begin anew under each."""
    grid = table(
        """
        项目 | 预算数 | 决算数
        基本支出 | 50.25 | 45.10
        1.工资 | 40.20 | 36.08
        2.办公费 | 10.05 | 9.02
        项目支出 | 40.30 | 35.40
        1.道路养护 | 25.30 | 21.40
        2.路灯维护 | 15.00 | 14.00
        合计 | 90.55 | 80.50
        """
    )
    assert parts(grid) == {
        "基本支出": ["1.工资", "2.办公费"],
        "项目支出": ["1.道路养护", "2.路灯维护"],
        "合计": ["基本支出", "项目支出"],
    }
