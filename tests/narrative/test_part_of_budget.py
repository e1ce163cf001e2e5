"""Two amounts and the rate that they make, told in one breath."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.topics.part_of_budget import part_of_budget_facts
from tests.narrative.documents import document


def told(text: str) -> list[str]:
    facts = part_of_budget_facts(document([text]), 2022)
    return [" ".join(filter(None, (f.metric, f.item_code, f.figure.plain))) for f in facts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("编外用工163名，占全部人员的58.21%。", ["dispatched_staff_rate 58.21"]),
        ("使用劳务派遣人员12人，占在职人员总数（在编+编外）的8.33%。", ["dispatched_staff_rate 8.33"]),
        ("新增编外人员12人，占全部人员的8.33%。", []),
        ("上年编外人员12人，占全部人员的8.33%。", []),
        (
            "公用经费支出30.00万元，占调整预算数40.00万元的75.00%。",
            [
                "operating_expense_outturn 30.00",
                "operating_expense_budget 40.00",
                "operating_expense_control_rate 75.00",
            ],
        ),
        (
            "“三公”经费决算8.00万元，为年初预算10.00万元的80.00%，未突破预算。",
            ["three_public_outturn 8.00", "three_public_budget 10.00", "three_public_control_rate 80.00"],
        ),
        (
            "全年共完成政府采购950.00万元，占采购计划金额1,000.00万元的95.00%。",
            ["procurement_actual 950.00", "procurement_planned 1000.00", "procurement_execution_rate 95.00"],
        ),
        (
            "全年支出决算数为90.00万元，占调整后预算100.00万元的90.00%。",
            ["outturn 90.00", "revised_budget 100.00", "execution_rate 90.00"],
        ),
        (
            "2022年度部门支出90.00万元，完成年初预算95.00万元的94.74%。",
            ["outturn 90.00", "original_budget 95.00", "original_execution_rate 94.74"],
        ),
        (
            "基本支出50.00万元，占调整后预算52.00万元的96.15%。",
            [
                "outturn basic_expenditure 50.00",
                "revised_budget basic_expenditure 52.00",
                "execution_rate basic_expenditure 96.15",
            ],
        ),
        (
            "购买服务的编外人员17人，占在职人员总数95人的17.89%。",
            ["dispatched_staff 17", "total_staff 95", "dispatched_staff_rate 17.89"],
        ),
        (
            "全年预算由年初的500.00万元变为550.00万元，调整率10.00%。",
            ["original_budget 500.00", "revised_budget 550.00"],
        ),
        ("部门预算由500.00万元调整为480.00万元。", ["original_budget 500.00", "revised_budget 480.00"]),
        ("培训项目预算由50.00万元调整为48.00万元。", []),
        # whose the budget is, or of which year, is not said
        ("培训项目支出50.00万元，占调整后预算52.00万元的96.15%。", []),
        ("全年支出90.00万元，占预算100.00万元的90.00%。", []),
        ("上年支出90.00万元，占调整后预算100.00万元的90.00%。", []),
        ("党员17人，占在职人员总数95人的17.89%。", []),
    ],
)
def test_what_was_spent_of_which_budget(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted
