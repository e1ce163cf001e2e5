"""Statements that hold something against the year before, as bands of how far it moved; on plain text.

比上年减少的得4分，与上年相等得3分，比上年增加的得0分; 较上年压减5%以上，3分；压减不到5%，2分；未压减，0分. Every
statement must be one of these, or a step from the last of them; where anything else is said, the text stays as it is.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_ABOUT = re.compile(r"上年|去年|上一年|同比|增幅|降幅|只减不增|负增长")
_DOWN = r"(?:减少|下降|降低|压减|压缩|缩减|节约|回落|减)"
_UP = r"(?:增加|增长|上升|提高|上涨|扩大|升高|增)"
_YEAR = r"(?:上年度?|去年|上一年度?)"
_SINCE = rf"(?:(?:比|较|与|同|和|跟)?{_YEAR}(?:同期|水平|数|值|基数|支出|决算)*(?:相比|比较|相较|比)?,?|同比)"
_LEAD = (
    rf"(?:以)?(?P<name>(?:(?![比较与同跟]|上年|去年|上一年)[\u4e00-\u9fff“”]){{2,14}}?)?(?:支出数?|决算数?|总额)?{_SINCE}?"
    r"(?:有所|出现|实现|略有|继续|保持|均|情况)*"
)
_NOT = r"(?:未|没有|无|不)"
_SIGNS = r"(?P<sign>不低于|不少于|达到?|在|为|超过|大于|高于|≥|>|不足|不到|低于|小于|未达到?|不满|<)?"
_SIZE = rf"{_SIGNS}(?P<n>{_N})%(?P<noted>\(不?含[^()]*\))?(?:及?以上)?(?P<behind>\(不?含[^()]*\))?"
_BETWEEN = rf"(?:在|介于|为)?(?P<low>{_N})%?-(?P<high>{_N})%(?:之间|区间|以内)?"
_SMALL = ("不足", "不到", "低于", "小于", "未达", "未达到", "不满", "<")
_GIVEN = re.compile(rf"^(?P<said>.+?)(?:的|时)*,?(?P<points>(?:得|计|记)?{_N}分|得?满分|不得分|不计分|得?一半分)$")
_STEP = re.compile(r"^每|^扣完|^最[高多]")
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^{_LEAD}{form}$"), kind)
    for form, kind in (
        (rf"(?:(?P<down>{_DOWN})|(?P<up>{_UP}))(?:幅度?|率|比例)?{_BETWEEN}", "between"),
        (rf"(?:(?P<down>{_DOWN})|(?P<up>{_UP}))(?:幅度?|率|比例)?{_SIZE}", "size"),
        (
            rf"(?:只减不增|{_NOT}{_UP}|不(?:高于|超过)(?:{_YEAR}|基准)?|持平(?:或|及|和|、){_DOWN}|{_DOWN}(?:或|及|和|、)持平"
            r"|零增长(?:或|及|、)负增长)",
            "≤0%",
        ),
        (rf"(?:{_NOT}{_DOWN}|持平(?:或|及|和|、){_UP}|{_UP}(?:或|及|和|、)持平)", "≥0%"),
        (rf"(?:不[降减]反[升增]|不升反降|{_UP}|正增长|高于{_YEAR}|超过{_YEAR})", ">0%"),
        (rf"(?:{_DOWN}|负增长|低于{_YEAR})", "<0%"),
        (r"(?:持平|相等|相同|一致|不变|无变化|零增长|等于(?:基准)?)", "=0%"),
        (_BETWEEN, "bare"),
    )
)  # fmt: skip
_MANAGED = re.compile(
    r"(?:支出)?(?:变动|变化|增减|增长|增幅|降幅|压减|压缩|控制|管理|下降|压降|厉行节约)*(?:情况|率|幅度)?$"
)


def since_last_year(text: str, indicator: str, definition: str) -> str:
    """Plain `text` of the criteria of `indicator` with such statements as bands of its 变动率."""
    if not (_ABOUT.search(text) or (re.search(_YEAR, definition) and "增" in text)):
        return text
    parts = [p.strip(",") for p in re.split(r"[;。]|(?<=分)[,]|(?<=满分)[,]|,(?=否则|反之|每)", text)]
    parts = [re.sub(rf"^以?{_YEAR}[\u4e00-\u9fff]{{0,10}}(?:值|数|支出|额)?为基(?:准|数),", "", p) for p in parts if p]
    what = _MANAGED.sub("", re.sub(r"[“”（）()\s]", "", indicator))
    out, fell, steps = [], False, False
    names: set[str] = set()
    for part in parts:
        if _STEP.match(part):
            steps = True
            out.append(re.sub(rf"^每(?:高出|增加|增长|上升|多|提高)(?={_N})", "每超出", part))
            continue
        given = _GIVEN.match(part)
        if given is None:
            return text
        if re.fullmatch(r"(?:否则|反之|其余|其他(?:情况|情形)?)", given["said"]):
            out.append(part)
            continue
        found = next(((m, kind) for form, kind in _FORMS if (m := form.match(given["said"])) is not None), None)
        if found is None or (found[1] == "bare" and (found[0]["name"] or not out)):
            return text
        names |= {found[0]["name"]} if found[0]["name"] else set()
        said, fell = _range(found[0], found[1], fell, f"{what}变动率")
        out.append(f"{said},{given['points'] if given['points'][0] in '得计记不' else '得' + given['points']}")
    own = all(what in name or name in what for name in names) and not any("预算" in name for name in names)
    return ";".join(out) if len(what) > 1 and own and len(names) < 2 and len(out) > 1 + steps else text


def _range(found: re.Match[str], kind: str, fell: bool, rate: str) -> tuple[str, bool]:
    """A condition as a range of the rate of change, and whether the text speaks of falls so far."""
    said = found.groupdict()
    fell = bool(said.get("down")) or (fell and not said.get("up"))
    if kind in ("between", "bare"):
        low, high = said["low"], said["high"]
        return (f"-{high}%<{rate}≤-{low}%" if fell else f"{low}%≤{rate}<{high}%").replace("-0%", "0%"), fell
    if kind != "size":
        return f"{rate}{kind}", fell
    n, sign = said["n"], said.get("sign") or "≥"
    noted = (said.get("noted") or "") + (said.get("behind") or "")
    if sign in _SMALL:
        return (f"-{n}%<{rate}<0%" if fell else f"0%<{rate}<{n}%"), fell
    opened = "不" in noted or (sign in ("超过", "大于", "高于", ">") and not noted)
    if fell:
        return f"{rate}{'<' if opened else '≤'}-{n}%", fell
    return f"{rate}{'>' if opened else '≥'}{n}%", fell
