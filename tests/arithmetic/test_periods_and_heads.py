"""Which year, which plan, which whole a number is of: read from the words, and left open where they do not say."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import checks, wrong

LEFT_OPEN = [
    # growth over several years is by the year
    "展品征集由2019年的1,204件增加到1,632件，年均增长7.9%。",
    "由2020年的3.10万人次提高到3.98万人次，年平均增长13.3%。",
    "由2019年的1,204件增加到1,632件，平均每年增加107件。",
    "从2018年的56.3%提升至71.8%，年均提高3.1个百分点。",
    "由2020年的826.40万元增至1,101.20万元，复合增长率15.4%。",
    # moves whose direction is not said
    "年初预算3,204.55万元，因人员经费追加、会议费压减等因素净调整96.20万元，调整后预算3,300.75万元。",
    "年初预算3,204.55万元，受机构划转影响调整96.20万元，调整后预算3,300.75万元。",
    "年初预算3,204.55万元，年中追加与核减相抵96.20万元，调整后预算3,300.75万元。",
    # amounts of an earlier year listed together, and this year's against them
    "2020年预算624.55万元、决算612.03万元，2021年决算较2020年增加63.05万元，增长10.30%。",
    "2020年预算624.55万元、支出612.03万元，执行率98.00%，2021年支出较2020年增加63.05万元，增长10.30%。",
    "2021年决算453.82万元，执行率97.52%，比2020年执行率99.35%（决算429.88万元）低1.83个百分点。",
    # two ways to divide one whole
    "全年支出900.00万元。按级次划分，本级支出700.00万元，下属单位支出200.00万元。按性质划分，基本支出550.00万元，项目支出350.00万元。",
    "全年支出900.00万元。按资金分，一般公共预算支出820.00万元，基金支出80.00万元。按用途看，人员支出560.00万元，事业支出340.00万元。",
    # names made of digits, and rates that are no mean of others
    "12345热线：受理工单6,418件，办结6,402件，按期办结6,371件。",
    "●12315平台：接收投诉1,204件，办结1,200件。",
    "四个项目执行率分别为98.49%、95.84%、87.34%和73.02%，平均93.44%。",
    "三个单位支付进度依次为95.10%、88.20%、70.30%，平均90.15%。",
]


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_what_the_words_leave_open_is_no_slip(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("全年受理投诉3,591件，其中上半年1,384件、下半年2,267件。", "3591"),
        ("开展集中整治57次，其中上半年26次，下半年33次。", "57"),
        ("货物吞吐量417.6万吨，其中一季度82.1万吨、二季度108.9万吨、三季度117.3万吨、四季度119.3万吨。", "417.6"),
        ("年初计划举办活动120场，实际举办153场。其中演出58场、展览27场、讲座31场、赛事14场、其他活动32场。", "32"),
        ("三项得分依次为92.10分、88.20分、90.30分，平均91.20分。", "91.20"),
        ("年初预算3,204.55万元，年中追加96.20万元，调整后预算3,310.75万元。", "3310.75"),
        ("由2020年的826.40万元增至1,101.20万元，增长35.25%。", "35.25"),
    ],
)
def test_what_the_words_settle_is_reckoned(text: str, slip: str) -> None:
    assert slip in wrong(text)
    assert checks(text)


OF_OTHERS = [
    # ratios
    "人员与公用支出之比由上年的79.3:20.7调整为77.9:22.1。",
    "一、二、三产业结构由12:45:43变为11:44:45，总产值13.50亿元。",
    "师生比为1:16.8，男女生比例51:49。",
    # as many numbers as the list before has members
    "编制156名，其中行政18名、参公24名、事业114名；年末实有148人，行政17人、参公23人、事业108人，分别空编1名、1名和6名。",
    "三所学校在编教师分别为120人、98人、76人，分别缺编5人、3人和2人。",
    "行政在编30人、事业在编45人，依次超编1人、2人。",
    # a total of another sort
    "年末在编71人，台聘人员46人，采编播人员共83人，占从业人员总数117人的70.94%。",
    "机关干部42人，社区工作者180人，其中持证上岗人员共156人。",
    # averages of an earlier year, in a bracket
    "直播126场，观看1,240万人次，场均9.84万人次，较2021年（83场、场均7.65万人次）增加43场。",
    # what else those were asked
    "接通568名，满意和基本满意541名，满意度95.25%，其中非常满意312名、满意173名、基本满意56名，不满意27名；对设施的满意度为91.4%，"
    "对培训满意度为87.9%。",
]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_numbers_of_other_things_make_no_sum(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("支出总量由7,444.43万元增加到8,443.27万元，增加1,007.84万元，增长13.42%。", "1007.84"),
        (
            "补助支出2,412.87万元，其中中央1,640.75万元、省级337.80万元、县级434.32万元，按年末4,326人计算人均5,877.61元。",
            "5877.61",
        ),
        ("服务对象满意度94.2%，企业满意度91.6%，两项平均94.3%。", "94.3"),
        ("在编教师71人，聘用教师46人，教师共127人。", "127"),
    ],
)
def test_what_stands_beside_them_is_reckoned(text: str, slip: str) -> None:
    assert slip in wrong(text)


OF_MORE = [
    "教练员38名，其中国家级1名、高级9名、中级16名、初级12名，高级以上占26.32%。",
    "职工60人，其中研究生8人、本科40人、大专及以下12人，本科及以上占80.00%。",
    "隐患300处，一般280处、较大15处、重大5处，较大以上占6.67%。",
    "建成日间照料中心24个，覆盖社区26个，覆盖率89.66%。",
    "设服务点12处，覆盖村庄86个，覆盖率95.56%。",
    "年初预算1,266.15万元，比2022年年初预算1,255.01万元增加11.14万元；年中调整后预算1,297.68万元。",
    "年初预算1,266.15万元，较2022年年初预算1,255.01万元多11.14万元，追加31.53万元，调整后预算1,297.68万元。",
]


@pytest.mark.parametrize("text", OF_MORE)
def test_of_more_than_the_one_before(text: str) -> None:
    assert wrong(text) == []


def test_a_later_year_s_change_is_on_the_year_before() -> None:
    """Whatever year the report is taken to be of."""
    for year in (2020, 2021, 2022):
        text = f"{year}年实际支出17.12亿元，{year + 1}年增支0.88亿元，增长5.14%。"
        assert wrong(text) == []
        assert wrong(text.replace("5.14", "6.54")) == ["6.54"]
