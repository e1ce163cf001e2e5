"""What a report says there was none of, without a number, and what only sounds so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import printed_rule
from pipeline.rules.rows.none_told import none_of
from schemas.rubric import Bands
from tests.normalize.grids import table
from tests.small_audits import audited, errors, verdicts

TOLD = [
    ("违规支出", "全年未发生违规支出。"),
    ("违规支出", "开展检查3次，未发现违规支出。"),
    ("违规支出", "2022年违规支出为零。"),
    ("会计差错", "账务处理及时，没有出现会计差错的现象。"),
    ("截留、挤占", "资金专款专用，无截留、挤占、挪用等情况。"),
    ("未按时完成", "各项任务均按时完成。"),
    ("未公开", "应公开事项已全部公开。"),
    ("未整改", "审计指出问题5个，均已整改到位。"),
    ("一般事故", "全年未发生一般事故。"),
]
NOT_TOLD = [
    ("违规支出", "经自查，基本不存在违规支出。"),
    ("违规支出", "除1项外，未发现违规支出。"),
    ("违规支出", "未发现违规支出，但个别凭证要素不全。"),
    ("违规支出", "第四季度未发生违规支出。"),
    ("违规支出", "截至10月底，未发生违规支出。"),
    ("违规支出", "2021年未发生违规支出。"),
    ("违规支出", "未发生重大违规支出。"),
    ("违规支出", "未发生违规支出的单位占90%。"),
    ("违规支出", "无违规支出记录可查。"),
    ("违规支出", "经整改，已无违规支出。"),
    ("违规支出", "检查发现凭证不规范1处；未发现违规支出。"),
    ("违规支出", "确保不发生违规支出。"),
    ("未按时完成", "大部分任务均按时完成。"),
    ("未按时完成", "力争全部按时完成。"),
    ("未公开", "主要事项全部公开。"),
    ("未公开", "将于下年全部公开。"),
    ("未整改", "除1个长期坚持外，其余均已整改。"),
]


@pytest.mark.parametrize(("noun", "text"), TOLD)
def test_there_was_none(noun: str, text: str) -> None:
    assert none_of(noun, text, 2022)


@pytest.mark.parametrize(("noun", "text"), NOT_TOLD)
def test_that_says_nothing_of_how_many(noun: str, text: str) -> None:
    assert not none_of(noun, text, 2022)


def _annex(criteria: str, score: str, remark: str) -> str:
    return f"""三级指标 | 分值 | 评分标准 | 自评得分 | 自评说明
支出合规性 | 4 | {criteria} | {score} | {remark}
社会效益 | 96 | 根据效益实现情况酌情计分。 | 90 | """


CRITERIA = [
    "满分4分，每发现一笔虚列支出扣1分，扣完为止。",
    "未发现虚列支出的得满分；每发现一笔扣1分，扣完为止。",
    "不存在虚列支出情况得4分，存在虚列支出情况的不得分。",
    "以4分为基数，查实虚列支出每笔扣1分，直至扣完。",
    "虚列支出为零的得4分，每发生1笔扣减1分，减完为止。",
    "年度内有虚列支出的，一笔扣1分，直至扣完；没有的得4分。",
]


@pytest.mark.parametrize("criteria", CRITERIA)
def test_none_of_it_gives_all_points(criteria: str) -> None:
    found = audited(table(_annex(criteria, "4", "全年未发生虚列支出。")))
    assert verdicts(found)["支出合规性"] == ("agrees", "4.00", "4.00")
    found = audited(table(_annex(criteria, "2", "全年未发生虚列支出。")))
    assert [e[:2] for e in errors(found)] == [("score", "支出合规性")]


@pytest.mark.parametrize("criteria", CRITERIA)
@pytest.mark.parametrize("remark", ["基本不存在虚列支出。", "除上年遗留问题外，未发生虚列支出。"])
def test_nearly_none_is_for_a_person(criteria: str, remark: str) -> None:
    found = audited(table(_annex(criteria, "3", remark)))
    assert errors(found) == []
    assert verdicts(found)["支出合规性"] == ("within_range", "0.00", "4.00")


def test_none_told_in_the_text_without_a_number() -> None:
    found = audited(table(_annex(CRITERIA[0], "4", "")), text=("经检查，未发现虚列支出。",))
    assert verdicts(found)["支出合规性"] == ("agrees", "4.00", "4.00")


def test_all_or_nothing_by_the_first_case() -> None:
    rule = printed_rule("采购规范性", Decimal(3), "发现违规采购的，该项不得分；未发现的得3分。").rule
    assert isinstance(rule, Bands)
    assert (rule.metric.name, rule.bands[0].points, rule.otherwise) == ("违规采购", Decimal(3), Decimal(0))
