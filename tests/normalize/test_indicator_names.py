"""One indicator that two score tables name differently is one indicator; two indicators stay two."""

from __future__ import annotations

from pipeline.normalize.score_tables.indicator_names import with_one_name
from schemas.figure import Unit
from schemas.records import ScoreLine
from tests.checks.tables import figure


def table(table_id: str, rows: list[tuple[str, str]], criteria: str = "") -> list[ScoreLine]:
    return [
        ScoreLine(
            table_id=table_id,
            order=n,
            row=n + 1,
            level1="过程",
            level2="",
            indicator=name,
            weight=figure(weight, Unit.POINTS, y=20.0 * n),
            self_score=None,
            criteria=criteria,
            boxes=figure(weight, Unit.POINTS, x=9, y=20.0 * n).boxes,
        )
        for n, (name, weight) in enumerate(rows, 1)
    ]


ANNEX = [("预算编制合理性", "4"), ("预决算信息公开情况", "3"), ("资产管理安全性", "2"), ("社会效益", "5")]


def test_like_names_in_the_same_place_are_one_indicator_with_the_annexs_name() -> None:
    short = [("预算编制的合理性", "4"), ("预决算信息公开", "3"), ("资产管理安全性", "2"), ("社会效益", "5")]
    lines, others = with_one_name([*table("t1", short), *table("t2", ANNEX, "酌情扣分")])
    assert [x.indicator for x in lines[:4]] == ["预算编制的合理性", *[name for name, _ in ANNEX[1:]]]
    assert others == {"预决算信息公开": "预决算信息公开情况"}


def test_unlike_names_and_other_weights_stay_two_indicators() -> None:
    for short in (("经济效益指标", "3"), ("信息公开与宣传", "9")):
        lines, others = with_one_name([*table("t1", [ANNEX[0], short, *ANNEX[2:]]), *table("t2", ANNEX, "酌情扣分")])
        assert others == {}
        assert lines[1].indicator == short[0]
