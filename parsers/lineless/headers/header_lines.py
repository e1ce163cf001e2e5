"""Lines that name the columns of a table without vertical rules: above its rows, above a rule, beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.lineless.textblocks import Chunk, chunks_of
from parsers.pages.lines import Line
from parsers.texts.caption_lines import split_label
from parsers.texts.figures import FIGURE

HEAD_STEP = 2.6  # sizes from line to line within a header
LEVEL_STEP = 4.0  # the same where a rule stands between them
UNDERLINE = 1.2  # sizes of white between a name and the rule below it
BESIDE = 0.3  # sizes of white between a line and one that stands beside it, half a line lower
HEAD_LINE = 1.5  # sizes from line to line within which names stand beside each other
CENTRED = 1.5  # sizes that a name may be off the middle of the names below it
NOT_ALL = 0.85  # share of the table's width that a name over several columns may take
LONGEST_NAME = 10  # characters of a name over several columns
SIDE_BY_SIDE = 0.2  # sizes by which two texts must overlap in height to be beside each other
NEAR_RULE = 2.6  # sizes between a rule and the table's line next to it


def bold_head(run: list[int], lines: list[Line]) -> int:
    """How many lines at the top are bold, when the rest is not."""
    count = 0
    while count < len(run) and lines[run[count]].bold:
        count += 1
    return count if 0 < count < len(run) and count <= 12 else 0


def bold_lines_above(run: list[int], lines: list[Line], columns: list[tuple[float, float]]) -> list[int]:
    """Bold lines right above a header that belong to it: names over several columns, first lines of names. A caption
    stands in the middle of the table, or is a label."""
    found: list[int] = []
    middle = (columns[0][0] + columns[-1][1]) / 2
    first = lines[run[0]]
    for i in range(run[0] - 1, -1, -1):
        line = lines[i]
        below = lines[found[0]] if found else first
        if not line.bold or not line.has_type_of(first) or below.y - line.y > HEAD_STEP * line.size:
            break
        interleaved = below.y - line.y < 0.95 * line.size  # first line of a name beside names of one line
        centred = abs((line.x0 + line.x1) / 2 - middle) < 2 * line.size
        if not interleaved and (centred or split_label(line.text)[0]):
            break
        found.insert(0, i)
    return found


def stands_beside(run: list[int], lines: list[Line]) -> bool:
    """Whether the line above a run reaches down beside its first line, as a name in the middle of two rows does."""
    i = run[0] - 1
    if i < 0:
        return False
    line, below = lines[i], lines[run[0]]
    if not line.has_type_of(below) or line.bottom <= below.top - BESIDE * line.size:
        return False
    return not any(a.x0 < b.x1 and b.x0 < a.x1 for a in chunks_of(line, i) for b in chunks_of(below, run[0]))


def names_columns(run: list[int], lines: list[Line], chunked: list[list[Chunk]]) -> bool:
    """Whether the line above a run holds one name over several columns: in the middle of some, not of all, of the names
    below it, of the same type and as near as lines of a header."""
    i = run[0] - 1
    if i < 0 or len(chunked[i]) > 1 or len(lines[i].text) > LONGEST_NAME or not lines[i].text[-1].isalnum():
        return False
    line, below = lines[i], lines[run[0]]
    if not line.has_type_of(below) or not 0 < below.y - line.y <= HEAD_STEP * line.size:
        return False
    first = [c for j in run if lines[j].y - below.y < HEAD_LINE * line.size for c in chunked[j]]
    names = sorted(first, key=lambda c: c.x)
    x = (line.x0 + line.x1) / 2
    width = max(lines[j].x1 for j in run) - min(lines[j].x0 for j in run)
    return any(
        abs((names[a].x0 + names[b].x1) / 2 - x) <= CENTRED * line.size
        and names[a].x < line.x0 + line.size
        and names[b].x > line.x1 - line.size
        for a in range(len(names))
        for b in range(a + 1, len(names))
        if names[b].x1 - names[a].x0 < NOT_ALL * width
    )


def are_names(head: list[list[Chunk]]) -> bool:
    """Whether lines name columns: several texts, none of them a figure."""
    return any(len(line) > 1 for line in head) and not any(FIGURE.fullmatch(c.text) for line in head for c in line)


def names_over(
    lines: list[Line],
    chunked: list[list[Chunk]],
    inside: list[int],
    rule: float,
    barred: set[int],
    levels: Sequence[float] = (),
) -> list[int]:
    """Lines right above a lone rule that name columns: several texts on a line, and what stands beside them. `levels`
    are the heights of shorter rules, which part the levels of a header."""
    found: list[int] = []
    for i in reversed([i for i, line in enumerate(lines) if line.y < rule]):
        line = lines[i]
        near = rule - line.bottom <= NEAR_RULE * line.size if not found else _is_next(line, lines[found[0]], levels)
        if i in barred or i not in inside or not near or any(FIGURE.fullmatch(c.text) for c in chunked[i]):
            break
        if len(chunked[i]) < 2 and not (
            (stands_beside(found, lines) or names_columns(found, lines, chunked) or _is_underlined(line, levels))
            if found
            else i in inside[1:] and len(chunked[i - 1]) > 1 and stands_beside([i], lines)
        ):
            break
        found.insert(0, i)
    return found if are_names([chunked[i] for i in found]) else []


def _is_underlined(line: Line, levels: Sequence[float]) -> bool:
    """Whether a rule within the header stands right below a name: it is that of several columns."""
    return any(line.y < y < line.bottom + UNDERLINE * line.size for y in levels)


def _is_next(line: Line, below: Line, levels: Sequence[float]) -> bool:
    """Whether two lines are of one type and as near as lines of a header, or a little further apart where a rule parts
    them."""
    step = LEVEL_STEP if any(line.y < y < below.y for y in levels) else HEAD_STEP
    return line.has_type_of(below) and below.y - line.y <= step * line.size


def stand_side_by_side(line: list[Chunk], after: list[Chunk]) -> bool:
    """Whether two lines of one text each are beside rather than under each other: a total in the middle of its row and
    a figure of two lines."""
    if len(line) != 1 or len(after) != 1:
        return False
    (a,), (b,) = line, after
    return b.top < a.bottom - SIDE_BY_SIDE * a.size and (a.x1 < b.x0 or b.x1 < a.x0)
