"""Plain criteria -> `WordScale`, statement by statement; None where one of them is not understood.

A statement is a condition and what it gives. What stands before the points, back to the last ones, is the condition;
what is given for each of something is a tally; what only bounds the points (扣完为止, 最高3分, 不低于2分) is a limit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.rules.printed.text import numbered
from pipeline.rules.printed.words import FULL_WORDS, NUMBER

from .scale import Option, Tally, WordScale

_N = NUMBER
_HALF = Decimal("0.5")
UNIT = (
    "(?:个百分点|个?工作日|个?自然日|人次|批次|台次|台套|场次|户次|家次|件次|份次|期次"
    "|[个项件起宗例次处笔份期场篇条家户人名天日台套座本批轮亩辆间棵株幅门位册张栋艘盏枚块])"
)
_UP, _DOWN = r"(?:得|计|加|记|给|增加|加计)", r"(?:扣减|扣除|扣|减|再扣|减扣|倒扣)"
# What only bounds the points.
_SUM = r"(?:本项|该项|累计|合计|总分|得分|总计|但)*"
_LIMITS = (
    (
        "none",
        r"(?:直至|直到|至)?(?:本项|该项)?(?:分值|分数|得分)?(?:扣|减)(?:完|光|至0分)(?:本项)?"
        r"(?:分值|分数|得分|\d+(?:\.\d+)?分)?(?:为止)?",
    ),
    ("none", rf"(?:直至|直到){_N}分扣完为止"),
    ("floor", rf"(?:本项|该项|但)?(?:得分)?(?:最低|最少|至少)(?:不低于|得分?|为|计|保留)?(?P<n>{_N})分"),
    ("floor", rf"(?:扣分后)?(?:得分)?(?:不低于|保底|保底得|扣至|减至)(?P<n>{_N})分(?:为止)?"),
    ("floor", rf"(?:扣分后)?得分(?:低于|不足|少于)(?P<n>{_N})分的?,?按(?P=n)分计(?:算|分)?"),
    ("off", rf"(?:最多|最高|累计)?(?:扣分)?(?:最多|最高|不超过|不超)?(?:扣|扣分不超过)(?P<n>{_N})分(?:为止)?"),
    ("add", rf"(?:最多|最高|累计)?(?:加分)?(?:最多|最高|不超过|不超)?(?:加|加分不超过)(?P<n>{_N})分(?:为止)?"),
    (
        "cap",
        rf"{_SUM}(?:最高|最多|不超过|不超|至多)(?:不超过|得分?|计|为|加至|限)?(?P<n>{_N})分(?:封顶|为限|为止)?",
    ),
    (
        "cap",
        r"(?:以|得满|计满|加满|加至|得至|计至|满分为?|上限为?|累计至|达到?)?"
        rf"(?P<n>{_N})分(?:封顶|为限|为止|为上限|截止|满分)?",
    ),
)
_LIMIT = [(kind, re.compile(pattern)) for kind, pattern in _LIMITS]
_BARE = re.compile(rf"{_N}分")
_EACH = re.compile(
    rf"^(?P<pre>.*?)每(?P<mid>[^\d,;每]{{0,10}}?)(?P<n>{_N})?(?P<unit>{UNIT})(?P<post>[^,;\d]{{0,24}}?)的?,?(?:则|再|予以|给予)?(?P<act>{_UP}|{_DOWN})?(?P<p>{_N})分$"
)
_ONE = re.compile(
    rf"^(?P<pre>.*?)1(?P<unit>{UNIT})(?P<post>[^,;\d]{{0,24}}?)的?,?(?:则|再|予以|给予)?(?P<act>{_UP}|{_DOWN})?(?P<p>{_N})分$"
)
_OWN = (
    r"(?:则|按|予以|给予|可|直接|视为|即|应|均|都|实行一票否决)*(?:本|该|此)?(?:项|指标|项指标)?"
    r"(?:考核|评价)?(?:则|按|直接|为|视同|均|都)*"
)
_GIVES = re.compile(
    rf"^(?P<said>.*?)(?:的(?:单位|部门|项目)?|者|时)?[,:]?(?P<own>{_OWN}),?(?:(?:得|计|给|记|为|赋)?(?:分值|分)?:?(?P<p>{_N})分(?:计算|计)?"
    rf"|(?P<none>不得分|不计分|不给分|得?零分|无分)|(?:得|计|给|记|按|计算)*(?P<share>{_N})%(?:的)?(?:权重分|权重|分值|分数|分|的?满分)"
    rf"|(?:得|计|给)?(?P<half>一半分值?|半数分|50%分值?)|(?P<halved>减半(?:计分|得分|给分))|(?P<whole>(?:按|得|计|给|记)*{FULL_WORDS}(?:计算?|计分)?|不扣分))$"
)
_REST = re.compile(
    r"^(?:否则|其他|其余|其它|反之|此后|此外|其他情况|其余情况|其他情形|不符合|未达到|不满足|未做到|达不到)?(?:的|情况|情形|要求|条件)*$"
)
_WHOLE_LOST = re.compile(r"本|该|此|一票")
# 不扣分 for so many; what begins with the n-th
_FREE_ONES = re.compile(
    rf"(?:允许|容许)?(?P<n>\d+|首|一){UNIT}?(?:\(含\))?(?P<within>以内|以下|之内|及以下)?(?:\(含\))?"
)
_FROM_NTH = re.compile(rf"(?:从|自)?第(?P<n>[一二两三四五六七八九十\d]+){UNIT}(?:起|开始|及以[上后]|以[上后]|及以上)")
_BEYOND = re.compile(rf"(?:超过|超出|多于|大于)(?P<n>\d+){UNIT}的?,?$")
_NUMERAL = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "首": 1}
_MORE = re.compile(r"多|超|增|新|另|再")
_LESS = re.compile(r"^(?:每)?(?:少|缺|欠|未)")


_ONE_OF = re.compile(rf"(?<![第统唯同之])一(?={UNIT}(?!性|致|道|律|般|定))")
# Says something of points that was not read.
_OF_POINTS = re.compile(r"分(?![析配类别级布])|扣|[%≥≤<>×=]|比例")
_GENERIC = re.compile(r"出现|发生|发现|存在|查出|有|被|再|的|其|增加|增|多|超过?|从|起|此后|以后|情况|情形")


# 每项2分，完成的得分，未完成的不得分: what each is given for
_IF_DONE = re.compile(r"([\u4e00-\u9fff]{2,6})的?(?:得分|计分|得满分)")
_IF_NOT = re.compile(r"(?:未|没有?|不)[\u4e00-\u9fff]{2,6}的?(?:不得分|不计分|得?0分)")
# Figures that decide a condition, and dates and places in a list, which words do.
_MEASURED = re.compile(rf"[%≥≤<>×=/]|\d(?:\.\d+)?(?:{UNIT}|元|万|分)")
_DATED = re.compile(r"\d+月\d+日|\d+月|20\d\d年|第?\d+(?:[至到-]第?\d+)?[名位]|前\d+[名位]|\d+个?工作?日[以之]?内")


@dataclass
class _Read:
    points: Decimal
    options: list[Option] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    floor: Decimal | None = None
    cap: Decimal | None = None
    base: Decimal | None = None
    free: Decimal = Decimal(0)
    noun: str = ""  # what the statement before it was of, for one that only counts
    pending: list[str] = field(default_factory=list)


def word_scale(text: str, points: Decimal) -> WordScale | None:
    """The scale that plain criteria print in words for `points` points; None where they print anything else."""
    found = numbered(text)
    if found is not None:
        text = ";".join((found.head, *found.parts))
    text = _ONE_OF.sub("1", text.replace("否则", "其余"))
    read = _Read(points)
    for sentence in re.split(r"[;。]", text):
        if read.pending and not _goes_on(sentence):
            if any(_OF_POINTS.search(p) for p in read.pending):
                return None
            read.pending.clear()
        for segment in _segments(sentence):
            if not _statement(segment, read):
                read.pending.append(segment)
    if any(_OF_POINTS.search(p) for p in read.pending):
        return None
    scale = _whole(read, text)
    return scale and _with_requirements(scale, found.parts if found is not None else ())


def exceptions(text: str, points: Decimal) -> list[Option]:
    """What takes all points, or gives them, whatever else plain criteria say: 当年未被审计的按满分计, 一票否决."""
    read = _Read(points)
    for segment in re.split(r"[;。]|,(?!直接|按|视|本|该|此|不?[得计])", text.replace("否则", "其余")):
        found = _GIVES.match(segment)
        if found is not None and found["said"] and not _MEASURED.search(found["said"]):
            _option(found, found["said"], read)
    full = [o for o in read.options if o.points == points and _NOTHING_OF_IT.search(o.said)]
    return full + [o for o in read.options if o.points == 0 and o.last and not o.rest]


_NOTHING_OF_IT = re.compile(r"未|没有|无|不涉及|不存在|零")


def _goes_on(sentence: str) -> bool:
    """Whether a sentence needs what stands before it: it begins with what is given, or counts more of the same."""
    return bool(re.match(r"每|(?:从|自)?第.{1,3}[次个项起]|超过|不|未|逾期|否则|扣|最", sentence))


def _segments(sentence: str) -> list[str]:
    """A sentence cut at commas, at 、 behind points, and at brackets that only hold points (（2分）)."""
    sentence = re.sub(rf"\(({_N}分)\)[,、]?", r"得\1,", sentence)
    return [s for s in re.split(r",|(?<=分)、|(?<=分)和|(?<=分):", sentence) if s.strip()]


def _statement(segment: str, read: _Read) -> bool:
    """Take one segment in; False where it is only (part of) a condition."""
    segment = re.sub(r"^(?:但|且|并且|同时|其中|即|:)", "", segment).strip(":、")
    if (verb := _IF_DONE.fullmatch(segment)) is not None and read.tallies:
        last = read.tallies[-1]
        read.tallies[-1] = replace(last, said=f"{last.said}{verb[1]}")
        return True
    if _IF_NOT.fullmatch(segment) and read.tallies:
        return True
    if _limit(segment, read):
        read.pending.clear()
        return True
    under = ",".join(read.pending)
    for pattern in (_EACH, _ONE):
        found = pattern.match(segment)
        if found is not None and not re.search(r"%|×|/|=", segment) and _tally(found, under, read):
            read.pending.clear()
            return True
    found = _GIVES.match(segment)
    if found is None or re.search(r"[×=/]", segment):
        return False
    said = f"{under},{found['said']}".strip(",")
    if found["said"] == "" and not under and not found["p"]:
        return True  # 不得分: said of what stands before it
    read.pending.clear()
    _option(found, said, read)
    return True


def _limit(segment: str, read: _Read) -> bool:
    for kind, pattern in _LIMIT:
        found = pattern.fullmatch(segment)
        if found is None or (kind == "cap" and _BARE.fullmatch(segment) and read.pending):
            continue
        if kind == "none":
            read.floor = Decimal(0)
            return True
        n = Decimal(found["n"])
        if kind == "floor":
            read.floor = n
        elif kind == "off":
            read.floor = read.points - n
        elif kind == "add":
            read.cap = (read.base if read.base is not None else read.points - n) + n
        else:
            read.cap = n
        return True
    return False


def _tally(found: re.Match[str], under: str, read: _Read) -> bool:
    parts = found.groupdict()
    act = parts["act"] or ("得" if not re.search(r"扣|减", found.group()) else "扣")
    each = Decimal(parts["p"]) * (-1 if re.fullmatch(_DOWN, act) else 1)
    pre, mid, post = parts["pre"].strip("、:"), parts.get("mid") or "", parts["post"]
    pre = _FROM_NTH.sub("", pre) if _FROM_NTH.search(pre) else pre
    whole = ",".join(filter(None, (under, pre)))
    free = read.free
    if nth := _FROM_NTH.search(f"{under},{parts['pre']}"):
        free = Decimal(_NUMERAL.get(nth["n"], 0) or int(nth["n"])) - 1
        whole = _FROM_NTH.sub("", whole)
    elif beyond := _BEYOND.search(whole):
        free = Decimal(beyond["n"])
        whole = whole[: beyond.start()]
    said = f"{mid}{post}" if "mid" in parts else f"{pre}{post}"
    marker = f"{mid}{pre if 'mid' not in parts else ''}"
    if not _GENERIC.sub("", said):
        said = next((w for w in (pre, whole.split(",")[-1], read.noun) if _GENERIC.sub("", w)), said)
    else:
        read.noun = said
    step = Decimal(parts.get("n") or 1)
    tally = Tally(
        said,
        parts["unit"],
        each,
        step,
        free,
        whole,
        beyond=each > 0 and bool(_MORE.search(marker)),
        short=each < 0 and bool(_LESS.search(marker or post)),
        once="mid" not in parts,
    )
    read.tallies.append(tally)
    return True


def _option(found: re.Match[str], said: str, read: _Read) -> None:
    if found["half"] or found["halved"]:
        points = read.points * _HALF
    elif found["share"]:
        points = read.points * Decimal(found["share"]) / 100
    elif found["none"]:
        points = Decimal(0)
    elif found["whole"]:
        points = read.points
    else:
        points = Decimal(found["p"])
    if said.endswith(("基础分", "基本分", "基准分", "起评分", "基础", "基本")) or (not said and points < read.points):
        read.base = points
        said = re.sub(r"(?:本项|得|计)*(?:基础|基本|基准|起评)分?$", "", said)
    if found["whole"] and "不扣分" in found["whole"] and (free := _FREE_ONES.search(said)):
        read.free = Decimal(_NUMERAL.get(free["n"], 0) or int(free["n"]))
        read.noun = (said[: free.start()] or said[free.end() :]).strip("在,")
        return
    if said:
        last = bool(_WHOLE_LOST.search(found["own"] or "")) or "一票否决" in said
        said = re.sub(r"的?实行一票否决|的单位|的部门", "", said)
        read.options.append(Option(said, points, bool(_REST.match(said)), last))
        read.noun = re.sub(r"^(?:未|没有|无|不)(?=出现|发生|发现|存在)", "", said)


def _with_requirements(scale: WordScale, numbered_parts: tuple[str, ...]) -> WordScale:
    """A tally of requirements that are listed by name, each with its points: as options of its own as well."""
    if len(scale.tallies) != 1 or any(o.points for o in scale.options):
        return scale
    tally = scale.tallies[0]
    listed = re.split("、", tally.under.split(":")[-1]) if ":" in tally.under else []
    names = listed or [re.split("[;。,]", part)[0] for part in numbered_parts]
    worth = abs(tally.each) * len(names)
    if len(names) < 2 or worth != scale.points or any(not n or _MEASURED.search(n) for n in names):
        return scale
    return replace(scale, options=tuple(Option(n, abs(tally.each)) for n in names), listed=True)


def _restates(option: Option, tallies: tuple[Tally, ...]) -> bool:
    """Whether an option only says where a tally reaches its points: 每召开一次得1分，4次及以上得4分."""
    number = re.search(rf"(\d+){UNIT}(?:\(含\))?(?:及?以上)", option.said)
    return bool(number and len(tallies) == 1 and tallies[0].each * int(number[1]) == option.points)


def _whole(read: _Read, text: str) -> WordScale | None:
    """The scale of all statements, where they fit together."""
    points = read.points
    # 完成1项课题得3分，每多完成一项加1分: the first is what the others are counted from
    first = [t for t in read.tallies if t.once] if any(t.beyond or t.short for t in read.tallies) else []
    read.options += [Option(f"{t.under}1{t.measure}{t.said}", t.each) for t in first if t.each > 0]
    tallies = tuple(t for t in read.tallies if t not in first)
    options = tuple(o for o in read.options if not _restates(o, tallies))
    if not tallies and not options:
        return None
    if len({t.each > 0 for t in tallies}) > 1 and read.base is None:
        return None
    if any(o.points > points for o in options) or any(abs(t.each) > points for t in tallies):
        return None
    cap = read.cap if read.cap is not None and read.cap <= points else points
    if read.cap is not None and read.cap > points:
        return None
    floor = read.floor if read.floor is not None and read.floor >= 0 else Decimal(0)
    given = [o.points for o in options if o.points > 0]
    parts = not tallies and len(given) > 1 and sum(given) == points
    if parts:
        options = tuple(o for o in options if o.points > 0)
    if any(_MEASURED.search(_DATED.sub("", o.said)) for o in options) and not any(t.beyond or t.short for t in tallies):
        return None
    if any(t.measure == "个百分点" and not t.beyond for t in tallies):
        return None
    if not tallies and not parts and max((o.points for o in options), default=points) != points:
        return None
    return WordScale(points, options, tallies, floor, cap, read.base, parts, text=text)
