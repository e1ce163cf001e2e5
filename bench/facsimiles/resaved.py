"""PDF files saved again by other programs, turned, encrypted, two pages up, or printed to pictures."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

Saver = Callable[[Path, Path], None]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _qpdf(*options: str) -> Saver:
    def save(source: Path, out: Path) -> None:
        _run("qpdf", *options, str(source), str(out))

    return save


def _ghostscript(source: Path, out: Path) -> None:
    _run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", f"-sOutputFile={out}", str(source))


def _old_ghostscript(source: Path, out: Path) -> None:
    _run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.3",
         "-dPDFSETTINGS=/screen", f"-sOutputFile={out}", str(source))  # fmt: skip


def _outlines(source: Path, out: Path) -> None:
    """Ghostscript with text as outlines: no text layer at all."""
    _run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", "-dNoOutputFonts",
         f"-sOutputFile={out}", str(source))  # fmt: skip


def _cairo(source: Path, out: Path) -> None:
    _run("pdftocairo", "-pdf", str(source), str(out))


def _postscript(source: Path, out: Path) -> None:
    """Printed to PostScript and distilled."""
    between = out.with_suffix(".ps")
    _run("pdftops", str(source), str(between))
    _ghostscript(between, out)
    between.unlink()


def _mutool(source: Path, out: Path) -> None:
    _run("mutool", "clean", "-gggg", "-z", str(source), str(out))


def _pages(source: Path, dpi: int) -> list[object]:
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def _scan(dpi: int, quality: int, skew: float = 0.0, noise: float = 0.0, every: int = 1, colour: str = "L") -> Saver:
    """Pages as pictures; with `every` 2, each second page only (the others keep their text)."""

    def save(source: Path, out: Path) -> None:
        from PIL import Image

        from tests.typeset.scanner import _noisy

        pictures = []
        for number, page in enumerate(_pages(source, dpi)):
            assert isinstance(page, Image.Image)
            picture = page.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255) if skew else page
            picture = _noisy(picture, noise, random.Random(number)) if noise else picture
            if colour == "1":
                picture = picture.point(lambda v: 255 if v > 150 else 0).convert("1")
            pictures.append(picture)
        _write_pictures(source, pictures, dpi, quality, every, out)

    return save


def _write_pictures(source: Path, pictures: list[object], dpi: int, quality: int, every: int, out: Path) -> None:
    import pikepdf  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from PIL import Image

    buffer = io.BytesIO()
    chosen = [p for p in pictures if isinstance(p, Image.Image)]
    packing = {} if chosen[0].mode == "1" else {"quality": quality}
    chosen[0].save(buffer, "PDF", save_all=True, append_images=chosen[1:], resolution=dpi, **packing)
    if every == 1:
        out.write_bytes(buffer.getvalue())
        return
    with pikepdf.open(source) as mixed, pikepdf.open(buffer) as scans:
        for number in range(0, len(mixed.pages), every):
            mixed.pages[number] = scans.pages[number]
        mixed.save(out)


def _cropped(source: Path, out: Path) -> None:
    """A media box that does not begin at 0, with a crop box and a larger bleed."""
    import pikepdf  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            x0, y0, x1, y1 = (float(v) for v in page.mediabox)
            page.mediabox = [x0 - 100, y0 - 60, x1 + 40, y1 + 80]
            page.cropbox = [x0, y0, x1, y1]
        pdf.save(out)


def _scaled(source: Path, out: Path) -> None:
    """Every page as a form XObject at 70 % on a page of A4: what print-to-fit leaves."""
    import pikepdf  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with pikepdf.open(source) as pdf, pikepdf.new() as made:
        for page in pdf.pages:
            x0, y0, x1, y1 = (float(v) for v in page.trimbox)
            target = made.add_blank_page(page_size=(x1 - x0, y1 - y0))
            wide, high = (x1 - x0) * 0.15, (y1 - y0) * 0.15
            target.add_overlay(page, pikepdf.Rectangle(wide, high, x1 - x0 - wide, y1 - y0 - high))
        made.save(out)


def _user_unit(source: Path, out: Path) -> None:
    """A file as some scanners' software and CAD programs leave it: a page unit of its own."""
    import pikepdf  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            page.UserUnit = 2
        pdf.save(out, min_version="1.6")


SAVERS: dict[str, tuple[str, Saver]] = {
    "qpdf-linear": ("qpdf", _qpdf("--linearize", "--object-streams=generate")),
    "qpdf-encrypted": ("qpdf", _qpdf("--encrypt", "", "owner", "256", "--")),
    "qpdf-encrypted-rc4": ("qpdf", _qpdf("--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--")),
    "qpdf-rotated-90": ("qpdf", _qpdf("--rotate=90")),
    "qpdf-rotated-180": ("qpdf", _qpdf("--rotate=180")),
    "qpdf-rotated-270": ("qpdf", _qpdf("--rotate=270")),
    "qpdf-flattened": ("qpdf", _qpdf("--rotate=+90", "--flatten-rotation")),
    "ghostscript": ("gs", _ghostscript),
    "ghostscript-screen": ("gs", _old_ghostscript),
    "ghostscript-outlines": ("gs", _outlines),
    "cairo": ("pdftocairo", _cairo),
    "postscript": ("pdftops", _postscript),
    "mutool": ("mutool", _mutool),
    "cropped": ("", _cropped),
    "scaled": ("", _scaled),
    "user-unit": ("", _user_unit),
    "scan-150": ("", _scan(150, 75)),
    "scan-200-skew": ("", _scan(200, 60, skew=0.4, noise=5)),
    "scan-300": ("", _scan(300, 80)),
    "scan-300-bitonal": ("", _scan(300, 80, colour="1")),
    "scan-200-jpeg": ("", _scan(200, 25)),
    "mixed": ("pikepdf", _scan(200, 75, every=2)),
}


def missing_for(name: str) -> str:
    program = SAVERS[name][0]
    if program == "pikepdf" or not program:
        from importlib.util import find_spec

        return "" if find_spec("pikepdf") or name.startswith("scan") else "pikepdf"
    return "" if shutil.which(program) else program
