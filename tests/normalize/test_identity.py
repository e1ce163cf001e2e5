"""Whose report it is, of which year and kind."""

from __future__ import annotations

import pytest

from pipeline.normalize.identity import context_of
from schemas.figure import Unit
from tests.normalize.grids import document, table


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (["宁州市云台区卫生健康局", "2023年度部门整体支出绩效自评报告"], "宁州市云台区卫生健康局"),
        (["云台区石桥街道办事处2022年部门整体支出绩效自评报告"], "云台区石桥街道办事处"),
        (["2022年度宁州市公安局云台分局部门整体支出绩效自评报告"], "宁州市公安局云台分局"),
        (["2022年度部门整体支出绩效自评报告", "（宁州市公安局云台分局）"], "宁州市公安局云台分局"),
        (["附件1", "中共云台区委组织部关于2022年度部门整体支出绩效自评的报告"], "中共云台区委组织部"),
        (["2022年度部门整体支出绩效自评报告", "填报单位：石桥街道网格管理中心（盖章）"], "石桥街道网格管理中心"),
        (["关于2022年度部门整体支出绩效自评的报告", "单位名称：宁州市规划和自然资源局"], "宁州市规划和自然资源局"),
        (
            [
                "一、基本情况",
                "石桥街道办事处是区政府派出机关。",
                "我街道按云台区财政局要求开展自评。",
                "石桥街道办事处内设综合办公室。",
            ],
            "石桥街道办事处",
        ),
        (["2022年农村养老补助资金项目绩效评价报告", "实施单位：云岭市民政局"], "云岭市民政局"),
    ],
)
def test_agency(lines: list[str], agency: str) -> None:
    assert context_of(document(text=lines)).agency == agency


@pytest.mark.parametrize(
    "line",
    [
        "重点支持高水平医院建设，改善农村薄弱学校条件，增加公立医院补助，支持公立医院运转。",
        "全市经济实现良好开局，加快形成发展新格局，一季度延续良好开局。",
        "各级财政部门在同级人民代表大会常务委员会批准的限额内举借债务。",
        "单位：万平方米、%",
        "该楼由秦岭律师事务所出具意见，主要从事商务中心开发。",
    ],
)
def test_words_of_a_sentence_are_nobodys_name(line: str) -> None:
    context = context_of(document(text=["2025年预算执行情况", line, line]))
    assert (context.agency, context.district) == ("", "")


def test_the_official_who_signs_is_not_part_of_the_name() -> None:
    lines = ["关于云台省2024年决算的报告", "云台省财政厅厅长李明远"]
    assert context_of(document(text=lines)).agency == "云台省财政厅"


def test_the_file_name_is_the_last_resort() -> None:
    context = context_of(
        document(text=["一、基本情况", "做好各项工作。"], file="2021年度云台区教育局部门整体支出绩效自评报告.pdf")
    )
    assert (context.agency, context.fiscal_year, context.district) == ("云台区教育局", 2021, "云台区")


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["云台区教育局2022年度部门整体支出绩效自评报告", "2023年3月，2023年4月"], 2022),
        (["二〇二一年度部门整体支出绩效自评报告"], 2021),
        (["一、基本情况", "2020年，2020年度预算，2021年", "2020年决算"], 2020),
        (["一、基本情况"], None),
    ],
)
def test_fiscal_year(lines: list[str], year: int | None) -> None:
    assert context_of(document(text=lines)).fiscal_year == year


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2022年度部门整体支出绩效自评报告", "department_self_evaluation"),
        ("2022年度项目支出绩效自评表", "project_self_evaluation"),
        ("云台区教育局2022年度部门决算", "final_accounts"),
        ("云台区教育局2025年部门预算", "budget"),
        ("关于宁州市2025年预算执行情况和2026年预算草案的报告", "budget"),
        ("关于云台省2024年省级决算草案的报告", "final_accounts"),
        ("关于开展春季植树的通知", "other"),
    ],
)
def test_document_kind(line: str, kind: str) -> None:
    assert context_of(document(text=[line])).document_kind == kind


def test_the_unit_of_money_that_most_is_printed_in() -> None:
    grid = table("项目 | 决算数\n甲 | 100\n乙 | 200", unit="元")
    assert context_of(document(grid)).money_unit is Unit.YUAN
    assert context_of(document(text=["全年支出 3,211.00 万元。"])).money_unit is Unit.WAN_YUAN


def test_a_district_is_not_cut_out_of_a_sentence() -> None:
    context = context_of(
        document(text=["宁州市图书馆2022年度部门整体支出绩效自评报告", "完成区委、区政府交办的任务。"])
    )
    assert context.district == ""


@pytest.mark.parametrize(
    ("agency", "district"),
    [
        ("云台县市场监督管理局", "云台县"),
        ("江州市市场监督管理局", ""),
        ("易县财政局", "易县"),
        ("江州市易县水务局", "易县"),
    ],
)
def test_the_district_of_a_name(agency: str, district: str) -> None:
    lines = [f"{agency}2022年度部门整体支出绩效自评报告", f"我单位对{agency}本年度的整体支出开展了评价。"]
    context = context_of(document(text=lines))
    assert (context.agency, context.district) == (agency, district)


def test_a_short_form_gives_way_to_the_name_it_is_short_for() -> None:
    text = "江州市临河区白沙街道办事处（以下简称“白沙街道办”）对本年度整体支出开展自评。"
    repeated = "白沙街道办按要求组织自评。白沙街道办各科室配合，白沙街道办汇总。"
    assert context_of(document(text=[text, repeated, repeated])).agency == "江州市临河区白沙街道办事处"


def test_the_year_in_the_title_row_of_a_form() -> None:
    form = "项目支出绩效自评表（2021年度） | < | <\n填报单位：甲局 | < | 2022年3月8日\n项目名称 | 河道保洁 | <"
    assert context_of(document(table(form))).fiscal_year == 2021
