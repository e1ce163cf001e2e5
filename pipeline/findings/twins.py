"""Which figure of a sum is the slip, told by the rest of the document: the right one of them is printed elsewhere.

收入合计 50,387.08 stands under parts that come to 50,360.08; the text has 上年结转 1,651.60 where the table has
1,624.60: with the text's number the table comes out, and no sentence has a total of 50,360.08.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.findings.meanings.printed_numbers import PrintedNumbers
from pipeline.findings.worked_back import Node, implied
from pipeline.normalize.narrative.reading.measures import MONEY
from schemas.audit import Check, CheckCode
from schemas.figure import Figure, Interval, plain_decimal

LEAST_DIGITS = 5  # of an amount that comes back by no chance
_ADDED = frozenset({CheckCode.SUM, CheckCode.DIFFERENCE})


class Twins:
    """Amounts of a document that a failed sum leaves for one of its figures. `printed` is asked for at need."""

    def __init__(self, printed: Callable[[], PrintedNumbers]) -> None:
        self._printed = printed
        self.chosen: set[Node] = set()

    def choose(self, members: Sequence[Check], rivals: Sequence[tuple[Node, Figure | None]]) -> Node | None:
        """The only figure whose right value is printed elsewhere; None for none or several."""
        if len(rivals) < 2 or not all(c.code in _ADDED for c in members):
            return None
        own = [f for _, f in rivals if f is not None]
        found = [node for node, figure in rivals if figure is not None and self._has_twin(members, node, figure, own)]
        if len(found) != 1:
            return None
        self.chosen.add(found[0])
        return found[0]

    def _has_twin(self, members: Sequence[Check], node: Node, figure: Figure, own: Sequence[Figure]) -> bool:
        """Whether what the members leave for a figure is printed elsewhere, and not by a figure of their `own`."""
        left = implied(members, node, figure) if figure.unit.is_money else None
        if left is None or left.meets(figure.interval):
            return False
        middle = plain_decimal((left.low + left.high) / 2, figure.decimals)
        if len(middle.strip("-").replace(".", "").lstrip("0")) < LEAST_DIGITS:
            return False
        factor = figure.unit.to_yuan()
        wanted = Interval(low=left.low * factor, high=left.high * factor)
        if any(left.meets(f.interval) for f in own):
            return False
        return any(n.decimals >= figure.decimals for n in self._printed().like(wanted, MONEY))
