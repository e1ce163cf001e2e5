"""Names found in sentences that put quotes around them, or around a part of them."""

from __future__ import annotations

import pytest

from pipeline.checks.texts.lines.quoted_names import QuotedNames

NAMES = ("三公经费", "公务接待费", "公务用车购置费", "公务用车")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("三公经费支出", "三公经费"),
        ("“三公”经费支出", "三公”经费"),
        ("“三公经费”支出", "三公经费"),
        ("其中“公务”用车“购置”费为", "公务”用车“购置”费"),
        ("公务“用车”为", "公务“用车"),
    ],
)
def test_a_name_is_found_where_it_stands_whatever_of_it_is_quoted(text: str, told: str) -> None:
    [found] = QuotedNames(NAMES).found(text)
    assert text[found.start : found.end] == told
    assert found.name == told.replace("“", "").replace("”", "")


def test_names_are_found_in_a_part_of_a_text_from_left_to_right() -> None:
    text = "公务接待费，“三公”经费，公务用车购置费"
    assert [one.name for one in QuotedNames(NAMES).found(text)] == ["公务接待费", "三公经费", "公务用车购置费"]
    assert [one.name for one in QuotedNames(NAMES).found(text, 5, text.index("车"))] == ["三公经费"]
    assert not QuotedNames(()).found(text)
