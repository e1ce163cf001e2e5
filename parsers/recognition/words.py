"""Characters that look alike, told apart by the words they stand in: 自评 and not 白评, 项目 and not 项日.

Only pairs that a recogniser confuses, and only words that are none with the other character. What a word is is looked
for within a line.
"""

from __future__ import annotations

import re

from parsers.recognition.signs import InkBox, Pair

# (what is read, with what stands before and behind it; what was printed)
_LOOKALIKES: tuple[tuple[str, str], ...] = (
    (r"(?<![明空黑清洁蛋漂])白(?=[评查筹行主身我])", "自"),
    (r"日(?=标)|(?<=[项科条品])日(?![期常均前内])", "目"),
    (r"(?<![项科条品栏题])目(?=常)", "日"),
    (r"(?<![年期季月周岁始度底])末(?=[完按达能及发使开实显纳编公超执形出经设落予列报见有提])", "未"),
    (r"(?<=[大小高低等多少由关用对位属])干(?![部事警群线旱预净扰道燥货果])(?=[\d一-鿿%％（(])", "于"),
    (r"(?<![收投纳转存进列加])入(?=[员均])", "人"),
    (r"(?<=[收投])人(?=[合总预决及支率情增减比表数额])|(?<=纳)人(?=[预决管编])", "入"),
    (r"(?<![自知])己(?=[完按达经能实开建落办编])", "已"),
    (r"(?<![苗树林灌乔草土])木(?=年度|年初|年末|单位|部门|季度|级|项目)", "本"),
    (r"(?<=窗)门", "口"),
    (r"(?<=[数额率值])一(?=上年|本年|全年|当年|年初|年度预|预算|决算|计划|实际|调整|目标)", "-"),  # of a formula
)
_KNOWN = [(re.compile(pattern), printed) for pattern, printed in _LOOKALIKES]


RATE = re.compile(r"[-－]?\d+\.\d+(°[。.])")  # all that a line holds: in a sentence 。 may be its stop
PERCENT = re.compile(r"(?<=\d)[°0][oO](?![a-zA-Z])|(?<=\d)[%％]0(?!\d)")  # rings of a % read one by one


def settle_words(pairs: list[Pair]) -> list[Pair]:
    """A line with characters put right that its words leave no choice about."""
    text = "".join(reading.text for reading, _ in pairs)
    if len(text) != len(pairs):
        return pairs
    rate = RATE.fullmatch(text)
    for first, end in [rate.span(1)] if rate else [f.span() for f in reversed([*PERCENT.finditer(text)])]:
        last = end - 1
        (reading, left), (_, right) = pairs[first], pairs[last]
        whole = InkBox(left.x0, right.x1, min(left.top, right.top), max(left.bottom, right.bottom))
        pairs = [*pairs[:first], (reading._replace(text="%"), whole), *pairs[last + 1 :]]
        text = f"{text[:first]}%{text[last + 1 :]}"
    for pattern, printed in _KNOWN:
        for found in pattern.finditer(text):
            reading, box = pairs[found.start()]
            pairs = [*pairs[: found.start()], (reading._replace(text=printed), box), *pairs[found.end() :]]
    return pairs
