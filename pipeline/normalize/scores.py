"""Score tables -> ScoreLine per leaf indicator, ScoreTotal per total, and the facts behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.normalize.forms.target_cells import (
    scored_by_target,
    target_text,
    tells_how_points_are_found,
    with_unit,
)
from pipeline.normalize.numbers import PrintedNumber, make_figure, read_number
from pipeline.normalize.read_table import ReadTable
from pipeline.normalize.score_sections import section_of_row
from pipeline.normalize.table_facts import table_fact
from pipeline.vocabulary.names import bare_indicator, folded, name_key
from schemas.document import Cell
from schemas.figure import Figure, Unit
from schemas.geometry import Box
from schemas.records import Claim, ColumnMeaning, Fact, ScoreLine, ScoreTotal, TableKind
from schemas.white_space import without_space

_FEW = 3
MOST_POINTS = 200  # a wrong total of 101 is still a total
_SCORES = frozenset({TableKind.INDICATOR_SCORES, TableKind.SCORING_CRITERIA})
_TOTAL = re.compile(
    r"^(?:合计|总计|总分|总得分|得分合计|自评总分|自评得分合计|综合得分|得分总计|总得分情况|总体得分|评价总分|最终得分|自评总得分)"
)
_LEVEL_TOTAL = re.compile(r"(?:小计|合计)$")
_SCORED = re.compile(r"(?:自评)?(?:得分|分数)$")
_GRADE_ROW = re.compile(r"(?:绩效|自评|评价|评定|综合)*(?:等级|等次|档次|级别)")
_GRADE_WORD = re.compile(r"[优良中差]秀?")
_WEIGHT_IN_NAME = re.compile(r"[（(](\d+(?:\.\d+)?)[分%]?[）)]$")
# What a page's first cell says of the level that goes on from the page before: 续上页, or its name with （续） behind.
_GOES_ON = re.compile(r"^[（(]?(?:续|接|承)(?:上页|上表|前页|表)[）)]?$|[（(]续[）)]$")


class ScoreSheet(NamedTuple):
    lines: list[ScoreLine]
    totals: list[ScoreTotal]
    facts: list[Fact]
    claims: list[Claim]


def score_sheet(read: ReadTable, ruled: frozenset[str] = frozenset()) -> ScoreSheet:
    """What a score table states; empty for other kinds of table. `ruled` are the keys of indicators that another table
    has a rule for: their targets and actual values are figures for it, and no rule."""
    indicator = read.column("indicator")
    sheet = ScoreSheet([], [], [], [])
    if read.kind not in _SCORES or indicator is None:
        return sheet
    carried: dict[str, str] = {}
    over: dict[str, Figure | None] = {}  # weights of the levels that rows of their own named
    last: Cell | None = None
    since = 0  # lines that the next subtotal is of
    for row in read.body_rows:
        if row in read.skipped_rows:
            continue
        total = _total_of_row(read, row, indicator, carried)
        if total is not None:
            if not sheet.totals and len({x.level1 for x in sheet.lines}) > 1 and _bare_total(read, row, indicator):
                total = total.model_copy(update={"name": "小计"})  # the only one, below several levels: of them all
            since = len(sheet.lines)
            sheet.totals.append(total)
            sheet.facts.extend(_facts(read, row, total.name, total.weight, total.self_score))
            continue
        if _grades_total(read, row, sheet):
            continue
        for role in ("level1", "level2"):
            column = read.column(role)
            text = _GOES_ON.sub("", _plain(read.text(row, column.col))) if column else ""
            if text:
                if carried.get(role) != text and role == "level1":
                    carried.pop("level2", None)
                carried[role] = text
        sheet.totals.extend(_level_scores(read, row, carried))
        cell = read.cell(row, indicator.col)
        if cell is None or not cell.text or cell is last:
            continue
        last = cell
        if cell.col_span == read.table.cols > 2 and any(read.column(r) for r in ("level1", "level2")):
            continue  # 评价等级：优（90—100分）…, a note over the whole width
        section = section_of_row(read, row, cell)
        if section is not None:
            since = len(sheet.lines)
            carried = {**(carried if section.role == "level2" else {}), section.role: section.name}
            over = {**(over if section.role == "level2" else {}), f"{section.role}_weight": section.weight}
            score = _own_points(read, row, "self_score", cell) or section.score
            if score is not None:
                sheet.totals.append(
                    ScoreTotal(table_id=read.table.table_id, row=row, name=section.name, weight=None, self_score=score)
                )
            continue
        line = _score_line(read, row, cell, carried, len(sheet.lines) + 1, ruled)
        line = line.model_copy(update=over) if over else line
        if _sums_up(line, sheet.lines[since:]):
            name = _SCORED.sub("", line.indicator)
            sheet.lines[since:] = [
                x if x.level1 else x.model_copy(update={"level1": name}) for x in sheet.lines[since:]
            ]
            since = len(sheet.lines)
            sheet.totals.append(
                ScoreTotal(table_id=line.table_id, row=row, name=name, weight=line.weight, self_score=line.self_score)
            )
            continue
        sheet.lines.append(line)
        sheet.facts.extend(_facts(read, row, line.indicator, line.weight, line.self_score))
    return _without_other_scales(sheet)


def _grades_total(read: ReadTable, row: int, sheet: ScoreSheet) -> bool:
    """Whether a row is 评价等级 | 良 below the total; its word goes with the last total that has a score."""
    cells = [c for c in read.table.cells if c.row == row and c.text.strip()]
    if not cells or len(cells) > 2 or not _GRADE_ROW.fullmatch(name_key(cells[0].text)):
        return False
    scored = [n for n, total in enumerate(sheet.totals) if total.self_score is not None]
    if scored and len(cells) > 1 and _GRADE_WORD.fullmatch(folded(cells[1].text)):
        grade = {"grade": folded(cells[1].text)[0], "grade_box": cells[1].boxes[0]}
        sheet.totals[scored[-1]] = sheet.totals[scored[-1]].model_copy(update=grade)
    return True


def _without_other_scales(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet without scores that are mostly above the weights: they are of a hundred each, and to be weighted."""
    both = [
        (x.weight.value, x.self_score.value) for x in sheet.lines if x.weight is not None and x.self_score is not None
    ]
    if len(both) < _FEW or sum(score > weight for weight, score in both) * 2 <= len(both):
        return sheet
    lines = [x.model_copy(update={"self_score": None}) for x in sheet.lines]
    return ScoreSheet(lines, [], [f for f in sheet.facts if f.metric != "self_score"], sheet.claims)


def _sums_up(line: ScoreLine, above: list[ScoreLine]) -> bool:
    """Whether a row is no indicator but what those above it come to: 管理得分, with the sum of their weights."""
    weights = [x.weight.value for x in above if x.weight is not None]
    named = _SCORED.search(line.indicator) is not None and line.weight is not None
    return named and len(weights) > 1 and line.weight is not None and sum(weights) == line.weight.value


def _score_line(
    read: ReadTable, row: int, cell: Cell, carried: dict[str, str], order: int, ruled: frozenset[str]
) -> ScoreLine:
    name, in_name = _plain(cell.text), None
    weight, score = _points(read, row, "weight"), _points(read, row, "self_score")
    if weight is None and (found := _WEIGHT_IN_NAME.search(name)):
        in_name, name = found[1], name[: found.start()]
        printed = read_number(in_name)
        weight = _as_points(printed, cell, in_name) if printed else None
    score_column = read.column("self_score")
    score_cell = read.cell(row, score_column.col) if score_column else None
    boxes: tuple[Box, ...] = score.boxes if score else (score_cell.boxes if score_cell else ())
    definition, _ = _words(read, row, cell, "definition")
    criteria, criteria_box = _words(read, row, cell, "criteria")
    remark, remark_box = _words(read, row, cell, "remark")
    measured, target_box = _target(read, row, cell)
    if not criteria and tells_how_points_are_found(measured):
        criteria, criteria_box, measured = measured, target_box, ""
    by_target = scored_by_target(criteria, measured) and name_key(bare_indicator(name)) not in ruled
    actual, actual_box = _words(read, row, cell, "actual")
    actual = with_unit(actual, _words(read, row, cell, "target_unit")[0])
    reason = remark if by_target else ""
    if by_target:
        criteria, criteria_box, remark = measured, target_box, actual
        remark_box = actual_box or _empty_box(read, row, "actual")
    return ScoreLine(
        table_id=read.table.table_id,
        row=row,
        order=order,
        measured=by_target,
        level1=_bare_level(carried.get("level1", "")),
        level2=_bare_level(carried.get("level2", "")),
        indicator=bare_indicator(name),
        printed=name if bare_indicator(name) != name else "",
        weight=weight,
        self_score=score,
        level1_weight=_level_points(read, row, "level1") or _weight_in_level(read, row, "level1"),
        level2_weight=_level_points(read, row, "level2") or _weight_in_level(read, row, "level2"),
        definition=definition,
        criteria=criteria,
        remark=remark,
        criteria_box=criteria_box,
        remark_box=remark_box,
        target="" if by_target else measured,
        actual="" if by_target else actual,
        actual_box=None if by_target else actual_box,
        reason=reason,
        boxes=(*boxes, *(cell.content.boxes() or cell.boxes)),
    )


def _target(read: ReadTable, row: int, cell: Cell) -> tuple[str, Box | None]:
    """The target of a row in one text, and where its number stands."""
    (target, box), (sign, _), (unit, _) = (_words(read, row, cell, r) for r in ("target", "target_sign", "target_unit"))
    return target_text(target, sign, unit), box


def _plain(text: str) -> str:
    return without_space(text)


def _bare_level(name: str) -> str:
    """A level's name without its weight in brackets (部门决策（20分） → 部门决策)."""
    found = re.search(r"[（(]\d+(?:\.\d+)?[分%]?[）)]$", name)
    return name[: found.start()] if found else name


def _weight_in_level(read: ReadTable, row: int, role: str) -> Figure | None:
    column = read.column(role)
    cell = read.cell(row, column.col) if column else None
    found = re.search(r"[（(](\d+(?:\.\d+)?)[分%]?[）)]$", _plain(cell.text)) if cell else None
    printed = read_number(found[1]) if found else None
    return _as_points(printed, cell, found[1]) if printed and cell and found else None


def _points(read: ReadTable, row: int, role: str) -> Figure | None:
    """Points of a row: a merged cell's hold for all its rows; a dash means that none are given."""
    column = read.column(role)
    return _points_in(read.cell(row, column.col)) if column else None


def _level_points(read: ReadTable, row: int, level: str) -> Figure | None:
    """Points of a level; those merged over more rows than the level's name are of what lies above it."""
    points, name = read.column(f"{level}_weight"), read.column(level)
    cell = read.cell(row, points.col) if points else None
    named = read.cell(row, name.col) if name else None
    if cell is not None and named is not None and cell.row_span > named.row_span:
        return None
    return _points_in(cell)


def _level_scores(read: ReadTable, row: int, carried: dict[str, str]) -> Iterator[ScoreTotal]:
    """The scores of levels that begin in a row, where columns of their own print them (二级指标 | 二级得分)."""
    for level in ("level1", "level2"):
        points, name = read.column(f"{level}_score"), read.column(level)
        cell = read.cell(row, points.col) if points else None
        named = read.cell(row, name.col) if name else None
        score = _points_in(cell) if cell is not None and cell.row == row else None
        if score is None or cell is None or named is None or (cell.row, cell.row_span) != (named.row, named.row_span):
            continue
        table, own = read.table.table_id, _bare_level(carried.get(level, ""))
        yield ScoreTotal(table_id=table, row=row, name=own, weight=None, self_score=score)


def _points_in(cell: Cell | None) -> Figure | None:
    if cell is None or not cell.text:
        return None
    printed = read_number(cell.text)
    if printed is None or printed.dash:
        return None
    if printed.unit is Unit.PERCENT:  # 权重 5% of a hundred points
        printed = replace(printed, unit=None)
    return _as_points(printed, cell)


def _as_points(printed: PrintedNumber, cell: Cell, text: str = "") -> Figure | None:
    """A printed number as points. Editions share out 100 points: more are numbers of several rows run together, and
    state nothing."""
    return make_figure(printed, cell, Unit.POINTS, text=text) if printed.value <= MOST_POINTS else None


def _words(read: ReadTable, row: int, indicator: Cell, role: str) -> tuple[str, Box | None]:
    """Text and place of a row's cell of a role; an indicator over several rows has all of theirs, one a line."""
    column = read.column(role)
    if column is None:
        return "", None
    cells: dict[tuple[int, int], Cell] = {}
    for r in range(row, indicator.row + indicator.row_span):
        cell = read.cell(r, column.col)
        if cell is not None and cell.text:
            cells.setdefault((cell.row, cell.col), cell)
    if not cells:
        return "", None
    first = next(iter(cells.values()))
    return "\n".join(c.text for c in cells.values()), first.boxes[0]


def _empty_box(read: ReadTable, row: int, role: str) -> Box | None:
    """The place of a row's cell of a role that holds nothing; None where the table has no such column."""
    column = read.column(role)
    cell = read.cell(row, column.col) if column else None
    return cell.boxes[0] if cell is not None and cell.boxes else None


def _total_of_row(read: ReadTable, row: int, indicator: ColumnMeaning, carried: dict[str, str]) -> ScoreTotal | None:
    """The total that a row states: 合计 of the table or of a level; None for rows of indicators."""
    names = []
    for col in range(1, indicator.col + 1):
        cell = read.cell(row, col)
        if cell is not None and cell.row == row and cell.text and cell not in names:
            names.append(cell)
    name = next(
        (
            c
            for c in names
            if _TOTAL.match(folded(c.text))
            or _LEVEL_TOTAL.search(folded(c.text).strip(":"))
            or _of_level(folded(c.text), carried)
        ),
        None,
    )
    if name is None:
        return None
    text, _, inline = _plain(name.text).replace("：", ":").partition(":")
    weight, score = _own_points(read, row, "weight", name), _own_points(read, row, "self_score", name)
    printed = read_number(inline) if inline else None
    if score is None and printed is not None:
        score = _as_points(printed, name, inline)
    if weight is None and score is None:
        loose = [
            f
            for col in range(name.col + name.col_span, read.table.cols + 1)
            if (cell := read.cell(row, col)) and cell.row == row and cell.col == col and (f := _points_in(cell))
        ]
        score = loose[-1] if loose else None
    if not _TOTAL.match(folded(text)) or len(folded(text)) > 10:
        levels = [_plain(read.text(row, c.col)) for r in ("level2", "level1") if (c := read.column(r))]
        level = next((t for t in levels if t and not _names_total(t)), "")
        # 小计 over the columns of the levels, below the lines of the level that it sums
        level = level or (carried.get("level1", "") if folded(text) == "小计" else "")
        text = level if folded(text) in ("小计", "合计") and level else re.sub(r"(?:小计|合计)$", "", text) or text
        text = re.sub(r"(?:自评)?(?:得分|分数)$", "", text) if _of_level(folded(text), carried) else text
    return ScoreTotal(table_id=read.table.table_id, row=row, name=text, weight=weight, self_score=score)


def _bare_total(read: ReadTable, row: int, indicator: ColumnMeaning) -> bool:
    """Whether a row is called 小计 and nothing else, over the columns of its levels."""
    cell = read.cell(row, indicator.col)
    first = read.cell(row, 1)
    return cell is not None and cell is first and folded(cell.text).strip(":") == "小计"


def _of_level(text: str, carried: dict[str, str]) -> bool:
    """管理得分 below the indicators of 管理."""
    bare = re.sub(r"(?:自评)?(?:得分|分数)$", "", text)
    return bare != text and bare in {_bare_level(folded(level)) for level in carried.values()}


def _names_total(text: str) -> bool:
    name = folded(text)
    return bool(_TOTAL.match(name) or _LEVEL_TOTAL.search(name.strip(":")))


def _own_points(read: ReadTable, row: int, role: str, name: Cell) -> Figure | None:
    column = read.column(role)
    cell = read.cell(row, column.col) if column else None
    return None if cell is None or cell is name or cell.row != row else _points_in(cell)


def _facts(read: ReadTable, row: int, name: str, weight: Figure | None, score: Figure | None) -> list[Fact]:
    facts = []
    for role, figure in (("weight", weight), ("self_score", score)):
        stated = read.column(role)
        if figure is not None:
            col = stated.col if stated else 1
            facts.append(table_fact(read, role, figure, row, col, item=name))
    return [*facts, *_beside(read, row, name, "score_rate"), *_beside(read, row, name, "score_deduction")]


def _beside(read: ReadTable, row: int, name: str, metric: str) -> list[Fact]:
    """What a column 得分率 or 扣分 says of a row; a cell over several rows is of all of them, and of none."""
    column = next((c for c in read.columns if c.metric == metric), None)
    cell = read.cell(row, column.col) if column else None
    if column is None or cell is None or cell.row != row or cell.row_span > 1:
        return []
    figure = read.figure(row, column)
    return [table_fact(read, metric, figure, row, column.col, item=name)] if figure is not None else []
