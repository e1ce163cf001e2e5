"""The words before a number: what it measures, and of what.

A lead such as 2021年度项目支出年初预算数为 is read from its end: copula, then the longest known name, then the subject
before it. What cannot be explained word for word is `unknown`: the number states nothing that fuhe would rely on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.normalize.narrative.reading.lexicon import Word, names_at_end
from pipeline.normalize.narrative.reading.named_subjects import (
    BLOCKED,
    CONTAINS,
    SUBTOTAL,
    VERBS,
    WHOLE,
    Names,
    Subject,
    read_subject,
    strip_neutral,
)
from pipeline.normalize.narrative.reading.periods import with_both_years, without_quarters
from pipeline.vocabulary.items import FUNDS, item_named
from pipeline.vocabulary.names import without_brackets

_COPULA = re.compile(
    r"(?:折合|分别为|分别是|分别达到|分别达|各为|数量为|金额为|约为|约达|达到了|达到|高达|仅为|仅有|只有|共计|合计|总计|总共|一共|共有|共|累计|计|为|是|达|有|"
    r"约|大约|近|接近|将近|仅|了|：|:|=|也|均|都|则|已|又|至|到|数|变为|(?:增|增加|增长|上升|回升|提升|攀升|升|提高|加快|下降|回落|降低|降|回调)(?:至|到))$"
)
_TAIL = re.compile(r"(?:合计数|数额|数量|总数|总额|金额|资金|人数|件数|宗数|数|额|合计|总计)$")
_LISTS = re.compile(
    r"^(?:按|从|分)[^，。]{1,10}(?:分|划分|分类|看|来看)$|(?:其中|包括|包含|分别是|分为|如下|具体为|具体是|构成为?|组成|含|用于)[：]?$"
)
_OTHER_MEASURE = re.compile(r"(?:净值|净额|折旧|余额|差额|差值|差异|差距|均价|单价|率|占比|比例|收益|收入)$")
# Words that lead to a head count or a number of letters without changing what is counted.
_COUNTED = {
    "dispatched_staff": re.compile(
        r"(?:配置|配备|聘用|使用|雇用|聘请|现有|实有|安排|聘有|共有)(?:(?:劳务派遣|购买服务|临聘|聘用)(?:人员)?(?:等|、|和|及))?$"
    ),
    "authorised_posts": re.compile(r"(?:核定|核准|批准|批复|下达)(?:我|本|给我)?$"),
    "staff_in_post": re.compile(r"(?:配备|现有|实有|共有|实际)$"),
    "satisfaction_rate": re.compile(
        r"^(?!.*(?:培训|活动|课程|项目|会议|讲座|食堂)).*"
        r"(?:对(?:于)?(?:我|本|该|部门|单位|街道|履职|整体|全)[^，。]{0,14}|得出|显示|表明|反映|统计|调查|测评|结果)$"
    ),
    "petitions_received": re.compile(
        r"(?:接到|收到|受理|接收|登记|接访|接待|共有|转办)了?(?:各类|各项|群众|来自群众|各级)?$"
    ),
}
# 编制 is more than a form of words here: 行政编制 is not the table's row 行政.
_STAFF = frozenset({"administrative_posts", "institution_posts", "administrative_staff", "institution_staff"})
THEME_ITEM = {"operating": "operating", "three_public": "three_public", "procurement": "procurement"}


@dataclass(frozen=True, slots=True)
class Lead:
    """`word` is what is measured (None: only a subject, so that the measure is that of the list); `subject` None where
    none is named. `status` is ok, unknown or blocked. `listed` says that the lead opens a list (其中, 包括)."""

    word: Word | None
    subject: Subject | None
    status: str = "ok"
    listed: bool = False
    text: str = ""
    name: str = ""


def read_lead(text: str, names: Names) -> Lead:
    """The lead `text` (squeezed, up to the number)."""
    plain = with_both_years(without_quarters(text.replace("的", "")))
    listed = bool(CONTAINS.search(plain))
    first: Lead | None = None
    uncoded: Lead | None = None
    for candidate in dict.fromkeys((plain, without_brackets(plain))):
        for word, before, name in _names(candidate):
            lead = _with_subject(word, before, name, candidate, listed, names)
            if lead.status == "ok":
                if not (lead.subject and lead.subject.item and not lead.subject.code):
                    return lead
                uncoded = uncoded or lead  # 项目 + 支出预算执行率 reads, but 项目支出 + 预算执行率 is better
            first = first or lead
    if uncoded or first:
        return uncoded or first  # type: ignore[return-value]
    stripped = _strip_copula(without_brackets(plain))
    subject, status = read_subject(stripped, names)
    return Lead(None, subject, "unknown" if subject is None and status == "ok" else status, listed, stripped)


def _strip_copula(text: str) -> str:
    while found := _COPULA.search(text):
        text = text[: found.start()]
    return text


def _names(text: str) -> Iterator[tuple[Word, str, str]]:
    """Names that the lead may end with, best first: each with what stands before it."""
    bare = text
    while True:
        tail = _TAIL.search(bare)
        for end in (bare, bare[: tail.start()]) if tail else (bare,):
            for word, start in names_at_end(end):
                yield word, end[:start], end[start:]
        copula = _COPULA.search(bare)
        if not copula:
            return
        bare = bare[: copula.start()]


def _with_subject(word: Word, before: str, name: str, text: str, listed: bool, names: Names) -> Lead:
    if word.kind == "item":
        return _item_lead(word, before, name, text, listed, names)
    if word.kind == "theme":
        subject, status = read_subject(before, names)
        code = THEME_ITEM.get(word.code, "")
        if status != "ok" or (subject and not subject.is_whole and subject.code not in FUNDS):
            return Lead(None, None, status if status == "blocked" else "unknown", listed, text, name)
        scope = subject.code if subject and subject.code in FUNDS else ""
        return Lead(None, Subject(name, code, scope, ""), "ok", listed, text, name)
    subject, status = read_subject(before, names)
    counted = _COUNTED.get(word.code)
    if status == "unknown" and counted and counted.search(before):
        subject, status = None, "ok"
    return Lead(word, subject, status, listed, before, name)


def _item_lead(word: Word, before: str, name: str, text: str, listed: bool, names: Names) -> Lead:
    row = names.row(strip_neutral(text))
    if row and not item_named(row) and word.code not in _STAFF:
        return Lead(None, Subject(row), "ok", listed, text, name)
    subject, status = read_subject(before, names)
    if status == "blocked":
        return Lead(None, None, status, listed, text, name)
    if status == "unknown" or (subject and (subject.item or subject.theme) and subject.code not in FUNDS):
        whole = strip_neutral(_strip_copula(text))
        project, project_status = read_subject(whole, names)
        return Lead(None, project, project_status, listed, text, name)
    if word.code == "total":
        return Lead(None, WHOLE, "ok", listed, text, name)
    scope = subject.code if subject and subject.code in FUNDS else ""
    return Lead(None, Subject(name, word.code, scope), "ok", listed, text, name)


def subject_moved(text: str, before: Subject | None, names: Names) -> Subject | None:
    """Whom a sentence goes on with behind 项目支出由 A (调整为 B): what is moved; None where that is not certain."""
    moved = re.search(r"(?:由|从)$", text)
    lead = read_lead(text[: moved.start()], names) if moved else None
    if lead is None or (lead.status == "ok" and lead.subject is None):
        return before
    return lead.subject


def subtotal_of(text: str) -> bool:
    """Whether a subject adds several up (A、B、C三项)."""
    return bool(SUBTOTAL.search(strip_neutral(_strip_copula(text))))


def opens_list(text: str) -> bool:
    """Whether words lead to a list of parts (其中：, 按用途分)."""
    return bool(_LISTS.search(text))


def plain_noun(text: str) -> str:
    """`text` as the name of a member of a list (物业、水电费), '' where it holds a verb or is no short noun."""
    noun = strip_neutral(_strip_copula(text))
    if not 2 <= len(noun) <= 60 or _OTHER_MEASURE.search(noun) or VERBS.search(noun) or BLOCKED.search(noun):
        return ""
    return noun if re.fullmatch(r"[\u4e00-\u9fff、()A-Za-z0-9+\-]+", noun) else ""
