"""What a reader of the text's arithmetic yields: a number that other numbers of the text give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.normalize.arithmetic.terms import Term

WorkKind = Literal["sum", "difference", "growth", "share", "rate", "average", "rest", "count", "part"]
_LEFT = re.compile(
    r"^(?:[，；：。、()①-⑳]|\d{1,2}[.、．](?!\d)|其中|控制在|安排|核定|批复|下达|实现|完成|累计|截至|截止|\d+年(?:度|末|底)?|本年度?|当年|全年|年末|年底|年初|上年度?|我[局委院校办中心单位部门镇]{0,2}|实际|共|分别|约|为|的|和|与|及(?!时)|是|以上|经|"
    r"[一二三四五六七八九十]是)"
)
_RIGHT = re.compile(
    r"(?:[，；：。、()]|共计|合计|总计|总共|共|达到?|分别|依次|(?<=[计额数])均|(?<![签合制违节])约|近|为|的|是|(?<![实现])有|约为|较|比|同比)$"
)

_END = re.compile(r"[，；：。、()]+$")
_COUNTED = re.compile(r"[\u4e00-\u9fff]{0,12}")


@dataclass(frozen=True, slots=True)
class Reading:
    """`formula` over f1, f2 …, the sizes of `terms` in the plain units of their measures."""

    formula: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """`result` is what `readings` give, any of them being admissible. `certain`: the words leave no other figures to
    reckon with, so that a result that none gives is wrong; else only a likely slip of the pen shows it to be. `asked`:
    no words say that it comes from these, so that it is asked about. `own_formula`: its formula is printed in names."""

    kind: WorkKind
    result: Term
    readings: tuple[Reading, ...]
    certain: bool
    subject: str
    partial: bool = False
    asked: bool = False
    own_formula: bool = False

    @property
    def every_term(self) -> tuple[Term, ...]:
        """The result, and the terms of all its readings."""
        return (self.result, *(t for r in self.readings for t in r.terms))


def subject_of(*terms: Term) -> str:
    """The words that a number is said of, from the first of `terms` whose lead names something."""
    for term in terms:
        name = noun_of(term)
        if len(name) > 1:
            return name
    return ""


def noun_of(term: Term) -> str:
    """What a term's own clause names before the number, without the words that only lead to it."""
    return term.name or _noun_in(term.near or _END.sub("", term.lead))


@lru_cache(maxsize=4096)  # each reader of numbers asks
def _noun_in(text: str) -> str:
    while True:
        shorter = _RIGHT.sub("", _LEFT.sub("", text, count=1), count=1)
        if shorter == text:
            return text[-24:]
        text = shorter


def counted_noun(term: Term) -> str:
    """What stands right behind a number: 82 名事业人员."""
    found = _COUNTED.match(term.tail)
    return found.group() if found else ""


def share_a_word(a: str, b: str) -> bool:
    """Whether two names have two neighbouring characters in common."""
    return any(a[k : k + 2] in b for k in range(len(a) - 1))
