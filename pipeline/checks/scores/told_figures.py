"""Whether a report speaks, with a number, of what a rule could not find in it.

A figure that no name and no row gave is asked for (`evidence`). Where a sentence says every word of the indicator, or
of each missing figure, beside a number of the kind, whoever reads the report finds it without being asked (公民具备科学
素质的比例达到 14.1%, for 科学素质比例). The score stays unverified, and the reason says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from pipeline.rules.told_words import ROLES, content
from pipeline.vocabulary.metrics import load_metrics
from schemas.figure import Unit
from schemas.records import Report
from schemas.white_space import without_space

# What a name may say besides: that something is measured, and whose satisfaction.
_BESIDE = frozenset(re.findall(r"\S+", "率 度 人 数 即 办理 工作 情况 管理 比例 程度 水平")) | ROLES
_WHOSE = frozenset(re.findall(r"\S+", "群众 公众 社会 服务 对象 服务对象 综合 总体 整体 受益 受益人 人员 职工"))
_SATISFIED = re.compile("满意")
_MOVES = re.compile("变动|变化|增减|增长|增加|上升|提高|下降|降低|减少|压减|同比")
_RATE = re.compile(r"(?:率|度|比|比例|比重|幅|程度)$")
_COUNT = re.compile(r"(?:数|数量|总量|人次|场次|件次|期次)$")  # a share of the plan is fuhe's own way to score it
_PERCENT = re.compile(r"\d\s*[%％‰]")
_NUMBER = re.compile(r"\d")
_COUNTED = re.compile(r"(?:总|人员|人)?数量?$")
_SHORTEST = 2  # characters of a name that says what it is


class ToldFigures:
    """The sentences with numbers and the cells of a report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._texts: tuple[str, ...] | None = None

    def tell(self, indicator: str, missing: Collection[str]) -> bool:
        """Whether a sentence or cell states the indicator, or some of them each of the missing figures."""
        names = [name for name in missing if name]
        if not names:
            return False
        rate = any(_RATE.search(name) for name in (*names, indicator)) and not _COUNT.search(indicator)
        return self._told(indicator, rate) or all(self._known(name) for name in names)

    def _told(self, name: str, rate: bool) -> bool:
        words = _words(name) or {name}
        number = _PERCENT if rate else _NUMBER
        return any(number.search(text) and all(_says(text, word) for word in words) for text in self._all())

    def _known(self, name: str) -> bool:
        """Whether a number is told by one of the names of a known count, or of what the name says."""
        forms = _forms(name)
        if forms:
            return any(form in text for text in self._all() for form in forms)
        return bool(_words(name)) and self._told(name, bool(_RATE.search(name)))

    def _all(self) -> Sequence[str]:
        if self._texts is None:
            self._texts = tuple(_texts(self._report))
        return self._texts


def _texts(report: Report) -> Iterator[str]:
    for statement in report.statements:
        yield without_space(statement.text)
    for cell in report.cells:
        percent = "%" if cell.figure.unit is Unit.PERCENT and "%" not in cell.figure.text else ""
        yield f"{cell.label}{cell.header}{cell.figure.text}{percent}"


def _words(name: str) -> frozenset[str]:
    """The words of a name that a sentence must say."""
    words = content(re.sub(r"^即", "", name.partition("/")[0])) - _BESIDE
    if _SATISFIED.search(name):
        return frozenset({"满意"}) | {w for w in words if not _SATISFIED.search(w)} - _WHOSE
    return words


def _says(text: str, word: str) -> bool:
    return bool(_MOVES.search(text)) if _MOVES.fullmatch(word) else word in text


@cache
def _forms(name: str) -> tuple[str, ...]:
    """How a known count may be called before its number: 编制 14 名, 在职 12 人."""
    for metric in load_metrics().values():
        if metric.name == name and metric.unit in ("persons", "items"):
            bare = {_COUNTED.sub("", form) for form in (*metric.names, *metric.headers)}
            return tuple(form for form in bare if len(form) >= _SHORTEST)
    return ()
