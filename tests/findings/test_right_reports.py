"""Right sentences and tables of reports of many forms that no engine had seen when they were written, and slips beside
them that must go on being told."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某区水务局2022年度部门整体支出绩效自评报告"
LEVELS = """指标|满分|自评分
管理|30|{managed}
预算管理|10|9.2
资产管理|12|12
采购管理|8|7
履职|70|66.5
河道养护|40|38
排水户检查|30|28.5
总分|100|{total}"""


def errors(*sentences: str, grid: str = "", title: str = "") -> list[str]:
    tables = (table(grid, title=title, unit=""),) if grid else ()
    found = audit(document(*tables, text=(TITLE, *sentences))).findings
    return [f.message_zh for f in found if f.severity is Severity.ERROR]


def test_levels_that_only_an_indent_tells_are_no_indicators() -> None:
    assert errors(grid=LEVELS.format(managed="28.2", total="94.7"), title="自评得分表") == []
    assert len(errors(grid=LEVELS.format(managed="28.2", total="97.4"), title="自评得分表")) == 1
    assert len(errors(grid=LEVELS.format(managed="22.8", total="94.7"), title="自评得分表")) == 1


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("泵站改造总投资2,405.15万元，本年完成产值827.32万元，形象进度64%，计划明年汛前完工。", False),
        ("泵站改造预算2,405.15万元，本年支出827.32万元，支出进度64.40%。", True),
    ],
)
def test_works_have_a_progress_of_their_own(told: str, wrong: bool) -> None:
    assert bool(errors(told)) is wrong
