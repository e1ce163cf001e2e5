"""Rubric editions on file: they hold together, and a broken file is named by file, line and field."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from rubrics.check import check_edition
from rubrics.load import FOLDER, all_editions, edition, read_edition
from schemas.errors import RubricError
from schemas.rubric import Rubric


@pytest.mark.parametrize("rubric", all_editions(), ids=lambda r: r.rubric_id)
def test_edition_holds_together(rubric: Rubric) -> None:
    assert check_edition(rubric) == []
    assert sum(i.weight for i in rubric.indicators) == 100
    assert all(i.reference for i in rubric.indicators)


def test_both_districts_of_2021_are_on_file() -> None:
    assert {r.district for r in all_editions() if r.fiscal_year == 2021} >= {"深圳市福田区", "深圳市龙岗区"}
    assert [len(r.indicators) for r in all_editions()] == [21, 21]


def broken(tmp_path: Path, old: str, new: str) -> Path:
    text = (FOLDER / "shenzhen_futian_2021.yaml").read_text("utf-8")
    assert old in text
    path = tmp_path / "elsewhere_2021.yaml"
    path.write_text(text.replace("shenzhen_futian_2021", "elsewhere_2021").replace(old, new, 1), "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("    weight: 7\n", "    weight: 7\n    weight: 8\n", "indicators[4].weight"),
        ("points: 0.7}", "points: many}", "points"),
        ("threshold: 10", "treshold: 10", "treshold"),
        ("fiscal_year: 2021", "fiscal_year: 2021-13-45", "fiscal_year"),
    ],
)
def test_a_broken_file_is_named_by_line_and_field(tmp_path: Path, old: str, new: str, field: str) -> None:
    path = broken(tmp_path, old, new)
    lines = path.read_text("utf-8").splitlines()
    with pytest.raises(RubricError) as caught:
        read_edition(path)
    message = str(caught.value)
    assert message.startswith("elsewhere_2021.yaml, line ")
    assert field in message
    line = int(message.split("line ")[1].split(",")[0])
    assert field.rsplit(".", 1)[-1] in lines[line - 1]


def test_numbers_are_exact_decimals() -> None:
    rates = [i for i in edition("shenzhen_futian_2021").indicators if i.name == "固定资产利用率"]
    points = [b.points for b in rates[0].rule.bands]  # type: ignore[union-attr]
    assert Decimal("0.7") in points


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("    weight: 8\n", "    weight: 9\n", "weights add up to 101"),
        ("{low: 75, high: 90, high_open: true, points: 0.7}", "{low: 75, high: 95, points: 0.7}", "overlap"),
        ("{low: 60, high: 75, high_open: true, points: 0.4}", "{low: 60, high: 70, points: 0.4}", "no points between"),
        ("- {name: 预算编制, weight: 10}", "- {name: 预算编制, weight: 11}", "预算编制: weight 11"),
        ("points: 8\n      each: 4", "points: 7\n      each: 4", "the weight is 8"),
    ],
)
def test_what_does_not_add_up_is_said(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert any(complaint in problem for problem in check_edition(read_edition(broken(tmp_path, old, new))))
