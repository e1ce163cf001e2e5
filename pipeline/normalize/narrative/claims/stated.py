"""What the text says of scores: 得分 17 分, 得分率 85.00%, 扣 0.42 分, 4 个末级指标, 优 -> claims.

A claim names the indicator or level it is about. Where the words leave that open the subject of a deduction is '' and
nobody may be accused by it. Scoring rules that are quoted (每超出一个百分点扣 0.1 分, …的，扣 1 分) claim nothing.
A part of an indicator's score in a remark (第一季度得分：1) has the subject `indicator/part`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.normalize.narrative.claims.level_counts import level_count
from pipeline.normalize.narrative.claims.mark_counts import mark_count, part_of_count
from pipeline.normalize.narrative.claims.subjects import Mention, SubjectFinder
from pipeline.normalize.narrative.claims.years import of_another_year
from pipeline.normalize.narrative.reading.sentences import Squeezed, sentences, squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities, numbered_sentences
from schemas.document import Block, Cell, Document, PlacedText, Table
from schemas.figure import Figure, Unit
from schemas.records import Claim, ClaimKind
from schemas.trace import Place
from schemas.white_space import without_space

_SCORE = re.compile(
    r"(?:(?:自评|评价|综合|绩效|最终|实际|总体|整体|指标|自我评价|自评价|绩效自评|绩效评价|自评总|评价总|合计|共|总)*得分"
    r"|(?:自评|评价|综合|绩效自评|绩效评价|自我评价|自评总|评价总|综合评价)(?:总)?(?:分数|分值|分|评分|总分)|自评总分|自评分)"
    r"(?:合计|共|总计|结果|情况)?(?:分别|依次)?(?:为|是|：|达到|达|得)*$|(?<![应可不满未能最])(?:共|合计|实际|实|自评|均)?得$|(?:指标|标准|表|体系|细则|[》※]|单位|部门|绩效|[局委办院校]|年度|年|本次|综合评定，)(?:进行)?自评$|^，(?:自评|实得)$"
)
# 自评 93.84 分，评价等级为优: at the head of a sentence it may be of anything, but for the grade behind it.
_OPENS = re.compile(r"(?:经)?(?:综合)?(?:自评|自我评价)(?:共|合计|为|：)?")
_GRADED = re.compile(r"分[，（(](?:评价|评定|绩效|自评)?(?:等级|等次|结果|结论|档次|评级)")
_RATE = re.compile(r"得分率(?:分别|依次|各)?(?:为|是|：|达到|达)*$")
_WEIGHT = re.compile(
    r"(?<!自评)(?<!评价)(?:总分|满分|分值|权重|标准分|总分值|指标分值|参考分值)(?:值)?(?:分别|依次)?(?:为|是|：|共|合计)*$"
)
# 管理指标 25 分，得 23.5 分; 部门管理（23 分）：自评得分 20 分: the number before a score is the weight.
_BARE_WEIGHT = re.compile(r"指标(?:共计?|合计)?$|(?<=[\u4e00-\u9fff”])\($")
_SCORED_NEXT = re.compile(r"(?:，|\)[：，]?)(?:自评|实际|评价)?得(?:分)?(?:为|：)?\d")
_DEDUCTION = re.compile(
    r"(?:酌情|予以|相应|因此|故|自行|自评|各|共|合计|总计|累计|分别)*"
    r"(?:扣(?:减|除|掉|去|了|分)*|(?:失|丢|减)(?:了)?分(?:值|数)?|(?<=[\u4e00-\u9fff，”」])(?:失|丢)了?)(?:：|为|合计|共)*$"
)
_IN_ALL = re.compile(r"(?:合计|共计?|总计|总共|累计)(?:被)?(?:扣|失|丢)")  # 甲扣 1 分；乙扣 2 分。合计扣 3 分
# 以上预算执行类指标…: of the items before, and no part of the last of them.
_SUMS_UP = re.compile(r"以上|上述|综上|合计|小计|综合|经|总体|整体|本次|该类|根据")
_IN_ROWS = ("score", "weight", "score_rate")
_IN_ORDER = re.compile(r"分别|依次")
_COUNT = re.compile(r"(?:设置|设有|设立|设|包含|包括|涉及|含|共|有|共计|下设|分解为|细化为|由)(?:了|有|置)*(?:共)?$")
_COUNTED = re.compile(r"^[个项](?:末级|三级|具体|最末级|明细|评价)*指标")
# 该类指标共 5 个: the noun stands before the number.
_COUNT_BEFORE = re.compile(
    r"(?:设置?|设立|设有|包括|包含|含|有|下设)(?:了|有)?(?:末级|三级|具体)指标$|指标(?:数量?|个数|总数)?(?:共计|共有|共|合计|总计|有|为|：)+$"
)
_COUNTED_BEFORE = re.compile(r"^[个项](?=[，。；、)]|$)")
_RULE = re.compile(
    r"每|超出一|低于一|扣完|为止|最多|最高|至多|直至|否则|如[^期实下]|若|一旦|[的，]则|凡|发现一|一次|不得分|标准为|规则|"
    r"按(?:照)?比例|应扣|可扣|(?<!未)(?<!没有)(?<!未能)(?<![个项均都])(?<!指标)得满分(?!的(?:指标)?\d)"
)
_OTHER_SCORES = re.compile(
    r"检查|考核|测评|审核|排名|竞赛|考试|满意度|巡查|督查|抽查|评审|评比|平均|问卷|打分|供应商|履约"
)
_OF_SEVERAL = re.compile(r"(?:\([^()]*\))?的(?:项目|指标|单位|部门)")  # 等级为中的项目有 3 个
_GRADE = re.compile(
    r"(?:评价(?:等级|结果|结论|等次|级别)?|等级|等次|评级|绩效级别|评定(?:等级|结果|等次)?|自评(?:等级|结果|结论|等次)?|档次|绩效(?:等级|等次))"
    r"(?:评定|确定)?(?:(?:为|是|：|属于|属|被评为|定为)+|(?=(?:优秀?|良好?|中等?|差)(?:[，。；！(（]|$)))(?P<word>优秀|良好|中等|合格|较差|优|良|中|差)(?=[，。；、！(（]|等|级|档|次|$)"
)
_WHOLE_SCORE = re.compile(
    r"总得分|自评$|自评总?得分|评价总?得分|综合(?:得|评)分|总分|最终得分|自评总分|自评分|整体得分|自评得"
)
_WHOLE_REPORT = re.compile(
    r"经(?:综合|逐项)?(?:自评|评价|打分|评分)，|(?:进行|开展|组织|完成)(?:了)?(?:绩效)?自评，|绩效(?:自评|评价)|指标体系|整体支出|自我评价|整体绩效|部门整体|"
    r"自评满分|满分(?:为|：)?100分|百分制"
)
# 共性指标满分 60 分，自评得分 54.62 分: of so many points, and not of all.
_OF_WEIGHT = re.compile(r"(?:满分|分值|权重|总分)(?:为|是|：|共)?(?P<n>\d+(?:\.\d+)?)分[，、)：]*$")
_HUNDRED = Decimal(100)
# 甲类得 54 分；乙类得 32 分；合计得分 86 分
_TOGETHER = re.compile(r"分[，；](?:合计|总计|共计|两项合计|三项合计)(?:自评)?得分?(?:为|：)?$")
_OF_WHICH = re.compile(r"[，；。：(]其中")
_REMARK = re.compile(r"扣分|失分|得分情况|备注|情况说明|原因|说明|(?:自评|得分|评分|打分)(?:得分)?(?:依据|理由)")
_NO_REMARK = re.compile(
    r"指标说明|指标解释|指标定义|(?:评分|评价|打分|计分|扣分|依据及)标准|扣分(?:规则|细则|办法|方法)|细则|办法|计分|参考"
)
# 85%以上得 7 分，以下得 3 分 in a column of remarks is the rule, not what was scored.
_BAND = re.compile(r"(?:得|计)\d+(?:\.\d+)?分")
_BOUNDS = re.compile(r"以上|以下|以内|不低于|不高于|[≥≤＞＜><]|其余|否则|\d%?[-~—～至]\d|达到|不得分|满分")
# 存在截留挪用的，该项得0分: what would follow, and has not.
_NOTHING_FOR = re.compile(r"的，?(?:该|本|此)(?:项|指标|项指标)(?:得|计|为)0分")
_WHOLE_PART = re.compile(r"^(?:本项|自评|该项|此项|[本该]?指标|实际|最终|综合)$|合计|总|共")
_PART = re.compile(r"(?P<part>[\u4e00-\u9fffA-Za-z0-9]{2,16}?)(?:得分|得)(?:为|：)?$")


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch of placed text to look for claims in, and what is known of its subject beforehand."""

    content: PlacedText
    squeezed: Squeezed
    default: str = ""
    is_remark: bool = False
    year: int | None = None


def narrative_claims(
    document: Document,
    indicator_names: Sequence[str],
    level_names: Sequence[str],
    year: int | None = None,
    in_text: bool = False,
) -> list[Claim]:
    """All claims of the body text and of remark cells, in reading order; scores of other years than `year` are none.

    `in_text`: the indicators are scored one after the other in the text, each in one or more paragraphs.
    """
    finder = SubjectFinder(indicator_names, level_names)
    claims: list[Claim] = []
    item: str = ""  # the indicator that the paragraphs of a list are about
    section: tuple[str, ...] | None = None  # where the list stands
    above: str = ""  # what the paragraph right above is the heading of, though it is not printed as one
    for block in document.blocks:
        if block.kind in ("caption", "unit"):
            continue
        squeezed = squeeze(block.text).text
        kept = item if in_text and block.section == section and not _SUMS_UP.match(squeezed) else ""
        item, section = finder.heading_item(squeezed) or kept, block.section
        claims.extend(_of_block(block, finder, year, item or above))
        above = finder.only_subject(squeezed) if block.kind == "paragraph" else ""
    for table in document.tables:
        for cell, subject in _remarks(table, finder):
            claims.extend(_claims(_Text(cell.content, squeeze(cell.text), subject, True, year), finder))
    return claims


def _of_block(block: Block, finder: SubjectFinder, year: int | None, item: str) -> Iterator[Claim]:
    squeezed = squeeze(block.text)
    if not find_quantities(squeezed.text) and not _GRADE.search(squeezed.text):
        return
    heading = item or finder.opening_level(squeezed.text)
    if not heading and block.section:
        heading = finder.only_subject(squeeze(block.section[-1]).text)
    yield from _claims(_Text(block.content, squeezed, heading, year=year), finder)


def _remarks(table: Table, finder: SubjectFinder) -> Iterator[tuple[Cell, str]]:
    """Cells that explain deductions, with the indicator of their row."""
    columns = {
        col
        for col in range(1, table.cols + 1)
        if (head := "".join(table.header_path(col))) and _REMARK.search(head) and not _NO_REMARK.search(head)
    }
    for cell in table.cells:
        if cell.is_header or cell.col not in columns or not cell.text or _is_rule(squeeze(cell.text).text):
            continue
        row = [table.text_at(cell.row, col) for col in range(1, cell.col)]
        named = [finder.indicator_called(squeeze(text).text) for text in row if text and len(text) <= 40]
        subjects = [n for n in dict.fromkeys(named) if n]
        if len(subjects) == 1:
            yield cell, subjects[0]


def _is_rule(text: str) -> bool:
    """Whether a cell tells what scores which result, and so no score."""
    if _NOTHING_FOR.search(text):
        return True
    return bool(_BOUNDS.search(text)) and (len(_BAND.findall(text)) > 1 or "不得分" in text or "满分" in text)


def _claims(text: _Text, finder: SubjectFinder) -> Iterator[Claim]:
    flat = text.squeezed.text
    before: list[Mention] = []
    lost: set[str] = set()  # whose losses were told
    for (start, end), here in numbered_sentences(flat):
        mentions = finder.mentions(flat, start, end)
        yield from _grades(text, flat, start, end, finder)
        last = start
        used = start
        shared: dict[int, tuple[ClaimKind, str]] = {}
        for index, quantity in enumerate(here):
            marks = mark_count(flat[start:end], quantity.digits_end - start, flat[last : quantity.start], quantity)
            if marks is not None and not text.is_remark:
                last = quantity.end
                if not any(m.end <= quantity.start for m in mentions):  # else of a level's indicators alone
                    yield _claim(text, quantity, marks, "")
                continue
            levels = level_count(flat, start, end, quantity)
            if levels is not None and not text.is_remark:
                last = quantity.end
                if not mentions:  # else of one level's indicators
                    yield _claim(text, quantity, levels, "")
                continue
            found = _kind(flat, start, last, quantity, text.is_remark)
            if found is not None and of_another_year(flat[start : quantity.start], text.year):
                last = quantity.end
                continue
            if quantity.start in shared:
                found = (shared[quantity.start][0], quantity.start)
            last = quantity.end
            if found is None:
                if level := _part_of_score(flat, start, quantity, mentions):
                    yield _claim(text, quantity, "score", level)
                elif level := part_of_count(flat, start, quantity, mentions):
                    yield _claim(text, quantity, "indicator_count", level)
                continue
            kind, lead_start = found
            if quantity.start in shared:
                subject: str | None = shared[quantity.start][1]
            elif text.is_remark:
                subject = text.default
            elif kind in _IN_ROWS and _IN_ORDER.search(flat[max(start, lead_start - 4) : quantity.start]):
                shared = _shared_out(flat, start, here[index:], mentions, kind)  # 四类分别得 8 分、27 分、29 分、22 分
                subject = shared[quantity.start][1] if quantity.start in shared else None
            elif kind == "deduction":
                subject = finder.of_deduction(flat, (start, used, lead_start), mentions, before, text.default)
                if _IN_ALL.search(flat[lead_start : quantity.start]) and len(lost - {""}) > 1:
                    subject = text.default if finder.is_level(text.default) else ""
                lost.add(subject)
            else:
                subject = finder.of_score(flat, (start, lead_start), mentions, before, text.default)
                if not subject:
                    whole = subject == "" and _whole(flat, start, lead_start, quantity)
                    subject = "" if whole or kind in ("score_rate", "indicator_count") else None
            if subject is None:
                continue
            if kind == "deduction":
                if _IN_ORDER.search(flat[lead_start : quantity.start]):
                    shared = _shared_out(flat, used, here[index:], mentions, kind)
                    subject = shared[quantity.start][1] if quantity.start in shared else ""
                used = quantity.end
                yield from _deductions(text, quantity, flat, (start, lead_start), mentions, subject)
            elif kind == "score" and text.is_remark:
                part = _PART.search(flat[max(start, lead_start - 20) : quantity.start])
                name = part["part"].strip("，；。：、") if part else ""
                yield _claim(
                    text, quantity, "score", f"{subject}/{name}" if name and not _WHOLE_PART.search(name) else subject
                )
            elif kind == "score" and _is_other(flat, lead_start):
                continue
            else:
                yield _claim(text, quantity, kind, subject)
        before = mentions if mentions else before


# 自评得分 90.55 分，其中：预算执行 18.07 分，目标实现 54.48 分: what of the score each level has; of 100 it may be
# weights.
_OF_SCORE = re.compile(
    r"(?:(?:得分|自评|评分|总分|得)(?:为|：)?(?!100分)\d+(?:\.\d+)?分(?:\([^()]*\))?"
    r"(?:[，；](?:评价|评定|自评|绩效)?(?:等级|等次|结果|结论|评级|档次)[^，。；\d]{1,8})?"
    r"[，；：。(](?:其中|分别为|具体为|包括)[，：]?"
    r"|得分(?:构成|组成|分布|明细)(?:情况)?(?:为|是|如下)*：?)(?P<parts>[^。]*)$"
)
_ONLY_SCORES = re.compile(r"满分|分值|权重|标准分|扣|失|减")
_BEHIND_NAME = re.compile(r"(?:类|方面|部分|指标|类指标|情况)?(?:得分|得)?(?:为|：)?")


def _part_of_score(flat: str, start: int, quantity: Quantity, mentions: Sequence[Mention]) -> str:
    """The level or indicator whose part of a score a number is, told right before it behind 其中; '' for none."""
    if quantity.unit is not Unit.POINTS or quantity.bound or quantity.approximate or quantity.words:
        return ""
    named = [m for m in mentions if _BEHIND_NAME.fullmatch(flat[m.end : quantity.start]) and m.end <= quantity.start]
    told = _OF_SCORE.search(flat[start : quantity.start]) if named else None
    parts = re.sub(r"\([^()]*\)", "", told["parts"]) if told else ""  # 共性指标 67 分（满分 80 分），个性指标 18 分
    if told is None or _ONLY_SCORES.search(parts) or not re.match(r"[，；。、()]|$", flat[quantity.end :]):
        return ""
    return named[-1].name if re.search(r"(?:^|其中|分别为|[，；、：)])$", flat[start : named[-1].start]) else ""


def _is_other(flat: str, lead_start: int) -> bool:
    """Whether 得分 stands behind another noun of its own (检查得分, 平均得分)."""
    return bool(_OTHER_SCORES.search(re.split(r"[，；。：]", flat[:lead_start])[-1]))


def _kind(flat: str, start: int, last: int, quantity: Quantity, is_remark: bool) -> tuple[ClaimKind, int] | None:
    """The kind of claim a quantity makes and where its words begin; None where it makes none."""
    lead = flat[last : quantity.start]
    clause = re.split(r"[。；]", flat[start : quantity.start])[-1]
    if quantity.bound or quantity.words:
        return None
    after = flat[quantity.digits_end :]
    if quantity.unit is Unit.ITEMS:
        counted = _COUNT.search(lead)
        if counted and _COUNTED.search(after):
            return "indicator_count", last + counted.start()
        before = _COUNT_BEFORE.search(lead)
        if before and _COUNTED_BEFORE.search(after):
            return "indicator_count", last + before.start()
        return None
    patterns: list[tuple[ClaimKind, re.Pattern[str]]]
    if quantity.unit is Unit.PERCENT:
        patterns = [("score_rate", _RATE)]
    elif quantity.unit is Unit.POINTS:
        patterns = [("deduction", _DEDUCTION), ("weight", _WEIGHT), ("score", _SCORE)]
    elif quantity.unit is None and not quantity.measure and is_remark:
        patterns = [("score", _SCORE)]
    else:
        return None
    for kind, pattern in patterns:
        found = pattern.search(lead)
        if not found and kind == "score" and start == last and _GRADED.match(flat, quantity.digits_end):
            found = _OPENS.fullmatch(lead)
        if not found and kind == "weight" and _SCORED_NEXT.match(after[1:]):
            found = _BARE_WEIGHT.search(lead)
        if not found:
            continue
        here = re.split(r"[，：]", clause)[-1] if kind != "deduction" else clause[-60:]
        ruled = _RULE.search(here) or (kind in ("deduction", "score") and re.search(r"的[，]?$", lead[: found.start()]))
        if ruled or flat[quantity.end : quantity.end + 6].startswith(("扣完", "，扣完", "/", "，直至", "，最", "至")):
            return None
        return kind, last + found.start()
    return None


def _whole(flat: str, start: int, lead_start: int, quantity: Quantity) -> bool:
    """Whether the words say that the score is the whole report's. Behind 其中 stand parts."""
    sentence = flat[start : quantity.start]
    of = _OF_WEIGHT.search(flat[start:lead_start])
    if _OF_WHICH.search(sentence) or (of is not None and Decimal(of["n"]) != _HUNDRED):
        return False
    if _TOGETHER.search(sentence):
        return True
    return bool(_WHOLE_SCORE.search(flat[lead_start : quantity.start]) or _WHOLE_REPORT.search(sentence))


def _deductions(
    text: _Text, quantity: Quantity, flat: str, places: tuple[int, int], mentions: Sequence[Mention], subject: str
) -> Iterator[Claim]:
    start, lead_start = places
    if "各扣" in flat[lead_start : quantity.start]:
        segment = max(flat.rfind(c, start, lead_start) for c in "；。：")
        listed = [m for m in mentions if m.start > segment and m.end <= lead_start]
        for name in dict.fromkeys(m.name for m in listed):
            yield _claim(text, quantity, "deduction", name)
        return
    yield _claim(text, quantity, "deduction", subject)


def _shared_out(
    flat: str, used: int, here: Sequence[Quantity], mentions: Sequence[Mention], kind: ClaimKind
) -> dict[int, tuple[ClaimKind, str]]:
    """A和B分别扣 1 分、2 分: place of each number -> what is claimed of which indicator; {} where they do not match one
    to one."""
    numbers = [here[0]]
    for quantity in here[1:]:
        if flat[numbers[-1].end : quantity.start] not in ("、", "，", "和", "及", "与", "以及"):
            break
        numbers.append(quantity)
    names = list(dict.fromkeys(m.name for m in mentions if used <= m.start and m.end <= numbers[0].start))
    if len(names) != len(numbers):
        return {}
    return {q.start: (kind, n) for q, n in zip(numbers, names, strict=True)}


def _grades(text: _Text, flat: str, start: int, end: int, finder: SubjectFinder) -> Iterator[Claim]:
    for found in _GRADE.finditer(flat, start, end):
        clause = re.split(r"[，。；]", flat[start : found.start()])[-1]
        of_group = _OF_SEVERAL.match(flat, found.end())
        if of_group or _OTHER_SCORES.search(clause) or finder.mentions(flat, start, found.start()):
            continue
        first, last = text.squeezed.span(*found.span("word"))
        boxes = text.content.boxes(first, last)
        if boxes:
            place = Place(page=boxes[0].page, box=boxes[0], text=_quote(text, start, end))
            yield Claim(kind="grade", subject="", figure=None, word=found["word"], place=place)


def _claim(text: _Text, quantity: Quantity, kind: ClaimKind, subject: str) -> Claim:
    percent = quantity.unit is Unit.PERCENT
    end = quantity.digits_end + (1 if percent and text.squeezed.text[quantity.digits_end :][:1] == "%" else 0)
    first, last = text.squeezed.span(quantity.start, end)
    boxes = text.content.boxes(first, last)
    figure = Figure(
        value=quantity.value,
        decimals=quantity.decimals,
        unit=quantity.unit or Unit.POINTS,
        text=without_space(text.content.text[first:last]),
        boxes=boxes,
        exact=kind == "weight" or kind.endswith("_count"),
        confidence=text.content.confidence_of(first, last),
    )
    span = next(((a, b) for a, b in sentences(text.squeezed.text) if a <= quantity.start < b), (quantity.start, end))
    place = Place(page=boxes[0].page, box=boxes[0], text=_quote(text, *span))
    return Claim(kind=kind, subject=subject, figure=figure, place=place)


def _quote(text: _Text, start: int, end: int) -> str:
    first, last = text.squeezed.span(start, end)
    return text.content.text[first:last].strip()
