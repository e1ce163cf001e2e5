"""How a report is drawn: one `Style` names everything that differs between the producers of PDF files."""

from __future__ import annotations

from dataclasses import dataclass

A4 = (595.28, 841.89)
LETTER = (612.0, 792.0)
SIXTEEN_K = (521.6, 737.0)


@dataclass(frozen=True)
class Scan:
    """Pages turned into pictures, as a scanner would leave them."""

    dpi: int = 200
    skew: float = 0.0  # degrees, counter-clockwise
    noise: float = 0.0  # standard deviation of the grey levels
    pages: tuple[int, ...] | None = None  # numbers from 1; None: all
    text_layer: str | None = None  # invisible text behind the picture: None, "good" or "bad"
    colour: bool = True
    quality: int = 70


@dataclass(frozen=True)
class Style:
    """Page, text and ruling options. All can be combined."""

    name: str = "word"
    # page
    page: tuple[float, float] = A4
    margins: tuple[float, float, float, float] = (72.0, 78.0, 72.0, 78.0)  # top, right, bottom, left
    page_number: str | None = "dash"  # dash: - 3 -, plain: 3, di: 第3页, of: 第 3 页 共 9 页
    running_header: str | None = None
    rotate: str | None = None  # "landscape" or "all": pages stored turned, with /Rotate 90
    # text
    body_face: str = "song"  # song, hei: embedded subsets; stsong: not embedded, UniGB-UCS2-H
    head_face: str = "hei"
    table_face: str = "song"
    size: float = 15.0
    leading: float = 26.0
    table_size: float = 10.5
    table_leading: float = 1.3  # times the size
    indent: float = 2.0  # characters
    justify: bool = True
    bold: str = "none"  # none, double: drawn twice, stroke: Tr 2
    bold_shift: float = 0.3
    runs: str = "line"  # line, char: every character placed on its own
    # tables
    rulings: str = "stroke"  # stroke, rects, cells, dashed, double, three, none, gaps, patches
    line_width: float = 0.5
    line_gap: float = 0.0  # rects: what is missing (or, negative, too much) at each end of an edge
    frame: str = "tblr"  # outer sides with a line: top, bottom, left, right (stroke, dashed, double, rects)
    inner: tuple[str, ...] = ("rows", "columns")  # inner lines: head (below the names), rows, columns
    shade_header: bool = False
    shade: str = "#D9E2F3"
    in_form: bool = False  # table drawn inside a form XObject
    padding: float = 4.0
    # things that are not part of the text
    watermark: str | None = None
    hidden_text: str | None = None  # set with text render mode 3 across every page
    white_lines: bool = False  # white strokes through the tables
    clipped_lines: bool = False  # black strokes clipped away
    seal: str | None = None  # red seal with this name, as outlines, on the last page
    # the file
    scan: Scan | None = None
    password: str | None = None  # "" encrypts with an empty user password


WORD = Style()
WPS = Style(name="wps", rulings="rects", bold="double", size=16, leading=28, page_number="plain", body_face="stsong",
            head_face="stsong", table_face="stsong", line_width=0.48, line_gap=0.2)  # fmt: skip

STYLES = {
    s.name: s
    for s in (
        WORD,
        WPS,
        Style(name="wps-embedded", rulings="rects", bold="double", size=16, leading=28, page_number="plain",
              line_width=0.48, line_gap=-0.24),
        Style(name="shaded", shade_header=True, rulings="cells", page_number="di", bold="stroke"),
        Style(name="dashed", rulings="dashed", page_number="of", running_header="部门整体支出绩效自评报告"),
        Style(name="double-lines", rulings="double", line_width=0.4),
        Style(name="open", rulings="stroke", frame="tb", bold="double"),
        Style(name="three", rulings="three", padding=5.0, shade_header=False),
        Style(name="bare", rulings="none", padding=5.0, bold="stroke"),
        Style(name="gaps", rulings="gaps", shade_header=True),
        Style(name="patches", rulings="patches"),
        Style(name="form", in_form=True, rulings="cells"),
        Style(name="chars", runs="char", bold="double"),
        Style(name="sans", body_face="hei", table_face="hei", page=LETTER, size=12, leading=20, table_size=9),
        Style(name="rotated", rotate="all"),
        Style(name="rotated-landscape", rotate="landscape", page=SIXTEEN_K, margins=(60, 56, 60, 56), size=14,
              leading=24),
        Style(name="watermark", watermark="内部资料 注意保存", running_header="绩效自评"),
        Style(name="distractors", hidden_text="此行不显示 0.00", white_lines=True, clipped_lines=True,
              seal="街道办事处"),
        Style(name="scanned", scan=Scan(dpi=150, skew=0.6, noise=6.0), seal="街道办事处"),
        Style(name="encrypted", password="secret"),
        Style(name="encrypted-empty", password=""),
    )
}  # fmt: skip
