"""Lines outside tables -> paragraphs and headings in reading order, with the path of headings above each."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from parsers.pages.lines import Line
from parsers.texts.heading_marks import HEADINGS
from schemas.document import BlockKind

FIRST_INDENT = 0.9  # sizes; a line that starts this far right of the text's left side starts a paragraph
RAGGED = 1.9  # sizes that lines of one paragraph may end before the right side of the text
SHORT_END = 0.35  # sizes left over at a line's end beyond what the head of the next line needs
WIDE_GAP = 1.55  # times the usual distance of lines; more parts paragraphs
CENTRED = 1.0  # sizes that the middle of a centred line may be off the middle of the text
BIG_TYPE = 1.15  # times the size of body text; larger type is a title
LONGEST_HEADING = 60  # characters
# A numbered line that ends in amounts is a row of a table that was not found as one.
ROW_OF_FIGURES = re.compile(r"\d\.\d+%?\s+[\d,]+\.\d+|\d,\d{3}(?:\.\d+)?$|\d\.\d{2}%?$")
NOT_FIRST = "，。、；：！？）》〉】』」”’%％,.;:!?)"  # what no line starts with
NOT_LAST = "（《〈【『「“‘("  # what no line ends with
SENTENCE_END = "。；;！!？?："
NUMBERED = re.compile("|".join(h.pattern for h in HEADINGS) + r"|[①-⑳]|附注|注[:：]|备注[:：]")


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph with their page numbers."""

    lines: list[tuple[int, Line]]
    kind: BlockKind = "paragraph"
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(line.text for _, line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for _, line in self.lines)


@dataclass(frozen=True, slots=True)
class Measure:
    """Left and right side of the text, size of body type and distance of its lines on pages of one width."""

    page_width: float

    left: float
    right: float
    size: float
    leading: float


@dataclass(slots=True)
class Flow:
    """Lines of a page's body in order; `stops` holds ids of lines before which a table or figure stands."""

    page: int
    width: float
    lines: list[Line]
    stops: set[int] = field(default_factory=set)
    starts_with_stop: bool = False
    ends_with_stop: bool = False


def measure_text(lines: list[Line], page_width: float) -> Measure:
    """Measure of body text: where most full lines start and end."""
    long = [line for line in lines if len(line.glyphs) >= 12] or lines
    if not long:
        return Measure(page_width, 72.0, page_width - 72.0, 12.0, 20.0)
    sizes: Counter[float] = Counter()
    for line in long:
        sizes[round(line.size * 2) / 2] += len(line.glyphs)
    size = sizes.most_common(1)[0][0] or 12.0
    body = [line for line in long if abs(line.size - size) < 1] or long
    left = _common([line.x0 for line in body], least=True)
    right = _common([line.x1 for line in body], least=False)
    steps = Counter(round(b.y - a.y) for a, b in itertools.pairwise(body) if 0.9 * size < b.y - a.y < 4 * size)
    leading = float(steps.most_common(1)[0][0]) if steps else 1.5 * size
    return Measure(page_width, left, right, size, leading)


def _common(values: list[float], least: bool) -> float:
    """The outermost position shared by at least a tenth of the lines (and two of them where there are more)."""
    counts = Counter(round(v / 2) for v in values)
    enough = max(1, min(2, len(values)), len(values) // 10)
    found = [k for k, n in counts.items() if n + counts.get(k + 1, 0) + counts.get(k - 1, 0) >= enough]
    keys = found or list(counts)
    key = min(keys) if least else max(keys)
    near = [v for v in values if abs(round(v / 2) - key) <= 1]
    return min(near) if least else max(near)


def to_paragraphs(flows: list[Flow], measures: dict[int, Measure]) -> list[Paragraph]:
    """All pages' lines as paragraphs. `measures` by page."""
    paragraphs: list[Paragraph] = []
    last: tuple[int, Line] | None = None
    stopped = False
    for flow in flows:
        measure = measures[flow.page]
        stopped = stopped or flow.starts_with_stop
        for line in flow.lines:
            if id(line) in flow.stops:
                stopped = True
            if last is None or stopped or _starts_paragraph(last, (flow.page, line), measures, paragraphs[-1]):
                paragraphs.append(Paragraph([(flow.page, line)]))
            else:
                paragraphs[-1].lines.append((flow.page, line))
            last, stopped = (flow.page, line), False
        stopped = stopped or flow.ends_with_stop
        if flow.lines and measure is None:
            stopped = True
    return paragraphs


def _starts_paragraph(
    last: tuple[int, Line], here: tuple[int, Line], measures: dict[int, Measure], current: Paragraph
) -> bool:
    before, line = last[1], here[1]
    measure, measure_before = measures[here[0]], measures[last[0]]
    size = line.size
    if _is_title_pair(before, line, last[0] == here[0], measure):
        return False
    if abs(before.size - size) > 0.12 * max(before.size, size) and not _same_size_within(before, line):
        return True
    if last[0] == here[0]:
        if line.y - before.y > WIDE_GAP * max(measure.leading, 1.2 * size):
            return True
    elif measure.page_width != measure_before.page_width:
        return True
    head = _head_width(line) if before.text[-1] in SENTENCE_END else _head_and_unit(line)
    if measure_before.right - before.x1 > max(RAGGED * size, head + SHORT_END * size):
        return True
    indent = line.x0 - measure.left
    if indent > FIRST_INDENT * size:
        hanging = len(current.lines) > 1 and abs(before.x0 - line.x0) < 0.5 * size
        first_hanging = (
            len(current.lines) == 1 and abs(before.x0 - line.x0) < 0.3 * size and not NUMBERED.match(line.text)
        )
        if hanging and not NUMBERED.match(line.text):
            return False
        return not (first_hanging and before.text[-1] not in SENTENCE_END and _is_block_indented(before, line, measure))
    return bool(NUMBERED.match(line.text)) and before.text[-1] in SENTENCE_END


def _is_block_indented(before: Line, line: Line, measure: Measure) -> bool:
    """Two lines of a block that is indented as a whole: the first runs to the right side, without a stop."""
    return measure.right - before.x1 <= 2 * line.size and before.text[-1] not in SENTENCE_END


def _head_width(line: Line) -> float:
    """Width of what cannot be parted at the start of a line: a character with the punctuation that must stay with it, a
    Latin word, a number."""
    width = 0.0
    start = line.glyphs[0].x0
    for index, glyph in enumerate(line.glyphs):
        width = glyph.x1 - start
        after = line.glyphs[index + 1].text if index + 1 < len(line.glyphs) else ""
        joined = glyph.text in NOT_LAST or (after and after in NOT_FIRST)
        if not after or not (joined or (glyph.text.isascii() and after.isascii() and not glyph.end)):
            break
    return width


def _head_and_unit(line: Line) -> float:
    """Width of the head and, behind a number, of the two characters of its unit: some breakers keep 7,996.90万元
    together, and a line that ends within a sentence goes on."""
    width = _head_width(line)
    behind = [g for g in line.glyphs if g.x1 - line.glyphs[0].x0 > width + 0.01][:2]
    return behind[-1].x1 - line.glyphs[0].x0 if behind and line.text[:1].isdigit() else width


def _same_size_within(before: Line, line: Line) -> bool:
    """Whether both lines have type of a common size (a line of figures in another font)."""
    sizes = {round(g.size) for g in before.glyphs}
    return bool(sizes & {round(g.size) for g in line.glyphs}) and len(before.glyphs) > 3 and len(line.glyphs) > 3


def _is_title_pair(before: Line, line: Line, same_page: bool, measure: Measure) -> bool:
    """Two centred lines of large type: a title that takes two lines."""
    if not same_page or min(before.size, line.size) < BIG_TYPE * measure.size or abs(before.size - line.size) > 1:
        return False
    if line.y - before.y > 3 * line.size or "。" in before.text + line.text or NUMBERED.match(line.text):
        return False  # where notes in small type outweigh the body, its sentences are no titles
    middle = (measure.left + measure.right) / 2
    return all(abs((x.x0 + x.x1) / 2 - middle) < 2 * CENTRED * x.size for x in (before, line))


def classify(paragraphs: list[Paragraph], measures: dict[int, Measure]) -> None:
    """Give headings their kind and level, in place."""
    for paragraph in paragraphs:
        if paragraph.kind != "paragraph":
            continue
        text = paragraph.text
        page, line = paragraph.lines[0]
        measure = measures[page]
        if re.match(r"附?注\s*[:：]|备注\s*[:：]", text):
            paragraph.kind = "note"
            continue
        level = next((n for n, h in enumerate(HEADINGS, 1) if h.match(text)), 0)
        if level == 5:
            level = 4
        if len(text) > LONGEST_HEADING or len(paragraph.lines) > 2 or ROW_OF_FIGURES.search(text):
            continue
        ends_open = text[-1] not in "；;，,：:"
        if level and ends_open and (paragraph.bold or text[-1] != "。" or len(text) < 12) and not _is_list_item(text):
            paragraph.kind, paragraph.level = "heading", level
        elif not level and line.size >= BIG_TYPE * measure.size and ends_open:
            paragraph.kind = "heading"


def _is_list_item(text: str) -> bool:
    return "，" in text and text[-1] in "。；;"


def section_paths(paragraphs: list[Paragraph]) -> list[tuple[str, ...]]:
    """For each paragraph the headings above it, outermost first."""
    path: list[tuple[int, str]] = []
    paths: list[tuple[str, ...]] = []
    for paragraph in paragraphs:
        if paragraph.kind == "heading" and paragraph.level:
            path = [entry for entry in path if entry[0] < paragraph.level]
            paths.append(tuple(text for _, text in path))
            path.append((paragraph.level, paragraph.text))
        else:
            paths.append(tuple(text for _, text in path))
    return paths
