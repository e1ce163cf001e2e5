"""Printed score tables against themselves and each other: totals, level weights, and the same indicator twice.

Scores are awarded, not measured: a score such as 5 or 4.5 is exact. Only a score with a full tail of decimals (5.58)
may be the rounding of a computed one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.checks.compare import compared, not_checkable, sum_relation
from pipeline.checks.scores.divided_tables import apart, of_tables_before
from pipeline.checks.scores.form_totals import FULL_WEIGHT, beside_funds, lacks_funds
from pipeline.checks.scores.level_membership import borne_out
from pipeline.vocabulary.names import name_key
from schemas.audit import Check, CheckCode, Locus, Outcome, locus_at
from schemas.figure import Figure, Interval
from schemas.records import Claim, Report, ScoreLine, ScoreTotal
from schemas.trace import Place, place_at

_HALVES = Decimal("0.5")
_PART_AT_MOST = Decimal("0.8")  # of the points of the whole
LEAST_LEVELS = 2  # that come to their weights, beside one that does not


def awarded(figure: Figure) -> Interval:
    """The values a printed score stands for: itself, or its rounding interval where it has a computed tail."""
    return Interval.exactly(figure.value) if figure.value % _HALVES == 0 else figure.interval


def score_table_checks(report: Report, names: dict[str, str], lines_drawn: Mapping[str, bool]) -> Iterator[Check]:
    """Sums and weights of each score table, then the tables against each other. `names`: table_id -> printed name.

    `lines_drawn` says of each table id whether its cells are drawn; where they are not, which indicators a level's
    merged cell spans is a guess, and only levels that the text bears out are summed.
    """
    parted = apart(x for x in report.score_lines if not x.subject)
    shared: set[str] = set()  # tables that hold a part of what the total of a later one is of
    found = [_with_totals(report, *of) for of in dict.fromkeys((x.table_id, x.subject) for x in report.score_lines)]
    for lines, totals in found:
        shared |= {x.table_id for x in of_tables_before(lines, totals, report.score_lines)}
    for lines, totals in found:
        table_id = lines[0].table_id
        name = names.get(table_id, "")
        others = _divided_elsewhere(report, lines, totals) or of_tables_before(lines, totals, report.score_lines)
        yield from _totals(name, [*others, *lines], totals, whole=not parted and table_id not in shared)
        yield from _level_weights(name, lines, None if lines_drawn.get(table_id, True) else report.claims)
    yield from _copies(report, names)
    yield from _level_copies(report, names, lines_drawn)


def _with_totals(report: Report, table_id: str, subject: str) -> tuple[list[ScoreLine], list[ScoreTotal]]:
    """The lines of a subject in a table, and the totals there that are of them."""
    every = [x for x in report.score_lines if x.table_id == table_id]
    totals = [t for t in report.score_totals if t.table_id == table_id and _of_subject(t, subject, every)]
    return [x for x in every if x.subject == subject], totals


def _divided_elsewhere(report: Report, lines: Sequence[ScoreLine], totals: Sequence[ScoreTotal]) -> list[ScoreLine]:
    """The lines of other tables that divide a level of which a table prints the total in a row beside its indicators
    (normalize.score_details)."""
    if any(x.level1 for x in lines):
        return []
    named = {name_key(t.name) for t in totals}
    return [x for x in report.score_lines if x.table_id != lines[0].table_id and name_key(x.level1) in named]


def _of_subject(total: ScoreTotal, subject: str, lines: Sequence[ScoreLine]) -> bool:
    """Whether a total of a table is of one of its subjects: where it lists several, of the one right above it, unless
    it holds more points than one can have."""
    if len({x.subject for x in lines}) == 1:
        return True
    if total.weight is not None and total.weight.value > FULL_WEIGHT:
        return False
    above = [x for x in lines if x.row < total.row]
    return bool(above) and max(above, key=lambda x: x.row).subject == subject


def _levels(lines: Iterable[ScoreLine]) -> dict[str, list[ScoreLine]]:
    found: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in lines:
        for level in dict.fromkeys((name_key(line.level1), name_key(line.level2))):
            if level:
                found[level].append(line)
    return found


def _place(line: ScoreLine, figure: Figure) -> Place:
    return place_at(figure.box, f"{line.indicator} {figure.text}")


def _total_place(total: ScoreTotal, figure: Figure) -> Place:
    return place_at(figure.box, f"{total.name} {figure.text}")


def lines_of_total(total: ScoreTotal, totals: Sequence[ScoreTotal], lines: list[ScoreLine]) -> list[ScoreLine]:
    """The lines that one of a table's totals adds up: those of its level, or all (the same list)."""
    return _levels(lines).get(name_key(total.name)) or beside_funds(total, total is totals[-1], lines) or lines


def _totals(table: str, lines: list[ScoreLine], totals: list[ScoreTotal], *, whole: bool) -> Iterator[Check]:
    """`whole`: the table lists all indicators, whose weights come to a hundred."""
    grand_weight = False
    for total in totals:
        parts = lines_of_total(total, totals, lines)
        locus = locus_at(table=table, row=total.name, column="得分")
        if parts is lines and lacks_funds(lines, total):
            reason = "the points that the form gives to its funds could not be read"
            yield not_checkable(CheckCode.SCORE_SUM, "total", locus, total.self_score, reason)
            grand_weight = True
            continue
        if total.self_score is not None:
            yield from _score_sum(locus, total, total.self_score, parts)
        if total.weight is not None:
            grand_weight = grand_weight or parts is lines
            weights = [(x, x.weight) for x in parts if x.weight is not None]
            if len(weights) == len(parts):
                yield compared(
                    CheckCode.WEIGHT,
                    "total",
                    locus_at(table=table, row=total.name, column="分值"),
                    total.weight,
                    _with_and_without_extra([(x, w.value) for x, w in weights]),
                    [_total_place(total, total.weight), *(_place(x, w) for x, w in weights)],
                    relation=sum_relation(w for _, w in weights),
                )
    if whole and not grand_weight:
        yield from _hundred(table, lines)


# 加分项, 扣分项: what may come on top of a hundred points, or off them.
_EXTRA = re.compile(r"(?:加|扣|减|附加|奖励)分(?:项|事项|指标)?$|^(?:加|扣|减|附加|奖励)分|额外加分")


def is_extra(line: ScoreLine) -> bool:
    """Whether a line is no part of the hundred points that an edition shares out."""
    return any(_EXTRA.search(name) for name in (line.level1, line.level2, line.indicator))


def _with_and_without_extra(points: Sequence[tuple[ScoreLine, Decimal]]) -> list[Interval]:
    """Sums of points that a total may state: of all lines, and without those that come on top."""
    every = sum((p for _, p in points), Decimal(0))
    plain = sum((p for x, p in points if not is_extra(x)), Decimal(0))
    return [Interval.exactly(v) for v in dict.fromkeys((every, plain))]


def _hundred(table: str, lines: list[ScoreLine]) -> Iterator[Check]:
    lines = [x for x in lines if not is_extra(x)]
    weights = [(x, x.weight) for x in lines if x.weight is not None]
    if not weights or len(weights) < len(lines):
        return
    total = sum((w.value for _, w in weights), Decimal(0))
    consistent = total == FULL_WEIGHT
    yield Check(
        code=CheckCode.WEIGHT,
        variant="hundred",
        locus=locus_at(table=table, column="分值"),
        outcome=Outcome.CONSISTENT if consistent else Outcome.INCONSISTENT,
        reported=None,
        expected_low=FULL_WEIGHT,
        expected_high=FULL_WEIGHT,
        inputs=tuple(_place(x, w) for x, w in weights),
        fields={"total": format(total, "f")},
    )


def _score_sum(locus: Locus, total: ScoreTotal, reported: Figure, parts: list[ScoreLine]) -> Iterator[Check]:
    stated = [(x, x.self_score) for x in parts if x.self_score is not None]
    if not stated:
        return
    sum_of_stated = Interval.exactly(0)
    for _, score in stated:
        sum_of_stated += awarded(score)
    missing = [x for x in parts if x.self_score is None]
    places = [_total_place(total, reported), *(_place(x, s) for x, s in stated)]
    if not missing:
        relation = sum_relation(s for _, s in stated)
        readings = [sum_of_stated]
        if any(is_extra(x) for x, _ in stated):
            readings += _with_and_without_extra([(x, s.value) for x, s in stated])
        yield compared(CheckCode.SCORE_SUM, "total", locus, reported, readings, places, relation=relation)
        return
    need = reported.value - sum_of_stated.low
    room = sum((x.weight.value for x in missing if x.weight is not None), Decimal(0))
    explained = 0 <= need <= room
    places += [Place(page=x.page, box=x.boxes[0], text=x.indicator) for x in missing]
    yield compared(
        CheckCode.SCORE_SUM,
        "missing_score" if explained else "total",
        locus.model_copy(update={"indicator": missing[0].indicator if len(missing) == 1 else ""}),
        reported,
        [sum_of_stated],
        places,
        missing="、".join(x.indicator for x in missing),
        need=format(need.normalize(), "f"),
    )


def _level_weights(table: str, lines: list[ScoreLine], claims: Sequence[Claim] | None) -> Iterator[Check]:
    """A level's printed weight against the weights of its indicators.

    Where no lines show which indicators a level spans (`claims` given), the text must bear the level out, or all
    indicators are there and all other levels of its column come to their weights: one indicator laid to the wrong level
    would spoil two of them.
    """
    complete = sum((x.weight.value for x in lines if x.weight is not None), Decimal(0)) == FULL_WEIGHT
    for attribute, level in (("level1_weight", "level1"), ("level2_weight", "level2")):
        groups: dict[tuple[str, str], list[ScoreLine]] = defaultdict(list)
        for line in lines:
            key = (name_key(line.level1), name_key(line.level2) if level == "level2" else "")
            groups[key].append(line)
        checks = [(m, c) for m in groups.values() if (c := _level_weight(table, m, attribute, level)) is not None]
        right = sum(c.outcome is Outcome.CONSISTENT for _, c in checks)
        told_apart = complete and right >= LEAST_LEVELS and len(checks) - right <= 1 and len(checks) == len(groups)
        for members, check in checks:
            if claims is None or told_apart or borne_out(getattr(members[0], level), members, claims):
                yield check


def _level_weight(table: str, members: list[ScoreLine], attribute: str, level: str) -> Check | None:
    """The check of one level; None where it, or one of its indicators, prints no weight."""
    printed: Figure | None = next((getattr(x, attribute) for x in members if getattr(x, attribute)), None)
    weights = [(x, x.weight) for x in members if x.weight is not None]
    if printed is None or len(weights) < len(members):
        return None
    name = getattr(members[0], level)
    return compared(
        CheckCode.WEIGHT,
        "level",
        locus_at(table=table, row=name, column="分值"),
        printed,
        [Interval.exactly(sum((w.value for _, w in weights), Decimal(0)))],
        [
            Place(page=printed.box.page, box=printed.box, text=f"{name} {printed.text}"),
            *(_place(x, w) for x, w in weights),
        ],
        relation=sum_relation(w for _, w in weights),
    )


def _copies(report: Report, names: dict[str, str]) -> Iterator[Check]:
    """The same indicator in two score tables: same weight, same score; and the same grand total."""
    groups: dict[tuple[str, str], list[ScoreLine]] = defaultdict(list)
    for line in report.score_lines:
        groups[name_key(line.subject), name_key(line.indicator)].append(line)
    for members in groups.values():
        if len({x.table_id for x in members}) < 2 or len({x.table_id for x in members}) < len(members):
            continue
        for attribute, column in (("self_score", "得分"), ("weight", "分值")):
            stated = [(x, getattr(x, attribute)) for x in members if getattr(x, attribute) is not None]
            if len(stated) < 2:
                continue
            (first, reference), *others = stated
            where = names.get(first.table_id, "")
            for line, figure in others:
                locus = locus_at(table=names.get(line.table_id, ""), column=column, indicator=line.indicator)
                places = [_place(line, figure), _place(first, reference)]
                yield _copy("indicator", locus, figure, reference, places, where)
    yield from _grand_totals(report, names)


def _level_copies(report: Report, names: dict[str, str], lines_drawn: Mapping[str, bool]) -> Iterator[Check]:
    """A table of the levels' scores against the indicators of those levels in another table whose cells are drawn."""
    by_table: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in report.score_lines:
        by_table[line.table_id].append(line)
    if any(x.subject for x in report.score_lines):
        return
    for table_id, lines in by_table.items():
        levels = _levels(lines) if lines_drawn.get(table_id, True) else {}
        own = {name_key(x.indicator) for x in lines}
        for line in (x for other, all_lines in by_table.items() if other != table_id for x in all_lines):
            members = levels.get(name_key(line.indicator), [])
            if len(members) < 2 or name_key(line.indicator) in own:
                continue
            for attribute, column in (("self_score", "得分"), ("weight", "分值")):
                figure: Figure | None = getattr(line, attribute)
                parts = [(x, f) for x in members if (f := getattr(x, attribute)) is not None]
                if figure is None or len(parts) < len(members):
                    continue
                total = Interval.exactly(0)
                for _, part in parts:
                    total += awarded(part) if attribute == "self_score" else Interval.exactly(part.value)
                yield compared(
                    CheckCode.SCORE_COPY,
                    "indicator",
                    locus_at(table=names.get(line.table_id, ""), column=column, indicator=line.indicator),
                    figure,
                    [total],
                    [_place(line, figure), *(_place(x, part) for x, part in parts)],
                    relation=sum_relation(part for _, part in parts),
                    where=names.get(table_id, ""),
                    other=" + ".join(part.text for _, part in parts),
                )


def _grand_totals(report: Report, names: dict[str, str]) -> Iterator[Check]:
    grand = [(t, t.self_score) for t in report.score_totals if t.self_score and not _is_level(t, report)]
    if apart(x for x in report.score_lines if not x.subject):
        return  # 共性指标 in one table, 个性指标 in the other: two parts, and no copies
    if len(grand) > 1 and not any(x.subject for x in report.score_lines):
        (first_total, reference), *other_totals = grand
        for total, figure in other_totals:
            if total.table_id == first_total.table_id or _of_a_part(total, first_total):
                continue
            locus = locus_at(table=names.get(total.table_id, ""), row=total.name, column="得分")
            places = [_total_place(total, figure), _total_place(first_total, reference)]
            yield _copy("total", locus, figure, reference, places, names.get(first_total.table_id, ""))


def _copy(variant: str, locus: Locus, figure: Figure, reference: Figure, places: Sequence[Place], where: str) -> Check:
    """A figure against the `reference` that an earlier table (`where`) prints of the same."""
    return compared(
        CheckCode.SCORE_COPY,
        variant,
        locus,
        figure,
        [Interval.exactly(reference.value)],
        places,
        outcome=_equal(figure, reference),
        relation=sum_relation([reference]),
        where=where,
        other=reference.text,
    )


def _of_a_part(one: ScoreTotal, other: ScoreTotal) -> bool:
    """Whether one of two totals is of far fewer points: a table for each level, and one of all of them."""
    if one.weight is None or other.weight is None:
        return False
    least, most = sorted((one.weight.value, other.weight.value))
    return least <= most * _PART_AT_MOST


def _is_level(total: ScoreTotal, report: Report) -> bool:
    return name_key(total.name) in _levels(report.score_lines)


def _equal(a: Figure, b: Figure) -> Outcome:
    """Two prints of one score: equal, or one the other with fewer decimals."""
    fine, coarse = (a, b) if a.decimals >= b.decimals else (b, a)
    equal = a.value == b.value or (fine.decimals > coarse.decimals > 0 and coarse.interval.holds(fine.value))
    return Outcome.CONSISTENT if equal else Outcome.INCONSISTENT
