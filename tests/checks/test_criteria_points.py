"""Points printed in criteria, added up along the numbering."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.checks.criteria_points import bracketed_points


@pytest.mark.parametrize(
    ("text", "total", "complete"),
    [
        ("1.制度健全（1分）；2.执行有效（2分）。", "3", True),
        ("（1）制度健全（1分）；（2）执行有效（1.5分）。", "2.5", True),
        ("1.预算公开（1.5分）：（1）按时公开的，得1.5分；（2）未公开的，得0分。2.决算公开（1.5分）。", "3", True),
        ("1.资金管理（3分）：（1）制度（1分）；（2）执行（2分）。2.核算（1分）。", "4", True),
        ("1.执行率得分=执行率×1分。2.政策落实（1分），不到位的酌情扣分。", "1", False),
        ("全部编报绩效目标（8分）；未编报的，一项扣1分，扣完为止。", "8", False),
        ("评价为优（3分），良（2分），差（0分）。", "3", True),
    ],
)
def test_points_add_up_along_the_numbering(text: str, total: str, complete: bool) -> None:
    points = bracketed_points(text)
    assert points is not None
    assert (points.total, points.complete) == (Decimal(total), complete)


def test_bands_without_brackets_give_no_sum() -> None:
    assert bracketed_points("1.≥90%的，得1分；2.75%≤x＜90%的，得0.7分。") is None
