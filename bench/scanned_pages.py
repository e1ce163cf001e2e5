"""Scanned pages per minute and core, and peak memory: what text recognition costs.

    python -m bench.scanned_pages [FILE_OR_FOLDER...] [--pages 8] [--dpi 200]

Without files the first pages of the sample reports are printed and scanned (`tests.typeset`). One process, one thread;
processor time counts, so that the figure holds on a busy machine. Loading the model is told apart.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import time
from pathlib import Path

import pypdfium2

from bench.facsimiles.scanners import Machine, lean, noise, scanned
from bench.seconds_per_page import pdf_files
from tests.typeset import WORD, typeset
from tests.typeset.samples import SAMPLES


def sample_scans(pages: int, dpi: int) -> list[bytes]:
    """The first pages of each sample report, scanned."""
    made = []
    for make in SAMPLES.values():
        source = pypdfium2.PdfDocument(typeset(make(), WORD)[0])
        part = pypdfium2.PdfDocument.new()
        part.import_pages(source, list(range(min(pages, len(source)))))
        file = io.BytesIO()
        part.save(file)
        made.append(scanned(file.getvalue(), Machine("bench", (lean(0.5, -0.5), noise(4.0)), dpi=dpi)))
    return made


def peak_megabytes() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=8, help="pages of each sample report")
    parser.add_argument("--dpi", type=int, default=200)
    args = parser.parse_args()
    files = [Path(f).read_bytes() for f in pdf_files(args.inputs)] or sample_scans(args.pages, args.dpi)
    from parsers.read import read_document
    from parsers.recognition.models import REMEDY, ocr_available

    if not ocr_available():
        print(f"scanned pages: {REMEDY}")
        return
    before = peak_megabytes()
    started = time.process_time()
    from parsers.recognition.recogniser import recogniser

    recogniser(1)
    loading = time.process_time() - started
    started = time.process_time()
    pages = recognised = 0
    for number, data in enumerate(files):
        document = read_document(data, name=f"{number}.pdf")
        pages += len(document.pages)
        recognised += sum(page.text_source == "ocr" for page in document.pages)
    seconds = time.process_time() - started
    print(f"{'scanned pages':44}{recognised:9} of {pages}")
    print(f"{'processor seconds per page':44}{seconds / max(pages, 1):9.2f}")
    print(f"{'scanned pages per minute and core':44}{60 * pages / max(seconds, 1e-9):9.1f}")
    print(f"{'loading the model, processor seconds':44}{loading:9.2f}")
    print(f"{'peak memory, MB (before reading)':44}{peak_megabytes():9.0f} ({before:.0f})")


if __name__ == "__main__":
    main()
