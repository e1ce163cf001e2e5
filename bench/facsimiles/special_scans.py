"""Scans that are more than pictures of pages: text layers, scanned pages among others, pictures of tables in text."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pikepdf  # type: ignore[import-not-found, import-untyped, unused-ignore]
import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.typeset import WORD, Report, Scan, Style, typeset
from tests.typeset.pageflow import Flow
from tests.typeset.painter import paint

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


WAYS = (
    Way("layer-bad", _with_layer("bad")),
    Way("layer-good", _with_layer("good")),
    Way("every-second-page", _mixed),
    Way("pasted-200", _pasted(200, 75)),
    Way("pasted-120", _pasted(120, 75)),
)
