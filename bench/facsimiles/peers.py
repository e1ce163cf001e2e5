"""What other extractors read of the same files, so that they can stand beside fuhe: text of cells only.

Peers give one table per page, without spans. To be fair to them, tables of one width that follow each other are put
together, a merged cell counts when its text stands in any of its squares and the others are empty or repeat it, and
spans do not count. A tool that is not installed, or fails on a file, has no figure.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.facsimiles.compare import align, plain
from tests.typeset.truth import TableTruth, Truth

Rows = list[list[str]]


def _pdfplumber(path: Path) -> list[Rows]:
    import pdfplumber

    found = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            found += [[[plain(c or "") for c in row] for row in table] for table in page.extract_tables()]
    return found


def _camelot(flavor: str) -> Callable[[Path], list[Rows]]:
    def read(path: Path) -> list[Rows]:
        import camelot

        options: dict[str, Any] = {"copy_text": ["h", "v"]} if flavor == "lattice" else {}
        tables = camelot.read_pdf(str(path), pages="all", flavor=flavor, **options)
        return [[[plain(str(c)) for c in row] for row in table.df.values.tolist()] for table in tables]

    return read


def _pymupdf(path: Path) -> list[Rows]:
    import pymupdf  # type: ignore[import-not-found, import-untyped, unused-ignore]

    found = []
    with pymupdf.open(path) as pdf:
        for page in pdf:
            found += [[[plain(c or "") for c in row] for row in t.extract()] for t in page.find_tables().tables]
    return found


PEERS: dict[str, tuple[str, Callable[[Path], list[Rows]]]] = {
    "pdfplumber": ("pdfplumber", _pdfplumber),
    "camelot lattice": ("camelot", _camelot("lattice")),
    "camelot stream": ("camelot", _camelot("stream")),
    "pymupdf": ("pymupdf", _pymupdf),
}


def available() -> list[str]:
    return [name for name, (package, _) in PEERS.items() if find_spec(package)]


def share_of(name: str, path: Path, truth: Truth) -> tuple[int, int]:
    """(squares whose text a peer has right, squares). Raises what the peer raises."""
    tables = _joined(PEERS[name][1](path))
    counts = [_table(tables, wanted) for wanted in truth.tables]
    return sum(right for right, _ in counts), sum(total for _, total in counts)


def _joined(tables: list[Rows]) -> list[Rows]:
    """Tables as found, and all runs of tables of one width as one."""
    found = [rows for rows in tables if rows]
    runs: list[Rows] = []
    for rows in found:
        if runs and len(runs[-1][0]) == len(rows[0]):
            runs[-1] = runs[-1] + rows
        else:
            runs.append(rows)
    return found + [run for run in runs if run not in found]


def _table(tables: list[Rows], wanted: TableTruth) -> tuple[int, int]:
    texts = [[plain(text) for text in row] for row in wanted.header_rows + wanted.body_rows]
    spans = wanted.header_spans + wanted.body_spans
    total = sum(map(len, texts))
    words = {t for row in texts for t in row if t}

    def likeness(rows: Rows) -> float:
        own = {t for row in rows for t in row if t}
        return len(words & own) / max(len(words), 1) - 0.001 * len(own - words)

    best = max(tables, key=likeness, default=None)
    if best is None:
        return 0, total
    pairs = align(texts, best)
    read = {(i, c): best[j][c] for i, j in pairs.items() for c in range(min(len(best[j]), len(texts[i])))}
    merged: dict[tuple[int, ...], list[str]] = {}
    for i, placed in enumerate(spans):
        for c, span in enumerate(placed):
            merged.setdefault(tuple(span), []).append(read.get((i, c), "\0"))
    right = 0
    for i, row in enumerate(texts):
        for c, text in enumerate(row):
            squares = merged[tuple(spans[i][c])]
            right += (text in squares or not text) and read.get((i, c), "\0") in ("", text)
    return right, total
