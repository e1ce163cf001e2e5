"""What the words around a number say of it: what it measures, of which time, and whether of something else than a table
tells; and whether the head of a column says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# What a number measures, by words of sentences and of heads; the first that a text has is meant.
_MEASURES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words))
    for name, words in (
        (
            "done",
            r"(?:执行|完成|支出|支付|付款|拨付|使用|利用|到位|控制|达标|合格|回收|覆盖|满意)[^，占]{0,3}(?:率|比例|进度|程度|度)|进度|满意[度率]",
        ),
        ("share", r"占比?|比重|份额|构成"),
        ("saved", r"节[约省支]|压减|降本"),
        ("moved", r"增[加长减幅]|减少|下降|上升|变[动化]|同比|调[增减]|追加|核减|[比较](?:上|去|年初|预算)"),
        ("left", r"结余|结转|剩余|余额|尚[余有]|未(?:支出|执行|支付|使用|付)|待付|应付未付"),
        ("idle", r"闲置|未投入"),
        ("worn", r"折旧|摊销"),
        ("net", r"净值"),
        ("worth", r"原值"),
        ("price", r"合同|成交|中标|签约"),
        ("spent", r"支出|支付|执行|列支|花[费去了]|使用|付款|拨付|已付|兑付|发放|开支|投入"),
        ("taken in", r"收入|收到|取得|拨入|到账|到位"),
        ("planned", r"预算|指标|计划|安排|概算|核定|控制数|下达|批复"),
        ("actual", r"决算|实际"),
    )
)
_FIRST = re.compile(r"年初(?=预算|批复|安排|下达|部门|指标|计划|核定|数)|批复|初始|原定")
_REVISED = re.compile(r"调整(?!率|额|幅)|变更后|调后|全年预算|年终预算|最终预算")
_RUNNING = re.compile(r"累计|截至")
_LAST = re.compile(r"上年|去年|上一年度?|上期|同期|以前年度|期初|年初(?!预算|批复|安排|下达|部门|指标|计划|核定|数)")
_CHANGED = re.compile(r"(?:与|和|较|比)(?:上年|去年|上一年度?)(?:同期|决算数?|实际)?(?:相比|增减|变动)?|同比")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|度|决算|预算|实际|执行|支出|收入)")
_NOW = re.compile(r"本年|今年")
_TIMED = re.compile(rf"本年|今年|当年|上年|去年|上一年|期初|{_YEAR.pattern}")

# Words by which a number is none of what the tables of the report tell: of a part of the year, an aim, somebody else.
_PART_OF_YEAR = re.compile(
    r"截至(?!(?:(?:19|20)\d\d年)?(?:年末|年底|期末|12月))|\d月|上半年|下半年|[一二三四\d]季度|中期|期中|阶段|前[一二三四五\d]|下年|明年|次年|下一年|"
    r"近[两二三四五]年|往年|前年"
)
_OTHER = re.compile(
    r"每|月均|平均|人均|户均|亩均|均[为达]|拟|预计|预期|目标|应(?!急)|力争|原计划|标准|要求|测算|估算|剔除|扣除|不含|不计|除去|除(?!险|尘|雪)|不包括|"
    r"另|其他|其余|全[市省国县]|周边|兄弟|同类|审计|审[减定核]|核查|抽查|下属|所属|下设|代管|新增|首批|如(?=[果按以])|假设"
)
_OF_PART = re.compile(r"其中|[中里内]，|(?:^|，)[中里内](?=[\u4e00-\u9fff]{2})")
_HELD = re.compile(r"(?:含|包括|除|另有?|扣除|加上|连同)$")
# Words that carry no meaning of their own between what a number is of and the number.
_LIGHT = re.compile(
    r"(?:19|20)\d\d年度?|全年|年内|本年度?|当年|今年|年度|年[末底]|期末|实际|其中|主要|方面|领域|情况|来看|而言|部分|总体|整体|我?单位|我[局委办部院]|部门|"
    r"共计|合计|总计|累计|总共|两项|各项|达到|高达|项目|工程|资金|经费|金额|数额|总额|总量|数量|规模|人数|户数|面积|比例|水平|为|是|达|计|共|总|仅|有|"
    r"实现|形成|发生|产生|实有|现有|拥有|了|的|较|比|在|从|由|按|以|经|已|均|也|还|则|数|额|款|率|年|人|个|户|件|份|看"
)
_LEADS = re.compile(  # what governs a name: 重点保障了 甲, 由 甲
    r"(?:[了对将把由以从在向给与及为是有含括障进施展于入排到成行持设织理看办用中里内]|其中)$"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What words say of a number: what it measures ('' where nothing), which stage of a budget it is of, and of which
    time: a year, or the last."""

    measure: str
    stage: str
    last: bool
    year: int | None


@lru_cache(maxsize=1 << 12)
def said_by(words: str, time: str | None = None) -> Said:
    """What the words before a number, or of a head, say; `time`: the words that say of which time it is."""
    measure = next((name for name, of in _MEASURES if of.search(words)), "")
    stage = "first" if _FIRST.search(words) else "revised" if _REVISED.search(words) else ""
    time = _CHANGED.sub("", words if time is None else time)
    years = _YEAR.findall(time)
    return Said(measure, stage, _LAST.search(time) is not None, int(years[-1]) if years else None)


def contradict(claim: Said, head: Said, year: int | None) -> bool:
    """Whether a claim says what a head denies. `year`: of the report."""
    if claim.measure and head.measure and not may_be_one(claim, head):
        return True
    if claim.stage and head.stage and claim.stage != head.stage:
        return True
    if not (head.year or claim.year):
        return head.last != claim.last
    of_head, of_claim = (s.year or (None if year is None else year - s.last) for s in (head, claim))
    return of_head != of_claim


def may_be_one(claim: Said, head: Said) -> bool:
    """Whether two say that the same is measured: 决算数 is what was spent, or taken in."""
    if "actual" in (claim.measure, head.measure):
        return {claim.measure, head.measure} <= {"actual", "spent", "taken in"}
    return claim.measure == head.measure != ""


def is_timed(words: str) -> bool:
    """Whether words say of which year a number is."""
    return _TIMED.search(_CHANGED.sub("", words)) is not None


def of_something_else(words: str, heads: str) -> bool:
    """Whether words of a sentence up to its number say that it is none of the table's; `heads`: what its line and the
    columns there are called, which may say so of all their numbers."""
    return any(m.group() not in heads for of in (_OTHER, _PART_OF_YEAR) for m in of.finditer(words))


def of_another_time(words: str) -> bool:
    """Whether words of a sentence up to its number speak of a part of the year or of a year before."""
    return _PART_OF_YEAR.search(words) is not None or _LAST.search(_CHANGED.sub("", words)) is not None


def of_time(own: str, around: str) -> str:
    """The words that say of which time a number is: those of its own clause, else those before it. 当年 is of the year
    that these tell of."""
    plain = _CHANGED.sub("", own)
    dated = _YEAR.search(own) or _LAST.search(plain) or (_NOW.search(own) and not _YEAR.search(around))
    return own if dated or not is_timed(around) else around


def of_a_part(between: str) -> bool:
    """Whether words between a name and a number tell of a part of what is named."""
    return _OF_PART.search(between) is not None


@lru_cache(maxsize=1 << 12)
def residue(words: str, known: tuple[str, ...] = (), about: str = "") -> int:
    """How many characters of a claim carry meaning that neither the `known` names, words of measure nor `about` (the
    title and the heads of the table) explain."""
    for name in sorted(known, key=len, reverse=True):
        words = words.replace(name, "，") if name else words
    for _, of in _MEASURES:
        words = of.sub("，", words)
    for of in (_FIRST, _REVISED, _RUNNING, _CHANGED, _LAST):
        words = of.sub("，", words)
    return sum(len(w) for w in _HAN.findall(_LIGHT.sub("，", words)) if len(w) == 1 or w not in about)


def is_held_by_another(words: str) -> bool:
    """Whether what is named behind some words is a part of something else, or left out of it: 县本级（含 甲）."""
    return _HELD.search(words) is not None


def governs(words: str) -> bool:
    """Whether words before a name leave it whole: none, or such as end in what governs it."""
    return not residue(words) or _LEADS.search(words) is not None
