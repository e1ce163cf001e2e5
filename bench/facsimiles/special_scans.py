"""Scans that are more than pictures of pages: text layers, scanned pages among others, pictures of tables in text,
two pages on a sheet, a sheet scanned twice."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pikepdf  # type: ignore[import-not-found, import-untyped, unused-ignore]
import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.facsimiles.machines import SHEET
from bench.facsimiles.scanners import Machine, blur, lean, noise, perspective, scanned, shifted, uneven_light
from tests.typeset import WORD, Report, Scan, Style, typeset
from tests.typeset.pageflow import Flow
from tests.typeset.painter import paint
from tests.typeset.style import A4

BOWED = Machine("photo-bowed", (perspective(0.02, 7.0), uneven_light(0.6), blur(0.3), noise(4.0)), grey=False)
LEANING = Scan(dpi=200, skew=0.5, noise=4.0)


@dataclass(frozen=True)
class Way:
    """A way of making the file of a report, read against the same pages in `style`."""

    name: str
    make: Callable[[Report], bytes]
    style: Style = field(default_factory=lambda: WORD)


def _with_layer(layer: str) -> Callable[[Report], bytes]:
    return lambda report: typeset(report, replace(WORD, scan=replace(LEANING, text_layer=layer)))[0]


def _mixed(report: Report) -> bytes:
    """Every second page scanned, the others as they were printed."""
    pages = len(Flow(report, WORD).pages)
    return typeset(report, replace(WORD, scan=replace(LEANING, pages=tuple(range(2, pages + 1, 2)))))[0]


def _pasted(dpi: int, quality: int) -> Callable[[Report], bytes]:
    """Pages of text in which every table is a picture pasted in its place."""

    def make(report: Report) -> bytes:
        flow = Flow(report, WORD)
        whole = pypdfium2.PdfDocument(paint(report, flow.pages, WORD))
        layer = io.BytesIO()
        canvas = Canvas(layer, invariant=1)
        for index, page in enumerate(flow.pages):
            canvas.setPageSize((page.width, page.height))
            picture = whole[index].render(scale=dpi / 72).to_pil().convert("RGB")
            for fragment in page.fragments:
                x0, top, x1, bottom = (v + d for v, d in zip(fragment.box, (-2, -2, 2, 2), strict=True))
                left, upper, right, lower = (round(v * dpi / 72) for v in (x0, top, x1, bottom))
                jpeg = io.BytesIO()
                picture.crop((left, upper, right, lower)).save(jpeg, "JPEG", quality=quality)
                canvas.drawImage(ImageReader(jpeg), x0, page.height - bottom, x1 - x0, bottom - top)
            canvas.showPage()
        canvas.save()
        bare = io.BytesIO(paint(report, [replace(p, fragments=[]) for p in flow.pages], WORD))
        file = io.BytesIO()
        with pikepdf.open(bare) as below, pikepdf.open(layer) as above:
            for page, pictures in zip(below.pages, above.pages, strict=True):
                page.add_overlay(pictures)
            below.save(file, deterministic_id=True)
        return file.getvalue()

    return make


def _two_up(dpi: int | None) -> Callable[[Report], bytes]:
    """Two pages side by side on one lying sheet, as pictures of so many dots per inch or (None) as printed."""

    def make(report: Report) -> bytes:
        single = io.BytesIO(typeset(report, WORD)[0])
        with pikepdf.open(single) as source, pikepdf.new() as target:
            for first in range(0, len(source.pages), 2):
                wide = sum(float(p.mediabox[2]) for p in source.pages[first : first + 2])
                high = max(float(p.mediabox[3]) for p in source.pages[first : first + 2])
                sheet = target.add_blank_page(page_size=(max(wide, 2 * A4[0]), high))
                left = 0.0
                for page in source.pages[first : first + 2]:
                    x1, y1 = float(page.mediabox[2]), float(page.mediabox[3])
                    sheet.add_overlay(page, pikepdf.Rectangle(left, high - y1, left + x1, high))
                    left += x1
            file = io.BytesIO()
            target.save(file, deterministic_id=True)
        return file.getvalue() if dpi is None else scanned(file.getvalue(), Machine("two-up", SHEET, dpi=dpi), 7)

    return make


def _twice(report: Report) -> bytes:
    """Every third page put through the scanner twice."""
    once = scanned(typeset(report, WORD)[0], Machine("once", SHEET), 3)
    again = scanned(typeset(report, WORD)[0], Machine("again", (lean(0.8), shifted(6.0), noise(6.0))), 4)
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(once)) as first, pikepdf.open(io.BytesIO(again)) as second, pikepdf.new() as both:
        for number, (page, copy) in enumerate(zip(first.pages, second.pages, strict=True), 1):
            both.pages.append(page)
            if number % 3 == 0:
                both.pages.append(copy)
        both.save(file, deterministic_id=True)
    return file.getvalue()


WAYS = (
    Way("layer-bad", _with_layer("bad")),
    Way("layer-good", _with_layer("good")),
    Way("every-second-page", _mixed),
    Way("pasted-200", _pasted(200, 75)),
    Way("pasted-120", _pasted(120, 75)),
    Way("two-up-printed", _two_up(None)),
    Way("two-up-200", _two_up(200)),
    Way("two-up-300", _two_up(300)),
    Way("page-twice", _twice),
    Way("photo-bowed", lambda report: scanned(typeset(report, WORD)[0], BOWED, 5)),
)
