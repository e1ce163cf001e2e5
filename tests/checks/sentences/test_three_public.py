"""“三公”经费 told item by item in budgets and final accounts are held against their table of one row."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

BUDGET = """
“三公”经费预算数|<|<|<|<|<|机关运行经费预算数
合计|因公出国(境)费|公务接待费|公务用车购置及运行费|<|<|^
^|^|^|小计|购置费|运行费|^
47.91|0.00|1.35|46.56|25.00|21.56|183.40
"""
ACCOUNT = """
财政拨款“三公”经费|<|<|<|<|<|<|<|<|<|<|<
合计|<|因公出国（境）费|<|公务用车购置及运行费|<|<|<|<|<|公务接待费|<
^|^|^|^|小计|<|公务用车购置费|<|公务用车运行费|<|^|^
预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
22.75|20.14|0.00|0.00|19.90|18.26|0.00|0.00|19.90|18.26|2.85|1.88
"""


def told(grid: str, heads: int, kind: str, text: str) -> list[str]:
    made = table(grid, header_rows=heads, unit="万元", title=f"财政拨款“三公”经费支出{kind}表")
    name = f"甲县乙局2023年度部门{kind}"
    found = audit(document(made, text=(name, text), file=f"{name}.pdf")).findings
    return [f.reported for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("（三）公务接待费1.35万元，与2022年预算持平。", []),
        ("（三）公务接待费1.53万元，与2022年预算持平。", ["1.53"]),
        ("（二）公务用车购置及运行费46.56万元，比2022年预算减少10万元。其中：公务用车购置费25万元。", []),
        ("公务用车运行维护费25.16万元，主要是油费。", ["25.16"]),
        ("2023年财政拨款的机关运行经费预算为184.30万元。", ["184.30"]),
        # a part of an item, a year before, a unit below
        ("公务接待费1.35万元，其中国内公务接待费0.90万元，外事公务接待费0.45万元。", []),
        ("上年公务接待费2.10万元，下属事业单位公务接待费0.30万元。", []),
    ],
)
def test_items_of_a_budget(text: str, wrong: list[str]) -> None:
    assert told(BUDGET, 3, "预算", text) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("“三公”经费财政拨款支出年初预算为22.75万元，支出决算为20.14万元。", []),
        ("“三公”经费财政拨款支出年初预算为22.75万元，支出决算为21.04万元。", ["21.04"]),
        ("公务接待费支出1.88万元，其中：国内公务接待支出1.50万元。", []),
        ("公务用车运行维护费支出16.28万元，年末保有量为6辆。", ["16.28"]),
        ("公务接待费支出决算比2022年度减少0.55万元。", []),
    ],
)
def test_items_of_final_accounts(text: str, wrong: list[str]) -> None:
    assert told(ACCOUNT, 4, "决算", text) == wrong
