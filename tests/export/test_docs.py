"""The pages made from the code say what the code says."""

from __future__ import annotations

import pytest

from docs.generate import pages


@pytest.mark.parametrize(("path", "text"), list(pages().items()), ids=lambda value: getattr(value, "name", ""))
def test_generated_page_is_up_to_date(path, text: str) -> None:  # type: ignore[no-untyped-def]
    assert path.read_text("utf-8") == text, "run `make docs`"
