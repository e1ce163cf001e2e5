"""The text of a 评分标准 cell made plain: one form of digits, signs and brackets; numbered parts; clauses.

What comes out is for reading by the other modules of this package only; quotes in traces are taken from it as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.normalize.chinese_numerals import chinese_number
from pipeline.rules.printed.words import WEIGHT_WORDS
from schemas.white_space import without_space

_MOST = 4096  # texts that are remembered
_SIGNS = str.maketrans(
    {
        "（": "(", "）": ")", "【": "(", "】": ")", "〔": "(", "〕": ")", "［": "(", "］": ")", "[": "(", "]": ")",
        "：": ":", "；": ";", "，": ",", "％": "%", "﹪": "%", "＞": ">", "＜": "<", "＝": "=", "﹤": "<", "﹥": ">",
        "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "≯": "≤", "≮": "≥", "＋": "+", "－": "-", "–": "-", "—": "-",
        "~": "-", "～": "-", "〜": "-", "∼": "-", "／": "/", "÷": "/", "∕": "/", "*": "×", "＊": "×", "∗": "×",
        "✕": "×", "╳": "×", "·": "·", "．": ".", "“": "", "”": "", '"': "", "‘": "", "’": "", "'": "", "「": "",
        "」": "", "∣": "|", "︱": "|", "｜": "|", "！": "。", "!": "。", "？": "。", "︰": ":", "、": "、",
    }
)  # fmt: skip
_FULL_WIDTH = str.maketrans(
    {chr(0xFF01 + n): chr(0x21 + n) for n in range(94) if chr(0xFF01 + n) not in "，；：（）！？"}
)
_NUMERAL = "[〇零一二两三四五六七八九十百]"
# A numeral is a number only before what it counts; elsewhere (一季度, 一般公共预算, 三公) it is part of a name.
_COUNTED = re.compile(
    rf"(?<![第{_NUMERAL[1:-1]}])({_NUMERAL}+(?:点[〇零一二三四五六七八九]+)?)"
    r"(?=个百分点|个百分比|分(?![点比制率数之类档级别配项析解部管公])"
    r"|[个项处次例起宗件条份家笔](?:[^\u4e00-\u9fff]|[以不未没有扣的重任指工项问内超违目情]))"
)
# 六月末、九月底: months that end a stretch of the year (六个月 is how long something takes).
_MONTH = re.compile(
    r"(?<![个〇零一二两三四五六七八九十])(十[一二]?|[一二三四五六七八九])月(?=份|末|底|[、,和及]?[一二三四五六七八九十]+月|(?:累计|预算|实际)?(?:支出|支付|执行)?进度)"
)
_HUNDREDTHS = re.compile(rf"百分之({_NUMERAL}+(?:点[〇零一二三四五六七八九]+)?|\d+(?:\.\d+)?)")


# 完成率∈[90%，95%): an interval with its brackets, which say whether the ends belong.
# A square bracket makes it one wherever it stands; two round ones only where an interval can begin.
_INTERVAL = re.compile(
    r"(?:∈|属于|处于|落在|位于|落入|介于|在|为|^|(?<=[;；。,，、分:：])|(?=[\[［【])|(?=[(（][^()（）\[\]]{3,16}[\]］】]))"
    r"([\[［【(（])(-?\d+(?:\.\d+)?|[-－]∞)[%％]?[,，、](\d+(?:\.\d+)?|[+＋]?∞)([%％]?)([\]］】)）])(?:的?区间内?|之间|范围内|内)?"
)
# 设完成率为x，x≥90%得4分: a letter for the rate.
_UNKNOWN = re.compile(
    r"(?:假?设|令|记)(?:(?P<name>[^,;。:]{2,24}?)(?:为|=|是)(?P<letter>[A-Za-z])|"
    r"(?P<first>[A-Za-z])(?:为|=|是|表示|代表)(?P<told>[\u4e00-\u9fff][^,;。:]{1,23}?))[,;。:]"
    # 以P表示执行率，P≥…; 执行率为R，R=…; 执行率记为K，K≥…
    r"|(?:^|(?<=[,;。:]))(?:以|用)(?P<sign>[A-Za-z])(?:表示|代表)(?P<meant>[\u4e00-\u9fff]{2,20})[,;。:]"
    r"|(?:^|(?<=[,;。:]))(?P<rate>[\u4e00-\u9fff]{1,16}率)(?:记?为|记作|用|以)(?P<as>[A-Za-z])(?:表示|代表)?[,;。:](?=(?P=as))"
)


# 得分=执行率×10，结果保留两位小数: how scores are printed, not what they are.
_ROUNDING = re.compile(
    r"[,;。(](?:得分|最终得分|计算结果|结果|分数|小数点?后?)?(?:按)?(?:四舍五入)?,?(?:后)?(?:保留|精确)(?:到|至)?[^,;。()×/=]{0,8}(?:小数点?|位|分)(?:后[^,;。()]{0,4}位?)?\)?(?=[,;。)]|$)"
)


# 得分=30日内签订的合同数/合同总数×4分: how many days is no factor, but part of an operand's name.
_WITHIN_DAYS = re.compile(
    r"(?<=[=/(])\d+(?=(?:个?工作日|个?自然日|日|天|个月|小时)[以之]?内[\u4e00-\u9fff][^,;。=]*[/)×])"
)


def _interval_in_words(match: re.Match[str]) -> str:
    opening, low, high, percent, closing = match.groups()
    if "∞" in low + high:
        return _half_open(match)
    if not percent:
        return match.group()
    ends = ("含" if opening in "[［【" else "不含", "含" if closing in "]］】" else "不含")
    if low == high:
        return f"={low}{percent}"
    return f"在{low}{percent}({ends[0]})至{high}{percent}({ends[1]})之间"


def _half_open(match: re.Match[str]) -> str:
    """[95%，+∞) as ≥95%, (-∞，60%) as <60%."""
    opening, low, high, _, closing = match.groups()
    if "∞" in low and "∞" not in high:
        return f"{'≤' if closing in ']］】' else '<'}{high}%"
    if "∞" in high and "∞" not in low:
        return f"{'≥' if opening in '[［【' else '>'}{low}%"
    return match.group()


def _named_again(text: str) -> str:
    """The letter that stands for a rate replaced by the rate's name."""
    found = _UNKNOWN.search(text)
    if found is None:
        return text
    name = found["name"] or found["told"] or found["meant"] or found["rate"]
    letter = found["letter"] or found["first"] or found["sign"] or found["as"]
    rest = text[: found.start()] + text[found.end() :]
    return re.sub(rf"(?<![A-Za-z]){letter}(?=[<>≤≥=每])|(?<=[<>≤≥=]){letter}(?![A-Za-z])", name, rest)


# One step of a scale a line: the end of the line is the end of the step.
_LADDER = re.compile(
    r"(?<=[分止)）])[ \t]*\n(?=\s*[\d≤≥＜＞<>|｜“(（\u4e00-\u9fff])"
    r"(?!\s*(?:的|为止|以[上下内]|及以|封顶|扣完|直至|计|时))"
)


# 每少完成1项扣1分: for each that is undone, whatever rate the indicator is called after.
_FEWER = re.compile(
    r"每?少(?P<verb>完成|办结|整改|落实|开展|实施|组织|举办|报送|公开|建成|验收)(?P<count>\d+[项个件次户处家份场批起宗])(?=[,的]?扣)"
)
# One way to say that something is not done.
_NOT_YET = re.compile(
    r"(?:没有?|尚未|未能)(?=(?:按期|按时|及时|如期|按要求|按规定)?"
    r"(?:完成|办结|整改|落实|公开|报送|实施|开展|回复|答复|签订|上报|执行|达到|达标))"
)
# A formula that ends a line of its cell, and what the next line says: …×100%结转结余率＜6%，得满分; …×100%（1）….
_GLUED = re.compile(
    r"(?<=×100%):(?=[≤≥<>\d不低高超小大在未达])|(?<=×100%)(?=[\u4e00-\u9fff][\u4e00-\u9fff()“”]{1,20}(?:[≥≤<>=]|在|达|大于|小于|不|高于|低于|超过|为|每|得)"
    r"|\(?[1-9①][).、](?!\d)|\d+(?:\.\d+)?%[≥≤<>])"
    r"(?!计|的|为|时|且|以|及|后|得|之|或|部分|[×*/+-])"
)


@lru_cache(maxsize=_MOST)  # every reader of criteria asks for them, and for their definition, made plain and cut up
def plain(text: str) -> str:
    """Criteria text without white space and quotes, signs in one form, counted Chinese numerals as digits."""
    text = _LADDER.sub(";", text)
    out = _INTERVAL.sub(_interval_in_words, without_space(text))
    out = out.translate(_SIGNS).translate(_FULL_WIDTH)
    out = out.replace(">=", "≥").replace("<=", "≤").replace("=>", "≥").replace("=<", "≤").replace("≥=", "≥")
    out = re.sub(r"(?<=[\d%)）\u4e00-\u9fff])[xX](?=[\d(\u4e00-\u9fff])", _times_or_unknown, out)
    out = _NOT_YET.sub("未", _GLUED.sub("。", _ROUNDING.sub("", out)))
    out = re.sub(r"(?<=[得计给])(?:基础|基本|基准)分值?(?=\d)", "", _named_again(out))
    out = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", out)
    out = _HUNDREDTHS.sub(lambda m: (m[1] if m[1][0].isdigit() else str(chinese_number(m[1]))) + "%", out)
    out = re.sub(r"(\d+(?:\.\d+)?)‰", lambda m: f"{(Decimal(m[1]) / 10).normalize():f}%", out)
    out = re.sub(r"(?<=[\u4e00-\u9fff)])\.(?=$|[\u4e00-\u9fff(])", "。", out)  # a full stop of another keyboard
    out = re.sub(r"(?<==)([^=;。,/×]{2,30})×100%/([^;。,=×/]{2,30})(?=[;。,]|$)", r"\1/\2×100%", out)
    out = _WITHIN_DAYS.sub("", out)
    out = re.sub(r"(?<=[\d一二两三五])百分点", "个百分点", out)
    out = _MONTH.sub(lambda m: f"{chinese_number(m[1])}月", out)
    return _FEWER.sub(r"每有\g<count>未\g<verb>", _COUNTED.sub(lambda m: str(chinese_number(m[1])), out))


def _times_or_unknown(match: re.Match[str]) -> str:
    """An x between a rate and points multiplies (完成率x6分); between thresholds it is the unknown (75%≤x<90%)."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return (
        "×"
        if re.match(r"\(?\d+(?:\.\d+)?分|100%|权重|分值|\d+(?:\.\d+)?$", after) and before[-1:] not in "<>≤≥="
        else "x"
    )


@dataclass(frozen=True)
class Numbered:
    """Text cut at its numbering: what stands before the first number, and the parts."""

    head: str
    parts: tuple[str, ...]


_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_CHINESE_COUNT = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_LETTERS = "ABCDEFGHIJ"


def _marker(style: str, n: int) -> str:
    """The pattern of the n-th mark of a style of numbering."""
    match style:
        case "digit":
            return rf"(?<![\d.(]){n}(?:[.、](?!\d)|\)(?!\d*分))"
        case "digit_tight":  # 2.90%: only where a clause ends before it
            return rf"(?:^|(?<=[;。:,分的)])){n}[.、](?=\d)(?!\d{{1,2}}分)"
        case "bracket":
            return rf"\({n}\)"
        case "circle":
            return _CIRCLES[n - 1]
        case "is":
            return rf"(?:^|(?<=[;。:,分])){_CHINESE_COUNT[n - 1]}是"
        case "chinese":
            return rf"(?:^|(?<=[;。:,分)])){_CHINESE_COUNT[n - 1]}、"
        case "chinese_bracket":
            return rf"\({_CHINESE_COUNT[n - 1]}\)"
        case _:
            return rf"(?:^|(?<=[;。:,分)]))[{_LETTERS[n - 1]}{_LETTERS[n - 1].lower()}][.、)]"


@cache
def _marking(style: str, n: int) -> re.Pattern[str]:
    tight = f"|{_marker('digit_tight', n)}" if style == "digit" else ""
    return re.compile(f"(?:{_marker(style, n)}{tight})")


_STYLES = ("chinese", "chinese_bracket", "digit", "bracket", "circle", "is", "letter")
_USUAL = 6  # marks of a list whose patterns are made with those of this module, so that they are kept like these
for _style in _STYLES:
    for _n in range(1, _USUAL + 1):
        _marking(_style, _n)


def _marks(text: str, style: str) -> list[tuple[int, int]]:
    """Start and end of the marks 1, 2, 3 … of one style, in order; fewer than two are no numbering."""
    found: list[tuple[int, int]] = []
    position = 0
    for n in range(1, 13):
        match = _marking(style, n).search(text, position)
        if match is None:
            break
        found.append(match.span())
        position = match.end()
    return found if len(found) > 1 else []


@lru_cache(maxsize=_MOST)
def numbered(text: str) -> Numbered | None:
    """The outermost numbering of a text, or None where it has none."""
    lists = [(marks[0][0], style_rank, marks) for style_rank, s in enumerate(_STYLES) if (marks := _marks(text, s))]
    if not lists:
        return None
    _, _, marks = min(lists, key=lambda found: found[:2])
    ends = [start for start, _ in marks[1:]] + [len(text)]
    parts = tuple(text[stop:end].strip(";,。") for (_, stop), end in zip(marks, ends, strict=True))
    return Numbered(text[: marks[0][0]].strip(";,。:"), parts)


_POINTS = r"\d+(?:\.\d+)?分"
# Where one statement ends and the next begins though no mark stands between them.
_UNMARKED_END = re.compile(
    rf"(×{_POINTS}|[得计扣]{_POINTS}|\)×100%|/4)(?=[\u4e00-\u9fff(])(?!\(?(?:含|以|为止|扣完|封顶|的|计|止|之|、|到|至|且|但|并|/))"
)


# 得分=执行率×指标权重，执行率超100%的，按100%计算: the formula ends with its points.
_BEHIND_PRODUCT = re.compile(
    rf"(×(?:\d+(?:\.\d+)?分?|{WEIGHT_WORDS}分?)),(?!最|但|且|以|不超过|封顶|上限|得分最|计算|并)"
)


def clauses(text: str) -> list[str]:
    """Statements of a text: cut at ; and 。, and after points that are given or taken off."""
    marked = _BEHIND_PRODUCT.sub(r"\1;", _UNMARKED_END.sub(r"\1;", text))
    out: list[str] = []
    for statement in re.split(r"[;。]", marked):
        out += re.split(
            r"(?<=分)[,、](?!最[低少]|[^,]*为止)|(?<=不得分)[,、]|(?<=不计分)[,、]|(?<=满分)[,、]",
            statement,
        )
    return [clause.strip(",、:") for clause in out if clause.strip(",、:")]
