"""Targets and results that are one number each only when both are read: other units, 增长, ranks, ranges, remarks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.audit import audit
from pipeline.rules.target_values import compared_values
from schemas.audit import Verdict
from tests.normalize.grids import document, table

from .test_form_method import verdict


@pytest.mark.parametrize(
    ("wanted", "result", "numbers"),
    [
        ("≥1.2万份", "13500份", ("12000", "13500")),
        ("≥12.5公里", "12500米", ("12500", "12500")),
        ("30天内", "25天", ("30", "25")),
        ("不少于12次（含）", "全年12次", ("12", "12")),
        ("≥600人次/年", "650人次", ("600", "650")),
        ("≥90%", "92.35%（抽样调查）", ("90", "92.35")),
        ("1,500户", "1,500户（其中脱贫户320户）", ("1500", "1500")),
        ("增长5%", "增长6.2%", ("5", "6.2")),
        ("下降3%", "下降2%", ("3", "2")),
        ("前10名", "第8名", ("10", "8")),
        ("80%-90%", "88%", ("80", "88")),
        ("=0起", "无", ("0", "0")),
        ("两次", "2次", ("2", "2")),
        ("≥十二期", "13期", ("12", "13")),
        ("10台（套）", "12套", ("10", "12")),
        ("60场次", "57场", ("60", "57")),
        ("2小时内", "90分钟", ("120", "90")),
        ("≤1.2万元/公里", "1.1万元", ("1.2", "1.1")),
        ("全覆盖", "96%", ("100", "96")),
        ("零投诉", "0件", ("0", "0")),
        ("提高5%", "增长6.2%", ("5", "6.2")),
    ],
)
def test_what_can_be_compared(wanted: str, result: str, numbers: tuple[str, str]) -> None:
    target, found = compared_values(wanted, result, less=False)
    assert target is not None
    assert found == tuple(map(Decimal, numbers))


@pytest.mark.parametrize(
    ("wanted", "result"),
    [
        ("≤5个工作日", "3日"),
        ("增长5%", "下降1%"),
        ("80%-90%", "78%"),
        ("≥3场", "无"),
        ("≥80人", "80余人"),
        ("≥85%", "86%（剔除后82%）"),
        ("1个", "1套"),
        ("≤1.2万元/公里", "138万元"),
        ("一次性通过", "一次性通过"),
        ("2021年6月底前", "2021年8月完成"),
        ("2021年6月底前", "2022年5月完成"),
    ],
)
def test_what_a_person_has_to_compare(wanted: str, result: str) -> None:
    assert compared_values(wanted, result, less=False)[1] is None


@pytest.mark.parametrize(
    ("wanted", "result", "score", "found"),
    [
        ("≥12.5公里", "12500米", "20", Verdict.AGREES),
        ("≥12.5公里", "10000米", "20", Verdict.DISAGREES),
        ("下降3%", "下降1.5%", "20", Verdict.DISAGREES),
        ("前10名", "第12名", "20", Verdict.WITHIN_RANGE),
    ],
)
def test_scores_of_such_targets(wanted: str, result: str, score: str, found: Verdict) -> None:
    assert verdict("", wanted, result, score) is found


@pytest.mark.parametrize(
    ("name", "wanted", "result", "numbers"),
    [
        ("年接待量增长率", "增长≥3%", "4.1%", ("3", "4.1")),
        ("年接待量增长率", "≥3%", "增长2.5%", ("3", "2.5")),
        ("投诉下降率", "下降10%", "12.5%", ("10", "12.5")),
        ("居民满意度", "满意度≥95%", "96%", ("95", "96")),
        ("培训人数", "培训人数不少于500人", "培训480人", ("500", "480")),
        ("接待量", "增长3%", "4.1%", None),  # is it what it grew by, or what it is?
        ("投诉下降率", "增长3%", "下降4.1%", None),
        ("居民满意度", "知晓率≥95%", "96%", None),
    ],
)
def test_words_that_the_name_of_the_indicator_says_already(
    name: str, wanted: str, result: str, numbers: tuple[str, str] | None
) -> None:
    found = compared_values(wanted, result, less=False, name=name)[1]
    assert found == (tuple(map(Decimal, numbers)) if numbers else None)


@pytest.mark.parametrize(
    ("wanted", "result"),
    [
        ("2021年12月底前", "2021年11月完成"),
        ("12月31日前", "12月20日"),
        ("2021年6月", "2021年6月15日"),
        ("2021年6月底前完成", "2020年12月"),
    ],
)
def test_what_was_done_in_time_takes_all_its_points(wanted: str, result: str) -> None:
    assert verdict("", wanted, result, "20") is Verdict.AGREES


WITH_REASON = """
项目名称 | 清洁取暖 | < | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
效益指标 | 生态效益 | 空气优良天数 | ≥300天 | 285天 | 20 | 17 | {reason}
产出指标 | 数量指标 | 改造户数 | ≥500户 | 500户 | 80 | 80 |
总分 | < | < | < | < | 100 | 97 |
"""


@pytest.mark.parametrize(
    ("reason", "found"), [("冬季气象条件不利，酌情扣分", Verdict.WITHIN_RANGE), ("冬季气象条件不利", Verdict.DISAGREES)]
)
def test_who_says_that_more_was_taken_off_is_not_held_to_the_share(reason: str, found: Verdict) -> None:
    note = "注：定量指标未完成的，按照完成值与指标值的比例记分。"
    audited = audit(document(table(WITH_REASON.format(reason=reason), header_rows=0, unit=""), text=[note]))
    assert next(s.verdict for s in audited.scores if s.indicator == "空气优良天数") is found
