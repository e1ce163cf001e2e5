"""Cover tables, which tell the report's figures again beside their names."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Finding, Severity
from schemas.document import Document, GlyphPlace, Page, Table
from schemas.geometry import Box
from tests.normalize.grids import document, table

TEXT = (
    "绿洲县林业局2023年度部门整体支出绩效自评报告",
    "2023年部门年初预算4,180.00万元，调整后预算为4,436.27万元，全年实际支出4,211.93万元，预算执行率94.94%。",
    "截至2023年末，核定编制86名，实有在职人员79人。",
    "2023年政府采购计划金额612.48万元，实际采购金额587.31万元。",
)
BESIDE = """单位名称 | 绿洲县林业局 | 主管部门 | 绿洲县政府
编制数（人） | 86 | 在职人数（人） | {staff}
年初预算（万元） | 4,180.00 | 调整后预算（万元） | {budget}
实际支出（万元） | {spent} | 预算执行率 | 94.94%
政府采购计划金额（万元） | 612.48 | 实际采购金额（万元） | 587.31"""
DOWN = """项目 | 内容
核定编制 | 86人
在职人员 | {staff}人
年初预算数 | 4,180.00万元
全年预算数 | {budget}万元
全年执行数 | {spent}万元
采购预算 | 612.48万元"""
ONE_ROW = """编制数 | 在职人数 | 年初预算数（万元） | 调整后预算数（万元） | 决算数（万元） | 预算执行率
86 | {staff} | 4,180.00 | {budget} | {spent} | 94.94%"""
WITHIN = """单位名称 | 绿洲县林业局 | 编制人数：86人
在职人数：{staff}人 | 年初预算：4,180.00万元 | 调整后预算：{budget}万元
实际支出：{spent}万元 | 预算执行率：94.94% | 采购预算：612.48万元"""
RIGHT = {"staff": "79", "budget": "4,436.27", "spent": "4,211.93"}


def on_page(t: Table, page: int) -> Table:
    """Typed tables all lie at one place, where no two of a report do."""
    cells = tuple(
        c.model_copy(
            update={
                "content": c.content.model_copy(
                    update={"places": tuple(GlyphPlace(page, *p[1:]) for p in c.content.places if p)}
                ),
                "boxes": tuple(Box(page, b.x0, b.top, b.x1, b.bottom) for b in c.boxes),
            }
        )
        for c in t.cells
    )
    return Table(**{name: getattr(t, name) for name in Table.model_fields} | {"cells": cells})


def report(cover: str, text: tuple[str, ...] = TEXT) -> Document:
    read = document(on_page(table(cover, title="单位基本情况表", unit=""), 2), text=text)
    return read.model_copy(update={"pages": tuple(Page(number=n, width=595, height=842) for n in (1, 2))})


def errors(cover: str, **slip: str) -> list[Finding]:
    found = audit(report(cover.format(**(RIGHT | slip)))).findings
    return [f for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize("cover", [BESIDE, DOWN, ONE_ROW, WITHIN])
@pytest.mark.parametrize("slip", [{"budget": "4,463.27"}, {"spent": "4,217.93"}, {"staff": "97"}])
def test_slip_in_a_cover_table_is_told_at_its_place(cover: str, slip: dict[str, str]) -> None:
    ((name, value),) = slip.items()
    assert errors(cover) == []
    found = [f for f in errors(cover, **slip) if f.reported == value.replace(",", "")]
    assert [f.locus.table for f in found] == ["单位基本情况表"], (name, found)


def test_table_of_another_scope_accuses_nobody() -> None:
    """The numbers of a subordinate unit stand nowhere else in the report."""
    other = BESIDE.replace("4,180.00", "1,020.55").replace("612.48", "98.40").replace("587.31", "90.17")
    assert errors(other.replace("94.94%", "97.05%"), staff="21", budget="1,100.31", spent="1,067.85") == []


def test_column_of_amounts_is_no_row_of_names() -> None:
    """基本支出 | 4,000.00 below 项目 | 决算数 is the amount of an item."""
    column = """支出类别 | 决算数
全年预算数 | 4,436.27
全年执行数 | 4,180.00
年初预算数 | 4,211.93"""
    assert errors(column) == []
