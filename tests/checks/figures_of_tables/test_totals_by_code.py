"""A class whose coded lines come to the total below: no line is left out, so any amount that it misses is a slip."""

from __future__ import annotations

from tests.normalize.grids import table
from tests.small_audits import audited, errors

CLASSES = """
    人员经费 | < | < | 公用经费 | < | <
    科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额
    301 | 工资福利支出 | 4,024.89 | 302 | 商品和服务支出 | {goods}
    30101 | 基本工资 | 1,537.64 | 30201 | 办公费 | 284.62
    30102 | 津贴补贴 | 987.86 | 30205 | 水费 | 50.92
    30107 | 绩效工资 | 1,499.39 | 30211 | 差旅费 | 161.50
    303 | 对个人和家庭的补助 | 302.95 | 30216 | 培训费 | 121.21
    30302 | 退休费 | 302.95 | 30228 | 工会经费 | 206.10
    人员经费合计 | < | 4,327.84 | 公用经费合计 | < | {total}
    """


def wrong(goods: str, total: str) -> list[tuple[str, str]]:
    made = table(CLASSES.format(goods=goods, total=total), title="一般公共预算财政拨款基本支出决算表", header_rows=2)
    return [(row, figure.replace(",", "")) for _, row, _, figure in errors(audited(made))]


def test_a_class_is_held_against_its_coded_lines_where_the_total_bears_them_out() -> None:
    assert wrong("824.35", "824.35") == []
    assert wrong("830.35", "824.35") == [("商品和服务支出", "830.35")]
