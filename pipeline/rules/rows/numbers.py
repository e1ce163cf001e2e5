"""The numbers of an indicator's remark with the words before them: 全年预算数300万元，执行数285万元，执行率95%."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.rules.printed.measures import MEASURE
from schemas.figure import Figure, Unit
from schemas.geometry import Box
from schemas.records import ScoreLine
from schemas.trace import Place

_AIMED = re.compile(r"^(?:全年|年度|年初|当年)?(?:计划|目标|拟|应|要求|任务)")
_ENDS = "，。；：、"
_SENTENCE_ENDS = re.compile("[。；;]")
_TAIL_ENDS = re.compile(r"[，。；、\d]")
_EACH_ITS_OWN = re.compile(r"([^，。；：]*)(?:分别|依次)为?(?:是|达到?)?$")
_MEASURE = re.compile(MEASURE)
_YEAR = re.compile(r"(20\d\d)年(?:度)?")
# 上年结转 is what this year began with
_LAST_YEAR = re.compile(r"(?:上年度?|去年|上一年度?)(?!结转(?!结余))")
_THIS_YEAR = re.compile(r"本年度?|当年度?|今年")
_STATES = re.compile(r"(?:总额|合计)?(?:共计?|合计|实际|均|已|仅)?(?:达到了?|为|是|达|共|有|:|：|=)?$")
_LEAD = re.compile(
    r"^(?:其中|经核算|经计算|经统计|根据|截至|全部门|我[局委办处部院校镇县区]|本?(?:部门|单位)|实际上?"
    r"|\(?\d{1,2}[.、)](?!\d)|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[)、]|[①-⑳])+"
)
_GREW = re.compile(
    r"(?:比|较|同比|与)?(?:上年度?|去年|上一年度?)?(?:相比)?(?:同比)?,?(?:(增长|增加|上升)|(下降|减少|降低|压减|压缩|缩减))了?$"
)
_ALL_QUARTERS = re.compile(r"^(?:第?[一1](?:季度)?[至到-]第?[四4]个?季度|各季度|四个季度)(.*)$")
TIME = re.compile(
    r"(?:20\d\d年)?(?:上?半年|前[三3]个?季度|全年|第?[一二三四1-4]季度?|(?:1[0-2]|[1-9])月?(?:份)?)(?:末|底)?"
)
_OVER = re.compile(r"(?:万?元|[人个件项名份次场户处家批])?/(?P<below>[\u4e00-\u9fff]{0,12})")
_ABOVE = re.compile(r"实际|完成|在用|支出|执行|达标|合格|满意|在职|办结|已|实有")
_BELOW = re.compile(r"计划|应|总|全部|预算|编制|共|所有|受理|验收|调查|目标|实际完成")
# the quotient that a row works out before a rate, and what stands behind the first of its numbers
_WORKS_OUT = re.compile(r"[^，。；=]*/[^，。；=]*=-?\d")
_WORDS = re.compile(r"[^\u4e00-\u9fff“”].*$|^[（(]")
_GIVEN = re.compile(r"\d[^，。；=]*/[^，。；=]*=$")
# 设备完好率=91.5%: a clause that says nothing else gives the rate, and no limit
_EQUATED = re.compile(
    r"(?:^|[，。；])(?:经[计核]算，?|本年度?|全年|实际)?[\u4e00-\u9fff“”]{2,20}(?:率|度|比重|占比|比例)=$"
)
_CLAUSE_ENDS = re.compile(r"%?(?:[，。；)）]|$)")
_RATE_NAME = re.compile(r"(?:率|度|比|占比|比例|比重)$")
_FINE = 8  # decimals of a rate that is worked out from a quotient
# 5%+85%*10, 95%*10*0.9: a term of a sum or of a longer product is no rate that the row states
_TERM = re.compile(r"%?\)*(?:\+|[×*xX]\d[\d.]*%?分?[×*xX+/])")
# 公务接待费由上年的50万元降至48万元: two years in one breath
_FROM_TO = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”]{2,16}?)(?:由|从)(?P<then>上年度?|去年|20\d\d年度?)的?(?P<a>\d[\d.,]*(?:万?元|亿元|%|[人个件项次])?)"
    r"，?(?:变为|变化为|调整为|(?:增加?|增长|下降|降低?|减少?|压减|压缩|上升|升|提高)(?:到了?|至|为))"
    r"(?P<now>本年度?|当年|今年|20\d\d年度?)?的?(?=\d)"
)
# A row that explains why its figures are not what counts.
_PLEADS = re.compile(r"剔除|扣除.{2,20}后|除外|不扣分|免扣|免于|视同|按规定不|可不")


@dataclass(frozen=True)
class RowFigure:
    """A number of the row: the words before it, without year; `grew` is 1 or -1 where they say 增长 or 下降; `measure`
    is the printed unit, also one that figures do not carry (工作日, 万平方米); `aimed` marks what was planned;
    `tail` is what stands behind it in its clause (2个项目未开展自评), up to a next number; `last` if none follows."""

    name: str
    figure: Figure
    year: int | None
    grew: int = 0
    measure: str = ""
    aimed: bool = False
    tail: str = ""
    last: bool = False

    @property
    def place(self) -> Place:
        return Place(page=self.figure.box.page, box=self.figure.box, text=f"{self.name}{self.figure.text}")


def row_figures(line: ScoreLine, year: int | None) -> tuple[RowFigure, ...]:
    """The numbers of an indicator's remark, in order."""
    if line.remark_box is None or line.measured or _PLEADS.search(line.remark):
        return ()
    return tuple(_read(line.remark, line.remark_box, year))


def _read(remark: str, box: Box, year: int | None) -> Iterator[RowFigure]:
    squeezed = _FROM_TO.sub(_year_by_year, squeeze(remark).text.replace("÷", "/"))
    quantities = [q for q in find_quantities(squeezed) if q.unit is not Unit.POINTS or _in_points(squeezed, q)]
    listed = _listed(squeezed, quantities)
    divided = _divided(squeezed, quantities)
    last = 0
    context: int | None = year
    told = False  # whether the sentence has stated what this year was
    for n, quantity in enumerate(quantities):
        between = squeezed[last : quantity.start]
        if _SENTENCE_ENDS.search(between):
            context, told = year, False
        clause = listed.get(n) or _behind_last(_ENDS + "(", _without_colon(between))
        last = quantity.end
        said = year_of(listed.get(n) or between, year)
        context = said if said is not None else context
        told = told or context == year
        before = squeezed[: quantity.start]
        given = bool(_GIVEN.search(before))  # 206/200=103%: no limit
        equated = bool(_EQUATED.search(before) and _CLAUSE_ENDS.match(squeezed, quantity.digits_end))
        if not given and _WORKS_OUT.match(squeezed, quantity.digits_end):
            continue  # 24/25×100%=96%: the rate is told
        if quantity.unit is Unit.PERCENT and (before.endswith("+") or _TERM.match(squeezed, quantity.digits_end)):
            continue
        if (quantity.bound and not (given or equated)) or quantity.approximate or quantity.words:
            continue
        grew = _GREW.search(clause)
        name = _of_quotient(_behind_last(_ENDS, before)) if given else number_name(clause)
        printed = _MEASURE.match(squeezed, quantity.digits_end)
        measure = printed.group() if printed else quantity.measure
        sign = (1 if grew[1] else -1) if grew else 0
        if n in divided:  # 28/28, 1530/1500批次: a rate, and no two counts
            above, below = divided[n]
            if above is quantity and below is not None:
                rate = quantity.value / below.value * 100
                figure = Figure(value=rate, decimals=_FINE, unit=Unit.PERCENT, text=f"{rate:f}", boxes=(box,))
                yield RowFigure("" if _ABOVE.search(name) else name, figure, context)
            continue
        behind = _TAIL_ENDS.search(squeezed, quantity.end)
        tail = squeezed[quantity.end : behind.start() if behind else None]
        ends = behind is None or not behind.group().isdecimal()
        aimed = bool(_AIMED.search(_behind_last("，。；", before)))
        # 授权3997件，比上年的3448件增长15.92%: this year's growth, behind last year's number
        of_year = year if sign and said is None and told else context
        yield RowFigure(
            name, _figure(quantity, box, name), of_year, sign, measure=measure, aimed=aimed, tail=tail, last=ends
        )


def _of_quotient(clause: str) -> str:
    """What the words before a quotient call it (执行率=285/300=); '' for names of what is divided (派遣7人/98人=)."""
    name = _WORDS.sub("", clause)
    return name if _RATE_NAME.search(name) or not re.match(r"\d", clause[len(name) :]) else ""


def _year_by_year(found: re.Match[str]) -> str:
    return f"{found['then']}{found['name']}{found['a']}，{found['now'] or '本年'}{found['name']}"


def _divided(text: str, quantities: list[Quantity]) -> dict[int, tuple[Quantity, Quantity | None]]:
    """Places of the two numbers of a quotient (206/200=103%, 在用90/全部100), each with the number above and the one
    below; None for that where the text goes on to state the rate itself."""
    found: dict[int, tuple[Quantity, Quantity | None]] = {}
    for n, (one, two) in enumerate(itertools.pairwise(quantities)):
        over = _OVER.fullmatch(text[one.digits_end : two.start])
        if over is None or two.value <= 0 or n in found or Unit.PERCENT in (one.unit, two.unit):
            continue
        before = _behind_last(_ENDS, text[quantities[n - 1].end if n else 0 : one.start])
        if over["below"] and not (_ABOVE.search(before) and _BELOW.search(over["below"])):
            continue  # 预算300万元/支出285万元: a list
        if before.endswith(("/", "-", ".")) or text[two.digits_end :].startswith(("/", "-")):
            continue  # a date
        stated = re.match(r"[\u4e00-\u9fff]{0,3}[)）]?(?:×100%)?[=＝]", text[two.digits_end :])
        found[n] = found[n + 1] = (one, None if stated else two)
    return found


def _in_points(text: str, quantity: Quantity) -> bool:
    """群众满意度96分: a satisfaction on a scale of a hundred."""
    return bool(re.search(r"满意度(?:得分|为|达到?|:|：)*$", text[: quantity.start]))


def _without_colon(text: str) -> str:
    """执行率：95% names what stands before the colon; 资产总额（原值）40万元 what stands before the brackets."""
    text = text[:-1] if text.endswith(("：", ":")) else text
    return re.sub(r"\([^()\d]{1,12}\)(?:共计|合计|为|是|共)*$", "", text) if "(" in text else text


def _behind_last(signs: str, text: str) -> str:
    """What stands behind the last of these signs in a text."""
    return text[max([text.rfind(sign) for sign in signs]) + 1 :]


def _listed(text: str, quantities: list[Quantity]) -> dict[int, str]:
    """甲、乙、丙分别为1、2、3: the name for each number of such a list."""
    out: dict[int, str] = {}
    for n, quantity in enumerate(quantities):
        start = quantities[n - 1].end if n else 0
        between = text[start : quantity.start]
        lead = _EACH_ITS_OWN.search(between) if "分别" in between or "依次" in between else None
        if lead is None:
            continue
        run = [n]
        while run[-1] + 1 < len(quantities) and re.fullmatch(
            r"[、，和]", text[quantities[run[-1]].end : quantities[run[-1] + 1].start]
        ):
            run.append(run[-1] + 1)
        names = re.split(r"[、和]", lead[1])
        if all_quarters := _ALL_QUARTERS.match(_YEAR.sub("", lead[1])):
            names = [f"{quarter}季度{all_quarters[1]}" for quarter in "一二三四"]
        names = _with_last_noun(names)
        if len(names) == len(run):
            out |= dict(zip(run, names, strict=True))
    return out


def _with_last_noun(names: list[str]) -> list[str]:
    """6月末、9月末、11月末执行进度: the noun behind the last time belongs to each."""
    last = TIME.match(names[-1])
    if last is None or not all(TIME.fullmatch(name) for name in names[:-1]):
        return names
    return [*(name + names[-1][last.end() :] for name in names[:-1]), names[-1]]


def year_of(text: str, year: int | None) -> int | None:
    named = _YEAR.findall(text)
    if named:
        return int(named[-1])
    if year is not None and _LAST_YEAR.search(text) and not _GREW.search(text):
        return year - 1
    return year if _THIS_YEAR.search(text) else None


def number_name(clause: str) -> str:
    text = _LAST_YEAR.sub("", _THIS_YEAR.sub("", _YEAR.sub("", re.sub(r"[“”\"‘’]", "", clause))))
    text = text.partition("=")[0] if "=" in text else text
    bare = _LEAD.sub("", _STATES.sub("", text))
    return bare or ("实际" if re.fullmatch(r"实际", text.strip("(（")) else "")


def _figure(quantity: Quantity, box: Box, name: str) -> Figure:
    """The number as a figure; a rate printed as a fraction of one (结余率为0.15) in percent."""
    unit, value, decimals = quantity.unit or Unit.NONE, quantity.value, quantity.decimals
    if unit is Unit.POINTS:
        unit = Unit.PERCENT
    if not quantity.measure and 0 <= value <= 1 and decimals and re.search(r"(?:率|比重|占比)$", name):
        unit, value, decimals = Unit.PERCENT, value * 100, max(0, decimals - 2)
    counted = unit in (Unit.PERSONS, Unit.ITEMS) or (unit is Unit.NONE and decimals == 0)
    return Figure(value=value, decimals=decimals, unit=unit, text=f"{value:f}", boxes=(box,), exact=counted)
