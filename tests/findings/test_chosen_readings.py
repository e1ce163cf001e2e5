"""Of the readings of a figure in doubt that one is taken with which alone the sums come out; a wrong sum of the agency
stays one."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import AuditedReport, Severity
from schemas.document import Document
from tests.normalize.grids import document, table
from tests.typeset.misreads import as_scan

TITLE = "某县文物保护中心2023年度部门整体支出绩效自评报告"
MONEY = """
    项目 | 预算数 | 决算数 | 执行率
    基本支出 | 1,204.50 | 1,180.20 | 97.98%
    项目支出 | 2,466.90 | 2,310.05 | 93.64%
    合计 | 3,671.40 | 3,490.25 | 95.07%
    """


def scan(**read: tuple[str, ...]) -> Document:
    """The table as read from a picture; `read`: of a row and column (r2c3) what was read there, then what else."""
    made = as_scan(document(table(MONEY), text=(TITLE,)))
    cells = list(made.tables[0].cells)
    for place, (text, *others) in read.items():
        row, col = map(int, place[1:].split("c"))
        at = next(i for i, cell in enumerate(cells) if (cell.row, cell.col) == (row, col))
        first = next(place for place in cells[at].content.places if place is not None)
        content = cells[at].content.model_copy(
            update={
                "text": text,
                "places": tuple(first._replace(x0=first.x0 + 5 * n, x1=first.x0 + 5 * n + 5) for n in range(len(text))),
                "confidence": 0.6,
                "confidences": (0.6,) * len(text),
                "others": tuple(others),
            }
        )
        cells[at] = cells[at].model_copy(update={"content": content})
    return made.model_copy(update={"tables": (made.tables[0].model_copy(update={"cells": tuple(cells)}),)})


def said(audited: AuditedReport, row: int, col: int) -> str:
    return next(c.text for c in audited.document.tables[0].cells if (c.row, c.col) == (row, col))


def told(audited: AuditedReport) -> list[Severity]:
    return [finding.severity for finding in audited.findings]


@pytest.mark.parametrize(
    ("read", "others", "taken"),
    [
        ("2,316.05", ("2,310.05",), "2,310.05"),  # a digit
        ("2,316.05", ("2,370.05", "2,310.05"), "2,310.05"),
        ("2,310.051", ("2,310.05",), "2,310.05"),  # a stroke behind it, read as a digit
        ("/2,310.05", ("2,310.05",), "2,310.05"),
        ("2,316.05", ("2,370.05", "2,810.05"), "2,316.05"),  # no reading comes out
        ("2,310.05", ("2,370.05",), "2,310.05"),  # nothing is wrong
    ],
)
def test_the_reading_with_which_the_sums_come_out_is_taken(read: str, others: tuple[str, ...], taken: str) -> None:
    audited = audit(scan(r3c3=(read, *others)))
    assert said(audited, 3, 3) == taken
    assert Severity.ERROR not in told(audited)
    assert (told(audited) == [Severity.NOTICE]) is (taken != read)


def test_two_figures_of_one_sum_are_read_together() -> None:
    audited = audit(scan(r2c3=("1,130.20", "1,180.20"), r3c3=("2,316.05", "2,310.05")))
    assert (said(audited, 2, 3), said(audited, 3, 3)) == ("1,180.20", "2,310.05")
    assert told(audited) == [Severity.NOTICE] * 2
    assert "2,316.05" in audited.findings[-1].message_en
    assert "2,310.05" in audited.findings[-1].message_en


def test_what_is_taken_keeps_little_confidence_and_says_how_it_was_read() -> None:
    cells = audit(scan(r3c3=("2,316.05", "2,310.05"))).document.tables[0].cells
    content = next(cell.content for cell in cells if (cell.row, cell.col) == (3, 3))
    assert content.confidence <= 0.5
    assert content.read_as == "2,316.05"


@pytest.mark.parametrize(
    "read",
    [
        {"r3c3": ("2,316.05",)},  # the figure itself, of which nothing else was read
        {"r3c3": ("2,316.05", "2,318.05")},
        {"r3c3": ("2,316.05",), "r2c3": ("1,180.20", "1,100.20", "1,780.20")},  # its neighbour is in doubt
        {"r4c3": ("3,490.75",), "r2c3": ("1,180.20", "1,180.70")},  # its rate would not
    ],
)
def test_no_sum_of_the_agency_is_put_right(read: dict[str, tuple[str, ...]]) -> None:
    audited = audit(scan(**read))
    for place, (text, *_) in read.items():
        row, col = map(int, place[1:].split("c"))
        assert said(audited, row, col) == text
    assert {Severity.ERROR, Severity.WARNING} & set(told(audited))
