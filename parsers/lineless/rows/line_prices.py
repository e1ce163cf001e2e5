"""What it costs that a cell of a table begins with a line of text, goes on with it, or ends with it."""

from __future__ import annotations

import re
from math import inf
from typing import NamedTuple

from parsers.lineless.textblocks import Chunk
from parsers.texts.figures import PLAIN_FIGURE

from .row_pitch import cut_lines

SET_IN = 0.6  # sizes by which both ends of a line stand further right than those of the line above
SHORT = 1.0  # price of a line that ends early though its cell goes on
BROKEN = 0.2  # the same where it ends with a stop: its author may have broken it there
ROOM = 1.9  # sizes left at the end of a line where nothing of the next line had room
TORN = 4.0  # price of a cell that begins with a stop or ends with a comma
TWO_FIGURES = 2.0  # price of two whole numbers in one cell; of two with decimals it is infinite
NAME_AND_FIGURE = 1.0  # price of a line that is a number beside one that is none in a cell
WHITE = 3.0  # price of each line's distance too much within a cell
WIDER = 1.12  # times the distance of lines in a cell from which that of rows tells them apart
LOOSE = 1.25  # times the usual distance of lines in a cell
HALVED = 0.2  # price of a full line that ends a cell while the next line follows closely
POINTED = re.compile(r"[-－+]?\d{1,3}(?:[,，]?\d{3})*[.．]\d{1,4}[%％]?")
STOP = re.compile(r"[。；;：:]$")
OF_FIGURE = re.compile(r"[-－+]?[\d,，.．]+[%％]?")
NAME, PIECE, NUMBER, AMOUNT = range(4)  # text, part of a figure, whole number, number with decimals
NOT_FIRST = re.compile(r"[，,。.、；;：:！!？?）)》”’%％]")
NOT_LAST = re.compile(r"(?:\d[,，.．]|[（(《“‘])$")


class PricedLine(NamedTuple):
    """A line of text in a column, with what it costs that a cell begins with it, that it goes on with the line before,
    and that a cell ends with it."""

    chunk: Chunk
    begins: float
    follows: float
    ends: float


def priced_lines(stack: list[Chunk], pitch: float, step: float, shared: set[int], first: bool) -> list[PricedLine]:
    """Lines of a column. `step` is the least distance of rows; `shared` are the identities of lines that stand over
    several columns; `first`: it is the table's first column, which may be a list."""
    width = max((c.x1 - c.x0 for c in stack if id(c) not in shared), default=0.0)
    found = []
    follows = 0.0
    cut = cut_lines(stack)
    for n, c in enumerate(stack):
        ends = TORN if NOT_LAST.search(c.text) else 0.0
        ahead = stack[n + 1] if n + 1 < len(stack) else None
        begins, follows_now = TORN if NOT_FIRST.match(c.text) else 0.0, follows
        if ahead is not None:
            white = (ahead.y - c.y) / (max(c.size, ahead.size) * pitch)
            full = width - (c.x1 - c.x0) <= max(ROOM * c.size, _head_width(ahead) + 0.4 * c.size)
            follows = WHITE * max(white - LOOSE, 0.0)
            follows += 0.0 if id(c) in cut else _both(c.text, ahead.text)
            if first and ahead.x0 - c.x0 >= SET_IN * c.size and ahead.x1 - c.x1 >= SET_IN * c.size:
                follows += TORN  # set in as a whole, as the lower levels of a list are
            if not full:
                follows += BROKEN if STOP.search(c.text) else SHORT
            if step > WIDER * pitch and white <= (1 + step / pitch) / 2:
                ends += TORN  # no two rows are that close
            elif full and white <= LOOSE and kind_of(c.text) == NAME:
                ends += HALVED
            elif id(c) in cut and kind_of(c.text) == PIECE:
                ends += TORN
        found.append(PricedLine(c, begins, follows_now, ends))
    return found


def _both(first: str, second: str) -> float:
    """Price of two lines in one cell, by what they are."""
    kinds = {kind_of(first), kind_of(second)}
    if kinds == {AMOUNT}:
        return inf
    if kinds <= {NUMBER, AMOUNT} and not POINTED.fullmatch(first + second):
        return TWO_FIGURES
    return NAME_AND_FIGURE if kinds in ({NAME, AMOUNT}, {NAME, NUMBER}) else 0.0


def kind_of(text: str) -> int:
    if POINTED.fullmatch(text):
        return AMOUNT
    return NUMBER if PLAIN_FIGURE.fullmatch(text) else PIECE if OF_FIGURE.fullmatch(text) else NAME


def _head_width(chunk: Chunk) -> float:
    """Width of what cannot be parted at the start of a line: a character, or a word or number in Latin type."""
    word = re.match(r"[!-~]+", chunk.text)
    share = len(word[0]) / len(chunk.text) if word else 0.0
    return max(chunk.size, share * (chunk.x1 - chunk.x0))
