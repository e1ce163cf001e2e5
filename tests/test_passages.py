"""Figures that stand in a sentence about the indicator, under no name that the rule asks for."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table
from tests.small_audits import audited
from tests.test_likely_values import score_of

GRID = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    效果 | {name} | {criteria} | 4 | {score}
    ^ | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 96 | 90
    合计 | < | | 100 | 94
    """
OF_PLAN = "得分=实际完成数÷年度计划数×4分，最高4分。"
COVERED = "自评覆盖率=开展自评的项目数÷应开展自评的项目数×100%。按自评覆盖率乘以4分计算得分，超过100%的按4分计。"


SAYS_THE_OPERANDS = ("自评覆盖率", "小微企业采购占比")  # in the sentence, as the criteria divide them
TELLS_ALL = "共确定重点任务26项，完成25项。"  # of what the criteria want done in full, and of nothing else


@pytest.mark.parametrize(
    ("name", "criteria", "sentence", "score"),
    [
        ("山塘巡护次数", OF_PLAN, "山塘巡护次数：年度计划120次，实际完成90次。", "3"),
        ("山塘巡护次数", OF_PLAN, "围绕山塘巡护，计划开展120次，已完成126次。", "4"),
        ("自评覆盖率", COVERED, "开展绩效自评的项目9个，应开展自评的项目12个。", "3"),
        (
            "小微企业采购占比",
            "小微企业采购占比=授予小微企业合同金额÷实际采购金额×100%。小微企业采购占比≥40%得4分，＜40%得2分。",
            "授予小微企业合同金额70.00万元，占实际采购金额的70.00%。",
            "4",
        ),
        (
            "重点任务完成情况",
            "重点任务全部完成的得4分；每有一项未完成扣1分，扣完为止。",
            TELLS_ALL,
            "3",
        ),
        (
            "采购意向公开率",
            "应公开采购意向的项目全部按时公开的，得4分；每发现一个项目未按时公开扣0.5分，扣完为止。",
            "应公开采购意向的项目22个，按时公开20个，2个项目公开较晚，采购意向按时公开率90.91%。",
            "3",
        ),
        (
            "重点任务完成情况",
            "重点任务全部完成的得4分；每有一项未完成扣1分，扣完为止。",
            "上级交办的重点任务共20项，已按期完成19项，尚有1项未完成，完成率95.00%。",
            "3",
        ),
        (
            "目标编报情况",
            "编报目标的项目占全部项目的比例达到100%得4分，未达到100%的，每有一个项目未编报目标扣0.5分，扣完为止。",
            "应编报目标的项目7个，已编报5个，目标编报覆盖率71.43%。",
            "3",
        ),
    ],
)
def test_what_a_sentence_says_of_the_indicator_is_used(name: str, criteria: str, sentence: str, score: str) -> None:
    found = audited(table(GRID.format(name=name, criteria=criteria, score=score)), text=(sentence,))
    assert score_of(found, name) == ("agrees", score)
    other = audited(table(GRID.format(name=name, criteria=criteria, score="3.6")), text=(sentence,))
    assert score_of(other, name)[0] == "disagrees"
    certain = sentence.startswith(name) or name in SAYS_THE_OPERANDS or sentence == TELLS_ALL
    told = Severity.ERROR if certain else Severity.WARNING
    assert [f.severity for f in other.findings if f.locus.indicator == name] == [told]


def test_a_sentence_under_the_indicators_name_is_of_it_without_doubt() -> None:
    criteria = "重点工作全部完成的得4分；每有一项未完成扣1分，扣完为止。"
    grid = table(GRID.format(name="重点工作完成情况", criteria=criteria, score="4"))
    made = document(grid, text=("全年26项重点工作任务，已按期完成25项。",))
    heading = "（2）重点工作任务完成情况"
    blocks = tuple(b.model_copy(update={"section": (heading,)}) for b in made.blocks)
    for under, severity in ((made, Severity.WARNING), (made.model_copy(update={"blocks": blocks}), Severity.ERROR)):
        found = audit(under)
        assert [f.severity for f in found.findings if f.locus.indicator == "重点工作完成情况"] == [severity]


def test_counts_of_another_indicator_are_not_taken() -> None:
    said = ("渠道清淤次数：年度计划120次，实际完成90次。", "下属单位另行开展巡护30次。")
    found = audited(table(GRID.format(name="山塘巡护次数", criteria=OF_PLAN, score="4")), text=said)
    assert score_of(found, "山塘巡护次数")[0] == "not_verifiable"


@pytest.mark.parametrize(("said", "wrong"), [("93.1", []), ("94.5", [("same_figure", "94.5")])])
def test_what_was_achieved_is_the_same_in_text_and_form(said: str, wrong: list[tuple[str, str]]) -> None:
    form = """
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效果 | 集中供水普及率 | ≥92% | 93.1% | 40 | 40
        产出 | 管网巡检次数 | ≥240次 | 252次 | 60 | 60
        合计 | < | | | 100 | 100
        """
    text = (f"集中供水普及率：年度指标值≥92%，实际完成{said}%，上年为90.2%。", "全省集中供水普及率平均为90.0%。")
    found = audited(table(form), text=text)
    assert [(f.code.value, f.reported) for f in found.findings if f.severity is Severity.ERROR] == wrong


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("重点任务完成率", "计划重点工作24项，完成18项；计划设置监测点位352个，实际设置364个。"),
        ("群众诉求办结率", "全年受理群众信访诉求40件，已办结30件，其余在办。"),
    ],
)
def test_a_part_of_a_sentence_and_words_between(name: str, sentence: str) -> None:
    criteria = f"得分={name}×4分，最高4分。"
    found = audited(table(GRID.format(name=name, criteria=criteria, score="3")), text=(sentence,))
    assert score_of(found, name) == ("agrees", "3")


def test_evidence_names_facts_that_are_listed_or_none() -> None:
    grid = """
        一级指标 | 三级指标 | 评分标准 | 分值 | 得分 | 自评说明
        效果 | 古树挂牌率 | 得分=古树挂牌率×4分 | 4 | 4 | 古树挂牌率为80.00%
        ^ | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 96 | 90 | 制度齐全
        合计 | < | | 100 | 94 |
        """
    found = audited(table(grid))
    (told,) = (f for f in found.findings if f.locus.indicator == "古树挂牌率")
    listed = {fact.fact_id for fact in found.report.facts}
    assert len(told.evidence) > 1
    assert {place.fact_id for place in told.evidence} <= {"", *listed}


def test_a_rate_that_the_counts_beside_it_do_not_give_moves_no_score() -> None:
    criteria = "得分=实现的产出指标数/产出指标总数×4分。"
    grid = table(GRID.format(name="产出指标实现情况", criteria=criteria, score="4"))
    found = audited(grid, text=("全年共设置产出指标44个，实现44个，实现率90.91%。",))
    assert [f.reported for f in found.findings if f.severity is Severity.ERROR] == ["90.91"]
