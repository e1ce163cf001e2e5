"""A small typesetter for test documents: PDF files in many producers' styles, with known truth.

    pdf, truth = typeset(report, STYLES["wps"])

It imports nothing of fuhe, so that a mistake there cannot hide here.
"""

from .content import Cell, Heading, Note, Orientation, PageBreak, Paragraph, Report, Table, Title
from .style import STYLES, WORD, WPS, Scan, Style
from .truth import Truth
from .typesetter import typeset

__all__ = [
    "STYLES",
    "WORD",
    "WPS",
    "Cell",
    "Heading",
    "Note",
    "Orientation",
    "PageBreak",
    "Paragraph",
    "Report",
    "Scan",
    "Style",
    "Table",
    "Title",
    "Truth",
    "typeset",
]
