"""Rows of a score table that only head the indicators below them (一、部门决策（20分）), and tables of levels alone.

Where a table has no columns for its levels, it names them in rows of their own: over its whole width, or numbered
一、二、三 without criteria of their own. Such a row is no indicator; it is the first level of those that follow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.normalize.numbers import make_figure, read_number
from pipeline.normalize.read_table import ReadTable
from pipeline.vocabulary.names import folded, name_key
from schemas.document import Cell
from schemas.figure import Figure, Unit
from schemas.records import ScoreLine, ScoreTotal

# Numbers that head sections, by rank: 一、 stands over （一）, and both over 1. or no number.
_MARKS = (
    re.compile(r"^第?[一二三四五六七八九十]+(?:[、.:]|部分:?)"),
    re.compile(r"^[(][一二三四五六七八九十]+[)]、?"),
)
_N = r"\d+(?:\.\d+)?"
_ALL_POINTS = Decimal(100)
_POINTS = re.compile(
    rf"[(\[【](?:共|满分|分值|权重|标准分)?:?({_N})(?:分|%)?(?:[,;、]?(?:自评得分|自评分|自评|实得分?|得分?)(?:为|:)?(?P<score>{_N})分)?[)\]】]$"
)


class Section(NamedTuple):
    """A level named in a row of its own (`role` level1 or level2), with its weight and its score where the row prints
    them."""

    role: str
    name: str
    weight: Figure | None
    score: Figure | None = None


def section_of_row(read: ReadTable, row: int, cell: Cell) -> Section | None:
    """The level that a row heads, if it does nothing else; None in tables that have columns for two levels. Where one
    level has a column, the row's name stands over that as well, and is of the level above it."""
    second, indicator = read.column("level1"), read.column("indicator")
    if read.column("level2") is not None or indicator is None:
        return None
    name = folded(cell.text)
    covers = second is not None and _covers(cell, second.col, indicator.col)
    if second is not None and not (covers and (_is_named_as_level(name) or _holds_those_it_covers(read, row))):
        return None
    alone = cell.col_span == read.table.cols or all(
        not c.text or c is cell for col in range(1, read.table.cols + 1) if (c := read.cell(row, col)) and c.row == row
    )
    rank = _rank(name)
    numbered = rank < max(_ranks(read), default=0) and _only_heads(read, row, cell)
    heads = alone or numbered or (covers and not _has_rule(read, row, cell))
    if not (heads or _sums_the_rules_below(read, row) or row in _heads_by_points(read)):
        return None
    points = _POINTS.search(name)
    printed = read_number(points[1]) if points else None
    weight = make_figure(printed, cell, Unit.POINTS, text=points[1]) if printed and points else None
    column = read.column("weight")
    own = read.cell(row, column.col) if column else None
    if weight is None and own is not None and own is not cell and own.row == row:
        printed = read_number(own.text)
        weight = make_figure(printed, own, Unit.POINTS) if printed and not printed.dash else None
    bare = name[: points.start()] if points else name
    bare = _MARKS[rank].sub("", bare) if rank < len(_MARKS) else bare
    role = "level2" if rank == 1 and 0 in _ranks(read) and second is None else "level1"
    return Section(role, bare, weight, _score_in(points, cell)) if bare and not bare.isdigit() else None


def _covers(cell: Cell, *cols: int) -> bool:
    return all(cell.col <= col < cell.col + cell.col_span for col in cols)


def _is_named_as_level(name: str) -> bool:
    """Whether a row over several columns is numbered or tells points: 评价等级：优（90—100分）… is a note."""
    return _rank(name) < len(_MARKS) or _POINTS.search(name) is not None


def _holds_those_it_covers(read: ReadTable, row: int) -> bool:
    """Whether a row whose name stands over the columns of a level and of the indicators has the points of the
    rows below it, as at least half of its kind do: 部门决策 | 20 | 19 above its indicators."""
    second, indicator = read.column("level1"), read.column("indicator")
    assert second is not None
    assert indicator is not None
    rows = [r for r in read.body_rows if (t := read.text(r, indicator.col)) and not _sums_up(t)]
    cells = {r: read.cell(r, indicator.col) for r in rows}
    heads = [r for r, c in cells.items() if c is not None and c.row == r and _covers(c, second.col, indicator.col)]
    if row not in heads:
        return False
    below = _rows_under(heads, rows)
    met = sum(
        len(leaves) > 1 and any(_adds_up(read, role, head, leaves) for role in ("weight", "self_score"))
        for head, leaves in zip(heads, below, strict=True)
    )
    return met * 2 >= len(heads) and met > 0


def _score_in(points: re.Match[str] | None, cell: Cell) -> Figure | None:
    """过程类（满分35分，自评27.18分）: the score in the brackets behind a level's name."""
    text = points["score"] if points else None
    printed = read_number(text) if text else None
    return make_figure(printed, cell, Unit.POINTS, text=text) if printed and text else None


def _only_heads(read: ReadTable, row: int, cell: Cell) -> bool:
    """Whether a numbered row with figures of its own is a level: it does not say how anything is scored. Where no row
    does, points tell: those of the rows numbered like it are those of the rows below them."""
    if read.column("criteria") is None and read.column("definition") is None:
        return _holds_the_rows_below(read, row, _rank(folded(cell.text)))
    return not _has_rule(read, row, cell)


def _has_rule(read: ReadTable, row: int, cell: Cell) -> bool:
    """Whether a row says how it is scored, in a cell of its own beside `cell`."""
    columns = [c for c in (read.column("criteria"), read.column("definition")) if c is not None]
    cells = [read.cell(row, c.col) for c in columns]
    return any(c is not None and c is not cell and c.row == row and c.text.strip("-—") for c in cells)


def _holds_the_rows_below(read: ReadTable, row: int, rank: int) -> bool:
    """Whether at least half of the levels of a rank have the points of the rows below them, in some column."""
    indicator = read.column("indicator")
    assert indicator is not None
    ranks = [(r, _rank(t)) for r in read.body_rows if (t := folded(read.text(r, indicator.col)))]
    heads = [r for r, own in ranks if own == rank]
    met = 0
    for head in heads:
        below = []
        for r, own in ranks:
            if r <= head:
                continue
            if own <= rank:
                break
            below.append((r, own))
        leaves = [
            r for r, own in below if own == max(o for _, o in below) and not _sums_up(read.text(r, indicator.col))
        ]
        met += any(_adds_up(read, role, head, leaves) for role in ("weight", "self_score"))
    return row in heads and met * 2 >= len(heads) and met > 0


def _sums_the_rules_below(read: ReadTable, row: int) -> bool:
    """Whether a row without a rule has the weight of the rows with rules below it, as at least half of its kind do."""
    criteria, indicator = read.column("criteria"), read.column("indicator")
    if criteria is None or indicator is None:
        return False
    rows = [r for r in read.body_rows if (t := read.text(r, indicator.col)) and not _sums_up(t)]
    heads = [r for r in rows if not read.text(r, criteria.col).strip("-—")]
    if row not in heads or len(heads) < 2:
        return False
    below = _rows_under(heads, rows)
    met = sum(_adds_up(read, "weight", head, leaves) for head, leaves in zip(heads, below, strict=True))
    return met * 2 >= len(heads) and met > 1


def _heads_by_points(read: ReadTable) -> set[int]:
    """The rows of levels in a table that tells them from indicators by an indent alone, if at all: from the first row
    on each has the points of the rows right below it, and all rows together have twice those of their total."""
    weight, indicator = read.column("weight"), read.column("indicator")
    if weight is None or indicator is None:
        return set()
    named = [(r, read.text(r, indicator.col)) for r in read.body_rows]
    points = {r: read_number(read.text(r, weight.col)) for r, text in named if text}
    rows = [r for r, text in named if text and not _sums_up(text)]
    values = [p.value for r in rows if (p := points[r]) is not None]
    totals = {p.value for r, p in points.items() if r not in rows and p is not None} or {_ALL_POINTS}
    if len(values) < len(rows) or sum(values) / 2 not in totals:
        return set()
    heads, left = set(), Decimal(0)
    for row, value in zip(rows, values, strict=True):
        heads |= {row} if left == 0 else set()
        left = value if left == 0 else left - value
        if left < 0:
            return set()
    return heads if left == 0 and 1 < len(heads) < len(rows) - len(heads) else set()


def _sums_up(text: str) -> bool:
    return bool(re.search(r"(?:合计|总计|小计|总分)$", folded(text)))


def _rows_under(heads: Sequence[int], rows: Sequence[int]) -> list[list[int]]:
    """Those of `rows` that stand between each head and the next one, or the end."""
    ends = [*heads[1:], max(rows) + 1]
    return [[r for r in rows if head < r < end] for head, end in zip(heads, ends, strict=True)]


def _adds_up(read: ReadTable, role: str, head: int, leaves: Sequence[int]) -> bool:
    column = read.column(role)
    figures = [read_number(read.text(r, column.col)) for r in (head, *leaves)] if column is not None else []
    values = [f.value for f in figures if f is not None]
    return len(leaves) > 0 and len(values) == len(figures) > 0 and values[0] == sum(values[1:])


def _rank(name: str) -> int:
    return next((n for n, mark in enumerate(_MARKS) if mark.match(name)), len(_MARKS))


def _ranks(read: ReadTable) -> set[int]:
    """The ranks of the names in the column of indicators."""
    column = read.column("indicator")
    texts = [folded(read.text(row, column.col)) for row in read.body_rows] if column else []
    return {_rank(t) for t in texts if t}


def leaf_lines(lines: Iterable[ScoreLine]) -> tuple[ScoreLine, ...]:
    """The lines of indicators, without those of tables that print a level's sum under its name (部门决策 20 分), where
    another table has the level's indicators."""
    every = tuple(lines)
    levels: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for line in every:
        named[line.table_id].add(name_key(line.indicator))
        levels[line.table_id] |= {name_key(line.level1), name_key(line.level2)} - {""}
    summaries = _summaries(every)
    return tuple(x for x in every if x.table_id not in summaries and not _is_level(x, levels, named))


_LEVEL_NAME = re.compile(r"(?:指标|类|得分|评分|合计|小计|总计|总分|情况)+$")


def without_summaries(
    lines: Sequence[ScoreLine], totals: Sequence[ScoreTotal]
) -> tuple[list[ScoreLine], list[ScoreTotal]]:
    """Lines and totals where each line of a table that only repeats the totals of others (专项决策 | 15 | 10.50, and
    表2 with 决策指标得分合计 | 15 | 10.50) is a total."""
    tables: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in lines:
        tables[line.table_id].append(line)
    repeats = {t for t, own in tables.items() if len(own) > 1 and _repeats(own, totals)} if len(tables) > 1 else set()
    if not repeats:
        return list(lines), list(totals)
    told = [
        ScoreTotal(table_id=x.table_id, row=x.row, name=x.indicator, weight=x.weight, self_score=x.self_score)
        for t in repeats
        for x in tables[t]
    ]
    return [x for x in lines if x.table_id not in repeats], [*told, *totals]


def _repeats(lines: Sequence[ScoreLine], totals: Sequence[ScoreTotal]) -> bool:
    """Whether each line has the points of a total of another table, of each a table of its own, under its name or with
    its score, and most of them under its name."""
    found: set[str] = set()
    named = 0
    for line in lines:
        weight, score = line.weight, line.self_score
        others = [t for t in totals if t.table_id not in {line.table_id, *found} and t.weight is not None]
        alike = [t for t in others if weight is not None and t.weight is not None and t.weight.value == weight.value]
        by_name = [t for t in alike if _called_alike(t.name, line.indicator)]
        scored = [t for t in alike if score and t.self_score and t.self_score.value == score.value]
        if line.criteria.strip() or not (by_name or scored):
            return False
        named += bool(by_name)
        found.add((by_name or scored)[0].table_id)
    return named * 2 > len(lines)


def _called_alike(total: str, line: str) -> bool:
    one, two = (_LEVEL_NAME.sub("", name_key(name)) for name in (total, line))
    return min(len(one), len(two)) > 1 and (one.endswith(two) or two.endswith(one))


def _summaries(lines: Sequence[ScoreLine]) -> set[str]:
    """The tables that stop at the second level where another goes on to the indicators: of the same first levels, each
    with the same points, in fewer lines of other names."""
    tables: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in lines:
        tables[line.table_id].append(line)
    by_level = {t: _points_by_level(own) for t, own in tables.items()}
    names = {t: {name_key(x.indicator) for x in own} for t, own in tables.items()}
    return {
        t
        for t, points in by_level.items()
        if points
        and any(
            by_level[o] == points and len(tables[o]) > len(tables[t]) and not names[o] & names[t]
            for o in tables
            if o != t
        )
    }


def _points_by_level(lines: Sequence[ScoreLine]) -> dict[str, Decimal]:
    """The weights of a table's lines added up by their first level; empty where one lacks either."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.weight is None or not line.level1 or line.subject:
            return {}
        found[name_key(line.level1)] += line.weight.value
    return dict(found)


def _is_level(line: ScoreLine, levels: dict[str, set[str]], named: dict[str, set[str]]) -> bool:
    key = name_key(line.indicator)
    others: Sequence[str] = [t for t in levels if t != line.table_id and key in levels[t]]
    return bool(others) and not line.level1 and all(key not in named[t] for t in others)
