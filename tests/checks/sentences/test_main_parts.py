"""Wholes of which a sentence names the main parts, beside a table that prints them all."""

from __future__ import annotations

import pytest

from schemas.audit import Severity
from tests.normalize.grids import table
from tests.small_audits import audited

INCOME = """
    收入项目 | 2021年 | 2022年 | 占比
    医疗收入 | 24,118.30 | 25,306.42 | 82.30%
    财政补助收入 | 4,210.77 | 4,628.15 | 15.05%
    科教收入 | 61.20 | 48.93 | 0.16%
    {last}收入 | 702.45 | 765.81 | 2.49%
    收入总计 | 29,092.72 | 30,749.31 | 100%
    """


def _told(text: str, last: str = "其他") -> list[tuple[str, str]]:
    grid = "\n".join(x.strip() for x in INCOME.format(last=last).strip().splitlines())
    found = audited(table(grid, title="收入情况"), text=(text,))
    return [(f.severity.value, f.reported) for f in found.findings if f.severity is not Severity.NOTICE]


@pytest.mark.parametrize(
    ("whole", "wrong"),
    [("3.07", []), ("3.70", [(Severity.ERROR.value, "3.70")]), ("2.83", [(Severity.WARNING.value, "2.83")])],
)
def test_the_whole_is_that_of_the_table(whole: str, wrong: list[tuple[str, str]]) -> None:
    assert _told(f"2022年总收入{whole}亿元，其中医疗收入2.53亿元、财政补助0.46亿元；各项工作有序开展。") == wrong


def test_a_total_that_adds_what_was_carried_over_accuses_nobody() -> None:
    assert _told("2022年总收入3.00亿元，其中医疗收入2.53亿元、财政补助0.46亿元。", "上年结转") == []
