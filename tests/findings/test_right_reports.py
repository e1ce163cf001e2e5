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


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("护理型床位占54.30%，比规划末55%的目标低0.70个百分点。", False),
        ("支出进度占54.30%，比县里55%的要求慢0.70个百分点。", False),
        ("护理型床位占54.30%，比规划末55%的目标低1.70个百分点。", True),
        ("执行率97.80%，高于95%的目标3.80个百分点。", True),
    ],
)
def test_which_way_a_goal_was_missed_the_words_behind_it_tell(told: str, wrong: bool) -> None:
    assert bool(errors(told)) is wrong


POINTS = """指标|分值|自评分
预算编制|8|8
目标设置|12|11
资金管理|40|38.4
项目效果|40|39.6
合计|100|97"""


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("一是预算编制情况（20分），得19分；二是预算执行情况（40分），得38.4分。", 0),
        ("其中预算编制（8分），得9分。", 1),
    ],
)
def test_points_that_an_indicator_cannot_have_are_of_something_called_alike(told: str, wrong: int) -> None:
    assert len(errors(told, grid=POINTS, title="自评得分表")) == wrong


@pytest.mark.parametrize(("score", "told"), [("18.4", 0), ("38.4", 1)])
def test_a_score_above_its_weight_is_one_where_its_sentence_says_what_was_lost(score: str, told: int) -> None:
    items = (
        "预算编制（8分）。自评8分，不扣分。",
        "目标设置（32分）。自评31分，扣1分。",
        "项目效果（40分）。自评40分。",
    )
    text = ("自评得分为97.4分。", f"资金管理（20分）。自评{score}分，扣1.6分，部分资金下达较晚。", *items)
    assert len(errors(*text)) == told


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("优抚对象共517人，其中伤残人员98人、在乡复员军人21人、60周岁以上农村籍退役士兵398人。", 0),
        ("优抚对象共571人，其中伤残人员98人、在乡复员军人21人、60周岁以上农村籍退役士兵398人。", 1),
        ("共有变电设施36座，其中110千伏变电站12座、其他24座。", 0),
        ("共有变电设施39座，其中110千伏变电站12座、其他24座。", 1),
    ],
)
def test_a_number_within_the_name_of_what_is_counted_is_no_part(told: str, wrong: int) -> None:
    assert len(errors(told)) == wrong


def test_what_has_an_item_among_its_parts_is_not_of_that_item() -> None:
    told = (
        "2022年年初预算3,412.66万元：基本支出1,204.38万元，项目支出2,208.28万元；"
        "预算调整289.41万元（基本支出调增98.12万元，项目支出调增191.29万元），预算调整率{}%；调整后3,702.07万元。"
    )
    right = audit(document(text=(TITLE, told.format("8.48"))))
    assert not right.findings  # it was of the projects, and asked about
    assert len(errors(told.format("8.98"))) == 1


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("产出35分，得34.5分；效果25分，得24分（用水户满意度93.0%）。", 0),
        ("发放问卷25份，满意24份，用水户满意度93.0%。", 1),
    ],
)
def test_points_are_no_answers(told: str, wrong: int) -> None:
    assert len(errors(told)) == wrong


STAFF = (
    "街道辖8个社区，管理人口22.06万人。在编100人、雇员22人、购买服务岗位573人，全部用工695人，购买服务岗位占82.45%。"
)


@pytest.mark.parametrize(("rate", "wrong"), [("82.45", 0), ("84.25", 1)])
def test_a_share_told_rightly_elsewhere_is_of_another_whole(rate: str, wrong: int) -> None:
    assert len(errors(STAFF, f"人员管理扣2分，系编外人员占比{rate}%，超过控制线。")) == wrong


def test_what_is_left_of_a_whole_that_was_divided_is_of_another() -> None:
    used = "上年结转906,112.35元。本年支出26,317,409.62元，其中使用上年结转685,297.17元，使用本年收入25,632,112.45元。"
    assert errors(f"{used}年末结转1,260,558.27元，其中专项结转424,832.83元。") == []


WHOLE = """指标|分值|得分
预算执行|10|9.51
管理规范|20|20
产出|40|39
效益|30|29
合计|100|97.51"""


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("预算执行率95.08%，得分9.51分；总分97.51分。", 0),
        ("预算执行得9.51分，总分97.51分。", 0),
        ("预算执行率95.08%，得分9.51分；总分97.15分。", 1),
        ("产出总分40分，得36分。", 1),
    ],
)
def test_a_total_behind_a_score_is_no_weight(told: str, wrong: int) -> None:
    found = audit(document(table(WHOLE, unit="", title="自评得分表"), text=(TITLE, told))).findings
    assert len([f for f in found if f.severity is not Severity.NOTICE]) == wrong


SHEET = """一级指标|三级指标|分值|得分
决策|目标情况|15|14
过程|管理情况|30|27.77
产出|任务情况|30|29.67
效益|发展情况|25|24
合计||100|95.44"""


@pytest.mark.parametrize("total", ["合计得分", "总得分", "最终得分"])
def test_a_total_behind_a_list_of_levels_is_of_all_of_them(total: str) -> None:
    told = "决策得14分、过程得27.77分、产出得29.67分、效益得24分，{}{}分。"
    table_ = table(SHEET, title="自评得分表", unit="")
    right = audit(document(table_, text=(TITLE, told.format(total, "95.44")))).findings
    wrong = audit(document(table_, text=(TITLE, told.format(total, "94.54")))).findings
    assert not right
    assert any("94.54" in f.message_zh for f in wrong)
