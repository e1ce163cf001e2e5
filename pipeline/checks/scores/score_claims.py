"""What the text says of scores (得分 17 分, 得分率 85.00%, 扣 0.42 分, 4 个末级指标, 优) against the score table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.checks.compare import compared, not_checkable, sum_relation
from pipeline.checks.scores.grades import grade_check, lists_grades
from pipeline.checks.scores.level_membership import WHOLE, borne_out, drawn, lacks_lines
from pipeline.checks.scores.printed_grades import Grade
from pipeline.checks.scores.score_sheet import ScoreSheet
from pipeline.checks.scores.score_tables import awarded, is_extra
from pipeline.normalize.chinese_numerals import chinese_number
from pipeline.vocabulary.names import name_key
from schemas.audit import Check, CheckCode, Locus, Outcome, Relation, locus_at
from schemas.figure import Figure, Interval
from schemas.records import Claim, Report, ScoreLine
from schemas.trace import Place, place_at
from schemas.white_space import without_space


def claim_checks(report: Report, lines_drawn: Mapping[str, bool], scale: Sequence[Grade] = ()) -> Iterator[Check]:
    """Every claim, in the order of the text.

    `lines_drawn` says of each table id whether its cells are drawn. Where they are not, nothing shows how far a level's
    merged cell reaches, and what a level's indicators add up to is a guess that accuses nobody unless the text bears it
    out. `scale` is the one that the report's grades go by.
    """
    sheet = ScoreSheet(report)
    if not sheet.lines:
        yield from _grades_of_the_text(report.claims, scale)
        return
    for claim in report.claims:
        if "/" in claim.subject or (claim.kind == "grade" and lists_grades(claim.word, claim.place.text)):
            continue  # a part of a score: see score_parts.py; the scale of grades
        lines = sheet.of(claim.subject)
        locus = locus_at(indicator=claim.subject, column=COLUMN[claim.kind])
        if (
            not lines
            or (claim.subject == "" and _may_be_of_a_part(claim, sheet))
            or _of_other_points(claim, lines, report.claims)
        ):
            yield not_checkable(
                CheckCode.SCORE_CLAIM, claim.kind, locus, claim.figure, "the text does not say of which indicator"
            )
            continue
        if claim.kind == "grade":
            total = sheet.total.self_score if sheet.total else _told_total(report.claims)
            yield grade_check(claim.word, claim.place, total, locus, scale)
        elif claim.figure is not None:
            guessed = _is_guessed(claim, lines, lines_drawn, report.claims, sheet)
            for check in _figure_claim(claim, claim.figure, lines, locus, report.claims, sheet):
                if guessed and check.outcome is Outcome.INCONSISTENT:
                    reason = "the score table has no lines that show what belongs to a level or to the whole"
                    yield not_checkable(check.code, check.variant, locus, claim.figure, reason)
                else:
                    yield check


def _is_guessed(
    claim: Claim,
    lines: Sequence[ScoreLine],
    lines_drawn: Mapping[str, bool],
    claims: Sequence[Claim],
    sheet: ScoreSheet,
) -> bool:
    """Whether only a guess says which lines belong to what a claim is of."""
    form = claim.subject == "" and any(x.measured for x in lines)  # its funds may hold unread points
    if (form or not drawn(lines, lines_drawn)) and _guessed(claim.subject, lines, claims, sheet):
        return True
    whole = claim.kind == "score" and claim.subject == "" and sheet.total is None
    return whole and lacks_lines(lines, lines_drawn)


def _may_be_of_a_part(claim: Claim, sheet: ScoreSheet) -> bool:
    """Whether a claim without a subject need not be of the whole report."""
    return (
        claim.kind == "score_rate"
        or (claim.kind == "deduction" and not _lost_in_all(claim, sheet))
        or (claim.kind in _COUNTED and not _of_all_indicators(claim.place.text, sheet))
        or (claim.kind == "weight" and _weighs_a_part(claim, sheet))
    )


def _of_other_points(claim: Claim, lines: Sequence[ScoreLine], claims: Sequence[Claim]) -> bool:
    """预算编制情况（20分），得 19 分 beside an indicator 预算编制 of 8: its sentence tells other points of it, and
    a score that the indicator cannot have, so that it is of something called alike."""
    if claim.subject and claim.kind in ("score", "weight") and _all_otherwise(claim, lines, claims):
        return True
    weight = lines[0].weight if len(lines) == 1 else None
    if weight is None or claim.kind not in ("score", "weight"):
        return False
    told = [c for c in claims if c.figure and (c.subject, c.place.text) == (claim.subject, claim.place.text)]
    return {c.kind for c in told if c.figure and c.figure.value > weight.value} >= {"score", "weight"}


def _all_otherwise(claim: Claim, lines: Sequence[ScoreLine], claims: Sequence[Claim]) -> bool:
    """本指标分值 5 分，评价得分 4 分, of a level of 15 that got 14: no slip makes both of them."""
    told = {c.kind: c.figure for c in claims if (c.subject, c.place.text) == (claim.subject, claim.place.text)}
    pairs = [(told.get("score"), _sum(lines, "self_score")), (told.get("weight"), _sum(lines, "weight"))]
    return all(f is not None and s is not None and not s[0].holds(f.value) for f, s in pairs)


def _weighs_a_part(claim: Claim, sheet: ScoreSheet) -> bool:
    """投入指标得 9 分（权重 10 分）, of a level that the table calls otherwise (A 投入): points that a level has."""
    parts: dict[str, list[ScoreLine]] = {}
    for line in sheet.lines.values():
        for name in {line.level1, line.level2, line.indicator} - {""}:
            parts.setdefault(name, []).append(line)
    weights = (_sum(lines, "weight") for lines in parts.values() if len(lines) < len(sheet.lines))
    return claim.figure is not None and any(w and w[0].holds(claim.figure.value) for w in weights)


_WHOLE_SHEET = re.compile(
    r"(?:全部|所有|各项|共有?|总共|\d+[个项])[^，。；]{0,10}指标|自评(?:得分|总分|分)|总得?分|满分"
)
_IN_ALL = re.compile(
    r"(?P<of>[^，。；：（）()]*?)(?:合计|共计?|总共?|累计)(?:被)?(?:扣|失|丢)(?:减|除|掉|了|分)*(?:为|：)?"
)
_OF_OTHERS = re.compile(r"其[余他它]|余下|剩余|另|此外")  # 其余两项合计扣 3 分: of all but those told before


def _lost_in_all(claim: Claim, sheet: ScoreSheet) -> bool:
    """13 个指标中 7 个扣分，合计扣 5.52 分; 四项合计失分 8.67 分, of four levels: of the whole sheet."""
    words = without_space(claim.place.text)
    figure = claim.figure
    lost = [told["of"] for told in _IN_ALL.finditer(words) if figure and words.startswith(figure.text, told.end())]
    if all(map(_OF_OTHERS.search, lost)):
        return False
    levels = {x.level1 for x in sheet.lines.values()}
    counted = re.search(r"([二两三四五六七八])(?:项|类|个方面|个部分|方面|部分)(?:指标)?(?:合计|共)", words)
    every = counted is not None and "" not in levels and chinese_number(counted[1]) == len(levels)
    return every or bool(_WHOLE_SHEET.search(words))


def _guessed(subject: str, lines: Sequence[ScoreLine], claims: Sequence[Claim], sheet: ScoreSheet) -> bool:
    """Whether what a subject adds up to is a guess in a table without lines.

    A level's cell may reach further; of all indicators some may be missing, unless their weights come to the whole.
    """
    if sheet.is_level(subject):
        return not borne_out(subject, lines, claims)
    if subject or sheet.total is not None:
        return False
    return sum((x.weight.value for x in lines if x.weight is not None), Decimal(0)) != WHOLE


# 评价指标体系共设置三级指标 34 个: of the whole table, at its lowest level.
_ALL_INDICATORS = re.compile(r"指标体系[^，。；]{0,6}(?:共|设)[^，。；]{0,6}(?:三级|末级|具体)指标")
_BY_LEVEL = re.compile(r"[一二]级(?:评价|绩效|考核)?指标(?:数量?|共|有|为|：|\(|（|计)*\d|\d[个项条类][一二]级")
# 共设置 19 个三级指标; 本次自评共 9 项指标，满分 100 分: of the whole table, where it shares out all points.
_THEIR_NUMBER = re.compile(
    r"共(?:计)?(?:设置?|设立|有|包含|包括|含)?(?:了)?\d+[个项](?:三级|末级|具体)指标"
    r"|(?:自评|评价)(?:体系)?共(?:计)?(?:设置?|有|包含|包括|含)?\d+[个项]指标，(?:满分|总分)(?:为)?100分"
)


def _of_all_indicators(sentence: str, sheet: ScoreSheet) -> bool:
    """Whether a sentence counts the indicators of the whole sheet, at its lowest level."""
    if _ALL_INDICATORS.search(sentence):
        return True
    tables = {x.table_id for x in sheet.lines.values()}
    weights = sum((x.weight.value for x in sheet.lines.values() if x.weight is not None), Decimal(0))
    words = without_space(sentence)
    told = _THEIR_NUMBER.search(words) or _BY_LEVEL.search(words)
    return len(tables) == 1 and weights == WHOLE and told is not None


_HALF = Decimal("0.5")

_COUNTED = frozenset({"indicator_count", "level1_count", "level2_count"})
COLUMN = {
    "score": "得分",
    "weight": "分值",
    "score_rate": "得分率",
    "deduction": "扣分",
    "indicator_count": "指标数",
    "level1_count": "一级指标数",
    "level2_count": "二级指标数",
    "full_count": "满分指标数",
    "lost_count": "扣分指标数",
    "grade": "等级",
}


def _sum(lines: Sequence[ScoreLine], attribute: str) -> tuple[Interval, list[Place]] | None:
    """The sum of the lines' scores or weights with their places; None where one is not printed."""
    total, places = Interval.exactly(0), []
    for line in lines:
        figure: Figure | None = getattr(line, attribute)
        if figure is None:
            return None
        total += awarded(figure) if attribute == "self_score" else Interval.exactly(figure.value)
        places.append(place_at(figure.box, f"{line.indicator} {figure.text}"))
    return total, places


def _figure_claim(
    claim: Claim, figure: Figure, lines: list[ScoreLine], locus: Locus, claims: Sequence[Claim], sheet: ScoreSheet
) -> Iterator[Check]:
    if claim.kind in _COUNTED:
        if claim.subject and not sheet.is_level(claim.subject):
            return  # （一）目标制定。整体绩效目标设置三级指标 22 个: an indicator holds none, these are goals
        yield _count(claim, figure, lines, locus)
        return
    if claim.kind in ("full_count", "lost_count"):
        yield _mark_count(claim, figure, locus, lines)
        return
    scores, weights = _sum(lines, "self_score"), _sum(lines, "weight")
    if claim.kind == "score" and claim.subject == "" and sheet.total and sheet.total.self_score:
        own = sheet.total.self_score
        place = Place(page=own.box.page, box=own.box, text=f"{sheet.total.name} {own.text}")
        yield _claim(claim, figure, locus, [Interval.exactly(own.value)], [place], sum_relation([own]))
    elif claim.kind == "score" and scores:
        # 预算执行得 9.81 分 may be said of the level 预算执行 or of the indicator 预算执行率.
        named = [x.self_score for x in sheet.begun_with(claim.subject) if x.self_score is not None]
        readings = [scores[0], *map(awarded, named)]
        yield _claim(claim, figure, locus, readings, scores[1], sum_relation(_figures(lines, "self_score")))
    elif claim.kind == "weight" and weights:
        printed = [x.level1_weight or x.level2_weight for x in lines[:1]]
        readings = [weights[0], *(Interval.exactly(p.value) for p in printed if p is not None)]
        if plain := _sum([x for x in lines if not is_extra(x)], "weight"):
            readings.append(plain[0])  # 满分 100 分, beside 加分项
        yield _claim(claim, figure, locus, readings, weights[1], sum_relation(_figures(lines, "weight")))
    elif claim.kind == "score_rate" and scores and weights and weights[0].low > 0:
        # The rate is taken of the printed score, so that score is exact here even where it has a computed tail.
        printed_score = sum((x.self_score.value for x in lines if x.self_score is not None), Decimal(0))
        rate = Interval.exactly(printed_score / weights[0].low * 100)
        yield _claim(claim, figure, locus, [rate], scores[1] + weights[1], _rate_relation(lines))
    elif claim.kind == "deduction" and scores and weights:
        check = _deduction(claim, figure, locus, weights[0] - scores[0], scores[1] + weights[1], claims)
        yield check.model_copy(update={"relation": _loss_relation(lines)})
    else:
        reason = "a score or weight that the claim rests on is not printed"
        yield not_checkable(CheckCode.SCORE_CLAIM, claim.kind, locus, figure, reason)


def _count(claim: Claim, figure: Figure, lines: Sequence[ScoreLine], locus: Locus) -> Check:
    """How many indicators there are, or levels above them."""
    named = {
        "level1_count": [x.level1 for x in lines],
        "level2_count": [x.level1 + x.level2 if x.level2 else "" for x in lines],
    }.get(claim.kind, [x.indicator for x in lines])
    if not all(named):
        return not_checkable(CheckCode.COUNT, claim.kind, locus, figure, "the score table does not name this level")
    places = [Place(page=x.page, box=x.boxes[0], text=x.indicator) for x in lines]
    count = len(set(named)) if claim.kind != "indicator_count" else len(lines)
    return compared(
        CheckCode.COUNT,
        "indicators" if claim.kind == "indicator_count" else claim.kind,
        locus,
        figure,
        [Interval.exactly(count)],
        [claim.place, *places],
        outcome=Outcome.CONSISTENT if figure.value == count else Outcome.INCONSISTENT,
    )


def _mark_count(claim: Claim, figure: Figure, locus: Locus, lines: Sequence[ScoreLine]) -> Check:
    """How many indicators of a sheet that is complete have all their points, or lack some."""
    pairs = [
        (x, x.weight.value, x.self_score.value) for x in lines if x.weight is not None and x.self_score is not None
    ]
    if len(pairs) < len(lines) or sum(w for _, w, _ in pairs) != WHOLE:
        reason = "the score table is not complete"
        return not_checkable(CheckCode.COUNT, claim.kind, locus, figure, reason)
    full = [x for x, weight, score in pairs if score == weight]
    counted = full if claim.kind == "full_count" else [x for x, weight, score in pairs if score < weight]
    places = [Place(page=x.page, box=x.boxes[0], text=x.indicator) for x in counted]
    return compared(
        CheckCode.COUNT, claim.kind, locus, figure, [Interval.exactly(len(counted))], [claim.place, *places]
    )


def _claim(
    claim: Claim, figure: Figure, locus: Locus, readings: list[Interval], places: list[Place], relation: Relation
) -> Check:
    places = [claim.place, *places]
    return compared(CheckCode.SCORE_CLAIM, claim.kind, locus, figure, readings, places, relation=relation)


def _figures(lines: Sequence[ScoreLine], attribute: str) -> list[Figure]:
    return [figure for x in lines if (figure := getattr(x, attribute)) is not None]


def _parted(lines: Sequence[ScoreLine]) -> tuple[list[Figure], str, list[Figure], str]:
    """Weights and scores of the lines, each with the sum of their names in one relation."""
    weights, scores = _figures(lines, "weight"), _figures(lines, "self_score")
    names = [f"f{n}" for n in range(1, len(weights) + len(scores) + 1)]
    return weights, " + ".join(names[: len(weights)]), scores, " + ".join(names[len(weights) :])


def _loss_relation(lines: Sequence[ScoreLine]) -> Relation:
    weights, all_weights, scores, all_scores = _parted(lines)
    return Relation(formula=f"({all_weights}) - ({all_scores})", figures=(*weights, *scores))


def _rate_relation(lines: Sequence[ScoreLine]) -> Relation:
    weights, all_weights, scores, all_scores = _parted(lines)
    return Relation(formula=f"({all_scores}) / ({all_weights}) * 100", figures=(*weights, *scores))


def _deduction(
    claim: Claim, figure: Figure, locus: Locus, lost: Interval, places: list[Place], claims: Sequence[Claim]
) -> Check:
    """One stated deduction is all that was lost, or part of it: several reasons for one indicator add up."""
    others = [
        c.figure.value
        for c in claims
        if c is not claim
        and c.kind == "deduction"
        and c.figure
        # a second reason for it may be told without its name: 甲扣 1 分、公示不及时扣 0.5 分
        and (name_key(c.subject) == name_key(claim.subject) or (not c.subject and c.place.text == claim.place.text))
    ]
    reachable = {Decimal(0)}
    for value in others:
        reachable |= {r + value for r in reachable}
    readings = [lost, *(lost - Interval.exactly(r) for r in sorted(reachable) if r)]
    if not figure.decimals and lost.low == lost.high and lost.low % _HALF == 0:
        figure = figure.model_copy(update={"exact": True})  # 扣1分 is no way to write 0.5 or 1.5
    return compared(CheckCode.SCORE_CLAIM, "deduction", locus, figure, readings, [claim.place, *places])


def _grades_of_the_text(claims: Sequence[Claim], scale: Sequence[Grade]) -> Iterator[Check]:
    """Grade words of a report without a score table, against the one whole score that its text states."""
    total = _told_total(claims)
    for claim in claims:
        if claim.kind == "grade" and total is not None and not lists_grades(claim.word, claim.place.text):
            locus = locus_at(column=COLUMN["grade"])
            yield grade_check(claim.word, claim.place, total, locus, scale)


def _told_total(claims: Sequence[Claim]) -> Figure | None:
    """The one whole score that the text states; None where it states none, or several."""
    whole = {c.figure.value: c.figure for c in claims if c.kind == "score" and c.subject == "" and c.figure}
    return next(iter(whole.values())) if len(whole) == 1 else None
