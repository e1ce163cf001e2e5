"""Sentences that say themselves what they leave out, cap, count twice or tell of another time: nobody is accused, and
what such words do not explain is still found."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

QUARTERS = table(
    """
    季度 | 预算数 | 累计支出 | 累计支出进度 | 序时进度 | 季度执行率
    第一季度 | 1000.00 | 271.36 | 27.14% | 25% | 108.54%
    第二季度 | 1000.00 | 483.72 | 48.37% | 50% | 96.74%
    第三季度 | 1000.00 | 741.58 | 74.16% | 75% | 98.88%
    第四季度 | 1000.00 | 981.94 | 98.19% | 100% | 98.19%
    """
)


@pytest.mark.parametrize("mean", ["98.45", "100.59"])
def test_a_mean_of_quarters_may_be_of_rates_cut_off_at_a_hundred(mean: str) -> None:
    text = f"季度执行率超过100%的按100%计，全年平均执行率为{mean}%。"
    assert not errors(audited(QUARTERS, text=(text,)))


def test_a_mean_of_quarters_that_is_neither_is_found() -> None:
    assert errors(audited(QUARTERS, text=("全年平均执行率为99.67%。",)))


@pytest.mark.parametrize(
    "part", ["下半年支出498.22万元", "后两个季度支出498.22万元", "7-12月支出498.22万元", "其余两个季度支出498.22万元"]
)
def test_another_part_of_the_year_is_no_sum_from_its_beginning(part: str) -> None:
    text = f"上半年累计支出483.72万元，其中二季度单季支出212.36万元；{part}，其中四季度240.36万元。"
    assert not errors(audited(QUARTERS, text=(text,)))


def test_a_half_year_that_differs_from_the_table_is_found() -> None:
    text = "一季度累计支出271.36万元，上半年累计支出438.72万元，前三季度累计支出741.58万元。"
    assert [e[3] for e in errors(audited(QUARTERS, text=(text,)))] == ["438.72"]


@pytest.mark.parametrize(
    "text",
    [
        "年内在建项目40个，按类别分：道路类13个、房建类20个、管网类9个（2个综合项目同时计入两类）。",
        "举办各类活动148场，分为讲座109场、展览22场、培训24场（7场活动兼具讲座与培训性质）。",
        "全年培训学员300人，包括：管理类200人、技能类150人，部分学员参加了两类培训。",
        "救助对象500人，分别为低保对象200人、残疾人250人、高龄老人120人，三类人员有重合。",
        "重点企业60家，包括高新技术企业40家、规上企业35家（存在一家企业同属两类的情况）。",
        "全年服务679名对象，包括就业培训425人、康复196人、帮扶84人（同一对象可享受两项以上服务）。",
        "惠及企业125家（部分企业享受多项政策），包括研发补助74家、设备补助38家、稳岗补贴25家。",
    ],
)
def test_kinds_that_overlap_by_their_own_words_may_come_to_more(text: str) -> None:
    assert not audited(text=(text,)).findings


def test_kinds_that_overlap_still_cannot_come_to_less() -> None:
    text = "年内在建项目40个，按类别分：道路类13个、房建类20个、管网类5个（2个综合项目同时计入两类）。"
    assert [e[3] for e in errors(audited(text=(text,)))] == ["40"]


@pytest.mark.parametrize(
    "framed",
    [
        "不含政府投资资金，执行率为96.38%",
        "仅就部门预算而言，执行率为98.87%",
        "剔除上级专项，预算执行率为97.15%",
        "若计入上年结转，执行率为89.20%",
        "单看一般公共预算，执行率为97.66%",
    ],
)
def test_a_rate_framed_by_what_it_is_of_is_no_rate_of_the_whole(framed: str) -> None:
    text = f"全年预算37,951.60万元，实际支出34,374.75万元，总体执行率为90.58%。{framed}。"
    assert not errors(audited(text=(text,)))


def test_a_rate_of_counts_divides_no_places_by_visits() -> None:
    text = "开展安全生产检查4827家次，整改隐患4826处，整改率达98.67%。"
    assert not audited(text=(text,)).findings
    assert errors(audited(text=("开展检查，发现隐患4827处，整改隐患4726处，整改率达98.91%。",)))


@pytest.mark.parametrize(
    "text",
    [
        "支出总额1,000.00万元，其中，人员支出600.00万元，完成预算的98.36%；公用支出400.00万元，完成预算的95.10%。",
        "支出总额1,000.00万元，预算1,040.00万元。“三公”经费合计12.40万元，占预算的80.19%。",
    ],
)
def test_a_part_is_held_against_its_own_budget_only(text: str) -> None:
    assert not audited(text=(text,)).findings


SCORES = """
    一级指标 | 二级指标 | 分值 | 评分说明 | 得分
    过程 | 预算执行率 | 20 | 得分=预算执行率×20。 | 19.40
    过程 | 内部控制 | 10 | 将内控评价得分（百分制）折算为10分制。 | 9.61
    产出 | 满意度 | 10 | 三类满意度均达到90%得10分，一类未达到扣3分。 | 10
    产出 | 采购 | 20 | 合规得20分，每发现一例违规扣1分。 | 20
    产出 | 教学质量 | 40 | 综合评定。 | 39
    合计 | < | 100 | | 98.01
    """


@pytest.mark.parametrize(
    "text",
    [
        "内控评价由第三方机构开展，满分100分，得96.1分，按10%折算后计9.61分。",
        "区委组织的作风评议实行百分制，得95.20分。",
        "安全生产评估满分为100分，实得94.5分。",
        "营商环境评价得分87.18分，居全市第二位。",
        "全市12345热线综合评价得分91.25分。",
    ],
)
def test_a_score_of_another_review_is_not_the_reports(text: str) -> None:
    assert not errors(audited(table(SCORES), text=(text,)))


@pytest.mark.parametrize("text", ["本次评价满分100分，得95.20分。", "我局部门整体支出绩效自评得分95.20分。"])
def test_the_reports_own_score_is_held_against_its_table(text: str) -> None:
    assert [e[3] for e in errors(audited(table(SCORES), text=(text,)))] == ["95.20"]


def test_a_control_rate_says_nothing_of_how_spending_moved() -> None:
    grid = """
        一级指标 | 三级指标 | 评分标准 | 分值 | 得分
        投入 | “三公”经费变动率 | “三公”经费变动率≤0，计5分；“三公”经费＞0，每超过一个百分点扣0.5分，扣完为止。 | 5 | 5
        产出 | 任务完成 | 按完成情况酌情扣分 | 95 | 95
        合计 | < | | 100 | 100
        """
    text = "“三公”经费预算40.00万元，实际支出30.00万元，控制率为75.00%；比上年减少5.00万元，下降14.29%。"
    report = audited(table(grid), text=(text,))
    assert "score" not in {f.code.value for f in report.findings}


@pytest.mark.parametrize(
    "text",
    [
        "新收案件4150件。新收案件中，刑事498件、民事2282件、行政207件，其余为执行及其他案件。",
        "发放补助1,210.00万元，包括：甲类补助700.00万元、乙类补助450.00万元，其余均为零星支出。",
        "收回有效问卷240份。其中非常满意162份、满意64份，满意度94.17%。",
        "收回问卷98份，其中满意81份，基本满意13份。",
    ],
)
def test_a_list_whose_rest_is_not_told_adds_up_to_nothing(text: str) -> None:
    assert not audited(text=(text,)).findings


def test_answers_that_name_every_sort_are_added_up() -> None:
    text = "收回问卷98份，分为满意81份、基本满意13份、不满意2份。"
    assert [e[3] for e in errors(audited(text=(text,)))] == ["98"]


def test_a_share_of_spending_is_of_no_budget() -> None:
    text = (
        "年初部门预算8,740.11万元，其中人员类2,531.76万元、运转类426.79万元、特定目标类5,781.56万元。",
        "重点项目4个，支出3,495.56万元，占特定目标类支出的60.40%。",
    )
    assert not audited(text=text).findings


def test_a_score_scale_in_a_paragraph_of_its_indicator_scores_nothing() -> None:
    text = (
        "1.预算执行率（50分）。评分标准：按执行率×50分计算。得48.50分。",
        "2.服务对象满意度（50分）。评分标准：满意度95%（含）以上得50分，90%（含）—95%得45分，90%以下得30分。得50分。",
        "综合以上，年度整体绩效自评总分98.50分。",
    )
    assert not errors(audited(text=text))


def test_standards_for_each_person_are_no_parts_of_an_amount() -> None:
    text = (
        "人员经费决算753.92万元，公用经费决算412.30万元。",
        "生均公用经费按国家基准定额安排：小学720元、初中940元，我区分别提高至800元和1050元。",
    )
    assert not errors(audited(text=text))


REACHED = """
    指标 | 年度目标 | 实际完成 | 完成率
    新增学位（个） | 900 | 993 | {}
    教师培训（人次） | 3000 | 2880 | 96%
    校舍维修（处） | 25 | 24 | 96%
    智慧教室（间） | 60 | 57 | 95%
    """


def test_more_than_all_may_be_told_as_all_of_it() -> None:
    assert not audited(table(REACHED.format("100%"))).findings
    assert errors(audited(table(REACHED.format("101%"))))


@pytest.mark.parametrize("verb", ["构成", "组成", "共同构成"])
def test_the_whole_goes_on_behind_the_list_that_makes_it_up(verb: str) -> None:
    text = (
        f"2023年部门预算总额5,671.29万元，由基本支出909.92万元、产业发展资金4,573.47万元和其他项目187.90万元{verb}；"
        "实际支出5,138.77万元，整体执行率{}%。"
    )
    assert not errors(audited(text=(text.format("90.61"),)))
    assert [e[3] for e in errors(audited(text=(text.format("96.01"),)))] == ["96.01"]


def test_all_of_what_was_accepted_is_no_share_of_what_was_begun() -> None:
    assert not errors(audited(text=("当年新立项25项，结题验收24项，验收通过率100%。",)))
    wrong = errors(audited(text=("排查隐患1,250处，整改1,218处，整改率100%。",)))
    assert [e[3] for e in wrong] == ["100"]


ROUNDED = """
    考核内容 | 分值 | 评分标准 | 自评得分
    预算执行率 | 10 | 执行率×10{} | {}
    重点任务完成率 | 20 | 完成率×20 | 19.31
    社会效益 | 70 | 效果显著得65-70分，较好得60-64分 | 68
    合计 | 100 | | {}
    """
SPENT = ("全年预算2,016.68万元，全年支出1,978.58万元，预算执行率98.11%。",)


@pytest.mark.parametrize(
    ("told", "score", "wrong"),
    [
        ("（保留一位小数）", "9.8", []),
        ("，结果保留一位小数", "9.81", [("score", "预算执行率", "得分", "9.81")]),
        ("", "9.8", []),
        ("", "9.81", []),
        ("", "9.7", [("score", "预算执行率", "得分", "9.7")]),
        ("", "10", [("score", "预算执行率", "得分", "10")]),
    ],
)
def test_a_score_is_compared_as_finely_as_it_is_told(told: str, score: str, wrong: list[tuple[str, ...]]) -> None:
    """Under heads that name what is scored its content (考核内容)."""
    total = format(float(score) + 87.31, ".2f")
    found = errors(audited(table(ROUNDED.format(told, score, total)), text=SPENT))
    assert [e for e in found if e[0] == "score"] == wrong


def test_what_a_level_is_worth_is_no_score_of_it() -> None:
    text = ("自评得分98.01分。其中：过程30分，得29.01分，得分率96.70%；产出70分，得69分，得分率98.57%。",)
    assert not errors(audited(table(SCORES), text=text))
    wrong = ("自评得分98.01分。其中：过程30分，得29.10分；产出70分，得69分。",)
    assert [e[3] for e in errors(audited(table(SCORES), text=wrong))] == ["29.10"]


PLANS = table(
    """
    资金类别 | 年初预算 | 调整后预算 | 决算数 | 执行率
    公用经费 | 350.00 | 367.18 | 361.25 | 98.38%
    政府投资 | 3000.00 | 3153.20 | 3053.56 | 96.84%
    合计 | 3350.00 | 3520.38 | 3414.81 | 97.00%
    """
)
PLANNED_ONLY = table(
    """
    支出类别 | 年初预算 | 调整后预算 | 调整额
    公用经费 | 350.00 | 367.18 | 17.18
    项目支出 | 3000.00 | 3153.20 | 153.20
    合计 | 3350.00 | 3520.38 | 170.38
    """
)


def test_what_a_clause_says_of_a_number_goes_before_what_stands_farther_off() -> None:
    text = ("日常公用经费调整后预算367.18万元，决算362.18万元，控制率98.64%。",)
    assert not errors(audited(PLANNED_ONLY, text=text))
    wrong = ("公用经费决算为362.25万元。",)
    assert [e[3] for e in errors(audited(PLANS, text=wrong))] == ["362.25"]


@pytest.mark.parametrize("without", ["不含", "不包括", "剔除", "扣除", "不考虑"])
def test_the_rate_of_all_but_one_line_is_no_rate_of_that_line(without: str) -> None:
    assert not errors(audited(PLANS, text=(f"{without}政府投资，执行率为97.84%。",)))
    assert errors(audited(PLANS, text=("政府投资执行率为97.84%。",)))
