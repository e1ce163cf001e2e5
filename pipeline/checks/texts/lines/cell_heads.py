"""Which cells of the lines that a sentence names the words of a number may mean, and how well they name their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.tables.figure_grid import TOTAL
from pipeline.vocabulary.names import name_key, without_brackets
from schemas.figure import Figure

from .cell_claims import Claim
from .cell_values import printed_as
from .claim_words import contradict, is_timed, may_be_one, of_time, residue, said_by
from .told_names import Cell

_OF_HEAD = re.compile(r"(?:数量|[人户份]数|数|额|金额|资金|资产|情况|人员|面积|总价|价)$")
_BEFORE_HEAD = re.compile(r"^(?:其中|本年|本期|当年|年末|全年|实际)")
_WHOLE_OF_HEAD = re.compile(r"占(?P<whole>[^比%（()）]{2,})")
BY_NAME = 8  # a score from which words hold the name of the head


class Candidate(NamedTuple):
    """A cell of a line that a claim names, what the other side of its table calls it, and what it prints in the unit of
    the claim."""

    cell: Cell
    head: str
    printed: Figure


class Bound(NamedTuple):
    """A cell that a claim may mean; `score`: how well words name its head."""

    cell: Cell
    printed: Figure
    score: int


def candidates_of(claim: Claim) -> list[Candidate]:
    """The cells of a claim's lines that print a number of its sort."""
    return [
        Candidate(cell, head, printed)
        for line in claim.mention.lines
        for cell, head in line.cells
        if (printed := printed_as(claim.figure, claim.measure, cell, head)) is not None
    ]


def bound_of(claim: Claim, cells: Sequence[Candidate], around: str, year: int | None) -> Iterator[Bound]:
    """The cells whose heads a claim may mean. `around`: the words of the sentence before those of its own clause."""
    own = name_key(claim.own)
    words = own if said_by(own).measure or any(_named(own, c.head) for c in cells) else name_key(claim.before) + own
    if not any(_named(words, c.head) for c in cells) and any(_named(claim.noun, c.head) for c in cells):
        words += claim.noun
    said = said_by(words, of_time(own, around))
    total = any(_named(words, c.head) for c in cells)
    for cell, head, printed in cells:
        literal = _named(words, head)
        of_head = said_by(name_key(head))
        if contradict(replace(said, measure="") if literal else said, of_head, year):
            continue
        if claim.mention.of_rows or literal >= BY_NAME:
            score = literal or BY_NAME * (not total and TOTAL.fullmatch(name_key(head)) is not None)
            score = score or (3 + (said.stage == of_head.stage)) * may_be_one(said, of_head)
            score = score or 2 * (shares_piece(words, head) or (claim.measure.unit or "-") in name_key(head))
            score = score or 2 * (is_timed(head) and is_timed(own))
            yield Bound(cell, printed, score or 1 + (len(cells) == 1))


def of_another_whole(whole: str, heads: Sequence[str]) -> bool:
    """Whether heads name a whole (占总支出%), and none of them the one that a sentence names (占医疗收入)."""
    named = [m["whole"] for head in heads if (m := _WHOLE_OF_HEAD.search(name_key(head)))]
    return bool(named) and not any(whole in of or of in whole for of in named)


def open_words(claim: Claim, cells: Sequence[Candidate], words: str) -> int:
    """How many characters of words carry meaning that neither the line, nor the heads and the table explain."""
    table = cells[0].cell.grid
    about = table.table.title + "".join(c.name for c in table.columns)
    labels = [c.cell.grid.labels[c.cell.row] for c in cells[:1]]
    known = dict.fromkeys((*(leaf for c in cells for leaf in _leaves(c.head)), *labels))
    return residue(name_key(words), tuple(known), about)


@lru_cache(maxsize=1 << 11)
def _leaves(head: str) -> tuple[str, ...]:
    """What words may call a head: all of it, or without what every head may end and begin with."""
    key = name_key(without_brackets(head))
    return tuple(k for k in dict.fromkeys((key, _BEFORE_HEAD.sub("", key), _OF_HEAD.sub("", key),
            _OF_HEAD.sub("", _BEFORE_HEAD.sub("", key)))) if len(k) > 1)  # fmt: skip


def _named(words: str, head: str) -> int:
    """How much of a head words hold: 0 where neither it nor its core."""
    whole, *cores = _leaves(head) or ("",)
    if whole and whole in words:
        return 10 + len(whole)
    return max((5 + len(core) for core in cores if core in words), default=0)


def shares_piece(words: str, head: str) -> bool:
    """Whether words hold two characters of a head."""
    key = name_key(without_brackets(head))
    return any(key[i : i + 2] in words for i in range(len(key) - 1))
