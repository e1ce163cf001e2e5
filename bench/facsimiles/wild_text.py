"""Files whose text is as found in the wild: fonts of every kind and without maps, text twice, under marks and stamps.

Each way takes the file of a report as the typesetter prints it and spoils its fonts or adds to its pages.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pikepdf  # type: ignore[import-not-found, import-untyped, unused-ignore]
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream
from reportlab.pdfgen.canvas import Canvas

from bench.facsimiles.special_scans import Way
from tests.typeset import WORD, Report, Style, typeset
from tests.typeset.fonts import registered

NOT_EMBEDDED = replace(WORD, body_face="stsong", head_face="stsong", table_face="stsong", bold="double")
COMPATIBLE = str.maketrans(
    "金支人工行用目一二八十大小口土子文方日月比水生田白示立米老自至臣色衣见角言豆走足身车里门长青非面风食首马高",
    "⾦⽀⼈⼯⾏⽤⽬⼀⼆⼋⼗⼤⼩⼝⼟⼦⽂⽅⽇⽉⽐⽔⽣⽥⽩⽰⽴⽶⽼⾃⾄⾂⾊⾐⻅⾓⾔⾖⾛⾜⾝⻋⾥⻔⻓⻘⾮⾯⻛⾷⾸⻢⾼",
)
Change = Callable[[pikepdf.Pdf], None]
Draw = Callable[[Canvas, float, float], None]  # on a page of this width and height


def _changed(change: Change, style: Style = WORD) -> Callable[[Report], bytes]:
    def make(report: Report) -> bytes:
        file = io.BytesIO()
        with pikepdf.open(io.BytesIO(typeset(report, style)[0])) as pdf:
            change(pdf)
            pdf.save(file, deterministic_id=True)
        return file.getvalue()

    return make


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    seen = set()
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Font and item.objgen not in seen:
            seen.add(item.objgen)
            yield item


def _without_maps(only: str = "") -> Change:
    """Fonts without ToUnicode; `only` those whose name holds this."""

    def change(pdf: pikepdf.Pdf) -> None:
        for font in _fonts(pdf):
            if "/ToUnicode" in font and only in str(font.get("/BaseFont", "")):
                del font["/ToUnicode"]

    return change


def _mapped_to(other: Callable[[str], str]) -> Change:
    """Fonts whose maps give other characters."""

    def code(found: re.Match[bytes]) -> bytes:
        text = bytes.fromhex(found[2].decode()).decode("utf-16-be")
        return found[1] + b"<" + "".join(map(other, text)).encode("utf-16-be").hex().encode() + b">"

    def change(pdf: pikepdf.Pdf) -> None:
        for font in _fonts(pdf):
            if "/ToUnicode" in font:
                lines = bytes(font["/ToUnicode"].read_bytes())
                lines = re.sub(rb"(\n<[0-9A-Fa-f]{2,4}> (?:<[0-9A-Fa-f]{2,4}> )?)<([0-9A-Fa-f]{4})>", code, lines)
                lists = re.compile(rb"\[[^\]]*\]")
                lines = lists.sub(lambda m: re.sub(rb"()<([0-9A-Fa-f]{4})>", code, m[0]), lines)
                font["/ToUnicode"].write(lines)

    return change


def _width(widths: Any, glyph: int) -> Any:
    """Width of a glyph (CID) in the /W of a font: first [w w …] or first last w."""
    parts, at = list(widths), 0
    while at + 1 < len(parts):
        first = int(parts[at])
        if isinstance(parts[at + 1], Array):
            if first <= glyph < first + len(parts[at + 1]):
                return parts[at + 1][glyph - first]
            at += 2
        else:
            if first <= glyph <= int(parts[at + 1]):
                return parts[at + 2]
            at += 3
    return 1000


def _gbk(pdf: pikepdf.Pdf) -> None:
    """Fonts that are not embedded, with the codes of GBK instead of Unicode's."""
    for font in _fonts(pdf):
        if font.get("/Encoding") == Name("/UniGB-UCS2-H"):
            font["/Encoding"] = Name("/GBK-EUC-H")
            within = font.DescendantFonts[0]  # ASCII has other glyphs there, from 814 on: as wide as those before
            within.W = Array([*within.W, 814, Array([_width(within.W, glyph) for glyph in range(1, 96)])])
            within.W = Array([*within.W, 7716, Array([_width(within.W, 1)])])  # the space
    for page in pdf.pages:
        fonts = page.resources.get("/Font", {})
        encoded = {name for name, font in fonts.items() if font.get("/Encoding") == Name("/GBK-EUC-H")}
        current, made = "", []
        for operands, operator in pikepdf.parse_content_stream(page):
            parts = list(operands)
            if str(operator) == "Tf":
                current = str(parts[0])
            elif str(operator) in ("Tj", "'") and current in encoded:
                text = bytes(parts[0]).decode("utf-16-be").encode("gbk", "replace")
                parts = [pikepdf.String(text)]
            made.append((parts, operator))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(made))


class _Outline(BasePen):
    """A glyph's outline as PDF operators."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.parts: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(f"{pt[0]:.0f} {pt[1]:.0f} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(f"{pt[0]:.0f} {pt[1]:.0f} l")

    def _curveToOne(self, a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(" ".join(f"{v:.0f}" for p in (a, b, c) for v in p) + " c")

    def _closePath(self) -> None:  # noqa: N802
        self.parts.append("h")


def _type3(mapped: bool) -> Change:
    """Embedded TrueType fonts turned into Type 3: every glyph a drawing."""

    def change(pdf: pikepdf.Pdf) -> None:
        for font in list(_fonts(pdf)):
            if font.get("/Subtype") != Name.TrueType:
                continue
            face = TTFont(io.BytesIO(bytes(font.FontDescriptor.FontFile2.read_bytes())))
            glyphs, order = face.getGlyphSet(), face.getGlyphOrder()
            table = next(t for t in face["cmap"].tables)
            size = face["head"].unitsPerEm
            first, widths, procs, names = int(font.FirstChar), list(font.Widths), {}, []
            for code, wide in enumerate(widths, first):
                glyph = table.cmap.get(code) or table.cmap.get(0xF000 + code) or order[0]
                pen = _Outline(glyphs)
                glyphs[glyph].draw(pen)
                scaled = float(wide) * size / 1000
                drawn = f"{scaled:.0f} 0 0 {-0.2 * size:.0f} {scaled:.0f} {size:.0f} d1\n" + "\n".join(
                    [*pen.parts, "f"]
                )
                procs[f"/g{code}"] = pdf.make_stream(drawn.encode())
                names.append(Name(f"/g{code}"))
            font.Subtype = Name.Type3
            font.FontMatrix = Array([1 / size, 0, 0, 1 / size, 0, 0])
            font.FontBBox = Array([0, round(-0.3 * size), size, size])
            font.CharProcs = Dictionary(procs)
            font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([first, *names]))
            font.Widths = Array([round(float(w) * size / 1000) for w in widths])
            font.Resources = Dictionary()
            for key in ("/FontDescriptor", "/BaseFont") + (() if mapped else ("/ToUnicode",)):
                if key in font:
                    del font[key]

    return change


def _overlay(draw: Draw, under: bool = False) -> Change:
    """Something drawn over (or under) every page; pikepdf puts it into a form XObject."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            wide, high = float(page.mediabox[2]), float(page.mediabox[3])
            with pikepdf.open(io.BytesIO(_drawn(draw, wide, high))) as one:
                (page.add_underlay if under else page.add_overlay)(one.pages[0])

    return change


def _drawn(draw: Draw, wide: float, high: float) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(wide, high), invariant=1)
    draw(canvas, wide, high)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _words(text: str, size: float, angle: float, grey: float, across: int, down: int, opacity: float = 1.0) -> Draw:
    """Words in a grid over the page."""

    def draw(canvas: Canvas, wide: float, high: float) -> None:
        for column in range(across):
            for row in range(down):
                canvas.saveState()
                canvas.setFillGray(grey)
                canvas.setFillAlpha(opacity)
                canvas.setFont(registered("song"), size)
                canvas.translate(wide * (column + 0.5) / across, high * (row + 0.5) / down)
                canvas.rotate(angle)
                canvas.drawCentredString(0, 0, text)
                canvas.restoreState()

    return draw


def _annotated(subtype: str, draw: Draw, box: tuple[float, ...], flags: int) -> Change:
    """An annotation with an appearance on every page; `box` in shares of the page (left, bottom, right, top)."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            wide, high = float(page.mediabox[2]), float(page.mediabox[3])
            rect = [box[0] * wide, box[1] * high, box[2] * wide, box[3] * high]
            size = rect[2] - rect[0], rect[3] - rect[1]
            with pikepdf.open(io.BytesIO(_drawn(draw, *size))) as one:
                form = pdf.copy_foreign(one.pages[0].as_form_xobject())
            note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array(rect), F=flags,
                              Contents=pikepdf.String("校对"), AP=Dictionary(N=form))  # fmt: skip
            page.Annots = pdf.make_indirect(Array([*page.get("/Annots", []), pdf.make_indirect(note)]))

    return change


def _hidden_layer(pdf: pikepdf.Pdf) -> None:
    """Words in an optional content group that is switched off."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group])))
    for page in pdf.pages:
        wide, high = float(page.mediabox[2]), float(page.mediabox[3])
        with pikepdf.open(io.BytesIO(_drawn(_words("作废123.45", 11, 0, 0.0, 3, 20), wide, high))) as one:
            form = pdf.copy_foreign(one.pages[0].as_form_xobject())
        form.OC = group
        name = page.add_resource(form, Name.XObject)
        page.contents_add(Stream(pdf, f"q {name} Do Q".encode()))


def _twice(points: float) -> Change:
    """Everything printed twice, the second time a little further right."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.contents_coalesce()
            own = bytes(page.Contents.read_bytes())
            page.Contents = pdf.make_stream(b"q\n" + own + f"\nQ\nq 1 0 0 1 {points} 0 cm\n".encode() + own + b"\nQ")

    return change


def _seal(canvas: Canvas, wide: float, high: float) -> None:
    """A round stamp with words along its ring, as text."""
    canvas.setStrokeColorRGB(0.85, 0.1, 0.1)
    canvas.setFillColorRGB(0.85, 0.1, 0.1)
    radius = min(wide, high) / 2 - 3
    canvas.setLineWidth(2)
    canvas.circle(wide / 2, high / 2, radius)
    canvas.setFont(registered("song"), radius * 0.26)
    for number, char in enumerate("某某街道办事处"):
        canvas.saveState()
        canvas.translate(wide / 2, high / 2)
        canvas.rotate(105 - 35 * number)
        canvas.drawCentredString(0, radius * 0.68, char)
        canvas.restoreState()
    canvas.setFont(registered("song"), radius * 0.2)
    canvas.drawCentredString(wide / 2, high / 2 - radius * 0.6, "已审核")


def _remark(canvas: Canvas, wide: float, high: float) -> None:
    canvas.setFillColorRGB(0.8, 0, 0)
    canvas.setFont(registered("song"), 9)
    canvas.drawString(2, high / 2, "请核对")


def _private(char: str) -> str:
    return chr(0xF000 + ord(char)) if char.isascii() and char.isdigit() else char


SLANT = math.degrees(math.atan2(842, 595))

WAYS = (
    Way("no-maps", _changed(_without_maps())),
    Way("no-maps-headings", _changed(_without_maps("Sans"))),
    Way("unicode-codes", _changed(lambda pdf: None, NOT_EMBEDDED), NOT_EMBEDDED),
    Way("gbk-codes", _changed(_gbk, NOT_EMBEDDED), NOT_EMBEDDED),
    Way("type3", _changed(_type3(True))),
    Way("type3-no-maps", _changed(_type3(False))),
    Way("compatible-characters", _changed(_mapped_to(lambda c: c.translate(COMPATIBLE)))),
    Way("private-figures", _changed(_mapped_to(_private))),
    Way("twice-0.3", _changed(_twice(0.3))),
    Way("twice-0.7", _changed(_twice(0.7))),
    Way("twice-1.2", _changed(_twice(1.2))),
    Way("hidden-layer", _changed(_hidden_layer)),
    Way("mark-slanted", _changed(_overlay(_words("内部资料 严禁外传", 40, SLANT, 0.8, 1, 1)))),
    Way("mark-slanted-under", _changed(_overlay(_words("内部资料 严禁外传", 40, 45, 0.8, 2, 3), under=True))),
    Way("mark-small-slanted", _changed(_overlay(_words("内部资料2023", 9, 30, 0.75, 4, 12)))),
    Way("mark-small-level", _changed(_overlay(_words("内部资料2023", 9, 0, 0.8, 3, 9)))),
    Way("mark-large-level", _changed(_overlay(_words("样 本", 90, 0, 0.85, 1, 2)))),
    Way("mark-clear-level", _changed(_overlay(_words("征求意见稿", 60, 0, 0.0, 1, 3, 0.12)))),
    Way("mark-upright", _changed(_overlay(_words("征求意见稿", 30, 90, 0.8, 2, 2)))),
    Way("note-mark", _changed(_annotated("Watermark", _words("内部资料", 48, 45, 0.8, 1, 1), (0.1, 0.2, 0.9, 0.8), 4))),
    Way("note-stamp", _changed(_annotated("Stamp", _seal, (0.55, 0.4, 0.75, 0.55), 4))),
    Way("note-remark", _changed(_annotated("FreeText", _remark, (0.9, 0.5, 0.99, 0.54), 4))),
    Way("note-hidden", _changed(_annotated("FreeText", _words("999.99", 12, 0, 0, 1, 1), (0.3, 0.4, 0.6, 0.45), 2))),
    Way("seal-as-text", _changed(_overlay(lambda c, w, h: (c.translate(w * 0.5, h * 0.35), _seal(c, 120, 120))[1]))),
)  # fmt: skip
