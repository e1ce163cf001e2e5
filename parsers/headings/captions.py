"""What is printed above a table: label (表5), title, unit (单位：万元)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.pages.lines import Line
from schemas.white_space import without_space

MOST_LINES = 5  # lines above a table looked at: 附件, two lines of title, name of the office, unit
NEAR_TABLE = 3.5  # sizes of the line between a caption and what it stands above
CENTRED = 2.0  # sizes that the middle of a centred line may be off the middle of the table or of the page
LONGEST_TITLE = 60  # characters

CHINESE_NUMBER = "一二三四五六七八九十"
LABEL = re.compile(
    rf"(?P<label>(?:附?表|附件|附录|附图)\s?(?:[0-9０-９]{{1,3}}(?:[-－—.．][0-9０-９]{{1,3}})*(?![0-9０-９年])|[{CHINESE_NUMBER}]{{1,3}}(?!、?[{CHINESE_NUMBER}]))"
    r"|附表|附件)"
)
GLUED_YEAR = re.compile(r"(?P<label>附?[表件]\s?[0-9０-９]{1,2}?)(?P<rest>(?:19|20)[0-9]{2}\s?年.*)")
LOOSE_SPACE = re.compile(r"(?<![!-~])\s+|\s+(?![!-~])")  # white that does not part two Latin words or figures
AFTER_LABEL = re.compile(r"^[\s:：.．、—－-]+")
MONEY_UNIT = r"(?:人民币)?[百千万亿]{0,2}元|%|％|人|个|辆|平方米|公里|吨|台|套|户"
UNIT = re.compile(
    rf"[（(【]?\s*(?:金额|计量|数量|货币)?单\s*位\s*[:：]\s*(?P<unit>(?:{MONEY_UNIT})(?:\s*[、，,/及和;；]\s*(?:{MONEY_UNIT}))*)\s*[)）】]?"
)
FORM_LINE = re.compile(
    r"(?:(?:编制|填报|填表|预算|部门|公开|主管)?(?:部门|单位)(?:名称|[（(]公章[)）]|[（(]盖章[)）])?|填报日期|公开部门|部门|预算年度|年度)\s*[:：].{0,40}"
    r"|(?:财|预|决|公)?(?:公开|财决|预算|决算)?\s*[0-9]{1,2}\s*表|表号.{0,10}"
)
YEAR_LINE = re.compile(r"[（(]?(?:19|20)[0-9]{2}年度?[）)]?")
# The title of a form, which stands over each of the forms of a file.
FORM_TITLE = re.compile(r".{0,30}绩效.{0,8}表(?:[（(].{1,12}[）)])?")
# The title of a table, with what stands in brackets behind it or in smaller type below it.
TITLE_END = re.compile(r"表(?:[（(].{1,12}[)）]){0,2}$")
BRACKETED = re.compile(r"[（(].{1,20}[)）]")
# Marks above a part that goes on, below one that does, and at the end of a caption printed again; white left out.
GOES_ON = re.compile(
    r"[:：.．、]?[（(【\[]?(?:(?:续|接)(?:上|前)?[表页][0-9一二三四五六七八九十-]*[)）】\]]?.{0,2}|(?:续|接上|接前)[0-9]{0,2}[)）】\]]?"
    r"|(?:[Cc]ontinued(?:from(?:the)?previouspage)?|[Cc]ont[’']?d\.?)[)）】\]]?)"
)
GOES_OVER = re.compile(
    r"[（(【\[—-]*(?:[接转续见]下(?:页|表|一页)|下[页表](?:续表?|继续)|未完(?:[,，]?(?:待续|[接转续见]下页))?"
    r"|(?:to)?be[Cc]ontinued|[Tt]obecontinued|[Cc]ontinued(?:on(?:the)?nextpage)?)[)）】\]…—.。-]*"
)
MARK_AT_END = re.compile(
    r"[（(【\[—-]*(?:续(?:表|前页?|上页?|上表)?[0-9一二三四五六七八九十]{0,2}|[Cc]ontinued|[Cc]ont[’']?d\.?)[)）】\]]*$"
)
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


def is_continuation_mark(text: str) -> bool:
    """续表, （续）, 续表3, 接上页, 表3（续）, (Continued): printed above a part that goes on with a table."""
    plain = without_space(text)
    return bool(GOES_ON.fullmatch(plain[len(split_label(plain)[0]) :]) or GOES_ON.fullmatch(plain))


def is_mark_at_foot(text: str) -> bool:
    """接下页, （续下页）, 未完待续, Continued on next page: printed below a part that goes on overleaf."""
    return bool(GOES_OVER.fullmatch(without_space(text)))


def without_mark(name: str) -> str:
    """The name of a table without the mark that a part of it goes on: 预算执行情况表（续） is 预算执行情况表."""
    return MARK_AT_END.sub("", name)


def is_unit_line(text: str) -> bool:
    """单位：元, alone or with the number of the form or the name of the office beside it."""
    if not UNIT.search(text):
        return False
    rest = UNIT.sub("", text).strip(" 　()（）")
    return not rest or bool(FORM_LINE.fullmatch(without_space(rest)))


def is_form_line(text: str) -> bool:
    """A line that belongs to a table though it may come back on every page: its unit, the office, the form's number,
    its title and year."""
    plain = without_space(text)
    return bool(UNIT.search(text)) or any(p.fullmatch(plain) for p in (FORM_LINE, FORM_TITLE, YEAR_LINE))


def split_label(text: str) -> tuple[str, str]:
    """(label without white space, title) of a caption; the label is '' where none is printed."""
    glued = GLUED_YEAR.match(text)
    match = glued or LABEL.match(text)
    if not match:
        return "", text.strip()
    label = without_space(match.group("label"))
    rest = glued.group("rest") if glued else text[match.end() :]
    return label, AFTER_LABEL.sub("", rest).strip()


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
    return bool(split_label(text)[0])


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


def is_table_title(text: str) -> bool:
    """Whether a line is the label of a table, a title that says that it is one, or what stands in brackets below it:
    表3, 2024年收支决算总表（草案）, （按功能科目分类）."""
    plain = without_space(text)
    label, rest = split_label(plain)
    is_label = label.lstrip("附").startswith("表") and not rest
    return is_label or bool(TITLE_END.search(plain) or BRACKETED.fullmatch(plain))


def _is_far_apart(line: Line) -> bool:
    """Whether a line has two pieces with a wide gap: office on the left, unit on the right."""
    return any(b.x0 - a.x1 > 3 * line.size for a, b in zip(line.glyphs, line.glyphs[1:], strict=False))


def spaced(line: Line) -> str:
    """Text of a line with a space wherever print leaves one (after 表5, before 2021年)."""
    out: list[str] = []
    last = None
    for text, glyph in line.characters:
        if glyph is not None and last is not None and glyph.x0 - last.x1 > 0.15 * glyph.size and out[-1] != " ":
            out.append(" ")
        out.append(text)
        last = glyph or last
    return "".join(out).strip()
