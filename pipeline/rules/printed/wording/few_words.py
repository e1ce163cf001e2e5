"""Words that offices use for the same few things, as the one word that the readers of statements know; on plain text.

For a second look at criteria that were not understood as they stand (`rule.printed_rule`). Each entry is a word or a
small turn with what must stand around it, no whole statement, so that they combine: 每降1%减0.3分，减至零分 is
每低1%扣0.3分，扣完为止. Every number stays; one that words give (半分, 分值的一半) becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pipeline.rules.printed.measures import MEASURE
from pipeline.rules.printed.rewriting import Rewriting, rewritten
from pipeline.rules.printed.wording.combined import combined
from pipeline.rules.printed.wording.grades import grades_reworded
from pipeline.rules.printed.wording.nested import parts_told
from pipeline.rules.printed.wording.since_last_year import since_last_year
from pipeline.rules.printed.words import NUMBER, WEIGHT_WORDS

_N = NUMBER
_P = r"(?:个百分点|%)"
_OPENS = r"(?:^|(?<=[,;。:)的]))"
_ENDS = r"(?=[,;。)]|$)"
_SIDE = r"(?:(?![率度占与和同])[\u4e00-\u9fff“”]){3,18}?"
_BEGUN = r"(?:零头|尾数|余数|余下|不足|不满|不到|未满)"
_NUMBER_AND_POINTS = rf"(?={_N}分(?!以|及|-|至|\(含|段|制|位))"

# Letters that stand for the one rate: 以满意度S计：S≥95%…; 完成率（100%≥R≥95%）得6分.
_LETTERS: tuple[tuple[str, str], ...] = (
    (rf"{_OPENS}(?:以)?([\u4e00-\u9fff]{{2,12}}[率度])([A-Z])(?:为准|计|计分|评分)?:(?=\d*%?[<>≤≥]?\2)", r""),
    (r"(?<=[<>≤≥])[A-Z](?=[<>≤≥])", "比率"),
    (rf"(?<![A-Za-z/×+])[A-Z](?=[<>≤≥]{_N}%)", "比率"),
    (r"(?<=%[<>≤≥])[A-Z](?![A-Za-z/×+])", "比率"),
    (rf"[\u4e00-\u9fff]{{0,8}}[率度]\(((?:{_N}%)?[<>≤≥]?(?:比率)?[<>≤≥]{_N}%)\)", r"\1的"),
)
_GIVEN: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # points and what they are called
    (r"(?<=[扣减得加])半分", "0.5分"),
    (rf"即?得(?:满分|全分){_NUMBER_AND_POINTS}", "得"),
    (rf"(?<![测考综自互总])(?:记|评|赋|给|获|取)(?:予|得|为)?(?={_N}分{_ENDS})", "得"),
    (rf"(?:按|得|计|记|评|取|给)(?:为)?(?:0|零)分(?:计算?|处理|论|对待)?{_ENDS}", "得0分"),
    (rf"(?<=[的,项标])为(?:0|零)分{_ENDS}", "得0分"),
    (rf"(?:不(?:记|给|予|赋)分|无分|(?:得分)?(?:归零|清零))(?:处理)?{_ENDS}", "得0分"),
    (rf"(?:以|按)满分(?:论|计|计算|处理)?{_ENDS}", "得满分"),
    (rf"(?<=超过100%)的?,?(?:最高)?(?:取|以|视为)100%{_ENDS}", "的按100%计"),
    (r"(?:凡|一旦)(?=[^,;。]{2,30}(?:0分|不得分))", ""),
    # steps
    (rf"(?:倒扣|扣减|扣除|减扣|核减|减去|减掉|(?<![加增])减){_NUMBER_AND_POINTS}", "扣"),
    (rf"(?:与|和|同|较|比)(?:目标值?|标准|要求|规定)?({_N}%)(?:相比|比较)?,?(?=每)", r"以\1为标准,"),
    (r"(?:与|和|同|较|比)(?:目标|标准|要求|规定)值?(?:相比)?,?(?=每)", ""),
    (
        rf"(?:与|和|同|较|比)(?:目标值?|标准|要求)?({_N}%)(?:低|少|不足)的,按每个百分点(?=扣)",
        r"以\1为标准,每低1个百分点",
    ),
    (rf"每(?:降|少|差|短|欠|落后|下滑)(?={_N}{_P})", "每低"),
    (rf"每(?:突破|多|高出|溢出)(?={_N}{_P})", "每超出"),
    (rf"每(偏离|偏差|相差)\([^()]*\)(?={_N}{_P})", r"每\1"),
    (rf"(?<=超过)({_N}%)(?:后|以后|之后),?(?=每)", r"\1的,"),
    (
        rf"(?=[,;(]?{_BEGUN})[,;(]?(?:零头|尾数|余数|余下)?(?:部分)?,?(?:(?:不足|不满|不到|未满){_N}{_P})?(?:的|部分)*,?(?:均|也)?"
        rf"(?:按|视作|视为|视同|看作|进位为|进为|计为|作为?|当作|算作?)({_N}{_P})(?:计算?|扣分?|计扣|论)?\)?{_ENDS}",
        r",不足\1按\1计算",
    ),
    (
        rf"[,;(](?:零头|尾数|余数)?(?:不足|不满|不到|未满)({_N}{_P})(?:的|部分)*,?(?:不计(?:算)?|忽略不计|忽略|舍去|不予?考虑|不算|略去)\)?{_ENDS}",
        r",不足\1不扣分",
    ),
    # how far points go
    (
        rf"[,;]?(?:得分)?(?:直至|直到|至|[扣减](?:分)?[至到]|降至|最低得?|最少得?|小于0时取|为负时取)(?:0分?|零分)(?:为?止)?{_ENDS}",
        ",扣完为止",
    ),
    (rf"(?:减完|扣光|减光|扣完{_N}分)(?:为止)?{_ENDS}", "扣完为止"),
    (
        rf"(?:(?:此|本|该|单)项|累计|合计)?扣分(?:以|的?(?:上限|限额|封顶)(?:为|是)?|(?:最高|最多)(?:为|不超过)?|不超过)({_N})分(?:为限|封顶)?{_ENDS}",
        r"最多扣\1分",
    ),
    (rf"(?:(?:此|本|该)(?:项|指标))?(?:累计)?(?:最高|最多)扣分?({_N})分(?:为止)?{_ENDS}", r"最多扣\1分"),
    # thresholds
    (rf"(?:不到|不满|达不到|未满)(?={_N}%)", "低于"),
    (rf"(?<![不未])满(?={_N}%)", "达到"),
    (r"(?<=[%上下内])者(?=,?(?:得|不得))", "的"),
    (rf"(?<=%)((?:及?以[上下内])?\(不?含[^()]*\))(?={_N}分)", r"\1得"),
    (rf"{_OPENS}\(([^()]*(?:比率|{_N}%)[^()]*)\)(?=,?得)", r"\1"),
    (rf"{_OPENS}(?:超出|不在|偏离|落在)(?:此|该|上述|规定)?(?:区间|范围)(?:之?外)?的?,?(?=不得分|得)", "否则"),
    (rf"{_OPENS}(?:反之|不达标|未达标|未达到)(?:均|的|,)*(?=不得分|得0分)", "否则"),
    (r"其余(?:情况|情形)?为?[一二三四五]档", "否则"),
    # formulas and shares
    (
        rf"按(?:其)?([\u4e00-\u9fff]{{2,16}}[率度])(?:与|和|同)({_N}%)(?:之比|的比[例率值])(?:×|乘以?)({_N})分"
        r"(?:计算|计|得分)*",
        r"得分=\1/\2×\3分",
    ),
    (
        rf"(?:其余|另外|剩余)?{_N}分按[\u4e00-\u9fff]{{2,12}}[率度](?:折算|计算|比例)(?:计分|得分)?:"
        rf"({_N})分?×([\u4e00-\u9fff]{{2,12}}[率度])",
        r"得分=\2×\1分",
    ),
    (r"(?:乘以?|×)(?:标准|所占|对应|相应)分值", "×分值"),
    # 得分等于甲与乙之比乘以权重4分; 以甲占乙的百分比为得分系数,系数乘以8分即为本项得分; 用甲除以乙,再乘以6分
    (
        rf"{_OPENS}(?:以|用|将|把|按(?:照)?|得分(?:等于|为|=))?({_SIDE})"
        rf"(?:(?:占|除以)({_SIDE})(?:的?(?:百分[比数]|比[例值率重]|商))?|(?:与|和|同)({_SIDE})(?:之比|之商|的?比[例值率重]|的?百分[比数]|的?商|相除|相比))"
        rf"的?,?(?:所得|得出|得到)?的?(?:百分[比数]|比[例值率]|商|结果|数值)?(?:作为|为)?(?:得分|计分)?(?:系数)?,?(?:再|系数)?"
        rf"(?:×|乘以?|乘上)(?:权重|分值|满分|标准分)?({_N})分(?:即|就|计算|计|为|是|作为|本项|该项|得分|计分|记分)*{_ENDS}",
        lambda m: f"得分={m[1]}/{m[2] or m[3]}×{m[4]}分",
    ),
    (rf"(?:^|(?<=[;。,]))(\d+)({MEASURE})(?=的?,?得)", r"=\1\2"),
    # points of the year
    (
        rf"(每(?:达到|完成|实现|达成)[^,;。()]{{0,8}}(?:目标|要求|进度|标准))\(([^()]*{_N}%[^()]*)\)(?=的?,?得)",
        r"\2;\1",
    ),
    (r"(每有?[一1]个?(?:时点|季度|节点|月份?))(?:完成|实现|达成|满足|合格)", r"\1达标"),
    # lines between two marks
    (
        r"(?:中间|其间|期间|之间|两者之间)(?:部分|情况|情形|时|的)*,?(?:按照?|采用|用|以|则按)?(?:直线|线性)?(?:内插|插值)(?:法)?(?:确定|计算|计分|得分|取值|测算|折算|取)*",
        "中间按线性插值计分",
    ),
    (
        rf"得分?在({_N})分?-({_N})分之?间(?:按)?(?:线性|直线|均匀)(?:取值|变化|分布|计算|递增|递减)",
        r"在\1分至\2分之间按线性插值法计分",
    ),
    (rf"(?:最优|最高|理想)值({_N}%),?(?=得)", r"≥\1"),
    (rf"(?:最差|最低)值({_N}%),?(?=得)", r"≤\1"),
)  # fmt: skip
_FEW: tuple[Rewriting, ...] = tuple((re.compile(pattern), written) for pattern, written in _GIVEN)
_ONE_LETTER: tuple[Rewriting, ...] = tuple((re.compile(pattern), written) for pattern, written in _LETTERS)
_LETTER = re.compile(r"(?<![A-Za-z])[A-Z](?![A-Za-z])")
_HALF_OFF = re.compile(rf"(?:单项|此项|本项|该项)?(?:累计)?扣分不超过(?:本项|该项)?{WEIGHT_WORDS}的?(?:一半|50%)")


def in_few_words(text: str, indicator: str, weight: Decimal, definition: str) -> str:
    """Plain `text` of the criteria of `indicator`, worth `weight` points, in the words that their readers know."""
    if (moved := since_last_year(text, indicator, definition)) != text:
        return moved
    if (together := combined(text, weight)) != text:
        return together
    text = parts_told(grades_reworded(text), weight)
    text = _HALF_OFF.sub(f"最多扣{(weight / 2).normalize():f}分", text)
    if len(set(_LETTER.findall(text))) == 1:
        text = rewritten(text, _ONE_LETTER)
    return rewritten(text, _FEW)
