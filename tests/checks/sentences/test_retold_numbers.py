"""Figures that a report tells again: a slip there is named, other figures are not."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Finding, Severity
from tests.normalize.grids import document, table

TITLE = "云台县水利局2023年度部门整体支出绩效自评报告"
TOLD = (
    "2023年部门年初预算4,180.00万元，年中调整后预算为4,436.27万元，预算调整率6.13%；全年实际支出4,211.93万元，"
    "预算执行率94.94%，年末结余224.34万元。"
)
SPENDING = """支出类别 | 年初预算 | 调整后预算 | 决算数 | 结余 | 执行率
基本支出 | 2,980.00 | 3,051.40 | 2,969.02 | 82.38 | 97.30%
项目支出 | 1,200.00 | 1,384.87 | 1,242.91 | 141.96 | 89.75%
合计 | 4,180.00 | 4,436.27 | 4,211.93 | 224.34 | 94.94%"""
SCORES = """三级指标 | 分值 | 评分标准 | 得分 | 评分说明
预算执行率 | 60 | 得分=预算执行率×60分，预算执行率=实际支出/调整后预算×100%。 | 56.96 | {remark}
预算调整率 | 40 | 由评价人员酌情评分。 | 40 | {other}
合计 | 100 | | 96.96 | """


def findings(text: str, *, printed: bool = True, remarks: tuple[str, str] = ("", "")) -> list[Finding]:
    tables = [table(SPENDING, title="2023年部门支出情况表")] if printed else []
    scores = table(SCORES.format(remark=remarks[0], other=remarks[1]), title="绩效自评表", unit="")
    return list(audit(document(*tables, scores, text=(TITLE, TOLD, text))).findings)


def errors(text: str, *, printed: bool = True, remarks: tuple[str, str] = ("", "")) -> list[str]:
    found = findings(text, printed=printed, remarks=remarks)
    return [f.reported for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize("printed", [True, False])
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("盘子里的4,436.27万元还有224.34万元没有花出去，年内只完成94.94%。", "224.34", "242.34"),
        ("盘子里的4,436.27万元还有224.34万元没有花出去，年内只完成94.94%。", "4,436.27", "4,463.27"),
        ("资金到账4,436.27万元，用去4,211.93万元，支付进度94.94%。", "94.94%", "49.94%"),
        ("本年支出4,211.93万元，执行进度94.94%，尚余224.34万元。", "4,211.93", "3,905.16"),  # of the year before
    ],
)
def test_slip_in_what_is_told_again_is_named(text: str, right: str, wrong: str, *, printed: bool) -> None:
    assert errors(text, printed=printed) == []
    assert wrong.strip("%").replace(",", "") in errors(text.replace(right, wrong), printed=printed)


@pytest.mark.parametrize(
    "text",
    [
        "资金到账4,436.27万元，其中上年结转242.34万元。",  # of another year
        "盘子里的4,436.27万元还有224.3万元没有花出去。",  # rounded
        "盘子里的0.44亿元还有约224万元没有花出去。",
        "扣除不可比因素，4,436.27万元中有4,221.93万元形成支出。",  # on other terms
        "4,436.27万元中，已签合同3,120.50万元，占70.34%。",  # comes out with its own numbers
    ],
)
def test_other_figures_beside_known_ones_accuse_nobody(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(("budget", "spent", "left"), [("0.55", "0.51", "677.84"), ("0.48", "0.47", "347.60")])
def test_what_coarse_amounts_leave_accuses_no_fine_one(budget: str, spent: str, left: str) -> None:
    """A budget before it was raised and what was spent of the raised one leave no rest; any digit would fit."""
    text = f"年初预算编制不够精细，{budget}亿元的年初预算在年中调整4.68%；支出{spent}亿元，形成结余{left}万元。"
    found = audit(document(text=(TITLE, text))).findings
    assert [f.reported for f in found if f.severity is Severity.ERROR] == []


def test_one_unit_in_the_last_digit_is_asked_about() -> None:
    """Cut off instead of rounded, or a slip: who can tell."""
    found = findings("盘子里的4,436.27万元还有224.33万元没有花出去，年内只完成94.94%。")
    assert [f.severity for f in found if f.reported == "224.33"] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("remark", "right", "wrong"),
    [
        ("花了4,211.93万元，盘子4,436.27万元，剩224.34万元。", "224.34", "234.34"),
        ("（4,436.27万元-4,180.00万元）÷4,180.00万元×100%=6.13%", "6.13%", "6.31%"),
        ("|4,436.27-4,180.00|/4,180.00=6.13%", "4,436.27", "4,536.27"),
    ],
)
def test_slip_in_a_remark_is_named(remark: str, right: str, wrong: str) -> None:
    remark = remark.replace("|", "｜")
    slipped = remark.replace(right, wrong)
    first = "盘子" in remark  # of which of the two indicators
    assert errors("", remarks=(remark, "") if first else ("", remark)) == []
    assert len(errors("", remarks=(slipped, "") if first else ("", slipped))) == 1


def test_equation_over_nothing_says_nothing() -> None:
    assert errors("", remarks=("", "（12-5）÷（5-5）×100%=7.00%")) == []


COUNTED = "截至2023年末，核定编制146名，实有在职人员129人，编外人员37人。"
DONE = "2023年计划完成项目14个，已完成12个，未完成2个，项目完成率85.71%。"


def counted(first: str, again: str) -> list[str]:
    found = audit(document(text=(TITLE, first, again))).findings
    return [f.reported for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("first", "again", "right", "wrong"),
    [
        (COUNTED, "目前146名编制仅有129名在职人员，另靠编外37人支撑。", "129", "192"),
        (COUNTED, "在职129人、编制146人，编外37人，人员控制到位。", "37", "39"),
        (COUNTED, "人员编制146名，实有129名。", "129", "139"),
        (DONE, "14个项目完成12个，完成率85.71%。", "12", "13"),
        (DONE, "完工12个，项目完成率85.71%，剩余2个跨年实施。", "12", "21"),
    ],
)
def test_slip_in_a_count_told_again_is_named(first: str, again: str, right: str, wrong: str) -> None:
    assert counted(first, again) == []
    assert wrong in counted(first, again.replace(right, wrong))


@pytest.mark.parametrize(
    "again",
    [
        "其中行政编制52名，在职49人，编外8人。",  # of a part
        "上年末编制146名，在职133人。",  # of another year
        "下属执法大队编制46名，在职29人，编外37人。",  # of another body, one count the same by chance
        "编外人员37人，主要承担巡查工作，平均每名在职人员联系3户。",
        "年内新增项目14个，完成9个。",
        "全年实际14个项目，已按计划完成12个，项目完成率85.71%。",
        "14个项目中2个没有完成，项目完成率85.71%。",
        "项目完成及时性按14个项目、完成率85.71%评分。",
    ],
)
def test_counts_of_other_groups_accuse_nobody(again: str) -> None:
    assert counted(COUNTED + DONE, again) == []
