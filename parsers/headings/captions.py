"""What is printed above a table: label (表5), title, unit (单位：万元)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.pages.lines import Line, spaced
from parsers.texts.caption_lines import (
    BRACKETED,
    CHINESE_NUMBER,
    FORM_LINE,
    TITLE_END,
    UNIT,
    YEAR_LINE,
    begins_with_mark,
    split_label,
)
from schemas.white_space import without_space

MOST_LINES = 5  # lines above a table looked at: 附件, two lines of title, name of the office, unit
NEAR_TABLE = 3.5  # sizes of the line between a caption and what it stands above
CENTRED = 2.0  # sizes that the middle of a centred line may be off the middle of the table or of the page
LONGEST_TITLE = 60  # characters
LOOSE_SPACE = re.compile(r"(?<![!-~])\s+|\s+(?![!-~])")  # white that does not part two Latin words or figures
SENTENCE_END = "。；：，、;,!！？"
NUMBERED_HEADING = re.compile(rf"(?:[{CHINESE_NUMBER}]+、|[（(][{CHINESE_NUMBER}\d]+[)）]|\d+[.．、])")


@dataclass(slots=True)
class Caption:
    """`lines` and `unit_lines` are the printed lines used, top to bottom; `notes` lines of a form (name of the office,
    number of the form) between title and table; `page` is where they are printed."""

    label: str = ""
    title: str = ""
    unit: str = ""
    lines: list[Line] = field(default_factory=list)
    unit_lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    page: int = 0

    @property
    def name(self) -> str:
        return without_space(self.label + self.title)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a caption may stand: the table's top and sides, the page's width, and the left and right of the text."""

    top: float
    x0: float
    x1: float
    page_width: float
    left: float
    right: float


def find_caption(above: list[Line], place: Surroundings) -> Caption:
    """The caption among the lines above a table on its page, nearest last. Lines are not taken out."""
    found = Caption()
    edge = place.top
    lines = above[-MOST_LINES:]
    for n, line in reversed(list(enumerate(lines))):
        if edge - line.bottom > NEAR_TABLE * line.size:
            break
        text = spaced(line)
        plain = without_space(text)
        unit = UNIT.search(text)
        rest = UNIT.sub("", text).strip() if unit else text
        if (
            unit
            and not found.unit
            and (not rest or FORM_LINE.fullmatch(rest) or _is_far_apart(line))
            and not _starts_label(rest)
            and not found.lines
        ):
            found.unit = without_space(unit.group("unit"))
            found.unit_lines.insert(0, line)
        elif FORM_LINE.fullmatch(plain) and not found.lines:
            found.notes.insert(0, line)
        elif (
            _starts_label(text)
            and len(plain) <= LONGEST_TITLE
            and (not found.lines or plain[-1] not in SENTENCE_END[:1])
        ):
            if found.lines and found.label:
                break
            found.lines.insert(0, line)
            _read_title(found)
            _read_unit_above(found, lines[:n])
            break
        elif len(found.lines) < 2 and (_is_title(line, text, place) or _is_cut_title(line, text, found.lines)):
            below = without_space(found.lines[0].text) if found.lines else ""
            smaller = YEAR_LINE.fullmatch(below) or (BRACKETED.fullmatch(below) and TITLE_END.search(plain))
            if found.lines and abs(found.lines[0].size - line.size) > 0.5 and not smaller:
                break  # the year of a form stands in smaller type below its title
            found.lines.insert(0, line)
            _read_title(found)
        elif found.lines:
            _read_unit_above(found, lines[: n + 1])
            break
        else:
            break
        edge = line.top
    return found


def _read_unit_above(found: Caption, above: list[Line]) -> None:
    """The unit that stands right above a caption, alone in its line."""
    line = above[-1] if above and not found.unit else None
    unit = UNIT.fullmatch(spaced(line)) if line is not None else None
    if line is None or unit is None or found.lines[0].top - line.bottom > NEAR_TABLE * line.size:
        return
    found.unit = without_space(unit.group("unit"))
    found.unit_lines.insert(0, line)


def _read_title(found: Caption) -> None:
    lines = [spaced(line) for line in found.lines]
    label, rest = split_label(lines[0])
    text = f"{label} " + "".join(lines[1:]) if label and not rest else "".join(lines)  # 表15-4, 2026年… below it
    unit = UNIT.search(text)
    if unit:
        found.unit = found.unit or without_space(unit.group("unit"))
        text = UNIT.sub("", text)
    found.label, title = split_label(text)
    found.title = LOOSE_SPACE.sub("", title)


def _starts_label(text: str) -> bool:
    return bool(split_label(text)[0]) or begins_with_mark(text)


def _is_title(line: Line, text: str, place: Surroundings) -> bool:
    """A short line in the middle of the table or page that is no sentence."""
    is_named = bool(TITLE_END.search(without_space(text)))
    if len(text) > LONGEST_TITLE or text[-1] in SENTENCE_END or (NUMBERED_HEADING.match(text) and not is_named):
        return False
    middle = (line.x0 + line.x1) / 2
    centres = (place.page_width / 2, (place.x0 + place.x1) / 2, (place.left + place.right) / 2)
    if min(abs(middle - c) for c in centres) > CENTRED * line.size:
        return False
    if is_named:
        return True
    return line.x0 - place.left > 2.5 * line.size and place.right - line.x1 > 2.5 * line.size


def _is_cut_title(line: Line, text: str, below: list[Line]) -> bool:
    """Whether a line is the first one of a title too long for one line, whose end stands in the middle below it."""
    if len(below) != 1 or text[-1] in SENTENCE_END or not TITLE_END.search(without_space(below[0].text)):
        return False
    rest = below[0]
    centred = abs((line.x0 + line.x1 - rest.x0 - rest.x1) / 2) <= CENTRED * line.size / 2
    longer = line.x1 - line.x0 > rest.x1 - rest.x0
    return centred and longer and abs(line.size - rest.size) <= 0.5 and rest.top - line.bottom < 1.5 * line.size


def _is_far_apart(line: Line) -> bool:
    """Whether a line has two pieces with a wide gap: office on the left, unit on the right."""
    return any(b.x0 - a.x1 > 3 * line.size for a, b in zip(line.glyphs, line.glyphs[1:], strict=False))
