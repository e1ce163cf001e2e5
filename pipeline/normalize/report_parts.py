"""Where one file holds several reports: the pages, blocks and tables of each as a document of its own.

Offices publish the reports of their units, or of several years, bound into one PDF. A report cut in two is far worse
than two reports read as one, so a further report begins only where all of this holds:

- A page begins with a centred title that is, from end to end, agency, year and one of the kinds of document that
  reports and budgets call themselves. A caption, a numbered heading or a sentence is none.
- The part before began with such a title too, and the two name different agencies or, of one agency, other years.
- Both parts have a body: a first numbered heading (一、 or 第一部分), and paragraphs or a table with figures. A cover
  or a table of contents has none, so that the title repeated after it begins nothing.
- It is no annex: a title under 附件 counts only where the part before stands under one as well.
- No paragraph and no table runs on across the page break.

Titles of project reports and titles that do not say of whose spending they speak (绩效自评报告) count only after one
of the same kind and with an agency named in full (市、县、区 …): what looks like an agency in them may be a project.
Forms (项目支出绩效自评表) never begin a report: they belong to the one before.

Final accounts and collections hold evaluations of several projects or policies one behind the other. Their titles name
no agency but what is evaluated (2022年某专项资金绩效评价报告); where two or more of such titles, each of something else
and each with a body, head pages, every one begins a report, whatever stands before the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.normalize.agency import is_agency
from pipeline.normalize.identity import years_named
from pipeline.vocabulary.names import folded
from schemas.document import Block, Document, Page, Table

_YEAR = r"(?:20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年度?"
_DEPARTMENT = r"(?:部门|单位)?整体(?:支出)?(?:预算)?绩效(?:自评|自我评价|评价)(?:工作)?(?:情况)?的?报告"
_BUDGET = r"(?:[省市区县本]级)?(?:部门|单位)预算(?:信息)?(?:公开)?(?:情况)?(?:说明|报告|报表)?"
_ACCOUNTS = r"(?:[省市区县本]级)?(?:部门|单位)决算(?:信息)?(?:公开)?(?:情况)?(?:说明|报告|报表)?"
_PROJECT = r"(?:部门|单位)?项目(?:支出)?(?:预算)?绩效(?:自评|自我评价|评价)(?:工作)?(?:情况)?的?(?:报告|结果)"
_PLAIN = r"绩效(?:自评|自我评价)(?:工作)?(?:情况)?的?报告"
_KINDS = {
    kind: re.compile(
        rf"(?:关于)?(?:{_YEAR})?(?P<agency>[\u4e00-\u9fff()]{{3,32}}?)?(?:关于)?(?:{_YEAR})?{words}"
        r"(?:\((?:公开|公示|网上|上网|报送|定)[稿版]?\))?"
    )
    for kind, words in (
        ("department", _DEPARTMENT),
        ("budget", _BUDGET),
        ("accounts", _ACCOUNTS),
        ("project", _PROJECT),
        ("plain", _PLAIN),
    )
}
_OF_WHAT = re.compile(
    rf"(?:关于)?(?:20\d\d[-—至])?(?:{_YEAR})?(?P<what>[^，。；：]{{4,50}}?)(?:项目)?(?:支出)?(?:财政)?(?:重点)?绩效(?:评价|自评)的?报告"
)
_DOUBTFUL = frozenset({"project", "plain"})  # kinds in whose titles a project's name may look like an agency's
_ANNEX = re.compile(r"附[件表录]?[\d一二三四五六七八九十]*[-\d]*:?")
_PLACED = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:省|市|州|县|区|旗|镇|乡)[\u4e00-\u9fff]")
_LABELLED = re.compile(
    r"(?:编制|填报|报告|评价|预算)?(?:主管)?(?:单位|部门)(?:名称)?(?:\(盖章\))?:([\u4e00-\u9fff()]{4,40})"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,12}[省市州县区旗镇乡]")
_FIRST_HEADING = re.compile(r"一、|第一[部章]|1[、.]")
_TITLE_BLOCKS = 4  # a title on a cover may be printed in so many paragraphs
_LONGEST_TITLE = 70
_LONG_PARAGRAPH = 30  # characters; a line of a cover or of a table of contents is shorter, or ends in a page number
_PARAGRAPHS = 3
_FIGURES = 6  # cells with a figure
_OFF_CENTRE = 0.02  # of the page's width; an indented line of the body may stand nearly in the middle
_LARGE_OFF_CENTRE = 0.06  # the same for large type, which is often indented as well as centred


@dataclass(frozen=True, slots=True)
class _Title:
    """What the title at the head of a page says; `agencies` and `years` are empty where it does not name them. `what`:
    the project that is evaluated, where the title names that and no agency."""

    page: int
    kind: str
    agencies: frozenset[str]
    years: frozenset[int]
    is_annex: bool
    what: str = ""

    def with_inner(self, inner: _Title) -> _Title:
        """This title, on a cover, with what the title of the first page of text adds."""
        return replace(self, agencies=self.agencies | inner.agencies, years=self.years | inner.years)


def report_parts(document: Document) -> tuple[Document, ...]:
    """The reports in a document, in their order; mostly the document itself and nothing else.

    Parts keep page numbers, orders of blocks and ids of tables of the file; `part` counts them from 1. Sections begin
    anew with each. Problems of the file stay with the first.
    """
    starts = _starts(document)
    if not starts:
        return (document,)
    firsts = [document.pages[0].number, *starts]
    ends = [*starts, document.pages[-1].number + 1]
    parts = (range(first, end) for first, end in zip(firsts, ends, strict=True))
    return tuple(_part(document, number, pages) for number, pages in enumerate(parts, start=1))


def _starts(document: Document) -> list[int]:
    """The page numbers on which further reports begin."""
    titles = _titles(document)
    evaluations = [title for title in titles if title.what]
    if len({title.what for title in evaluations}) > 1:
        return _evaluation_starts(document, evaluations)
    titles = [title for title in titles if not title.what]
    if len(titles) < 2 or _has_body(document, range(document.pages[0].number, titles[0].page)):
        return []  # where the first report has no title, there is nothing to compare others with
    last = document.pages[-1].number + 1
    starts: list[int] = []
    current = titles[0]
    for at, title in enumerate(titles[1:], start=1):
        if not _has_body(document, range(current.page, title.page)):
            current = current.with_inner(title)
        elif _is_another(current, title) and _nothing_runs_on(document, title.page):
            end = next((t.page for t in titles[at + 1 :] if _is_another(title, t)), last)
            if _has_body(document, range(title.page, end)):
                starts.append(title.page)
                current = title
    return starts


def _evaluation_starts(document: Document, titles: list[_Title]) -> list[int]:
    """The pages on which evaluations of several projects begin, but for one at the head of the file."""
    last = document.pages[-1].number + 1
    starts: list[int] = []
    seen: set[str] = set()
    for at, title in enumerate(titles):
        end = next((other.page for other in titles[at + 1 :] if other.what != title.what), last)
        if title.what in seen or title.is_annex or not _has_body(document, range(title.page, end)):
            continue
        seen.add(title.what)
        if title.page > document.pages[0].number and _nothing_runs_on(document, title.page):
            starts.append(title.page)
    return starts if len(seen) > 1 else []


def _titles(document: Document) -> list[_Title]:
    by_page: dict[int, list[Block]] = {}
    for block in document.blocks:
        by_page.setdefault(block.page, []).append(block)
    tops: dict[int, float] = {}
    for table in document.tables:
        for part in table.parts:
            tops[part.page] = min(tops.get(part.page, part.box.top), part.box.top)
    found = (
        _title(page, by_page[page.number], tops.get(page.number, page.height))
        for page in document.pages
        if page.number in by_page
    )
    return [title for title in found if title is not None]


def _title(page: Page, blocks: list[Block], table_top: float) -> _Title | None:
    """The title with which a page begins. `table_top` is where its first table begins, in points."""
    is_annex = _ANNEX.fullmatch(folded(blocks[0].text)) is not None
    lines: list[str] = []
    found: _Title | None = None
    for block in blocks[is_annex : is_annex + _TITLE_BLOCKS]:
        text = folded(block.text)
        if block.level or block.kind not in ("heading", "paragraph") or len(text) > _LONGEST_TITLE:
            break
        if not _is_centred(block, page) or any(box.top > table_top for box in block.content.boxes()):
            break
        lines.append(text)
        found = _read("".join(lines), page.number, is_annex) or found
    if found is None or found.agencies or found.what:
        return found
    return replace(found, agencies=_on_cover(blocks))


def _read(text: str, page: int, is_annex: bool) -> _Title | None:
    for kind, pattern in _KINDS.items():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        name = match["agency"] or ""
        if is_agency(name):
            return _Title(page, kind, frozenset({name}), frozenset(years_named(text)), is_annex)
        if not name or _PLACE.fullmatch(name):  # 某市某区2025年区级部门预算: whose, says another line of the cover
            return _Title(page, kind, frozenset(), frozenset(years_named(text)), is_annex)
    evaluation = _OF_WHAT.fullmatch(text)
    if evaluation is None or is_agency(evaluation["what"]) or "整体" in evaluation["what"]:
        return None
    return _Title(page, "project", frozenset(), frozenset(years_named(text)), is_annex, evaluation["what"])


def _on_cover(blocks: list[Block]) -> frozenset[str]:
    """The agency that a cover names on a line of its own, or behind 单位名称：; nothing on a page that is no cover."""
    if any(block.level for block in blocks):
        return frozenset()
    texts = [folded(block.text) for block in blocks]
    labelled = [match[1] for match in map(_LABELLED.fullmatch, texts) if match]
    return frozenset([name for name in (*labelled, *texts) if is_agency(name)][:1])


def _is_centred(block: Block, page: Page) -> bool:
    off = (_LARGE_OFF_CENTRE if block.kind == "heading" else _OFF_CENTRE) * page.width
    return all(abs((box.x0 + box.x1 - page.width) / 2) < off for box in block.content.boxes())


def _is_another(current: _Title, title: _Title) -> bool:
    """Whether a title is that of a report other than the current one."""
    if title.is_annex and not current.is_annex:
        return False
    other_year = bool(current.years and title.years) and not current.years & title.years
    doubtful = {current.kind, title.kind} & _DOUBTFUL
    if not (current.agencies and title.agencies):
        # The year alone is another's only where neither title names an agency.
        return other_year and not current.agencies and not title.agencies and not doubtful
    names = current.agencies | title.agencies
    if doubtful and (current.kind != title.kind or not all(map(_PLACED.match, names))):
        return False
    return other_year or not any(_same_agency(a, b) for a in current.agencies for b in title.agencies)


def _same_agency(a: str, b: str) -> bool:
    """Whether one name is the other with characters left out, as 某街道 is 某市某区某街道办事处."""
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _nothing_runs_on(document: Document, page: int) -> bool:
    """Whether nothing runs on from the page before."""
    tables = ({*table.pages} for table in document.tables)
    if any(min(pages) < page <= max(pages) for pages in tables if pages):
        return False
    before = (block for block in document.blocks if block.page < page)
    return all(place is None or place.page < page for block in before for place in block.content.places)


def _has_body(document: Document, pages: range) -> bool:
    """Whether pages hold a report and not only its cover: its first heading, and paragraphs or a table with figures."""
    blocks = [block for block in document.blocks if block.page in pages]
    first = next((block for block in blocks if block.level == 1), None)
    if first is None or not _FIRST_HEADING.match(folded(first.text)):
        return False
    long = [b for b in blocks if b.kind == "paragraph" and len(b.text) >= _LONG_PARAGRAPH and not b.text[-1].isdigit()]
    return len(long) >= _PARAGRAPHS or any(
        table.pages[0] in pages and sum(any(map(str.isdigit, c.text)) for c in table.cells) >= _FIGURES
        for table in document.tables
        if table.pages
    )


def _part(document: Document, number: int, pages: range) -> Document:
    blocks = _in_own_sections([block for block in document.blocks if block.page in pages])
    tables = [table for table in document.tables if table.pages[0] in pages]
    return document.model_copy(
        update={
            "part": number,
            "pages": tuple(page for page in document.pages if page.number in pages),
            "blocks": tuple(blocks),
            "tables": tuple(table.model_copy(update={"section": _section_of(table, blocks)}) for table in tables),
            "problems": document.problems if number == 1 else (),
        }
    )


def _in_own_sections(blocks: list[Block]) -> list[Block]:
    """Blocks with no headings above them but those of their own part."""
    path: list[tuple[int, str]] = []
    found = []
    for block in blocks:
        is_numbered = block.kind == "heading" and block.level > 0
        if is_numbered:
            path = [(level, text) for level, text in path if level < block.level]
        found.append(block.model_copy(update={"section": tuple(text for _, text in path)}))
        if is_numbered:
            path.append((block.level, block.text))
    return found


def _section_of(table: Table, blocks: list[Block]) -> tuple[str, ...]:
    before = [block for block in blocks if block.order <= table.order]
    if not before:
        return ()
    block = before[-1]
    return (*block.section, block.text) if block.kind == "heading" and block.level else block.section
