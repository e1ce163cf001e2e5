"""Reading lines of print out of a picture: cut out, set on white, long ones in pieces, stacked characters together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from parsers.pictures.picture import Grey
from parsers.pictures.print_lines import OUTSIDE, TextLine
from parsers.recognition.glyphs import LineReading
from parsers.recognition.recogniser import Recogniser

MARGIN = 0.12  # em of white above and below a line that is read
SIDE = 0.3  # em of white left and right of it
LOWEST = 0.9  # em: the least height at which a line is read, so that 一 and - keep their proportion
LONGEST = 36  # times its height: longer lines are read in pieces
BLANK = 60  # of 255: darkness under which a column of pixels holds no print
SINGLE = 1.5  # em: the widest line that is a single character
STACK_GAP = 0.1  # em between stacked characters that are set side by side


def read_lines(
    grey: Grey, lines: list[TextLine], engine: Recogniser, known: Mapping[TextLine, LineReading] | None = None
) -> list[LineReading]:
    """A reading of every line. Single characters stacked in a narrow cell are read side by side as one word.

    `known` holds lines that have been read already.
    """
    readings: list[LineReading] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        end = index + 1
        while line.area != OUTSIDE and end < len(lines) and _is_stacked(lines[end - 1], lines[end]):
            end += 1
        stack = lines[index:end]
        if len(stack) > 1:
            readings += _read_stack(grey, stack, engine)
        else:
            readings.append((known or {}).get(line) or read_line(grey, line, engine))
        index = end
    return readings


def read_line(grey: Grey, line: TextLine, engine: Recogniser, margin: float = MARGIN) -> LineReading:
    """One line of print cut out, set on white and read; a long one in pieces, cut at its widest gaps.

    `margin` is the white above and below it in em.
    """
    whole = LineReading(line, [], [])
    for piece in _pieces(grey, line):
        crop, side = _on_white(grey, [piece], margin)
        readings = engine.read(crop)
        whole.readings += readings
        whole.middles += [piece.x0 - side + r.at * crop.shape[1] for r in readings]
    return whole


def _is_stacked(above: TextLine, below: TextLine) -> bool:
    """Whether two lines are single characters of one area, one under the other."""
    single = max(above.x1 - above.x0, below.x1 - below.x0) <= SINGLE * above.em
    return single and above.area == below.area and above.bottom <= below.top + 1


def _read_stack(grey: Grey, stack: list[TextLine], engine: Recogniser) -> list[LineReading]:
    crop, side = _on_white(grey, stack)
    gap = round(STACK_GAP * stack[0].em)
    found = [LineReading(line, [], []) for line in stack]
    for reading in engine.read(crop):
        at = reading.at * crop.shape[1] - side
        left = 0
        for index, line in enumerate(stack):
            wide = line.x1 - line.x0
            if at < left + wide + gap / 2 or index == len(stack) - 1:
                found[index].readings.append(reading)
                found[index].middles.append(line.x0 + min(max(at - left, 0.0), wide))
                break
            left += wide + gap
    if all(f.readings for f in found):
        return found
    return [read_line(grey, line, engine) for line in stack]


def _on_white(grey: Grey, parts: list[TextLine], margin: float = MARGIN) -> tuple[Grey, int]:
    """(parts of the picture set side by side on white; width of the white at the left), in pixels."""
    em = parts[0].em
    tall = max(part.bottom - part.top for part in parts)
    high = max(tall, round(LOWEST * em)) + 2 * round(margin * em)
    side, gap = round(SIDE * em), round(STACK_GAP * em)
    wide = sum(part.x1 - part.x0 for part in parts) + gap * (len(parts) - 1) + 2 * side
    crop = np.full((high, wide), 255, dtype=np.uint8)
    left = side
    for part in parts:
        above = (high - (part.bottom - part.top)) // 2
        cut = grey[part.top : part.bottom, part.x0 : part.x1]
        crop[above : above + cut.shape[0], left : left + cut.shape[1]] = cut
        left += cut.shape[1] + gap
    return crop, side


def _pieces(grey: Grey, line: TextLine) -> list[TextLine]:
    """A line, or its parts where it is so long that the model would lose sight of single characters."""
    if line.x1 - line.x0 <= LONGEST * max(line.bottom - line.top, line.em / 2):
        return [line]
    profile = (255 - grey[line.top : line.bottom, line.x0 : line.x1]).max(axis=0) < BLANK
    third = (line.x1 - line.x0) // 3
    best, best_at, run = 0, (line.x1 - line.x0) // 2, 0
    for at in range(third, 2 * third):
        run = run + 1 if profile[at] else 0
        if run > best:
            best, best_at = run, at - run // 2
    cut = line.x0 + best_at
    return [*_pieces(grey, line._replace(x1=cut)), *_pieces(grey, line._replace(x0=cut))]
