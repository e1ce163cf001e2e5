"""The leaf indicators of a report, each once: a report may print a short score table and a long annex."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.normalize.score_tables.score_sections import leaf_lines
from schemas.figure import Figure
from schemas.geometry import Box
from schemas.records import Report, ScoreLine, ScoreTotal


@dataclass(frozen=True)
class LeafIndicator:
    """One indicator of one subject, from every table that prints it.

    `line` is the printing that the score is taken from, `copies` all of them in the report's order.
    """

    line: ScoreLine
    copies: tuple[ScoreLine, ...]

    @property
    def name(self) -> str:
        return self.line.indicator

    @property
    def subject(self) -> str:
        return self.line.subject

    @property
    def weight(self) -> Figure | None:
        return self.line.weight or next((c.weight for c in self.copies if c.weight), None)

    @property
    def definition(self) -> str:
        return max((c.definition for c in self.copies), key=len)

    @property
    def criteria(self) -> str:
        return max((c.criteria for c in self.copies), key=len)

    @property
    def target(self) -> str:
        return next((c.target for c in self.copies if c.target), "")

    @property
    def criteria_box(self) -> Box | None:
        return next((c.criteria_box for c in self.copies if c.criteria == self.criteria and c.criteria_box), None)

    def with_line(self, line: ScoreLine) -> LeafIndicator:
        return LeafIndicator(line, self.copies)


_NO_WORD = re.compile(r"[^\w]")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A name without white space and punctuation, for comparison."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", name))


def leaf_indicators(report: Report) -> tuple[LeafIndicator, ...]:
    """Every indicator once per subject, in the order of the table that lists most of them.

    Two lines of one table are two indicators even if they share a name (数量指标 twice in a project form); the n-th of
    a name in one table is the n-th of that name in another.
    """
    groups: dict[tuple[str, str, int], list[ScoreLine]] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    for line in leaf_lines(report.score_lines):
        key = (line.table_id, line.subject, plain_name(line.indicator))
        seen[key] += 1
        groups.setdefault((line.subject, key[2], seen[key]), []).append(line)
    return tuple(LeafIndicator(max(lines, key=_fineness), tuple(lines)) for lines in groups.values())


def _fineness(line: ScoreLine) -> tuple[bool, int, bool, int]:
    """The printing to take a score from: one that states it, to the most decimals, beside a weight."""
    score, weight = line.self_score, line.weight
    return (score is not None, score.decimals if score else 0, weight is not None, weight.decimals if weight else 0)


def score_decimals(lines: Iterable[ScoreLine], totals: Iterable[ScoreTotal]) -> int:
    """The decimals at which scores are printed: the finest of those of some lines and totals."""
    scores = [line.self_score for line in lines] + [total.self_score for total in totals]
    return max((max(s.decimals, 0) for s in scores if s is not None), default=2)


_POINTS_COME_IN = 5  # 10, 15 or 20 points are given to a rate; other rests are slips in a weight


def points_left(leaf: LeafIndicator, report: Report) -> Decimal | None:
    """What the weights of a form leave of its printed total for the one line that prints none (funds that have a score
    and no weight beside it); None where several lines lack one, or where the rest is no round number."""
    line = leaf.line
    weights = [x.weight for x in report.score_lines if (x.table_id, x.subject) == (line.table_id, line.subject)]
    totals = [t.weight.value for t in report.score_totals if t.table_id == line.table_id and t.weight is not None]
    if weights.count(None) != 1 or not totals:
        return None
    rest = max(totals) - sum((w.value for w in weights if w is not None), Decimal(0))
    return rest if rest > 0 and rest % _POINTS_COME_IN == 0 else None
