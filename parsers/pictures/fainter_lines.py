"""Which of the lines found in a picture at several darknesses are its rulings: grey lines of a scan lie about the
darkness from which ink is told from paper, so that some are found and others are not."""

from __future__ import annotations

from parsers.pages.content import Ruling

MEET = 2.8  # points between the end of a line and the line that it meets
LEAST = 2  # lines each way
LONGER = 1.05  # times the length of the darker lines from which there are more
MOST = 0.8  # share of the lines that meet one of the other way
BEYOND = 12.0  # points by which a line of a table may stick out of all others

Lines = tuple[list[Ruling], list[Ruling]]


def complete(darker: Lines, fainter: Lines) -> bool:
    """Whether fainter lines are those of the tables that the darker ones show in part: there is more of them, and none
    runs beyond the darker ones of the other way, as a fold or a streak of the scanner does."""
    if min(map(len, fainter)) < LEAST or not (darker[0] or darker[1]):
        return False
    if _length(fainter) < LONGER * _length(darker):
        return False
    return _within(fainter[0], fainter[1]) and _within(fainter[1], fainter[0])


def _length(lines: Lines) -> float:
    return sum(r.end - r.start for way in lines for r in way)


def _within(lines: list[Ruling], others: list[Ruling]) -> bool:
    """Whether most lines meet or cross one of the other way, and each end stands within these, beside the end of
    another line or at its own next piece."""
    low, high = min(o.at for o in others), max(o.at for o in others)

    def ends_well(line: Ruling) -> bool:
        rest = [other for other in lines if other is not line]
        pieces = [o for o in rest if abs(o.at - line.at) <= MEET]
        starts = any(abs(o.start - line.start) <= BEYOND for o in rest) or any(
            0 <= line.start - o.end <= BEYOND for o in pieces
        )
        ends = any(abs(o.end - line.end) <= BEYOND for o in rest) or any(
            0 <= o.start - line.end <= BEYOND for o in pieces
        )
        return (starts or line.start >= low - BEYOND) and (ends or line.end <= high + BEYOND)

    return all(ends_well(line) for line in lines) and sum(_met(line, others) for line in lines) >= MOST * len(lines)


def _met(line: Ruling, others: list[Ruling]) -> bool:
    return any(
        line.start - MEET <= o.at <= line.end + MEET and o.start - MEET <= line.at <= o.end + MEET for o in others
    )
