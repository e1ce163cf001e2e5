"""Numbers that several places tell by one name, whatever it is; and those that are of different things."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

_TITLE = "乙县水务局2023年度部门整体支出绩效自评报告"
_GOALS = table(
    "指标名称 | 目标值 | 实际完成值\n举办培训期数 | 24 | 26\n检查企业家次 | 400 | 431\n发放宣传册份数 | 3000 | 3120",
    unit="",
    title="表1 绩效目标完成情况表",
)


def _found(*text: str, tables: tuple = ()) -> list[tuple[str, str]]:
    findings = audit(document(*tables, text=(_TITLE, *text))).findings
    return [(f.severity.value, f.reported) for f in findings if f.severity is not Severity.NOTICE]


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        (("全年举办培训班26期。", "围绕业务需要，组织专题培训25期，效果较好。"), "25"),
        (("全年检查企业431家次。", "共检查企业451家次，未发生事故。"), "451"),
        (("公务用车保有量13辆。", "实有公务用车13辆。", "18辆公务用车全部纳入统一平台。"), "18"),
        (("参训2550人次。", "培训2505人次，干部能力得到提升。"), "2505"),
        (("收回问卷362份。", "收回问卷362份，结果已反馈。", "共回收问卷326份。"), "326"),
    ],
)
def test_a_count_that_two_other_places_tell_otherwise_is_a_slip(text: tuple[str, ...], slip: str) -> None:
    assert ("error", slip) in _found(*text, tables=(_GOALS,))


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        (("全年会议费支出13.45万元。", "会议费13.45万元，会议数量得到压减。", "会议费共列支18.45万元。"), "18.45"),
        (("本年度新建泵站25座。", "新建的25座泵站均通过验收。", "全年新建泵站52座。"), "52"),
        (("饮水安全达标率96.41%。", "饮水安全达标率为96.41%，高于上年。", "全县饮水安全达标率达94.61%。"), "94.61"),
        (("清淤河道48.40公里。", "清淤河道48.40公里，水质好转。", "48.30公里清淤河道全部验收。"), "48.30"),
        (
            ("收到上级专项补助7300.08万元。", "上级专项补助7300.08万元已分配。", "使用上级专项补助7800.08万元。"),
            "7800.08",
        ),
    ],
)
def test_a_number_of_any_sort_that_two_other_places_tell_otherwise_is_a_slip(text: tuple[str, ...], slip: str) -> None:
    assert ("error", slip) in _found(*text)


@pytest.mark.parametrize(
    "text",
    [
        ("全年实施项目17个。", "17个项目全部编制了绩效目标。", "14个项目开展了绩效自评。"),
        ("在岗职工264名。", "264名在岗职工均参加培训。", "254名在岗职工参加了体检。"),
        ("清淤河道48.40公里。", "清淤河道48.40公里。", "主干清淤河道43.40公里。", "乡镇清淤河道48.10公里。"),
        ("会议费支出13.45万元。", "会议费13.45万元。", "上年会议费13.95万元。"),
        ("会议费支出13.45万元。", "会议费13.45万元。", "截至10月底，会议费支出13.15万元。"),
        ("会议费支出13.45万元。", "会议费13.45万元。", "下属水文站会议费13.15万元。"),
        ("饮水安全达标率96.41%。", "饮水安全达标率96.41%。", "一季度饮水安全达标率96.11%。"),
        ("饮水安全达标率96.41%。", "饮水安全达标率96.41%。", "农村饮水安全达标率96.14%。"),
        ("采购支出2200.95万元。", "采购支出2200.95万元。", "采购支出预算2300.95万元。"),
        ("新增蓄水池25座。", "新增蓄水池25座。", "累计建成蓄水池52座。", "维修蓄水池35座。"),
    ],
)
def test_numbers_of_a_part_another_time_or_another_name_are_left_alone(text: tuple[str, ...]) -> None:
    assert _found(*text) == []


def test_a_count_that_one_other_place_tells_otherwise_is_asked_about() -> None:
    assert _found("走访困难家庭362户次。", "共走访困难家庭326户次。") == [("warning", "326")]


@pytest.mark.parametrize(
    "text",
    [
        ("全年举办培训26期，其中线上培训16期。", "举办培训26期。"),
        ("举办培训26期，上年举办培训25期。", "共举办培训26期。"),
        ("全年举办培训26期。", "一季度举办培训6期。", "上半年举办培训16期。"),
        ("计划举办培训24期，实际举办培训26期。", "全年举办培训26期。"),
        ("检查企业431家次。", "每月平均检查企业36家次。", "检查企业431家次，检查工地411家次。"),
        ("受理信访303件，办结300件。", "受理信访303件，按期办结301件，合计303件。"),
        ("机关公务用车13辆，下属单位公务用车12辆。", "公务用车保有量25辆。"),
        ("2022年举办培训16期。", "全年举办培训26期。", "举办培训26期。"),
    ],
)
def test_counts_of_other_things_and_times_are_left_alone(text: tuple[str, ...]) -> None:
    assert not [f for f in _found(*text, tables=(_GOALS,)) if f[0] == "error"]


def test_heads_off_by_one_are_told_where_others_bear_them_out() -> None:
    said = ("年末在编人数88人。", "单位编制96名，实有在编人员88人。", "在职人员控制率较低，年末在编人员89人。")
    assert ("error", "89") in _found(*said)
    assert ("error", "69") in _found("核定编制96名，年末在编88人。", "人员编制96人。", "在编人数未突破核定的69名编制。")
