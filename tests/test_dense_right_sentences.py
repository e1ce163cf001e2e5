"""Right sentences of dense reports that were accused: numbers near each other that are not of each other. Behind each
stands the same with a slip, which is told as before."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某区城管局2023年度部门整体支出绩效自评报告"
SCORES = """一级指标|二级指标|分值|得分
A投入|A1目标|10|9.5
B过程|B1执行|25|24
C产出|C1数量|30|28
D效果|D1效益|35|33.1
合计||100|94.6"""
BUDGET = """支出类别|全年预算|决算数|执行率
基本支出|2104.31|2081.16|98.90%
项目支出|4448.05|4219.40|94.86%
合计|6552.36|6300.56|96.16%"""

SHARES = ("占比", "33.03%", "66.97%", "100.00%")


def severities(*sentences: str, grid: str = "", title: str = "", unit: str = "") -> list[Severity]:
    tables = (table(grid, title=title, unit=unit),) if grid else ()
    return [f.severity for f in audit(document(*tables, text=(TITLE, *sentences))).findings]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("四个项目自评分最高97.8分、最低90.4分，平均94.70分。", False),  # the others are not told
        ("三个项目自评分依次为97.8分、90.4分、93.7分，三项平均94.97分。", True),
        ("开工39台、竣工31台（含上年开工6台），2019年以来累计竣工80台。", False),
        ("收回有效问卷303份，“满意”和“基本满意”合计283份，满意度93.4%，其中“满意”209份，占有效问卷69.0%。", False),
        ("收回有效问卷303份，满意283份，满意度93.4%。同期电话抽访56位家长，满意度94.5%。", False),
        ("收回有效问卷303份，满意283份，满意度94.3%。", True),
        ("代表委员评议70人，测评满意68人，满意率97.1%。法定审限内结案率99.48%。", False),  # the two have their rate
        # what was spent of the whole and of its parts: the rate of all is of a budget that is not told
        (
            "支出1057.78万元，其中一般拨款1030.58万元（执行率98.11%）、基金27.19万元（执行率70.36%），合计执行率97.13%。",
            False,
        ),
        ("预算1089.02万元，支出1057.78万元，其中一般拨款1030.58万元，执行率91.73%。", True),
        ("检查66家，合格65家，合格率98.48%，复查率100%。", False),
        ("检查66家，合格65家，合格率94.88%。", True),
        # which of three amounts is of which year is not told
        ("近三年收入分别为511.75万元、663.99万元和515.36万元，2023年收入较2022年减少148.63万元，下降22.38%。", False),
    ],
)
def test_numbers_that_are_not_of_each_other(sentence: str, wrong: bool) -> None:
    assert (Severity.ERROR in severities(sentence)) is wrong


@pytest.mark.parametrize(("rate", "wrong"), [("67.88", False), ("76.88", True)])
def test_an_items_share_of_all_that_was_planned(rate: str, wrong: bool) -> None:
    """It is no rate at which the item's own budget was carried out."""
    found = severities(f"项目支出占全年预算总额的{rate}%。", grid=BUDGET, title="表3 预算执行情况表", unit="万元")
    assert (Severity.ERROR in found) is wrong
    shares = "\n".join(f"{line}|{share}" for line, share in zip(BUDGET.split("\n"), SHARES, strict=True))
    spent = "项目支出4219.40万元，占全年预算总额的64.40%。"
    assert Severity.ERROR not in severities(spent, grid=shares, title="表3 预算执行情况表", unit="万元")


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("自评得分90分及以上的项目3个，80—90分的2个。", False),  # a limit
        ("自评得分90分（含90分）以上的项目3个。", False),
        ("投入指标得9.5分（权重10分），过程指标得24分（权重25分），综合得分94.6分。", False),  # of levels
        ("指标总分值为90分，自评得分94.6分。", True),
    ],
)
def test_points_that_are_not_the_whole_sheets(sentence: str, wrong: bool) -> None:
    assert (Severity.ERROR in severities(sentence, grid=SCORES, title="自评得分表")) is wrong


def test_what_is_left_when_an_amount_is_taken_out_is_no_budget_of_the_year() -> None:
    told = "扣除上缴收回的109.40万元，可用预算为6442.96万元，按此口径执行率97.79%。"
    assert Severity.ERROR not in severities(told, grid=BUDGET, title="预算执行情况", unit="万元")
    wrong = "全年预算为6525.36万元，支出6300.56万元。"
    assert Severity.ERROR in severities(wrong, grid=BUDGET, title="预算执行情况", unit="万元")


def test_content_with_a_case_is_not_content_with_the_unit() -> None:
    survey = "发放问卷320份，收回290份，满意270份，满意度93.10%。"
    assert Severity.ERROR not in severities(survey, "办结诉求336件，群众满意率97.48%。")


def test_two_digits_of_a_short_share_beside_a_number_of_another_paragraph() -> None:
    """565 of 1928 pupils are 29.3%; of the 612 who sat an examination they would be 92.3%."""
    told = (
        "参加中考612人，优秀145人，优秀率23.7%；良好以上489人，良好以上率79.9%；及格595人，及格率97.2%。",
        "参加课后服务学生1714人，参与率88.9%；享受营养餐565人（寄宿生），占在校生的29.3%，每人每天补助5元，全年192天共需54.24万元。",
    )
    assert Severity.ERROR not in severities(*told)


def test_numbers_of_two_sentences_that_share_nothing_but_a_short_rate() -> None:
    told = (
        "财政拨款3,460.04万元，占8.43%，其他收入769.26万元。",
        "总支出37,587.56万元，收支相抵结余3,460.34万元，结余率为8.43%。",
    )
    assert Severity.ERROR not in severities(*told)


LEVELS = """一级指标|二级指标|分值|得分
部门预算|执行率|12|12
^|信息公开|18|14
社会救助|动态管理|30|29
养老服务|覆盖|15|15
社会影响|知晓率|10|10
^|满意度|15|13
合计||100|93"""


@pytest.mark.parametrize(
    ("last", "wrong"), [("“社会影响”23分（该项分值25分）", False), ("“社会影响”23分（该项分值20分）", True)]
)
def test_this_ones_weight_in_a_bracket_is_of_the_name_right_before(last: str, wrong: bool) -> None:
    told = f"“部门预算”26分（该项分值30分）、“社会救助”29分（该项分值30分）、“养老服务”15分（该项分值15分）、{last}。"
    assert (Severity.ERROR in severities(told, grid=LEVELS, title="自评得分表")) is wrong


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("粮食播种面积79.80万亩，总产30.66万吨，单产384.2公斤/亩，其中小麦单产439公斤、玉米单产462公斤。", False),
        ("编制48名（行政12名、参公18名、其余为事业编制），在职47人。", False),  # how many the others are is not told
        ("编制48名（行政12名、参公18名、事业编制16名），在职47人。", True),
    ],
)
def test_yields_and_posts_of_some_only(sentence: str, wrong: bool) -> None:
    assert (Severity.ERROR in severities(sentence)) is wrong


@pytest.mark.parametrize(("share", "wrong"), [("65.5", False), ("58.6", False)])
def test_what_was_spent_is_no_share_of_what_was_planned(share: str, wrong: bool) -> None:
    budget = "部门预算8262.60万元，其中基本支出1015.07万元、项目支出7247.53万元。"
    told = f"社会救助三项（低保、特困、临时救助）支出4244.25万元，占项目支出{share}%。"
    assert (Severity.ERROR in severities(budget, told)) is wrong


def test_a_rate_that_its_criteria_limit_in_a_bracket() -> None:
    """可用资金执行率 goes with 含结转; what the table prints is of the year's budget alone."""
    grid = """功能分类项|全年预算|支出|执行率
污染防治|3784.15|3206.37|84.73%
行政运行|1000.00|900.00|90.00%
合计|4784.15|4106.37|85.83%"""
    scores = """指标|分值|评分标准|得分
预算执行率|10|执行率（含结转）达到90%及以上得满分，低于90%的按执行率/90%×10计分|9.45
满意度|90|酌情计分|88
合计|100||97.45"""
    tables = (table(grid, title="当年预算支出情况", unit="万元"), table(scores, title="绩效自评表", unit=""))
    told = (
        "年初预算3321.15万元，全年预算4784.15万元；上年结转661.64万元一并纳入，可用资金5445.79万元。",
        "全年支出4632.40万元（当年预算支出4106.37万元、结转支出526.03万元），可用资金执行率85.06%，当年预算执行率85.83%。",
    )
    found = audit(document(*tables, text=(TITLE, *told))).findings
    assert Severity.ERROR not in [f.severity for f in found]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("年度综合考核实绩占60%、民主测评占40%，我局综合得分90.19分。", False),
        ("若按新的指标体系测算，得分为83分。", False),
        ("上年养老服务类得13分，今年得15分。本指标分值5分，评价得分4分，其中制度健全2分、执行有效2分。", False),
        ("本次自评综合得分90.19分。", True),
    ],
)
def test_points_of_another_sheet(sentence: str, wrong: bool) -> None:
    assert (Severity.ERROR in severities(sentence, grid=LEVELS, title="自评得分表")) is wrong


def test_the_first_three_of_a_part_are_no_parts_of_the_whole() -> None:
    told = "工单3549件，其中水务类2201件，前三类为漏水617件、水质231件、水压430件，三类共1278件。"
    assert Severity.ERROR not in severities(told)


QUARTERS = """季度|预算指标|累计支出|累计进度
第一季度|2903.40|612.35|21.09%
第二季度|3310.72|1528.44|46.17%
第三季度|3688.15|2469.01|66.94%
第四季度|4120.86|{last}|{rate}"""


@pytest.mark.parametrize(
    ("year", "wrong"), [("3904.17万元，其中当年预算支出3788.52万元", False), ("3904.17万元", True)]
)
def test_a_year_end_that_its_sentence_tells_apart_from_all_that_was_spent(year: str, wrong: bool) -> None:
    """The quarters leave out what was carried over, and so do they where the text says what they come to."""
    grid = QUARTERS.format(last="3788.52", rate="91.94%")
    told = severities(f"2023年实际支出{year}。", grid=grid, title="分季度执行情况", unit="万元")
    assert (Severity.ERROR in told) is wrong


@pytest.mark.parametrize(("third", "wrong"), [("940.57", False), ("904.57", True)])
def test_quarters_of_a_list_are_each_told_of_themselves(third: str, wrong: bool) -> None:
    grid = QUARTERS.format(last="3788.52", rate="91.94%")
    said = f"分季度看，二季度单季支出916.09万元，三季度单季支出{third}万元，四季度单季支出1319.51万元。"
    assert bool(severities(said, grid=grid, title="分季度执行情况", unit="万元")) is wrong


@pytest.mark.parametrize(
    "said",
    [
        "首考参加392人，通过381人，通过率97.19%，补考后通过率100%。",  # another rate than the one just told
        "排查隐患120处，整改108处，整改率90.00%，复查整改率100%。",
        "甲类结案635件，判处964人；甲类、乙类合计未结52件，丙类结案5090件。",
        "专项共3个：甲预算36.98万元，支出26.43万元；乙预算18.79万元，支出14.49万元；丙预算20.84万元，支出16.20万元。",
        "接待38.56万人次，目标35万人次，同比增长29.36%（上年29.81万人次）。",  # of those who came
        "预算1370.90万元，支出1289.84万元，执行率94.09%；上年结转支出14.97万元，连同结转计算执行率为94.00%。",
        "其中急诊30889人次；出院15483人次，较上年15404人次增长0.51%。",  # what two years come to
        "电话访问406户，满意243户、较满意133户、不满意2户，其余未作评价；综合满意度92.61%。",  # 较 compares nothing
        "局机关及所属国有林场、技术推广中心共3个预算单位，编制分别为19名、50名和23名，共92名。",
        "抽样237人，有效样本226个（占95.36%），满意216人，满意度95.58%。",  # of those that count
        "提供服务893人次，其中训练83人、适配202人次、签约608人次。",  # 83 people are how many of them is not told
        "10月至12月支出2267.23万元，月均755.74万元，是前9个月月均的1.41倍。",
        "支出9227.59万元，其中基本支出3626.02万元、项目支出5601.57万元，基金安排的项目535.93万元包含在内。",
    ],
)
def test_nobody_is_asked_what_only_the_reader_did_not_understand(said: str) -> None:
    assert severities(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "项目支出执行偏慢，执行率94.86%。",
        "专户资金支出进度滞后，预算执行率仅78.26%。",
        "基金预算支付不够及时，执行率78.26%，低于总体执行率17.90个百分点。",
    ],
)
def test_a_bare_rate_is_of_what_the_clause_before_it_speaks_of(said: str) -> None:
    assert severities(said, grid=BUDGET, title="表3 预算执行情况", unit="万元") == []
    whole = "部门预算执行较好，执行率91.66%。"
    assert Severity.ERROR in severities(whole, grid=BUDGET, title="表3 预算执行情况", unit="万元")


@pytest.mark.parametrize(("last", "wrong"), [("其余两项合计扣1.5分", False), ("共扣7.4分", True)])
def test_what_the_other_levels_lost_is_not_all_that_was_lost(last: str, wrong: bool) -> None:
    told = f"自评总分94.6分，其中D效益扣1.9分、C数量扣2.0分，{last}。"
    assert bool(severities(told, grid=SCORES, title="自评得分表")) is wrong


def test_a_number_in_a_bracket_is_of_the_words_right_before_it() -> None:
    shares = """收入项目|本部|分院|合计|占医疗收入比例
门诊收入|5244.44|1262.61|6507.05|49.27%
住院收入|6136.78|563.38|6700.16|50.73%
医疗收入合计|11381.22|1825.99|13207.21|100.00%
其中：药品收入|3055.53|607.31|3662.84|27.73%"""
    told = "药品收入3662.84万元，药占比{}%，比县定上限（36%）为低。"
    assert severities(told.format("27.73"), grid=shares, title="医疗收入构成", unit="万元") == []


@pytest.mark.parametrize(("of_which", "wrong"), [("213.10|316.88", False), ("1293.10|1316.88", True)])
def test_an_of_which_line_behind_a_list_may_be_of_all_of_it(of_which: str, wrong: bool) -> None:
    """But it is no larger than what the list divides."""
    grid = f"""支出分类|决算|预算
一、基本支出|2081.16|2104.31
二、项目支出|1219.40|1448.05
（一）办案业务费|570.12|660.30
（二）业务装备费|431.76|519.71
（三）法庭维修|217.52|268.04
其中：中央转移支付|{of_which}
合计|3300.56|3552.36"""
    assert (Severity.ERROR in severities("本年支出见下表。", grid=grid, title="支出表", unit="万元")) is wrong


BY_FUNCTION = """支出分类|年初预算|调整|调整预算|2023年决算|2022年决算
卫生健康支出|59.14|-|59.14|58.84|59.67
住房保障支出|56.25|-2.55|53.70|53.70|56.87
农林水支出|1003.76|107.00|1110.76|918.89|885.38
合计|1119.15|104.45|1223.60|1031.43|1001.92
其中：衔接资金|-|32.90|-|265.23|-"""


@pytest.mark.parametrize(("both", "wrong"), [("112.54", False), ("121.54", True)])
def test_lines_with_dashes_are_added_up_column_by_column(both: str, wrong: bool) -> None:
    """A row of parts below the total, which states no budget, is changed by no difference of dashes either."""
    told = f"住房保障支出、卫生健康支出合计{both}万元。"
    assert (Severity.ERROR in severities(told, grid=BY_FUNCTION, title="按功能分类支出情况", unit="万元")) is wrong


UNITS = """单位|基本预算|项目预算|预算合计|基本支出|项目支出|支出合计|执行率
本级|1568.39|2351.36|3919.75|1561.29|2166.60|3727.89|95.11%
一大队|763.38|287.04|1050.42|754.36|272.68|1027.04|97.77%
合计|2331.77|2638.40|4970.17|2315.65|2439.28|4754.93|95.67%"""


@pytest.mark.parametrize(("said", "wrong"), [("本级项目执行率92.14%。", False), ("本级执行率91.51%。", True)])
def test_what_a_unit_spent_on_projects_is_not_all_it_spent(said: str, wrong: bool) -> None:
    assert (Severity.ERROR in severities(said, grid=UNITS, title="分单位预算执行情况", unit="万元")) is wrong


def test_a_table_of_projects_is_not_asked_about_beside_the_whole() -> None:
    grid = """项目|中央|县级|合计|支出|支付率
国土绿化|381.31|23.84|405.15|318.78|78.68%
森林防火|52.92|116.58|169.50|159.37|94.02%
合计|434.23|140.42|574.65|478.15|83.21%"""
    told = (
        "支出1590.36万元，执行率93.10%，其中基本支出1112.21万元（98.02%）、项目支出478.15万元（83.21%）。",
        "支付率最低的国土绿化为78.68%，结余86.37万元；国土绿化与森林防火合计支出478.15万元，结余96.50万元。",
    )
    assert severities(*told, grid=grid, title="专项资金支付情况", unit="万元") == []
