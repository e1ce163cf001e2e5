"""Numbers that a sentence tells of one cell by the words for its row and its column, in whatever turn."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某某市水产推广中心2022年度部门整体支出绩效自评报告"
WORKS = (
    "工程名称|签约价|当年拨付数|累计拨付数|累计拨付率\n"
    "北湾渔港疏浚工程|3,418.52|1,206.37|2,871.94|84.01%\n苗种繁育车间扩建|1,755.80|648.91|1,402.66|79.89%\n"
    "尾水处理站改造|962.47|410.83|731.25|75.98%\n冷链仓库维修|388.14|152.09|301.77|77.75%"
)
VILLAGES = (
    "乡镇|受益户数（户）|改造面积（亩）|奖补资金\n"
    "东浦镇|2,416|18,352|487.26\n莲塘乡|1,873|14,906|396.81\n石桥街道|3,058|25,417|712.49\n合计|7,347|58,675|1,596.56"
)
YEARS = (
    "指标|2020年|2021年|2022年\n苗种检疫（批次）|3,815|4,276|4,952\n"
    "渔民培训（人次）|6,284|7,039|7,716\n渔船检验（艘）|1,462|1,507|1,638"
)


def found(text: str) -> dict[str, Severity]:
    tables = (
        table(WORKS, title="在建工程拨款情况表", unit="万元"),
        table(VILLAGES, title="池塘改造奖补资金发放表", unit="万元"),
        table(YEARS, title="主要业务量", unit=""),
    )
    told = audit(document(*tables, text=(TITLE, text))).findings
    return {f.reported.strip("%"): f.severity for f in told if f.severity is not Severity.NOTICE}


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("受汛期影响，北湾渔港疏浚工程当年拨付1,206.37万元，施工有序推进。", "1,206.37", "1,260.37"),
        ("尾水处理站改造由质量科会同乡镇负责实施，累计拨付731.25万元。", "731.25", "781.25"),
        ("年内重点推进了苗种繁育车间扩建（签约价为1,755.80万元）等工作。", "1,755.80", "1,955.80"),
        ("从累计拨付率看，尾水处理站改造为75.98%，冷链仓库维修为77.75%。", "77.75", "73.75"),
        ("渔港疏浚工程签约价3418.52万元。", "3418.52", "34185.20"),
        ("北湾渔港疏浚累计拨付28,719,400.00元。", "28,719,400.00", "28,179,400.00"),
        ("石桥街道方面，惠及农户3058户，改造面积25417亩。", "25417", "24517"),
        ("渔民培训2022年为7716人次。", "7716", "7176"),
        ("渔民培训上年为7039人次。", "7039", "7239"),
    ],
)
def test_a_slip_leads_to_the_cell(text: str, right: str, wrong: str) -> None:
    assert found(text) == {}
    assert found(text.replace(right, wrong)) == {wrong.replace(",", ""): Severity.ERROR}


def test_another_number_of_the_row_bears_out_which_row_is_meant() -> None:
    text = "东浦镇改造面积18352亩，奖补资金{}万元。"
    assert found(text.format("487.26")) == {}
    assert found(text.format("459.40")) == {"459.40": Severity.ERROR}


@pytest.mark.parametrize("text", ["莲塘乡奖补资金421.35万元。", "冷链仓库维修签约价352.60万元。"])
def test_what_only_words_lead_to_a_cell_is_left_alone(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "上年度，北湾渔港疏浚工程当年拨付1,260.37万元。",
        "2021年，北湾渔港疏浚工程当年拨付1,260.37万元。",
        "截至9月底，北湾渔港疏浚工程累计拨付2,871.44万元。",
        "北湾渔港疏浚工程中，市级配套累计拨付2,371.94万元。",
        "下一年度，计划向北湾渔港疏浚工程累计拨付2,811.94万元。",
        "上年度，尾水处理站改造当年拨付410.33万元。",
        "下属推广站苗种繁育车间扩建签约价1,955.80万元。",
        "剔除质保金后，苗种繁育车间扩建签约价1,255.80万元。",
        "石桥街道平均每村改造面积25917亩。",
        "池塘改造（含东浦镇）面积18952亩。",
        "渔民培训2022年目标为7176人次。",
        "北湾渔港疏浚工程和冷链仓库维修当年拨付1,358.46万元。",
        "尾水处理站改造未拨付231.22万元，未拨付率24.02%。",
        "苗种繁育车间扩建签约价约0.18亿元，合1756万元。",
    ],
)
def test_what_is_told_of_something_else_is_left_alone(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("签约价为1,755.80万元的苗种繁育车间扩建，当年拨付648.91万元。", "648.91", "684.91"),
        ("年内拨付了648.91万元用于苗种繁育车间扩建，拨付410.83万元用于尾水处理站改造。", "410.83", "401.83"),
        ("尾水处理站改造由质量科负责。监理单位按月到场。签约价962.47万元，累计拨付731.25万元。", "731.25", "713.25"),
        ("检疫苗种4952批次，培训渔民7716人次。", "7716", "7176"),
        ("受益户数东浦镇2,416户，莲塘乡1,873户。", "1,873", "3,058"),
    ],
)
def test_a_name_behind_the_number_in_pieces_or_sentences_before_leads_to_the_cell(
    text: str, right: str, wrong: str
) -> None:
    assert found(text) == {}
    assert Severity.ERROR in found(text.replace(right, wrong)).values()


def test_what_is_told_of_a_line_is_no_figure_of_the_whole_unit() -> None:
    funds = (
        "资金|年初预算|调整后预算|决算数\n甲资金|3,418.52|3,706.37|3,671.94\n"
        "乙资金|962.47|910.83|831.25\n合计|4,380.99|4,617.20|4,503.19"
    )
    text = "乙资金主要用于管网维护。该资金由二科管理。全年预算910.83万元，支出831.25万元。"
    assert audit(document(table(funds, title="预算执行情况表"), text=(TITLE, text))).findings == ()


def test_a_share_of_another_whole_than_the_head_names_is_left_alone() -> None:
    costs = "费用类别|金额|占总支出%\n人员费用|5,996.40|49.97\n药品费|2,181.60|18.18\n其他费用|3,822.00|31.85"

    def told(text: str) -> list[Severity]:
        tables = (table(costs, title="支出构成", unit="万元"),)
        return [f.severity for f in audit(document(*tables, text=(TITLE, text))).findings if f.reported in text]

    assert told("药占比（药品费占医疗收入）25.11%，人员费用占总支出49.97%。") == []
    assert told("药占比（药品费占医疗收入）18.78%，人员费用占总支出49.97%。") == []
    assert told("药品费占总支出18.78%，人员费用占总支出49.97%。") == [Severity.ERROR]
