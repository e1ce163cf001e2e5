"""Lines that stand between tables and in none: captions and units above the next table, headings, running text.

Where nothing but white space tells a table's end, these do. A line is only taken for one of them when it has no gap in
it that could part two cells, save for a caption with its unit on the right.
"""

from __future__ import annotations

import re

from parsers.lineless.second_tables import Wall
from parsers.lineless.textblocks import Chunk
from parsers.pages.lines import Line
from parsers.texts.caption_lines import UNIT, is_continuation_mark, is_unit_line, split_label
from parsers.texts.heading_marks import HEADINGS

LONGEST_CAPTION = 60  # characters
CENTRED = 1.0  # sizes that the middle of a title may be off the middle of the text
INDENT = 3.0  # sizes that the first line of a paragraph may start right of the text's left side
FULL = 2.0  # sizes that a full line of text may end before the text's right side
TEXT_PITCH = 2.3  # sizes from line to line within a paragraph, at most
NEAR = 3  # lines above and below a heading that are looked at for cells
LARGER = 1.1  # times the size of the cells below that the type of a caption has at least, if it is not bold
SAME_SIZE = 0.5  # points
LEAST_SENTENCE = 8  # characters of a paragraph of one line
SENTENCE_ENDS = "。：:；"
BARRED = "。；，;,：:、"
NAMES_TABLE = re.compile(r"(?:表|一览|明细|汇总|情况|统计)(?:[（(].{1,20}[)）])?$")
FIGURE_AT_END = re.compile(r"\d[\d,，.．]*[%％]?$")
CONTENTS = re.compile(r".*[….·．・]{6,}\s*[-－—(（]?\s*[0-9０-９IVXivx]{1,4}\s*[-－—)）]?$")  # dots that lead to a page
HEAD_OF_CONTENTS = re.compile(r"目\s*[录錄次]")
LEADS = re.compile(r"\D.*?([0-9０-９]{1,3})")  # a heading and its page
HEADING_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部]分?"
)
NOTE = re.compile(r"(?:附?注|备注|说明|(?:资料|数据)来源)\s*\d{0,2}\s*[:：]")
NEXT_NOTE = re.compile(r"[（(]?\d{1,2}[.．、)）]\s*\D")


def lines_between(lines: list[Line], chunked: list[list[Chunk]], left: float, right: float) -> set[int]:
    """Indices of the lines that are captions, units, headings, running text, or notes below a table.

    `left` and `right` are the sides of the text; `lines` stand outside ruled tables, top to bottom, and are cut at
    their wide gaps in `chunked`.
    """
    found: set[int] = set()
    notes: set[int] = set()
    if any(line.x0 < left - INDENT * line.size or line.x1 > right + INDENT * line.size for line in lines):
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)  # tables told those sides
    page = 0  # where the last heading stands by a list of contents without dots
    for i, line in enumerate(lines):
        text = line.text
        leads = LEADS.fullmatch(text) if page else None
        page = 1 if HEAD_OF_CONTENTS.fullmatch(text) else int(leads[1]) if leads and int(leads[1]) >= page else 0
        if (
            isinstance(line, Wall)
            or is_unit_line(text)
            or CONTENTS.match(text)
            or (leads is not None and page)
            or is_continuation_mark(text)
            or _is_caption(i, lines, chunked, left, right)
            or (len(chunked[i]) == 1 and _is_text(i, lines, found, left, right))
            or (_is_one_text(chunked[i]) and _is_heading(i, lines, chunked, left))
            or (len(chunked[i]) == 1 and _is_sentence(i, lines, chunked, left))
        ):
            found.add(i)
        elif _is_note(i, line, chunked, notes):
            found.add(i)
            notes.add(i)
    return found


def _is_caption(i: int, lines: list[Line], chunked: list[list[Chunk]], left: float, right: float) -> bool:
    line, chunks = lines[i], chunked[i]
    text = line.text
    if len(text) > LONGEST_CAPTION or text[-1] in BARRED:
        return False
    centred = abs((line.x0 + line.x1) / 2 - (left + right) / 2) <= CENTRED * line.size
    label, _ = split_label(text)
    if label.startswith(("表", "附表", "附件")) and not FIGURE_AT_END.search(UNIT.sub("", text)[len(label) :]):
        return len(chunks) == 1 or centred or bool(UNIT.search(text)) or len(label) + 1 >= len(chunks[0].text)
    if not centred or len(chunks) > 1 or not NAMES_TABLE.search(UNIT.sub("", text)):
        return False
    below = next((j for j in range(i + 1, min(i + NEAR + 1, len(lines))) if len(chunked[j]) > 1), None)
    return line.bold or bool(UNIT.search(text)) or (below is not None and line.size > LARGER * lines[below].size)


def _is_one_text(chunks: list[Chunk]) -> bool:
    """Whether a line has no gap, or none but the one behind a heading's number."""
    return len(chunks) == 1 or (len(chunks) == 2 and bool(HEADING_NUMBER.fullmatch(chunks[0].text)))


def _is_note(i: int, line: Line, chunked: list[list[Chunk]], notes: set[int]) -> bool:
    """A note below a table (注：…), or the next one of several, that begins no further right than the rows above it."""
    if len(chunked[i]) > 1 or not (NOTE.match(line.text) or (i - 1 in notes and NEXT_NOTE.match(line.text))):
        return False
    above = [chunks[0].x0 for chunks in chunked[max(i - NEAR, 0) : i]]
    return line.x0 <= min(above, default=line.x0) + line.size


def announces_table(line: Line) -> bool:
    """Whether a line between tables is the caption of one (表3 …, …情况表) or its unit."""
    text = UNIT.sub("", line.text).strip()
    return not text or split_label(text)[0].startswith(("表", "附表")) or bool(NAMES_TABLE.search(text))


def _is_text(i: int, lines: list[Line], found: set[int], left: float, right: float) -> bool:
    """A full line of running text, or one that goes on with such a line."""
    line = lines[i]
    if right - left <= 12 * line.size:
        return False
    start = line.x0 - left
    if start < -line.size or start > INDENT * line.size:
        return False
    if right - line.x1 < FULL * line.size and len(line.text) > 0.6 * (right - left - start) / line.size:
        return True
    before = lines[i - 1] if i - 1 in found else None
    return (
        before is not None
        and not is_unit_line(before.text)
        and abs(before.size - line.size) <= SAME_SIZE
        and line.y - before.y <= TEXT_PITCH * line.size
        and right - before.x1 < FULL * line.size
        and before.x0 - left <= INDENT * line.size
        and start <= 0.5 * line.size
    )


def _is_sentence(i: int, lines: list[Line], chunked: list[list[Chunk]], left: float) -> bool:
    """A paragraph of one line: a sentence at the indent, in type of another size than the lines of cells next to it."""
    line = lines[i]
    if len(line.text) < LEAST_SENTENCE or line.text[-1] not in SENTENCE_ENDS or line.x0 - left > INDENT * line.size:
        return False
    near = [j for j in range(max(i - NEAR, 0), min(i + NEAR + 1, len(lines))) if j != i and len(chunked[j]) > 1]
    return all(abs(lines[j].size - line.size) > SAME_SIZE for j in near)


def _is_heading(i: int, lines: list[Line], chunked: list[list[Chunk]], left: float) -> bool:
    """A numbered line at the left side or the indent that no cells stand close to, in type of another size or weight
    than the lines of cells next to it."""
    line = lines[i]
    if line.x0 - left > INDENT * line.size or not any(h.match(line.text) for h in HEADINGS):
        return False
    near = [j for j in range(max(i - NEAR, 0), min(i + NEAR + 1, len(lines))) if j != i and len(chunked[j]) > 1]
    return all(abs(lines[j].size - line.size) > SAME_SIZE or (line.bold and not lines[j].bold) for j in near)
