"""Whom a phrase names: an item, a project, a row of a table, a theme, or the whole unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from pipeline.normalize.narrative.reading.lexicon import lookup
from pipeline.normalize.narrative.reading.periods import without_mentions
from pipeline.vocabulary.items import FUNDS, item_named, item_names
from pipeline.vocabulary.names import bare_item, item_core

# Words at either end of a subject that say nothing of what it is.
_NEUTRAL = (
    r"其中|另外|此外|另有|还有|尚有|另|同时|且|并且|并|以及|及|和|与|同|而|则|即|也|均|都|各|"
    r"截至|截止|年末|年底|年终|期末|全年度|全年|年度|实有|年内|年中|累计|总共|一共|共计|共有|共|合计|总计|实际|现有|现|已|"
    r"按(?:程序|要求)|执行中|经(?:过)?(?=年中|[市区县省]?级?财政)|根据|按照|经核定|经批复|经批准|批复|批准|下达|安排|核定|完成|实现|形成|发生|列支|编制|纳入|涉及|得出|显示|测算|统计|计算|申报|上报|编报|"
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
# 扣 1 分，原因是预算调整率为 …: why something is so; 因公 begins the name of an item.
_BECAUSE = (
    r"(?:(?:主要|具体|其|扣分|失分)*原因|主要)?(?:是|为|在于|系)?(?:由于|因为|因(?!公)|系)|"
    r"(?:主要|具体|其|扣分|失分)*原因(?:是|为|在于)"
)
_LEFT = re.compile(rf"^(?:{_BECAUSE}|{_NEUTRAL})")
_RIGHT = re.compile(rf"(?:{_NEUTRAL}|由)$")
_LEFT_WHOLE = re.compile(rf"^(?:{_WHOLE})")
_RIGHT_WHOLE = re.compile(rf"(?<!财政|税务|国税|地税)(?:{_WHOLE})$")
CONTAINS = re.compile(r"(?:又|还|主要|具体|分别)?(?:包括了?|包含了?|含有?|分为|其中)[：]?")
SUBTOTAL = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)(?:大|个)?(?:项|类|个|笔)(?:项目|支出|经费|费用)?$")
# Aims, rules, comparisons: the number is not what happened.
BLOCKED = re.compile(
    r"目标|预计|预期|拟|力争|争取|要求|标准|上限|限额|不得|不应|应当|应|须|必须|原则上|控制在|确保|计划[达到实完使将在于]|规定|每|"
    r"若|如果|如[^期实下]|假设|得分|满分|扣|分值|权重|同比|环比|[比较与](?:上年|去年|上一年|前年|20\d\d年|年初[^预]|同期)|增长|下降|减少|提高|"
    r"上升|降低|增幅|降幅|增加|节约|结余|结转|处置|报废|闲置|新增|新招|招录|招聘|退休|辞职|空缺|缺编|超编|空编|超过|超出|突破|未|不|占"
)
VERBS = re.compile(
    r"严格|加强|控制|压减|落实|规范|由于|因为|因|受|积极|用于|开展|组织|进行|做好|围绕|按|对|将|使|通过|为|不断|确保"
)
_IS = re.compile(r"^(?:分别)?(?:为|是|即)")
_PROJECT_END = re.compile(r"(?:项目|专项|经费|工程|费用?|补贴|补助|资金|基金|奖补)(?:\([^()]*\))?$")
# Words about projects and money in general: no single project is meant.
GENERAL = re.compile(
    r"各项?目|(?:部分|个别|有关|相关|若干|一些|其他|新增)项目|项目(?:管理|实施|资金|支出|预算|库)|专项资金管理|资金(?:管理|使用|安全|支付|支出|收支)|财政资金|预算资金|公用经费|人员经费|三公|经费支出管理"
)
_ORG_END = re.compile(
    r"(?:局|委|办|街道|街道办|办事处|中心|学校|中学|小学|幼儿园|医院|院|校|馆|站|所|队|处|镇|乡|区|县|会|公司|部|本级|本部|分局|园|室|署|厅|旗|苏木|政府)$"
)
# Projects as a whole: not the item 项目支出, which may be that of one fund only.
_ALL_PROJECTS = frozenset(
    {"项目", "二级项目", "部门项目", "预算项目", "各项目", "所有项目", "全部项目", "部门预算项目"}
)


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
            found.setdefault(item_core(row), bare_item(row))
        found.pop("", None)
        return found

    def row(self, text: str) -> str:
        """The row that a phrase names; '' where it names none."""
        return self.row_keys.get(item_core(text), "")

    def row_at_end(self, text: str) -> str:
        """The row whose name a phrase ends with (未完成的为甲项目, 和乙项目); '' for none, or too short a name."""
        key = item_core(text)
        found = max((k for k in self.row_keys if len(k) >= _LONG_NAME and key.endswith(k)), key=len, default="")
        return self.row_keys.get(found, "")

    def agency_before(self, text: str) -> int:
        """How many characters at the beginning of `text` are one of the agency's names, perhaps shortened (市教育局 for
        深圳市教育局); 0 for none."""
        return max((_shortened(text, name) for name in self.agencies), default=0)


@lru_cache(maxsize=2048)
def _shortened(text: str, name: str) -> int:
    """The most characters at the beginning of `text` that are `name` with characters left out; 0 for none."""
    rest = iter(name + "办事处" if name.endswith("街道") else name)
    length = next((n for n, char in enumerate(text) if char not in rest), len(text))
    while length >= 2 and not _ORG_END.search(text, 0, length):
        length -= 1
    return length if length >= 2 else 0


@lru_cache(maxsize=1 << 12)
def strip_neutral(text: str) -> str:
    """`text` without the words at both ends that say nothing of what it names."""
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
    parts = [p for p in CONTAINS.split(text) if p]
    blocked = BLOCKED.search(_without_known(text, names))
    if blocked and not _is_list_of_names(parts[-1] if parts else ""):
        return None, "blocked"
    scope = ""
    if len(parts) > 1:
        outer, _ = read_subject(parts[0], names)
        scope = outer.code if outer and outer.code in FUNDS else ""
    own = parts[-1] if parts else ""
    rest = own if item_named(own) else strip_neutral(own)  # 单位资金 is no 资金 of the 单位
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
        rest = strip_neutral(shorter)
    if rest == "支出":  # 支出年初预算为 …: all of it
        return WHOLE, "ok"
    if not rest:
        return (WHOLE if whole else None), "ok"
    fund = next((name for name in _names_of_funds() if rest.startswith(name)), "")
    if fund:
        inner, status = read_subject(rest[len(fund) :], names)
        if status == "ok" and inner and (inner.code or inner.theme):
            return Subject(inner.item, inner.code, item_names()[fund], inner.theme), "ok"
    if rest in _ALL_PROJECTS or SUBTOTAL.search(rest) or is_project_name(rest):
        return Subject(rest, scope=scope), "ok"
    return None, "unknown"


@cache
def _names_of_funds() -> tuple[str, ...]:
    """The longest first."""
    return tuple(name for name in sorted(item_names(), key=len, reverse=True) if item_names()[name] in FUNDS)


def _is_list_of_names(text: str) -> bool:
    """垃圾收运处置、绿地管养两项: a blocking word within a name says nothing of the sentence, one before them does."""
    rest = strip_neutral(text)
    return "、" in rest and bool(SUBTOTAL.search(rest)) and BLOCKED.match(rest) is None


def is_project_name(text: str) -> bool:
    """Whether an unknown phrase looks like the name of one project: it ends so, is short, and holds no verb."""
    return bool(_PROJECT_END.search(text)) and 3 < len(text) <= 40 and not VERBS.search(text)


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


def bare_subject(text: str, names: Names) -> str:
    """`text` without neutral words and the agency's name: '' where nothing is left."""
    rest = strip_neutral(_IS.sub("", text))
    while True:
        shorter = strip_neutral(_without_whole(rest, names))
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
    row = names.row(strip_neutral(text))
    for name in names.agencies:
        text = text.replace(name, "")  # 应急管理局 is no 应急
    return "" if row else text.replace("财政供养", "")
