"""Reports taken for scans of which a number was misread in doubt: nobody is accused; what is sure still accuses."""

from __future__ import annotations

import random

import pytest

from parsers.read import read_document
from pipeline.audit import audit
from schemas.audit import Severity
from schemas.document import Document
from tests.normalize.grids import document, table
from tests.typeset import STYLES, typeset
from tests.typeset.generator import make_report
from tests.typeset.misreads import SURE, as_scan, misread, read_as, spots

TITLE = "某区水务局2023年度部门整体支出绩效自评报告"
SCORES = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    效果 | 公众满意度 | 满意度≥95%得10分；85%≤满意度＜95%得8分；满意度＜85%得0分。 | 10 | 8
    ^ | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 90 | 88
    合计 | < | | 100 | 96
    """
INCOME = """
    项目 | 预算数 | 决算数
    一、基本支出 | 1,204.50 | 1,180.20
    二、项目支出 | 2,466.90 | 2,310.05
    合计 | 3,671.40 | 3,490.25
    """


def severities(made: Document) -> list[Severity]:
    return [f.severity for f in audit(made).findings if f.severity is not Severity.NOTICE]


def scan(*text: str, scores: str = SCORES, money: str = INCOME) -> Document:
    return as_scan(document(table(scores), table(money), text=(TITLE, *text)))


SATISFIED = "经问卷调查，公众满意度为91.7%。"
DONE = "全年计划检查河道40次，实际完成39次，其中按期完成37次，按期完成率92.50%。"
SPENT = "全年预算3,671.40万元，实际支出3,490.25万元。"


@pytest.mark.parametrize(
    ("printed", "read", "confidence"),
    [
        ("公众满意度为91.7", "公众满意度为61.7", 0.9),  # a rule reads it
        ("公众满意度为91.7", "公众满意度为61.7", 0.985),
        ("＜95%得8分", "＜95%得3分", 0.8),  # of the rule itself
        ("检查河道40次", "检查河道46次", 0.8),  # others of the sentence are taken together without it
        ("决算数3,490.25", "决算数3,490.28", 0.8),
        ("预算3,671.40", "预算9,971.40", 0.6),  # no single digit explains it
    ],
)
def test_what_rests_on_a_number_in_doubt_is_a_matter_for_the_scan(printed: str, read: str, confidence: float) -> None:
    made = scan(SATISFIED, DONE, SPENT.replace("实际支出", "决算数"))
    assert severities(made) == []
    assert Severity.ERROR not in severities(read_as(made, printed, read, confidence))


@pytest.mark.parametrize(
    ("printed", "read"), [("公众满意度为91.7", "公众满意度为61.7"), ("预算3,671.40", "预算3,971.40")]
)
def test_what_was_read_surely_accuses(printed: str, read: str) -> None:
    assert Severity.ERROR in severities(read_as(scan(SATISFIED, DONE, SPENT), printed, read, SURE))


def test_the_number_of_an_item_in_doubt_puts_no_rule_in_doubt() -> None:
    rule = "1.满意度≥95%的，得10分；2.95%＞满意度≥85%的，得8分；3.满意度＜85%的，得0分。"
    plain = "满意度≥95%得10分；85%≤满意度＜95%得8分；满意度＜85%得0分。"
    made = scan(SATISFIED, scores=SCORES.replace(plain, rule).replace("10 | 8", "10 | 10").replace("96", "98"))
    assert Severity.ERROR in severities(read_as(made, "3.满意度", "3.满意度", 0.97))
    assert Severity.ERROR not in severities(read_as(made, "≥85%的", "≥85%的", 0.97))


def test_a_number_that_others_bear_out_is_in_no_doubt() -> None:
    """The total comes out with its parts: what the sentence says otherwise is the sentence's slip."""
    made = read_as(scan(SPENT.replace("3,490.25", "3,890.25")), "3,490.25", "3,490.25", 0.8)
    assert Severity.ERROR in severities(made)


def test_a_deduction_of_one_indicator_lacks_no_rows() -> None:
    """0.5 is much less than 0.8, but no row of the table can be missing of what one row says."""
    said = "扣分情况：公众满意度扣2.8分，原因是部分群众不满意；制度健全性扣2分。"
    assert Severity.ERROR in severities(scan(SATISFIED, said))


def test_a_rate_with_a_third_decimal_lost_its_sign() -> None:
    share = """
        项目 | 决算数 | 占比
        一、基本支出 | 1,180.20 | {}
        二、项目支出 | 2,310.05 | 66.19%
        合计 | 3,490.25 | 100.00%
        """
    assert Severity.ERROR not in severities(scan(money=share.format("33.818")))
    assert Severity.ERROR in severities(scan(money=share.format("38.81%")))


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_accused_by_a_character_in_doubt(seed: int) -> None:
    pdf, _ = typeset(make_report(random.Random(seed))[0], STYLES["word"])
    made, chance = as_scan(read_document(pdf, name=f"{seed}.pdf")), random.Random(seed)
    for spot in chance.sample(spots(made), 5):
        assert Severity.ERROR not in severities(misread(made, spot, chance, 0.8)), spot
