"""Sentences -> facts: every figure of the running text whose meaning is certain.

`narrative_facts` is the only entry. Precision goes before recall: a number whose subject, measure or period is not
settled by the words states nothing. What the facts look like:

- `quote` is the sentence; figures of one sentence share it. `figure.text` is the number as printed (with %).
- 调减 gives an `adjustment` with a negative value.
- `item`/`item_code` are '' for the whole unit. `scope` is the fund that a sentence names around an item.
- A bare 预算执行率 of a quarter keeps metric `execution_rate` with period `2021Q1`, unless another quarter of its
  sentence is named 累计执行率 / 支出进度 (cumulative_progress) or 序时进度执行率 (quarterly_execution_rate): then it is
  that too.
- Where a report states both 年初 and 调整 budgets of 三公经费 or 公用经费, the former has scope `original_budget`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from pipeline.normalize.narrative.meant_otherwise import meant_otherwise
from pipeline.normalize.narrative.reading.found import Carry, Found, moved_instead
from pipeline.normalize.narrative.reading.meaning import OPEN_BUDGETS
from pipeline.normalize.narrative.reading.named_subjects import WHOLE, Names, Subject, names_other_body
from pipeline.normalize.narrative.reading.periods import Period
from pipeline.normalize.narrative.reading.sentence import SentenceReader
from pipeline.normalize.narrative.reading.sentences import Squeezed, sentences, squeeze
from pipeline.normalize.narrative.reading.text_figures import figure_of
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.normalize.narrative.reading.titles import title_subject
from pipeline.normalize.narrative.reading.tokens import tokens
from pipeline.normalize.narrative.topics.petitions import petition_figures
from pipeline.normalize.narrative.topics.projects import YEARS_PROJECTS, project_figures
from pipeline.normalize.narrative.topics.staff import (
    OF_STAFF,
    all_staff,
    of_their_posts,
    staff_of_one_body,
)
from schemas.document import Block, Document
from schemas.figure import Unit
from schemas.records import Fact
from schemas.white_space import without_space

# Headings over what is wanted, not over what was done.
_AIMS = re.compile(r"目标|计划|改进|整改|措施|建议|打算|思路")
# Of the unit: under headings of their own stands something else than what it spent and did, and often who works there.
_TASKS = re.compile(r"职责|职能|机构设置")
_RESULTS = re.compile(r"完成|情况|问题|实现|执行|分析|结果|绩效自评|成效|人员|编制")
_THEMES = (("政府采购", "procurement"), ("三公", "three_public"), ("公用经费", "operating"))
_SHORT_NAME = re.compile(r"以下(?:统一)?(?:简称|称)(?:为|：|:)?[“\"「『]([^”\"」』]{2,30})[”\"」』]")
_TITLE = re.compile(
    r"(?:^|》)(?:20\d\d年度?)?([\u4e00-\u9fff（）()]{2,40}(?:局|委|办|处|中心|校|园|院|馆|站|所|队|镇|乡|区|县|会|部|街道|署|厅))(?:关于)?(?:20\d\d年度?)?(?:部门|单位|街道)?整体(?:支出)?绩效"
)
_OTHER_MONEY = re.compile(
    r"(?:事业收入|经营收入|其他收入|其他资金|自有资金|非财政拨款|财政专户|单位资金|附属单位上缴收入|上级补助收入)[^，。；、\d]{0,8}(\d[\d,]*(?:\.\d+)?)"
)
# 1.教育支出（类）普通教育（款）小学教育（项）：支出决算为 A 万元，…
_CLASSIFIED = re.compile(
    r"(?:\(?[\d一二三四五六七八九十]{1,3}[).、．]*)?(?P<title>[^，；。：\d]{2,80}\([类款项]\))(?:科目|支出)?："
)
_OWN_TITLE = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])+([^，。：；\d]{2,24})[：。]")
# 2023年道路养护补助资金项目绩效自评综述：…, with a number before it or without
_OWN_REVIEW = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])*([^，。：；]{3,60}绩效自评(?:综述|情况|结果))[：。]"
)
_ITEM_TITLE = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳])|\([类款项]\)[。：]?$|项目[。：]?$")
_TELLS_POINTS = re.compile(r"扣\d+(?:\.\d+)?分|得分?\d+(?:\.\d+)?分")
_SATISFIED = re.compile(r"^(公众|社会公众|群众|服务对象|居民|市民|企业|职工|师生|患者|家长|受益对象|办事群众)")


class NarrativeContext(BaseModel):
    """What sentences rest on: the year of the report (None where unknown), names of table rows that sentences may
    speak of, and names of the agency beyond those that the text itself introduces."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    fiscal_year: int | None = None
    item_names: tuple[str, ...] = ()
    agency_names: tuple[str, ...] = ()


def narrative_facts(document: Document, context: NarrativeContext) -> list[Fact]:
    """The facts of the body text in reading order, with placeholder ids."""
    names = Names(agencies=(*context.agency_names, *agency_names(document)), rows=context.item_names)
    found: list[tuple[Block, Squeezed, Found]] = []
    previous: Block | None = None
    mixed = other_money(document)
    one_fund = not mixed and _has_one_fund(document)
    for block in document.blocks:
        if block.kind not in ("caption", "unit") and not _wanted(block):
            squeezed = squeeze(block.text)
            if quantities := find_quantities(squeezed.text):
                default = _default_subject(block, previous, names)
                if one_fund and default is not None and default.code == "general_public_budget":
                    default = WHOLE
                figures = _figures_of(block, squeezed, quantities, default, names, context.fiscal_year)
                found.extend((block, squeezed, f) for f in figures if f.metric in OF_STAFF or not _of_tasks(block))
        previous = block
    flags = staff_of_one_body([f for _, _, f in found], [_of_tasks(b) for b, _, _ in found])
    found = [x for x, keep in zip(found, flags, strict=True) if keep]
    flags = meant_otherwise(
        [f for _, _, f in found],
        [s.text for _, s, _ in found],
        [_heading(b) for b, _, _ in found],
        mixed=mixed,
    )
    found = [x for x, drop in zip(found, flags, strict=True) if not drop]
    texts = [s.text for _, s, _ in found]
    settled = _settled(of_their_posts(all_staff([f for _, _, f in found], texts), texts))
    return [
        _fact(number, block, squeezed, figure)
        for number, ((block, squeezed, _), figure) in enumerate(zip(found, settled, strict=True), 1)
    ]


def agency_names(document: Document) -> tuple[str, ...]:
    """Names that the text gives the agency: in the title, and behind 以下简称."""
    found: list[str] = []
    for number, block in enumerate(document.blocks[:40], start=1):
        text = without_space(block.text)
        found += _SHORT_NAME.findall(text)
        before = re.search(r"([\u4e00-\u9fff]{4,30})[（(]以下", text)
        if before:
            found.append(before.group(1))
        if number <= 8 and len(text) <= 60:
            found += _TITLE.findall(text)
    return tuple(dict.fromkeys(found))


def _wanted(block: Block) -> bool:
    """Whether the headings over a paragraph say that it tells what is wanted."""
    return any(_AIMS.search(h) and not _RESULTS.search(h) for h in block.section[-2:])


def _of_tasks(block: Block) -> bool:
    return any(_TASKS.search(h) and not _RESULTS.search(h) for h in block.section[-1:])


def _figures_of(
    block: Block,
    squeezed: Squeezed,
    quantities: Sequence[Quantity],
    default: Subject | None,
    names: Names,
    year: int | None,
) -> list[Found]:
    text = squeezed.text
    measured = [q for q in quantities if not q.words or q.unit is Unit.PERCENT]
    heading = _heading(block)
    accounts = "决算" in heading and not re.search(r"年初|预决算|预算执行|预算安排|收入决算", heading)
    carry = Carry(default=default, period=Period(year), accounts=accounts)
    carry.other_body = names_other_body(squeeze(heading).text, names)
    found: list[Found] = []
    for start, end in sentences(text):
        reader = SentenceReader(text, (start, end), names, year, carry)
        here = reader.read(tokens(text, start, end, measured))
        period = reader.own_period or reader.period  # the sentence may end with a comparison with the year before
        goes_on = any(f.metric in YEARS_PROJECTS and f.sentence[1] == start for f in found)
        here += project_figures(text, (start, end), quantities, heading, period, goes_on)
        here += petition_figures(text, (start, end), measured, heading, period, here)
        found += sorted(here, key=lambda f: f.quantity.start)
    return found


def _heading(block: Block) -> str:
    """What stands over a paragraph: the title that it begins with (（1）群众信访办理情况：…), else its heading."""
    text = without_space(block.text)
    own = _OWN_TITLE.match(text) or _OWN_REVIEW.match(text)
    above = block.section[-1] if block.section else ""
    return re.sub(r"[\s“”\"]", "", own.group(1) if own else above)


def _default_subject(block: Block, previous: Block | None, names: Names) -> Subject | None:
    """What a paragraph is about: by the numbered title right before it, its own title, or its heading."""
    heading = _heading(block)
    if _goes_on(block, previous):
        return None
    if previous is not None and previous.kind != "heading" and len(previous.text) <= 60:
        title = squeeze(previous.text).text
        if _ITEM_TITLE.search(title) and not find_quantities(title):
            return title_subject(title, names)
    classified = _CLASSIFIED.match(squeeze(block.text).text)
    if classified:
        return title_subject(classified["title"], names)
    if _TELLS_POINTS.search(heading):
        heading = ""  # （2）“政府采购执行情况”扣 0.5 分。: a remark of one line, which the layout took for a heading
    themes = [theme for word, theme in _THEMES if word in heading]
    if len(themes) == 1:
        return Subject(theme=themes[0])
    return title_subject(squeeze(heading).text, names) if heading else WHOLE


def _goes_on(block: Block, previous: Block | None) -> bool:
    """Whether a paragraph is the rest of one that a page break or the layout cut."""
    if re.match(r"[\d，。；、%]", squeeze(block.text[:8]).text) and not re.match(
        r"\s*\d{1,4}(?:[.、．）)年]|\s*年)", block.text
    ):
        return True
    if previous is None or previous.kind != "paragraph" or len(previous.text) < 30:
        return False
    return not re.search(r"[。；：:！？!?;.）)”]\s*$", previous.text)


def _settled(found: Sequence[Found]) -> list[Found]:
    """What only the whole text decides: which of two budgets is the base, and whose satisfaction is meant."""
    result = moved_instead(list(found))
    for metric in OPEN_BUDGETS:
        of_metric = [f for f in result if f.metric == metric]
        if any(f.base == "original" for f in of_metric) and any(f.base != "original" for f in of_metric):
            result = [
                replace(f, subject=replace(f.subject, scope="original_budget"))
                if f.metric == metric and f.base == "original"
                else f
                for f in result
            ]
    return _satisfaction(result)


def _satisfaction(found: list[Found]) -> list[Found]:
    """公众满意度 is the unit's where the text knows no other; else each stands for its own group of people."""
    rates = [f for f in found if f.metric == "satisfaction_rate" and not f.subject.item]
    groups = {_group(f) for f in rates}
    if len(groups) <= 1:
        return found
    return [replace(f, subject=replace(f.subject, item=_group(f))) if f in rates and _group(f) else f for f in found]


def _group(found: Found) -> str:
    people = _SATISFIED.match(found.name)
    return people.group(1) if people else ""


def _fact(number: int, block: Block, squeezed: Squeezed, found: Found) -> Fact:
    start, end = squeezed.span(*found.sentence)
    return Fact(
        fact_id=f"x{number:04}",
        metric=found.metric,
        item=found.subject.item,
        item_code=found.subject.code,
        scope=found.subject.scope,
        period=found.period.code,
        figure=figure_of(block, squeezed, found.quantity, negative=found.negative),
        source="text",
        quote=_quote(block.text, start, end),
        approximate=found.quantity.approximate,
    )


def _quote(text: str, start: int, end: int) -> str:
    """A sentence with the quotation marks that open or close it."""
    while start and text[start - 1] in "“‘「『":
        start -= 1
    while end < len(text) and text[end] in "”’」』":
        end += 1
    return text[start:end].strip()


_NO_FUND = re.compile(r"(?:无|没有|未安排|不涉及|未发生|未使用)[^，。；\d]{0,6}政府性基金")
_A_FUND = re.compile(r"政府性基金[^。；]{0,24}?(\d[\d,.]*)(?:万|亿)?元")


def _has_one_fund(document: Document) -> bool:
    """Whether the document says that the unit has no 政府性基金, and states no amount of it: then what stands under
    一般公共预算 is the whole unit's."""
    texts = [squeeze(b.text).text for b in document.blocks]
    stated = any(amount.strip("0,.") for text in texts for amount in _A_FUND.findall(text))
    return not stated and any(map(_NO_FUND.search, texts))


def other_money(document: Document) -> bool:
    """Whether the document states money beside the fiscal appropriation: then 财政拨款支出 is part of the whole."""
    texts = [without_space(b.text) for b in document.blocks]
    for table in document.tables:
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        texts += ["".join(cells) for cells in rows.values()]
    return any(amount.strip("0,.") for text in texts for amount in _OTHER_MONEY.findall(text))
