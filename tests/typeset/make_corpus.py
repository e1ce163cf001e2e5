"""Make the sample PDFs: `python -m tests.typeset.make_corpus corpus`."""

from __future__ import annotations

import sys
from pathlib import Path

from .samples import SAMPLES
from .style import Style
from .typesetter import typeset

STYLES = {
    "xiangmihu_2021": Style(name="word", justify=True, size=15, leading=26, page_number="plain"),
    "bantian_2021": Style(name="wps", rulings="rects", bold="double", size=15, leading=28, page_number="dash",
                          line_width=0.48, line_gap=0.2),
}  # fmt: skip


def main(folder: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        pdf, truth = typeset(make(), STYLES[name])
        path = Path(folder) / f"{name}.pdf"
        path.write_bytes(pdf)
        print(f"{path}: {truth.n_pages} pages, {len(truth.tables)} tables, {len(pdf) // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "corpus")
