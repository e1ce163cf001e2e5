"""Numbers that a sentence tells of one cell of a table, by the names of its row and its column, against that cell.

The last name of a row (or of a column that is a thing of its own) before a number says which line it is of, else the
one behind it in its clause, else the only one that its paragraph names before; the words between say which number of
the line: by the head's own words, by what these measure, or by what is counted. A number that its line prints or gives
in any way is right, and one that stands elsewhere in the report is left alone. Nothing is told where the words speak of
another time, of a part, of an aim or of somebody else, or say more than row and head do. An error needs a slip of the
pen that leads to one cell, or another number of the sentence that stands in the same row or column; where a slip leads
there and the words say more, it is asked about. A number that the table prints right beside the cell is taken from
there, where the words name the cell alone and the other numbers of the sentence bear it out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.tables.figure_grid import FigureGrid
from pipeline.checks.tables.row_rates import printed_otherwise
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from pipeline.vocabulary.names import name_key
from schemas.audit import Check
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.trusted import changed

from .cell_claims import Claim, claims_of
from .cell_heads import BY_NAME, Bound, Candidate, bound_of, candidates_of, of_another_whole, open_words, shares_piece
from .cell_values import agrees, is_near, is_slip, is_slip_in_company, wanted_of
from .claim_words import governs, is_held_by_another, of_a_part, of_something_else, said_by
from .table_lines import NO_QUOTES, given_by, plain_values
from .told_names import Cell, NamedLine, ToldNames

# 占全年预算总额的 x%: of another whole than the column's, perhaps
_OF_A_NAMED_WHOLE = re.compile(r"占(?P<whole>[^，。；：（）()\d]{2,}?)的?[）)]?$")
_DIGITS = 4  # of a number that one slip makes of a cell by no chance; one more where words leave something open
_MOST_OPEN = 6  # characters that a sentence may say more than row and head, where a slip leads there
_MOST_BY_NAME = 3  # where words hold the name of the head
_BY_CORE = 6  # a score above which words hold a head or its core
_TELLING = 3  # digits of numbers that two places share by no chance, taken together


class ToldCells:
    """What the sentences of a document tell of cells; worked out when first asked for."""

    def __init__(self, document: Document, grids: Sequence[FigureGrid], year: int | None) -> None:
        self._document, self._grids, self._year = document, grids, year

    @cached_property
    def _sentences(self) -> list[Sentence]:
        return [s for s in whole_sentences(self._document) if s.quantities] if self._grids else []

    @cached_property
    def _claims(self) -> list[list[Claim]]:
        if not self._sentences:
            return []
        text = "\n".join({s.squeezed.text: None for s in whole_sentences(self._document)})
        names = ToldNames(self._grids, text.translate(NO_QUOTES))
        return [[*claims_of(sentence, names, self._year)] for sentence in self._sentences]

    @cached_property
    def _by_spot(self) -> dict[Spot, Claim]:
        return {spot_of(claim.figure): claim for claims in self._claims for claim in claims}

    def of_a_line(self, spot: Spot) -> bool:
        """Whether the number at a spot is what a line prints that its sentence names, or would be but for a slip: then
        it is not of all that the report is about."""
        claim = self._by_spot.get(spot)
        if claim is None:
            return False
        return any(
            agrees(claim.figure, c.printed) or is_slip(claim.figure, c.cell.figure, c.printed, _DIGITS)
            for c in candidates_of(claim)
        )

    def checks(self, settled: Collection[Spot]) -> Iterator[Check]:
        """One check for each number that the cell it is told of prints otherwise, and which no other check has
        judged."""
        known = _Known(self._grids, self._sentences)
        for claims in self._claims:
            for claim in claims:
                if spot_of(claim.figure) not in settled:
                    yield from _Told(claim, claims, known, self._year).checks()


class _Told:
    """A claim among those of its sentence, and the cells that it may mean."""

    def __init__(self, claim: Claim, claims: Sequence[Claim], known: _Known, year: int | None) -> None:
        self.claim, self.claims, self.known, self.year = claim, claims, known, year
        self.cells = candidates_of(claim)

    def checks(self) -> Iterator[Check]:
        claim = self.claim
        if not self.cells or self._of_another_thing():
            return
        around = claim.before + claim.left + "，" + claim.between
        bound = [*bound_of(claim, self.cells, around, self.year)]
        right = [c for c in self.cells if agrees(claim.figure, c.printed)]
        found, variant = self._of_another_column(bound, right) if right else self._meant(bound)
        if found is None or not _is_of_one_scale(found) or _given(claim, claim.mention.lines):
            return
        cell = found.cell
        check = printed_otherwise(claim.fact, cell.grid, cell.row, cell.column)
        yield changed(check, variant=variant) if variant and not check.variant.endswith("_last_digit") else check

    def _of_another_thing(self) -> bool:
        """Whether words speak of a part, of another time, of somebody else or of another whole."""
        claim, heads = self.claim, [c.head for c in self.cells]
        if is_held_by_another(claim.left) or of_a_part(claim.between + claim.own.rpartition("，")[2] + "，"):
            return True
        words = claim.before + claim.left + "，" + claim.between + claim.own
        if of_something_else(words, "".join({*heads, *claim.mention.names})):
            return True
        return self._whole is not None and of_another_whole(self._whole, heads)

    @cached_property
    def _whole(self) -> str | None:
        found = _OF_A_NAMED_WHOLE.search(self.claim.between + self.claim.own)
        return found["whole"] if found else None

    def _meant(self, bound: Sequence[Bound]) -> tuple[Bound | None, str]:
        """The cell that a number was meant for, and the variant of the check ('' where nothing is left open)."""
        claim, figure = self.claim, self.claim.figure
        best = max((b.score for b in bound), default=0)
        open_ = open_words(claim, self.cells, claim.own)
        named = best >= BY_NAME or (len(self.cells) == 1 and bool(claim.measure.unit) and figure.unit is Unit.NONE)
        clean = governs(claim.left) and open_ <= (_MOST_BY_NAME if named else 0)
        if open_ > _MOST_OPEN:
            return None, ""
        elsewhere = self.known.elsewhere(figure)
        meant = [b for b in bound if self._is_parallel(b)] or [b for b in bound if b.score == best > 1]
        sure = len({b.printed.value for b in meant}) == 1 and self._in_company(meant[0])
        plain = clean or (not claim.mention.whole and open_ <= _MOST_BY_NAME)
        if sure and plain and not elsewhere and is_slip_in_company(figure, meant[0].printed):
            return meant[0], ""
        found = None if elsewhere else self._slipped(bound, _DIGITS + (not clean))
        if found is not None:
            alone = clean and found.score > 1 and claim.way == "before"
            return found, "" if alone else "text_and_table_unsure"
        if not (sure and clean and claim.mention.whole and self._whole is None):
            return None, ""  # words alone: of right reports far more numbers are like that than of wrong ones
        if open_ == 0 and claim.way == "before" and self._stands_beside(meant[0]):
            return meant[0], "text_and_table_beside"
        near = not elsewhere and is_near(figure, wanted_of(figure, meant[0].printed))
        return meant[0] if near else None, ""

    def _of_another_column(self, bound: Sequence[Bound], right: Sequence[Candidate]) -> tuple[Bound | None, str]:
        """The cell that a number was meant for, where its line prints it in another column than the one that its own
        words name, or (where it has none) the names and numbers before it in the sentence go by."""
        claim = self.claim
        best = max((b.score for b in bound), default=0)
        bare = not claim.own.strip("，") and not claim.between
        meant = [b for b in bound if self._is_parallel(b) and (bare or b.score == best > _BY_CORE)]
        if len(meant) != 1 or any(meant[0].cell == c.cell for c in right) or not claim.mention.whole:
            return None, ""
        clean = claim.way == "before" and governs(claim.left) and not open_words(claim, self.cells, claim.own)
        column = meant[0].cell.column.name
        other = {said_by(name_key(c.head)).measure for c in right} - {said_by(name_key(column)).measure}
        apart = bool(other) or not any(shares_piece(c.head, column) for c in right)
        return (meant[0], "text_and_table_beside") if clean and apart else (None, "")

    def _slipped(self, bound: Sequence[Bound], least: int) -> Bound | None:
        """The cell, or one of several that print one value, of which one slip makes a number."""
        slipped = [b for b in bound if is_slip(self.claim.figure, b.cell.figure, b.printed, least)]
        return slipped[0] if len({b.printed.value for b in slipped}) == 1 else None

    @cached_property
    def _others(self) -> list[tuple[Cell, int]]:
        """The cells in which other numbers of the sentence stand, with the digits of these."""
        return [
            (c.cell, other.figure.significant_digits)
            for other in self.claims
            if other is not self.claim
            for c in candidates_of(other)
            if agrees(other.figure, c.printed)
        ]

    def _is_parallel(self, bound: Bound) -> bool:
        """Whether other numbers of the sentence, told of other rows, stand in a cell's column."""
        grid, row, column = bound.cell
        others = [n for of, n in self._others if of.grid is grid and of.column is column and of.row != row]
        return sum(others) >= _TELLING

    def _in_company(self, bound: Bound) -> bool:
        """Whether other numbers of the sentence stand in the same row, or in the same column under other names."""
        grid, row, column = bound.cell
        others = [n for of, n in self._others if of.grid is grid and (of.row == row) != (of.column is column)]
        return sum(others) >= _TELLING

    def _stands_beside(self, bound: Bound) -> bool:
        """Whether the table prints the number in another row of the column, or in another column of the row, that no
        word of the sentence names."""
        grid, row, column = bound.cell
        names = [n for claim in self.claims for n in claim.mention.names]
        told, figure = self.claim.fact.quote, self.claim.figure
        rows = ((grid.labels[r], column.figures[r]) for r in column.figures if r != row)
        columns = ((c.name, c.figures[row]) for c in grid.columns if c is not column and row in c.figures)
        return any(
            agrees(figure, _in_unit(printed, figure)) and not _is_told(name, told, [*names, column.name])
            for name, printed in (*rows, *columns)
        )


def _is_told(name: str, told: str, names: Sequence[str]) -> bool:
    """Whether a piece of a name stands in a sentence that is none of the `names` which it tells."""
    pieces = (name[i : i + 2] for i in range(len(name) - 1))
    return any(piece in told and not any(piece in of for of in names) for piece in pieces)


def _is_of_one_scale(bound: Bound) -> bool:
    """Whether a number can be shown against its cell as printed: not 9,168,200 平方米 against 916.82 万平方米."""
    return bound.printed.unit.is_money or bound.printed.value == bound.cell.figure.value


def _in_unit(printed: Figure, told: Figure) -> Figure:
    return printed.in_unit(told.unit) if printed.unit.is_money and told.unit.is_money else printed


def _given(claim: Claim, lines: Sequence[NamedLine]) -> bool:
    """Whether a line gives the number in some other way: a share, a rate, what is left."""
    plain = plain_values(claim.figure)
    return any(
        _kind(g.relation.figures[0]) == "money" and (g.values.meets(plain) or (-g.values).meets(plain))
        for line in lines
        for g in given_by(line.line)
        if not g.is_cell and ("/" in g.relation.formula) == (claim.figure.unit is Unit.PERCENT)
    )


def _kind(figure: Figure) -> str:
    return "rate" if figure.unit is Unit.PERCENT else "money" if figure.unit.is_money else "count"


class _Known:
    """The numbers of a report, to ask whether one stands elsewhere."""

    def __init__(self, grids: Sequence[FigureGrid], sentences: Sequence[Sentence]) -> None:
        self._grids, self._sentences = grids, sentences

    @cached_property
    def _printed(self) -> list[tuple[str, Interval]]:
        return [(_kind(f), plain_values(f)) for g in self._grids for c in g.columns for f in c.figures.values()]

    @cached_property
    def _told(self) -> dict[tuple[str, Decimal], int]:
        return Counter(_plain(q) for s in self._sentences for q in s.quantities)

    def elsewhere(self, figure: Figure) -> bool:
        """Whether a table prints a number, or the text tells it twice: hardly by chance, where it has some digits."""
        if figure.significant_digits < _TELLING:
            return False
        kind, plain = _kind(figure), plain_values(figure)
        value = figure.value * figure.unit.to_yuan() if figure.unit.is_money else figure.value
        return self._told[kind, value] > 1 or any(k == kind and v.meets(plain) for k, v in self._printed)


def _plain(quantity: Quantity) -> tuple[str, Decimal]:
    if quantity.unit is not None and quantity.unit.is_money:
        return "money", quantity.value * quantity.unit.to_yuan()
    return "rate" if quantity.unit is Unit.PERCENT else "count", quantity.value
