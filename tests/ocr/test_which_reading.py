"""Which reading of a scanned page wins: its invisible text or the one of its picture."""

from __future__ import annotations

import pytest

from parsers.pages.content import Glyph, PageContent
from parsers.recognition.which_pages import better


def page(text: str, *, layer: bool = False, confidence: float = 1.0) -> PageContent:
    content = PageContent(number=1, width=595.0, height=842.0, text_source="digital" if layer else "ocr")
    content.glyphs = [
        Glyph(c, 8.0 * n, 0.0, 8.0 * n + 8, 10.0, 10.0, confidence=confidence) for n, c in enumerate(text)
    ]
    content.layer, content.quality = layer, confidence
    return content


PRINT = "预算执行率为95.51%，" * 20


@pytest.mark.parametrize(
    ("layer", "wins"),
    [
        ("l i ?8 1l.i 9S.5l% " * 80, "ocr"),  # the picture read as if it were English, in more characters
        (PRINT * 2, "digital"),  # the reading has missed half
        ("表1 " + "4,937.51 " * 100, "digital"),  # figures with few words may be all there is
    ],
)
def test_a_layer_in_another_language_never_wins(layer: str, wins: str) -> None:
    read = page(PRINT if "表" not in layer else "4,937.51" * 40, confidence=0.97)
    assert better(page(layer, layer=True), read).text_source == wins
