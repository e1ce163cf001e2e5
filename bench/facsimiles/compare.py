"""How many cells of the true tables were read right, with text and span, wherever page breaks fell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from schemas.document import Document, Table
from tests.typeset.truth import TableTruth, Truth

Square = tuple[str, tuple[int, int, int, int]]  # text and [row, column, row span, column span] of the cell, from 0
NUMBER = re.compile(r"[-+(]?\d[\d,]*(\.\d+)?%?\)?")


@dataclass
class Score:
    """Squares of the grids of all tables, how many are right in text, in text and span, how many hold numbers and how
    many of those say what is printed, and what is wrong."""

    cells: int = 0
    numeric: int = 0
    numeric_right: int = 0
    text: int = 0
    right: int = 0
    tables: int = 0
    exact: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.cells += other.cells
        self.numeric += other.numeric
        self.numeric_right += other.numeric_right
        self.text += other.text
        self.right += other.right
        self.tables += other.tables
        self.exact += other.exact
        self.wrong += other.wrong

    @property
    def share(self) -> float:
        return self.right / self.cells if self.cells else 1.0

    @property
    def numeric_share(self) -> float:
        return self.numeric_right / self.numeric if self.numeric else 1.0


def plain(text: str) -> str:
    """Text without white space, compatibility forms folded (（ and ( are one)."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def compare(document: Document, truth: Truth) -> Score:
    score = Score()
    for wanted in truth.tables:
        score.add(_compare_table(document.tables, wanted))
    spare = len(document.tables) - len(truth.tables)
    if spare:
        score.wrong.append(f"{len(document.tables)} tables instead of {len(truth.tables)}")
    return score


def _squares(table: Table) -> list[list[Square]]:
    rows = []
    for r in range(1, table.rows + 1):
        cells = [table.grid[r, c] for c in range(1, table.cols + 1)]
        rows.append([(plain(c.text), (c.row - 1, c.col - 1, c.row_span, c.col_span)) for c in cells])
    return rows


def _compare_table(tables: tuple[Table, ...], wanted: TableTruth) -> Score:
    texts = [[plain(text) for text in row] for row in wanted.header_rows + wanted.body_rows]
    spans = wanted.header_spans + wanted.body_spans
    score = Score(cells=sum(map(len, texts)), tables=1)
    bag = {t for row in texts for t in row if t}
    best: list[list[Square]] = []
    overlap = 0.0
    for table in tables:
        rows = _squares(table)
        found = {t for row in rows for t, _ in row if t}
        share = len(bag & found) / max(len(bag | found), 1)
        if share > overlap:
            best, overlap = rows, share
    pairs = align(texts, [[t for t, _ in row] for row in best])
    back = {j: i for i, j in pairs.items()}
    for i, row in enumerate(texts):
        got = best[pairs[i]] if i in pairs else []
        for c, text in enumerate(row):
            read = got[c] if c < len(got) else None
            if NUMBER.fullmatch(text):
                score.numeric += 1
                score.numeric_right += read is not None and read[0] == text
            if read is None or read[0] != text:
                score.wrong.append(f"{wanted.id} r{i}c{c}: {text[:20]!r} read as {(read or ('nothing',))[0][:20]!r}")
                continue
            score.text += 1
            r0, c0, high, wide = read[1]
            if [back.get(r0), c0, high, wide] == spans[i][c]:
                score.right += 1
            else:
                score.wrong.append(f"{wanted.id} r{i}c{c}: {text[:12]!r} spans {read[1]}, truth {spans[i][c]}")
    score.exact = int(score.right == score.cells and len(best) == len(texts))
    if score.right == score.cells and not score.exact:
        score.wrong.append(f"{wanted.id}: {len(best)} rows instead of {len(texts)}")
    return score


def align(truth: list[list[str]], rows: list[list[str]]) -> dict[int, int]:
    """Rows of the truth to rows as read, in order, by the texts they share."""
    n, m = len(truth), len(rows)
    like = [[sum(a == b for a, b in zip(t, r, strict=False)) / max(len(t), len(r), 1) for r in rows] for t in truth]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + like[i][j])
    pairs, i, j = {}, 0, 0
    while i < n and j < m:
        if like[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
