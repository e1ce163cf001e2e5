"""The rows and columns of all tables by the names that sentences may call them by: whole, without what says of which
sort they are, or cut short (环卫中心 of 区环卫管理中心)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.checks.tables.figure_grid import TOTAL, FigureColumn, FigureGrid
from pipeline.normalize.narrative.reading.measures import Measure, measure_at
from pipeline.vocabulary.names import bare_item, folded, name_key, without_brackets
from schemas.figure import Figure

from .table_lines import NO_QUOTES, TableLine, line_of_column, line_of_row

_PLACE = re.compile(r"(?:镇|乡|街道|县)$")
_SORT = re.compile(r"(?:项目|工程|经费|支出|资金|收入|补助|预算|费用?|类)$")
_FURTHER = re.compile(r"(?<=..)[及和与]")
# Names that say how much and not of what.
_NO_NAME = re.compile(
    r"(?!项目支出$)(?:全年|本[年季月]|当[年季月]|上年|年[初末]|累计|可?(?:执行|支付|完成|使用|调整)后?|预算|支出|收入|进度|序时|时间|实际|决算|指标|金额|合计|总计|小计|"
    r"结余|结转|平均|其他|[率数额总]|20\d\d年?|资金|项目|经费)+"
)
_IN_BRACKETS = re.compile(r"\(([^()]{1,6})\)")
_LEAST, _LEAST_CUT = 2, 3
_LEAST_OF_GENERAL = 6  # 项目支出结转 names a row, though each of its words may say how much


class Cell(NamedTuple):
    """A number of a table: `grid`, row and column."""

    grid: FigureGrid
    row: int
    column: FigureColumn

    @property
    def figure(self) -> Figure:
        return self.column.figures[self.row]


@dataclass(frozen=True)  # no slots: what is worked out stays with it
class NamedLine:
    """A row, or a column whose name says of what its numbers are."""

    grid: FigureGrid
    row: int
    column: FigureColumn | None

    @cached_property
    def cells(self) -> list[tuple[Cell, str]]:
        """Its numbers, each with what the other side of the table calls it."""
        if self.column is not None:
            return [(Cell(self.grid, row, self.column), self.grid.printed[row]) for row in self.column.figures]
        return [(Cell(self.grid, self.row, c), c.name) for c in self.grid.columns if self.row in c.figures]

    @cached_property
    def line(self) -> TableLine:
        return line_of_column(self.column, self.grid) if self.column else line_of_row(self.grid, self.row)


class Mention(NamedTuple):
    """Where a sentence names lines; not `whole`: by characters of a name alone."""

    start: int
    end: int
    lines: Sequence[NamedLine]
    whole: bool

    @property
    def of_rows(self) -> bool:
        return any(line.column is None for line in self.lines)

    @property
    def names(self) -> list[str]:
        return [n for line in self.lines for n in (line.column.names if line.column else (line.grid.labels[line.row],))]


class ToldNames:
    """The names of the tables that a text holds. `text`: all its sentences without quotes."""

    def __init__(self, grids: Sequence[FigureGrid], text: str) -> None:
        self._lines: dict[str, list[NamedLine]] = defaultdict(list)
        for grid in grids:
            for row, label in grid.labels.items():
                if not TOTAL.fullmatch(label):
                    line = NamedLine(grid, row, None)
                    self._lines[name_key(bare_item(label))].append(line)
                    if "的" in grid.printed[row]:
                        self._lines[bare_item(grid.printed[row])].append(line)
            for column in grid.columns:
                name = name_key(bare_item(column.names[-1]))
                if not (TOTAL.fullmatch(name) or _NO_NAME.fullmatch(name)):
                    self._lines[name].append(NamedLine(grid, 0, column))
        self._measured: dict[str, list[NamedLine]] = defaultdict(list)
        for line in {id(line): line for lines in self._lines.values() for line in lines if not line.column}.values():
            for measure in measures_of(line.grid.printed[line.row]):
                self._measured[measure.unit].append(line)
        self._told: dict[str, list[NamedLine]] = {}
        bare = text.replace("的", "")  # 用于项目的支出
        for name, lines in self._lines.items():
            for told in _ways_to_tell(name):
                if told in text or told in bare:
                    self._told[told] = [*self._told.get(told, ()), *lines]
        names = sorted(self._told, key=lambda n: (-len(n), n))
        self._search = re.compile("|".join("[“”的]?".join(map(re.escape, n)) for n in names)) if names else None
        self._mentions: dict[str, list[Mention]] = {}
        self._with: dict[str, set[str]] = defaultdict(set)  # names of rows by each of their characters
        for name in self._lines:
            for char in name:
                self._with[char].add(name)

    def mentions(self, text: str) -> list[Mention]:
        """The names in the text of a paragraph, from left to right."""
        if text not in self._mentions:
            found = self._search.finditer(text) if self._search else ()
            named = [(m.span(), _key_of(m.group(), self._told)) for m in found]
            self._mentions[text] = [Mention(*span, self._told[name], whole=True) for span, name in named]
        return self._mentions[text]

    def measured(self, measure: Measure, words: str) -> Sequence[NamedLine]:
        """The only row that says it is measured so and shares pieces with words (清扫道路 of 道路保洁面积（亩）)."""
        found = [x for x in self._measured[measure.unit] if _shared(name_key(x.grid.labels[x.row]), words)]
        return found if len(found) == 1 else ()

    def cut_short(self, words: str) -> Sequence[NamedLine]:
        """The lines of the only name that words are a short form of: all their characters in their order."""
        if len(words) < _LEAST_CUT or not all(c in self._with for c in words):
            return ()
        names = [n for n in set.intersection(*(self._with[c] for c in words)) if _is_short_for(words, n)]
        return self._lines[names[0]] if len(names) == 1 else ()


def measures_of(name: str) -> Iterator[Measure]:
    """What a name says in brackets that its numbers are measured in: 生活垃圾处理量（万吨）."""
    for words in _IN_BRACKETS.findall(folded(name)):
        measure = measure_at(words, 0)
        if measure.unit and measure.length == len(words):
            yield measure


def _shared(name: str, words: str) -> bool:
    """Whether words hold two pieces of a name that do not overlap."""
    at = [i for i in range(len(name) - 1) if name[i : i + 2] in words]
    return bool(at) and at[-1] - at[0] > 1


def _key_of(said: str, names: Collection[str]) -> str:
    """The name that words tell, which may have 的 in it or not."""
    bare = said.translate(NO_QUOTES)
    return bare if bare in names else bare.replace("的", "")


def _ways_to_tell(name: str) -> Iterator[str]:
    plain = without_brackets(name)
    bare = _SORT.sub("", plain)
    first = _FURTHER.split(plain, maxsplit=1)[0]  # 房屋 of 房屋及构筑物
    for way in dict.fromkeys((name, plain, bare if len(bare) >= _LEAST_CUT else "", _PLACE.sub("", plain), first)):
        general = len(way) < _LEAST_OF_GENERAL and _NO_NAME.fullmatch(way)
        if len(way) >= _LEAST and re.match(r"[\u4e00-\u9fff]", way) and not general:
            yield way.translate(NO_QUOTES)


def _is_short_for(words: str, name: str) -> bool:
    if words == name:
        return False
    at = -1
    for char in words:
        at = name.find(char, at + 1)
        if at < 0:
            return False
    return True
