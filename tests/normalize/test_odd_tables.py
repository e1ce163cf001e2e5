"""Whatever a table holds, reading it neither fails nor makes a hierarchy that goes round in circles."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalize.report import normalize
from tests.normalize.grids import document, table

# fmt: off
_HEADS = st.sampled_from([
    "项目", "季度", "年初预算数", "全年预算数", "决算数", "占比", "执行率", "三级指标", "一级指标", "分值", "得分",
    "备注", "合计", "科目编码", "基本支出", "评分标准", "A", "b=B/A", "项目名称", "年度指标值", "实际完成值",
    "序号", "",
])
_CELLS = st.sampled_from([
    "合计", "小计", "总计", "一、基本支出", "1.甲", "1.1乙", "（1）丙", "其中：丁", "人员经费", "第1季度", "Q4", "201",
    "20101", "总分", "10.00", "20.00", "30.00", "100%", "-", "0", "（5.00）", "无", "≥95%",
    "全年平均执行率：99.00", "<", "^", "<", "^", "",
])
# fmt: on


@st.composite
def grids(draw: st.DrawFn) -> tuple[str, int]:
    width = draw(st.integers(2, 6))
    height = draw(st.integers(1, 9))
    headers = draw(st.integers(0, 2))
    rows = []
    for r in range(height):
        cells = draw(st.lists(_HEADS if r < max(headers, 1) else _CELLS, min_size=width, max_size=width))
        cells = ["" if (c == "<" and i == 0) or (c == "^" and r == 0) else c for i, c in enumerate(cells)]
        # A span must stay a rectangle: let cells run on to the left or up only beside plain ones.
        for i, c in enumerate(cells):
            if c == "^" and (rows[-1][i] in "<^" or (i + 1 < width and rows[-1][i + 1] == "<")):
                cells[i] = "x"
            if c == "<" and cells[i - 1] in ("<", "^"):
                cells[i] = "x"
        rows.append(cells)
    return "\n".join(" | ".join(r) for r in rows), min(headers, height)


@settings(max_examples=150, deadline=None)
@given(grids(), st.sampled_from(["", "项目支出情况表", "支出决算表", "2022年各季度执行情况"]))
def test_reading_never_fails_and_parents_are_lines_of_the_table(drawn: tuple[str, int], title: str) -> None:
    grid, headers = drawn
    report = normalize(
        document(table(grid, header_rows=headers, title=title), text=["某局2022年度部门整体支出绩效自评报告"])
    )
    by_order = {line.order: line for line in report.budget_lines}
    assert len(by_order) == len(report.budget_lines)
    for line in report.budget_lines:
        seen = set()
        current = line
        while current.parent_order is not None:
            assert current.order not in seen
            seen.add(current.order)
            current = by_order[current.parent_order]
    assert [f.fact_id for f in report.facts] == [f"f{n:04}" for n in range(1, len(report.facts) + 1)]
