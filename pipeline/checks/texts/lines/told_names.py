"""The rows and columns of all tables by the names that sentences may call them by: whole, without what says of which
sort they are, or cut short (环卫中心 of 区环卫管理中心)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.checks.tables.figure_grid import TOTAL, FigureColumn, FigureGrid
from pipeline.vocabulary.names import bare_item, name_key, without_brackets
from schemas.figure import Figure

from .table_lines import NO_QUOTES, TableLine, line_of_column, line_of_row

_PLACE = re.compile(r"(?:镇|乡|街道|县)$")
_SORT = re.compile(r"(?:项目|工程|经费|支出|资金|收入|补助|费用?|类)$")
# Names that say how much and not of what.
_NO_NAME = re.compile(
    r"(?!项目支出$)(?:全年|本[年季月]|当[年季月]|上年|年[初末]|累计|可?(?:执行|支付|完成|使用|调整)后?|预算|支出|收入|进度|序时|时间|实际|决算|指标|金额|合计|总计|小计|"
    r"结余|结转|平均|其他|[率数额总]|20\d\d年?|资金|项目|经费)+"
)
_LEAST, _LEAST_CUT = 2, 3


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
        self._told: dict[str, list[NamedLine]] = {}
        for name, lines in self._lines.items():
            for told in _ways_to_tell(name):
                if told in text:
                    self._told[told] = [*self._told.get(told, ()), *lines]
        names = sorted(self._told, key=lambda n: (-len(n), n))
        self._search = re.compile("|".join("[“”]?".join(map(re.escape, n)) for n in names)) if names else None
        self._with: dict[str, set[str]] = defaultdict(set)  # names of rows by each of their characters
        for name in self._lines:
            for char in name:
                self._with[char].add(name)

    def mentions(self, text: str, start: int, end: int) -> list[Mention]:
        """The names in a part of a text, from left to right."""
        found = self._search.finditer(text, start, end) if self._search else ()
        return [Mention(*m.span(), self._told[m.group().translate(NO_QUOTES)], whole=True) for m in found]

    def cut_short(self, words: str) -> Sequence[NamedLine]:
        """The lines of the only name that words are a short form of: all their characters in their order."""
        if len(words) < _LEAST_CUT or not all(c in self._with for c in words):
            return ()
        names = [n for n in set.intersection(*(self._with[c] for c in words)) if _is_short_for(words, n)]
        return self._lines[names[0]] if len(names) == 1 else ()


def _ways_to_tell(name: str) -> Iterator[str]:
    plain = without_brackets(name)
    bare = _SORT.sub("", plain)
    for way in dict.fromkeys((name, plain, bare if len(bare) >= _LEAST_CUT else "", _PLACE.sub("", plain))):
        if len(way) >= _LEAST and re.match(r"[\u4e00-\u9fff]", way) and not _NO_NAME.fullmatch(way):
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
