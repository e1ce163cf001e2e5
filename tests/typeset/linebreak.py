"""Breaking Chinese text into lines: anywhere, but not before closing punctuation and not inside a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .fonts import advance

NOT_FIRST = set("，。、；：！？）》〉」』】〕”’％%‰°)]},.;:!?…·—～")
NOT_LAST = set("（《〈「『【〔“‘([{")
UNIT = re.compile(r"[-+]?[0-9][0-9,.]*[0-9]%?|[0-9]%?|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True)
class Line:
    text: str
    indent: float = 0.0
    last: bool = True  # of its paragraph


def wrap(text: str, width: float, face: str, size: float, indent: float = 0.0) -> list[Line]:
    """Break one paragraph into lines of at most this width."""
    units = [(u, sum(advance(face, c) for c in u) * size) for u in UNIT.findall(text)]
    lines: list[Line] = []
    start, room = 0, width - indent
    while start < len(units):
        end, used = start, 0.0
        while end < len(units) and used + units[end][1] <= room + 0.01:
            used += units[end][1]
            end += 1
        if end == start:  # a number wider than the line: it has to be broken after all
            word = units[start][0]
            count = max(1, int(len(word) * room / max(units[start][1], 0.01)))
            if count >= len(word):
                end = start + 1
            else:
                parts = [word[:count], word[count:]]
                units[start : start + 1] = [(p, sum(advance(face, c) for c in p) * size) for p in parts]
                end = start + 1
        elif end < len(units):
            end = _better(units, start, end)
        lines.append(Line("".join(u for u, _ in units[start:end]).strip(), width - room, end >= len(units)))
        start, room = end, width
    return lines or [Line("")]


def _better(units: list[tuple[str, float]], start: int, end: int) -> int:
    """Move a break back until no line starts with what must not start it, or ends with what must not end it."""
    back = end
    while back > start + 1 and (units[back][0][0] in NOT_FIRST or units[back - 1][0][-1] in NOT_LAST):
        back -= 1
    bad = units[back][0][0] in NOT_FIRST or units[back - 1][0][-1] in NOT_LAST
    return end if bad or end - back > 4 else back
