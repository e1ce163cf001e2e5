"""Digits of the text that are no quantities, and full stops that typesetters print otherwise."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.reading.sentences import sentences, squeeze
from pipeline.normalize.narrative.reading.text_numbers import find_quantities


def _values(text: str) -> list[str]:
    return [str(q.value) for q in find_quantities(squeeze(text).text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全市三次产业结构为6.3:44.1:49.6，总量3.5亿元。", ["3.5"]),
        ("产业比例由7.2：40.1：52.7调整为6.9：39.5：53.6。", []),
        ("表2：支出预算表·············31表3：收入预算表······ 34", []),
        ("表4.支出明细表………………………………52", []),
        ("联系电话：+86（755）8321 6677，邮编：518000，共12个项目。", ["12"]),
        ("持有某公司（代码000123.SZ）股份300万股。", ["300"]),
        ("执行率0.5%，08年起实行。", ["0.5"]),
        ("依据财预﹝2019﹞12号文安排资金60万元。", ["60"]),
        ("共安排十二个项目，另有两三个项目待定，完成率百分之百。", ["12", "100"]),
    ],
)
def test_digits_that_name_something_are_no_quantities(text: str, values: list[str]) -> None:
    assert _values(text) == values


def test_two_numbers_with_a_point_each_are_never_one() -> None:
    assert _values("营业收入3.16 21.70 24.81项目") == ["3.16", "21.70", "24.81"]
    assert _values("支出12.3\n4亿元") == ["12.34"]  # a line may break a number


def test_a_point_behind_a_word_ends_a_sentence() -> None:
    text = squeeze("完成预算９９.６％.加上上年结余（含专项）２.５亿元.３.其他事项.").text
    assert [text[a:b] for a, b in sentences(text)] == [
        "完成预算99.6%.",
        "加上上年结余(含专项)2.5亿元.",
        "3.其他事项.",
    ]
