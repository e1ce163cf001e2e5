"""Criteria whose operands the report states in words of its own: the score follows, and a wrong one is told."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Verdict
from tests.normalize.grids import document, table

TITLE = "某某县农业局2022年度部门整体支出绩效自评报告"
QUARTERS = """
季度|预算指标|累计支出|支出进度|序时进度|执行率
第一季度|1,000.00|200.00|20.00%|25%|80.00%
第二季度|1,000.00|450.00|45.00%|50%|90.00%
第三季度|1,000.00|700.00|70.00%|75%|93.33%
第四季度|1,000.00|950.00|95.00%|100%|95.00%
"""
# indicator, definition, criteria, remark, what the text says, weight, right score, wrong score
CASES = [
    (
        "疫病免疫密度",
        "年度目标值90%，实际完成81%",
        "得分=实际完成值/年度目标值×5分，超过5分的按5分计。",
        "实际完成81%",
        "",
        5,
        "4.5",
        "4.9",
    ),
    (
        "增殖放流苗种",
        "年度目标值1500万尾，实际完成1200万尾",
        "得分=实际完成值/年度目标值×6分，超过6分的按6分计。",
        "实际完成1200万尾",
        "",
        6,
        "4.8",
        "6",
    ),
    (
        "采购合同签订时效性",
        "30日内签订合同的比例",
        "得分=30日内签订的合同数/应签订合同总数×4分。",
        "1份超期",
        "全年应签订采购合同20份，30日内签订19份，超期1份。",
        4,
        "3.8",
        "3.9",
    ),
    (  # what was carried into the year is of this year, and what was added in its course is 本年追加
        "预算完成程度",
        "预算完成程度=（上年结转+年初预算+本年追加预算-年末结余）/（上年结转+年初预算+本年追加预算）×100%",
        "≥95%计5分；95%＞x≥85%计3分；低于85%不计分。",
        "基本完成",
        "年初预算800.00万元，上年结转50.00万元，年中追加预算150.00万元，全年支出880.00万元，年末结余120.00万元。",
        5,
        "3",
        "5",
    ),
    (
        "结转结余变动率",
        "（本年结转结余-上年结转结余）/上年结转结余×100%",
        "变动率≤0计4分；0～10%（含）计2分；10%以上不计分。",
        "略增",
        "当年支出决算900.00万元，年末结转结余52.00万元，较上年末50.00万元增加2.00万元。",
        4,
        "2",
        "4",
    ),
    (
        "群众信访办理情况",
        "办理的及时性",
        "当年度群众信访办理回复率达100%得2分；及时办理回复率达100%得2分；未达100%的不得分。",
        "",
        "全年受理群众信访和热线事项120件，办结回复120件，回复率100%，均未超期。",
        4,
        "4",
        "3",
    ),
    (
        "“三公”经费压减",
        "上年比",
        "“三公”经费决算数较上年压减10%（含）以上得6分；有压减但不足10%得4分；较上年增加不得分。",
        "三公经费下降率6.50%",
        "",
        6,
        "4",
        "6",
    ),
    (
        "支出均衡性",
        "时点进度",
        "部门预算在6、9、11月末的执行进度应分别达到45%、67%、82%，达到的每次得3分；未达到的，该次得分=实际进度/应达进度×3分。",
        "",
        "6月末累计支出450.00万元，进度45.00%；9月末累计支出700.00万元，进度70.00%；11月末累计支出800.00万元，进度80.00%。",
        9,
        "8.93",
        "9.00",
    ),
    (
        "编外用工控制",
        "编外人员占全部人员（在编+编外）的比例。",
        "比例不高于30%的得4分；高于30%、不高于60%的得2分；高于60%的不得分。",
        "",
        "编外用工163名，占全部人员的58.21%。",
        4,
        "2",
        "4",
    ),
    (
        "预算执行率",
        "支付进度",
        "1至4季度预算执行率得分=（该季度部门预算支出进度/该季度序时进度）×1分，每季度最高1分；"
        "全年平均支出进度得分=全年平均执行率×2分，最高2分。全年平均执行率=∑（每个季度的执行率）÷4。",
        "",
        "",
        6,
        "5.37",
        "6",
    ),
]


def verdict(name: str, definition: str, criteria: str, remark: str, text: str, weight: int, score: str) -> Verdict:
    rest = 100 - weight
    rows = (
        "一级指标|二级指标|三级指标|分值|指标说明|评分标准|自评依据|得分",
        f"产出|质量|{name}|{weight}|{definition}|{criteria}|{remark}|{score}",
        f"^|^|档案工作规范性|{rest}|规范|档案工作有序的得{rest}分，否则酌情扣分。||{rest}",
    )
    told = (TITLE, *((text,) if text else ()))
    tables = (
        table(QUARTERS, title="各季度支出进度表", unit="单位：万元"),
        table("\n".join(rows), title="自评评分表", unit=""),
    )
    return audit(document(*tables, text=told)).scores[0].verdict


@pytest.mark.parametrize(("name", "definition", "criteria", "remark", "text", "weight", "right", "wrong"), CASES)
def test_the_score_follows_from_what_is_told(
    name: str, definition: str, criteria: str, remark: str, text: str, weight: int, right: str, wrong: str
) -> None:
    assert verdict(name, definition, criteria, remark, text, weight, right) is Verdict.AGREES
    assert verdict(name, definition, criteria, remark, text, weight, wrong) is Verdict.DISAGREES


PUBLIC = """
项目|2021年决算数|2022年预算数|2022年决算数|决算较预算增减|决算较上年增减率
公务用车运行维护费|9.65|8.80|8.22|-0.58|-14.82%
公务接待费|5.12|4.20|3.91|-0.29|-23.63%
合计|14.77|13.00|12.13|-0.87|-17.87%
"""


@pytest.mark.parametrize(
    ("criteria", "right", "wrong"),
    [
        # last year's column says its year and not 上年
        (
            "“三公”经费决算数不超过预算数得5分，否则不得分；“三公”经费决算数不超过上年决算数得5分，否则不得分。",
            "10",
            "5",
        ),
        # operands that two paragraphs tell, each in the very words of the criteria
        ("年末结转结余占收入总计的比例≤5%的，得10分；5%～10%（含）的，得6分；＞10%的，得0分。", "6", "10"),
    ],
)
def test_a_score_by_last_years_column_or_by_operands_in_their_very_words(criteria: str, right: str, wrong: str) -> None:
    text = (
        "2022年收入总计1,641.99万元，其中一般公共预算财政拨款收入1,545.49万元，政府性基金预算财政拨款收入96.50万元。",
        "2022年支出合计1,506.53万元，年末结转结余135.46万元。",
    )

    def verdict(score: str) -> str:
        grid = table(
            f"三级指标|分值|评分标准|得分\n支出控制|10|{criteria}|{score}\n档案管理|90|酌情评分。|88", title="评分表"
        )
        public = table(PUBLIC, title="2022年“三公”经费支出情况表", unit="万元")
        found = audit(document(public, grid, text=(TITLE, *text)))
        return next(s.verdict for s in found.scores if s.indicator == "支出控制")

    assert verdict(right) is Verdict.AGREES
    assert verdict(wrong) is not Verdict.AGREES
