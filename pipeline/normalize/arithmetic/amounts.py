"""The amounts of a whole text by the names that stand before them, to find what a share or a rate is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import noun_of

_FILL = re.compile(
    r"(?:19|20)\d\d年?|年度|本年|全年|当年|年末|年底|本部门|本单位|部门|单位|我局|我院|我校|全部|全国|全省|全州|全市|全县|全区|全旗|全镇|全乡|全系统|总额|总数|总量|总计|合计|总和|"
    r"总体|整体|总|本|年|实际|决算|的|数额|数|额|为|共|达|其中|含|各类|各项|所有|构成"
)
# Words for any amount: only an amount of just that name is meant.
_GENERAL = frozenset(
    {"支出", "收入", "预算", "资金", "经费", "人员", "人数", "编制", "项目", "指标", "采购", "基本支出", "项目支出"}
)
_BOTH = re.compile(r"[和与及、]$")
_PLANNED = re.compile(r"年初|批复|预算(?!执行|完成)|下达|指标")
_CAME_TO = re.compile(r"(?<=收入|支出)(?:累计)?(?:完成|实现)$")  # 财政支出完成 A 万元
_WITHIN = re.compile(r"[\u4e00-\u9fff]{2,6}中(?=[\u4e00-\u9fff]{3})")  # 支出中购置费


def key_of(name: str) -> str:
    """A name without words that change nothing of what is meant: 全年实际支出总额 and 总支出 are both 支出."""
    within = _WITHIN.match(name)
    name = name[within.end() :] if within else name
    return _FILL.sub("", _CAME_TO.sub("", name)) or name


def _shortened(short: str, name: str) -> bool:
    """Whether a name says most of another (实有 of 实有人员)."""
    return short not in _GENERAL and len(short) * 2 >= len(name) and (name.endswith(short) or name.startswith(short))


def of_both(name: str, words: str) -> bool:
    """Whether a name is of another thing and of `words` (税收返还和转移支付), so that the amount is not of `words`."""
    return name.endswith(words) and bool(_BOTH.search(name[: -len(words)]))


_SPENT = re.compile(r"支出|决算|执行|完成")
_YEAR = re.compile(r"(?<![比较同与])(?<![比较同与].)((?:19|20)\d\d)年(?!以来)")


class Amounts:
    """All terms of a text that state an amount."""

    def __init__(self, paragraphs: Iterable[Sequence[Term]]) -> None:
        self._all = [t for terms in paragraphs for t in terms if t.role in ("amount", "rest") and t.quantity.value]
        self._named = [(key_of(noun_of(t)), t) for t in self._all]
        self._old = [(k, t) for k, t in self._named if t.old]

    def named(self, words: str, like: Term) -> list[Term]:
        """Amounts of the kind of `like` whose name is `words`, or ends or begins with them."""
        key = key_of(words)
        if not key:
            return []
        exact = [t for k, t in self._named if k == key and same_kind(t, like) and not t.old]
        if exact or len(key) < 2 or key in _GENERAL:
            return exact
        return [
            t
            for k, t in self._named
            if len(k) > 1
            and ((k.endswith(key) and not of_both(k, key)) or _shortened(k, key) or t.tail.startswith(words))
            and same_kind(t, like)
        ]

    def stated(self, like: Term) -> list[tuple[str, Term]]:
        """All amounts of the kind of `like` that are of no earlier year, by name and in reading order."""
        return [(k, t) for k, t in self._named if not t.old and same_kind(t, like)]

    def right_before(self, term: Term) -> Term | None:
        """The amount of its paragraph right before another, no other number between them."""
        place = (term.paragraph, term.index - 1)
        return next((t for t in self._all if (t.paragraph, t.index) == place), None)

    def is_planned(self, term: Term) -> bool:
        """Whether the sentence of an amount speaks of what was granted before it comes to it (年初批复预算 A 万元，其中
        基本支出 B 万元)."""
        place = (term.paragraph, term.sentence)
        here = [t for t in self._all if (t.paragraph, t.sentence) == place and t.index <= term.index]
        return any(_PLANNED.search(t.lead) for t in here)

    def divides_a_budget(self, term: Term) -> bool:
        """Whether an amount is a part of a budget, whatever it is called (部门预算 A 万元，其中项目支出 B 万元)."""
        place = (term.paragraph, term.sentence)
        here = [t for t in self._all if (t.paragraph, t.sentence) == place and t.index < term.index]
        larger = [t for t in here if same_kind(t, term) and t.size > term.size]
        return bool(larger) and "预算" in larger[-1].near and not _SPENT.search(larger[-1].near)

    def named_exactly(self, words: str) -> list[Term]:
        """Amounts of any kind whose name is `words`."""
        key = key_of(words)
        return [t for k, t in self._named if k == key and not t.old] if len(key) > 1 else []

    def of_last_year(self, words: str, like: Term) -> list[Term]:
        """Amounts of an earlier year whose name is `words`."""
        key = key_of(words)
        return [t for k, t in self._old if k == key and same_kind(t, like)] if len(key) > 1 else []

    def year_of(self, term: Term) -> str:
        """The year that the text names last before an amount, in its sentence or an earlier one of the paragraph; ''
        where it names none. Years that something is compared with are no matter."""
        before = [t for t in self._all if t.paragraph == term.paragraph and t.index <= term.index]
        for t in reversed(before):
            if years := _YEAR.findall(t.lead):
                return str(years[-1])
        return ""

    def told_years_apart(self, a: Term, b: Term) -> bool:
        """Whether the text says of two amounts that they are of different years."""
        years = {self.year_of(a), self.year_of(b)} - {""}
        return len(years) > 1

    def larger(self, part: Term, paragraphs: int) -> list[Term]:
        """Amounts of the kind of `part`, not below it, in its paragraph and so many before."""
        first = part.paragraph - paragraphs
        return [
            t
            for t in self._all
            if first <= t.paragraph <= part.paragraph and same_kind(t, part) and t.size >= part.size and t is not part
        ]

    def earlier(self, like: Term, paragraphs: int) -> list[Term]:
        """Amounts that stand before `like` in its paragraph and so many before, nearest first."""
        first, here = like.paragraph - paragraphs, (like.paragraph, like.index)
        near = [t for t in self._all if first <= t.paragraph and (t.paragraph, t.index) < here]
        return sorted(near, key=lambda t: (t.paragraph, t.index), reverse=True)
