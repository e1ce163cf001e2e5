"""Shares of which one is made to fit, so that all of them come to 100% as printed.

Rounded one by one, 19.29% + 21.66% + 27.57% + 10.89% + 20.60% come to 100.01%; many offices then print the last as
20.59%. That is a habit and no error: one share of a column is off by one unit in its last digit, and all add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.checks.calculations import Spot, spot_of
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Unit
from schemas.trusted import changed

_SHARE = "f1 / f2 * 100"
_FEWEST = 3
_ALL = Decimal(100)
REASON = "off by one unit in the last digit, so that the shares of the column add up to 100% as printed"


def with_balanced_shares(checks: Iterable[Check]) -> Iterator[Check]:
    """All checks, in their order; that of a share which was made to fit is left open."""
    every = list(checks)
    columns: dict[tuple[str, str, Spot], dict[Spot, Check]] = defaultdict(dict)
    for check in every:
        relation = check.relation
        if check.code is not CheckCode.RATIO or check.reported is None or relation is None:
            continue
        if check.locus.table and relation.formula == _SHARE and check.reported.unit is Unit.PERCENT:
            part, whole = relation.figures
            if part.value != whole.value:
                column = check.locus.table, check.locus.column, spot_of(whole)
                columns[column].setdefault(spot_of(check.reported), check)
    fitted = {spot for column in columns.values() if (spot := _made_to_fit(list(column.values()))) is not None}
    for check in every:
        of_share = check.code is CheckCode.RATIO and check.reported is not None and fitted
        if of_share and check.outcome is Outcome.INCONSISTENT and spot_of(check.reported) in fitted:  # type: ignore[arg-type]
            yield changed(check, outcome=Outcome.NOT_CHECKABLE, variant="balanced", reason=REASON)
        else:
            yield check


def _made_to_fit(shares: list[Check]) -> Spot | None:
    """Where the one share stands that is off by one unit, if all of a column come to 100; None where there is none."""
    printed = [c.reported for c in shares if c.reported is not None]
    odd = [c for c in shares if c.outcome is Outcome.INCONSISTENT]
    if len(shares) < _FEWEST or len(odd) != 1 or sum(f.value for f in printed) != _ALL:
        return None
    (check,) = odd
    figure = check.reported
    step = Decimal(1).scaleb(-figure.decimals) if figure is not None else Decimal(0)
    near = figure is not None and any(abs(figure.value - n) < step * 3 / 2 for n in check.nominals)
    return spot_of(figure) if figure is not None and near else None
