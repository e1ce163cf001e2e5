"""The one call: a report and a style in, a PDF file and its truth out."""

from __future__ import annotations

from dataclasses import replace

from .content import Report
from .fonts import missing
from .pageflow import Flow
from .painter import paint
from .scanner import photograph
from .style import WORD, Style
from .truth import Truth, truth_of


def typeset(report: Report, style: Style = WORD) -> tuple[bytes, Truth]:
    """Set a report. The same report and style give the same bytes."""
    lost = missing(report.characters())
    if lost:
        raise ValueError(f"not in the font: {lost!r}")
    flow = Flow(report, style)
    pictures: dict[int, bytes] = {}
    if style.scan is not None:
        upright = replace(style, rotate=None, password=None)
        pictures = photograph(paint(report, flow.pages, upright), style.scan)
    return paint(report, flow.pages, style, pictures), truth_of(report, flow)
