"""The words before a number: what it measures, and of what.

A lead such as 2021年度项目支出年初预算数为 is read from its end: copula, then the longest known name, then the subject
before it. What cannot be explained word for word is `unknown`: the number states nothing that fuhe would rely on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from pipeline.normalize.narrative.reading.lexicon import FUNDS, Word, lookup, names_at_end
from pipeline.normalize.narrative.reading.periods import without_mentions, without_quarters
from pipeline.vocabulary.items import item_named, item_names
from pipeline.vocabulary.names import bare_item, name_key, without_brackets

_COPULA = re.compile(
    r"(?:折合|分别为|分别是|分别达到|分别达|各为|数量为|金额为|约为|约达|达到了|达到|高达|仅为|仅有|只有|共计|合计|总计|总共|一共|共有|共|累计|计|为|是|达|有|"
    r"约|大约|近|接近|将近|仅|了|：|:|=|也|均|都|则|已|又|至|到|数|变为|(?:增|增加|增长|上升|回升|提升|攀升|升|提高|加快|下降|回落|降低|降|回调)(?:至|到))$"
)
_TAIL = re.compile(r"(?:合计数|数额|数量|总数|总额|金额|资金|人数|件数|宗数|数|额|合计|总计)$")
# Words at either end of a subject that say nothing of what it is.
_NEUTRAL = (
    r"其中|另外|此外|另有|还有|尚有|另|同时|且|并且|并|以及|及|和|与|同|而|则|即|也|均|都|各|"
    r"截至|截止|年末|年底|年终|期末|全年度|全年|年度|实有|年内|年中|累计|总共|一共|共计|共有|共|合计|总计|实际|现有|现|已|"
    r"根据|按照|经核定|经批复|经批准|批复|批准|下达|安排|核定|完成|实现|形成|发生|列支|编制|纳入|涉及|得出|显示|测算|统计|计算|申报|上报|编报|"
    r"[市区县省]?级?财政(?:[局厅部]|部门)?(?:批复|核定|下达|安排|批准)|财政性?资金|财政拨款|财政(?!部门)|区级|市级|省级|本级|"
    r"街道整体|支出方面|方面|情况|工作|过程|结果|部分|的|中|内|资金|对应|相应|主要|具体|整个|"
    r"[一二三四五六七八九十]是|第[一二三四五六七八九十]|[①-⑳]|\(\d+\)|\([一二三四五六七八九十]+\)|\d+[.、]|[一二三四五六七八九十]+、|[，；：、。\-·•●※]"
)
# Words that say that the whole unit is meant.
_WHOLE = (
    r"部门\(单位\)|部门整体支出|部门整体|部门预算|部门决算|部门支出|部门总|部门|单位整体|单位|整体支出|整体|总体|总|财政供养|"
    r"[我本](?:单位|部门|局|委|办|街道办事处|街道办|街道|中心|院|校|馆|站|所|队|处|镇|区|乡|县|室|会|厅|署|公司|大队|支队|机关|系统|系)?|"
    r"全[局委办院校馆站所队镇区街县市州乡旗]?系统|全[局委办院校馆站所队镇区街]|街道办事处|街道办|街道|机关"
)
_LEFT = re.compile(rf"^(?:{_NEUTRAL})")
_RIGHT = re.compile(rf"(?:{_NEUTRAL}|由)$")
_LEFT_WHOLE = re.compile(rf"^(?:{_WHOLE})")
_RIGHT_WHOLE = re.compile(rf"(?<!财政|税务|国税|地税)(?:{_WHOLE})$")
_CONTAINS = re.compile(r"(?:又|还|主要|具体|分别)?(?:包括了?|包含了?|含有?|分为|其中)[：]?")
_LISTS = re.compile(
    r"^(?:按|从|分)[^，。]{1,10}(?:分|划分|分类|看|来看)$|(?:其中|包括|包含|分别是|分为|如下|具体为|具体是|构成为?|组成|含|用于)[：]?$"
)
_SUBTOTAL = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)(?:大|个)?(?:项|类|个|笔)(?:项目|支出|经费|费用)?$")
# Aims, rules, comparisons: the number is not what happened.
BLOCKED = re.compile(
    r"目标|预计|预期|拟|力争|争取|要求|标准|上限|限额|不得|不应|应当|应|须|必须|原则上|控制在|确保|计划[达到实完使将在于]|规定|每|"
    r"若|如果|如[^期实下]|假设|得分|满分|扣|分值|权重|同比|环比|[比较与](?:上年|去年|上一年|前年|20\d\d年|年初[^预]|同期)|增长|下降|减少|提高|"
    r"上升|降低|增幅|降幅|增加|节约|结余|结转|处置|报废|闲置|新增|新招|招录|招聘|退休|辞职|空缺|缺编|超编|空编|超过|超出|突破|未|不|占"
)
_VERBS = re.compile(
    r"严格|加强|控制|压减|落实|规范|由于|因为|因|受|积极|用于|开展|组织|进行|做好|围绕|按|对|将|使|通过|为|不断|确保"
)
_PROJECT_END = re.compile(r"(?:项目|专项|经费|工程|费用?|补贴|补助|资金|基金|奖补)(?:\([^()]*\))?$")
# Words about projects and money in general: no single project is meant.
GENERAL = re.compile(
    r"各项?目|(?:部分|个别|有关|相关|若干|一些|其他|新增)项目|项目(?:管理|实施|资金|支出|预算|库)|专项资金管理|资金(?:管理|使用|安全|支付|支出|收支)|财政资金|预算资金|公用经费|人员经费|三公|经费支出管理"
)
_OTHER_MEASURE = re.compile(r"(?:净值|净额|折旧|余额|差额|差值|差异|差距|均价|单价|率|占比|比例|收益|收入)$")
_ORG_END = re.compile(
    r"(?:局|委|办|街道|街道办|办事处|中心|学校|中学|小学|幼儿园|医院|院|校|馆|站|所|队|处|镇|乡|区|县|会|公司|部|本级|本部|分局|园|室|署|厅|旗|苏木|政府)$"
)
# Projects as a whole: not the item 项目支出, which may be that of one fund only.
_ALL_PROJECTS = frozenset(
    {"项目", "二级项目", "部门项目", "预算项目", "各项目", "所有项目", "全部项目", "部门预算项目"}
)
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
class Subject:
    """What a figure is of: an item (printed name and code), within a fund (`scope`); or a theme; or the whole unit."""

    item: str = ""
    code: str = ""
    scope: str = ""
    theme: str = ""

    @property
    def is_whole(self) -> bool:
        return not (self.item or self.code or self.theme)


WHOLE = Subject()


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


_LONG_NAME = 4  # characters of a name that hardly ends another by chance


@dataclass(frozen=True)
class Names:
    """Names that this document uses: of its agency, and of the rows of its tables."""

    agencies: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    @cached_property
    def row_keys(self) -> dict[str, str]:
        """Comparable name -> printed name of a table's row."""
        found: dict[str, str] = {}
        for row in self.rows:
            found.setdefault(_row_key(row), bare_item(row))
        found.pop("", None)
        return found

    def row(self, text: str) -> str:
        """The row that a phrase names; '' where it names none."""
        return self.row_keys.get(_row_key(text), "")

    def row_at_end(self, text: str) -> str:
        """The row whose name a phrase ends with (未完成的为甲项目, 和乙项目); '' for none, or too short a name."""
        key = _row_key(text)
        found = max((k for k in self.row_keys if len(k) >= _LONG_NAME and key.endswith(k)), key=len, default="")
        return self.row_keys.get(found, "")

    def agency_before(self, text: str) -> int:
        """How many characters at the beginning of `text` are one of the agency's names, perhaps shortened (市教育局 for
        深圳市教育局); 0 for none."""
        return max((_shortened(text, name) for name in self.agencies), default=0)


@lru_cache(maxsize=2048)
def _row_key(text: str) -> str:
    return re.sub(r"(?:项目|经费|支出|资金)$", "", name_key(bare_item(text)))


@lru_cache(maxsize=2048)
def _shortened(text: str, name: str) -> int:
    """The most characters at the beginning of `text` that are `name` with characters left out; 0 for none."""
    rest = iter(name + "办事处" if name.endswith("街道") else name)
    length = next((n for n, char in enumerate(text) if char not in rest), len(text))
    while length >= 2 and not _ORG_END.search(text, 0, length):
        length -= 1
    return length if length >= 2 else 0


def read_lead(text: str, names: Names) -> Lead:
    """The lead `text` (squeezed, up to the number)."""
    plain = without_quarters(text.replace("的", ""))
    listed = bool(_CONTAINS.search(plain))
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
    row = names.row(_strip_neutral(text))
    if row and not item_named(row) and word.code not in _STAFF:
        return Lead(None, Subject(row), "ok", listed, text, name)
    subject, status = read_subject(before, names)
    if status == "blocked":
        return Lead(None, None, status, listed, text, name)
    if status == "unknown" or (subject and (subject.item or subject.theme) and subject.code not in FUNDS):
        whole = _strip_neutral(_strip_copula(text))
        project, project_status = read_subject(whole, names)
        return Lead(None, project, project_status, listed, text, name)
    if word.code == "total":
        return Lead(None, WHOLE, "ok", listed, text, name)
    scope = subject.code if subject and subject.code in FUNDS else ""
    return Lead(None, Subject(name, word.code, scope), "ok", listed, text, name)


@lru_cache(maxsize=1 << 12)
def _strip_neutral(text: str) -> str:
    text = without_mentions(text)
    while True:
        shorter = _RIGHT.sub("", _LEFT.sub("", text, count=1), count=1)
        if shorter == text:
            return text
        text = shorter


def read_subject(text: str, names: Names) -> tuple[Subject | None, str]:
    """The subject that `text` names and a status: (None, ok) for none, (WHOLE, ok) where it says the whole unit.

    Fund names before an item give its scope (一般公共预算基本支出; 一般公共预算支出又包括基本支出).
    """
    parts = [p for p in _CONTAINS.split(text) if p]
    blocked = BLOCKED.search(_without_known(text, names))
    if blocked and not _is_list_of_names(parts[-1] if parts else ""):
        return None, "blocked"
    scope = ""
    if len(parts) > 1:
        outer, _ = read_subject(parts[0], names)
        scope = outer.code if outer and outer.code in FUNDS else ""
    own = parts[-1] if parts else ""
    rest = own if item_named(own) else _strip_neutral(own)  # 单位资金 is no 资金 of the 单位
    whole = False
    while rest:
        row = names.row(rest) if len(rest) > 2 else ""
        code = item_named(rest)
        if code == "total":
            return WHOLE, "ok"
        if code == "fiscal_appropriation":
            return None, "ok"
        if code:
            return Subject(rest, code, scope if code not in FUNDS else ""), "ok"
        if row:
            return Subject(row, scope=scope), "ok"
        word = lookup(rest)
        if word and word.kind == "theme":
            return Subject(theme=word.code), "ok"
        shorter = _without_whole(rest, names)
        if shorter == rest:
            break
        whole = True
        rest = _strip_neutral(shorter)
    if rest == "支出":  # 支出年初预算为 …: all of it
        return WHOLE, "ok"
    if not rest:
        return (WHOLE if whole else None), "ok"
    fund = next((name for name in _names_of_funds() if rest.startswith(name)), "")
    if fund:
        inner, status = read_subject(rest[len(fund) :], names)
        if status == "ok" and inner and (inner.code or inner.theme):
            return Subject(inner.item, inner.code, item_names()[fund], inner.theme), "ok"
    if rest in _ALL_PROJECTS or _SUBTOTAL.search(rest) or is_project_name(rest):
        return Subject(rest, scope=scope), "ok"
    return None, "unknown"


@cache
def _names_of_funds() -> tuple[str, ...]:
    """The longest first."""
    return tuple(name for name in sorted(item_names(), key=len, reverse=True) if item_names()[name] in FUNDS)


def _is_list_of_names(text: str) -> bool:
    """垃圾收运处置、绿地管养两项: a blocking word within a name says nothing of the sentence, one before them does."""
    rest = _strip_neutral(text)
    return "、" in rest and bool(_SUBTOTAL.search(rest)) and BLOCKED.match(rest) is None


def is_project_name(text: str) -> bool:
    """Whether an unknown phrase looks like the name of one project: it ends so, is short, and holds no verb."""
    return bool(_PROJECT_END.search(text)) and 3 < len(text) <= 40 and not _VERBS.search(text)


def subject_moved(text: str, before: Subject | None, names: Names) -> Subject | None:
    """Whom a sentence goes on with behind 项目支出由 A (调整为 B): what is moved; None where that is not certain."""
    moved = re.search(r"(?:由|从)$", text)
    lead = read_lead(text[: moved.start()], names) if moved else None
    if lead is None or (lead.status == "ok" and lead.subject is None):
        return before
    return lead.subject


def named_subject(text: str, names: Names) -> Subject | None:
    """The project or item that a clause does nothing but name (二是退役军人事务项目); None for any other clause."""
    bare = bare_subject(text, names)
    row = names.row(bare) if len(bare) > 2 else ""
    code = item_named(bare)
    if code and code != "total":
        return Subject(bare, code)
    if row or (is_project_name(bare) and not BLOCKED.search(bare) and not GENERAL.search(bare)):
        return Subject(row or bare)
    return None


def names_other_body(text: str, names: Names) -> bool:
    """Whether a phrase names a public body that is not the agency (下属图书馆, 局本级): what follows is of it."""
    if re.search(r"(?:局|委|办|中心|院|校|机关|单位)(?:本级|本部)", text):
        return True
    bare = bare_subject(re.sub(r"(?:现有|共有|有|编制)$", "", text), names)
    return (
        2 <= len(bare) <= 20 and bool(_ORG_END.search(bare)) and not re.search(r"设|成立|建立|由|经|向|与|报|等", bare)
    )


def subtotal_of(text: str) -> bool:
    """Whether a subject adds several up (A、B、C三项)."""
    return bool(_SUBTOTAL.search(_strip_neutral(_strip_copula(text))))


def opens_list(text: str) -> bool:
    return bool(_LISTS.search(text))


def bare_subject(text: str, names: Names) -> str:
    """`text` without neutral words and the agency's name: '' where nothing is left."""
    rest = _strip_neutral(re.sub(r"^(?:分别)?(?:为|是|即)", "", text))
    while True:
        shorter = _strip_neutral(_without_whole(rest, names))
        if shorter == rest:
            return rest
        rest = shorter


# 镇本级一般公共预算拨款安排的三公经费, 实际支出三公经费: the same expenses, whatever pays for them.
_BEFORE_THREE_PUBLIC = re.compile(
    r"^(?:实际|支出|列支|发生|[乡镇]本级|部门本级|一般公共预算|财政|拨款|安排|资金|的|共计?|合计)+(?=三公经费)"
)


def _without_whole(text: str, names: Names) -> str:
    """`text` without one word that says the whole unit: the agency's own name, or 我单位, 部门 …"""
    text = _BEFORE_THREE_PUBLIC.sub("", text)
    if end := names.agency_before(text):
        return text[end:]
    shorter = _LEFT_WHOLE.sub("", text, count=1)
    return _RIGHT_WHOLE.sub("", text, count=1) if shorter == text else shorter


def _without_known(text: str, names: Names) -> str:
    """`text` without names in which a blocking word is part of the name (结转, 应急 … in a project's or agency's)."""
    row = names.row(_strip_neutral(text))
    for name in names.agencies:
        text = text.replace(name, "")  # 应急管理局 is no 应急
    return "" if row else text.replace("财政供养", "")


def plain_noun(text: str) -> str:
    """`text` as the name of a member of a list (物业、水电费), '' where it holds a verb or is no short noun."""
    noun = _strip_neutral(_strip_copula(text))
    if not 2 <= len(noun) <= 60 or _OTHER_MEASURE.search(noun) or _VERBS.search(noun) or BLOCKED.search(noun):
        return ""
    return noun if re.fullmatch(r"[\u4e00-\u9fff、()A-Za-z0-9+\-]+", noun) else ""
