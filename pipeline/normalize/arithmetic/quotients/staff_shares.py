"""在编 A 人，聘用编外人员 B 人，编外人员占全部人员的 x%: of both together, where the text states no number of all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of

_EVERYBODY = re.compile(
    r"(?:本?单位|部门|全局|全校|全院|我[局院校委])?(?:全部|全体|所有|总|用工|在岗|实有|工作)+(?:人员|职工|教职工|用工|人数|总数|数|总)+的?"
)
_INSIDE = re.compile(r"在编|编内|编制内")
_OUTSIDE = re.compile(r"编外|编制外|非在?编|派遣|临聘|外聘")
_NOBODY = re.compile(r"编制(?:数|人数|总数)?(?:为|共|：)?$|核定|离休|退休|借调|遗属")
_ALL = re.compile(r"共|合计|总")


def share_of_staff(terms: Sequence[Term], i: int) -> Worked | None:
    """The share at `i`; None where the sentence tells of more people than the two groups."""
    share = terms[i]
    if share.role != "share" or not _EVERYBODY.fullmatch(share.whole) or not _OUTSIDE.search(share.lead):
        return None
    people = [t for t in terms[:i] if t.sentence == share.sentence and t.unit == "人" and not _NOBODY.search(t.near)]
    if len(people) != 2 or not all(t.usable and t.role == "amount" and not t.old and not t.depth for t in people):
        return None
    inside, outside = people
    apart = _INSIDE.search(inside.near) and _OUTSIDE.search(outside.near) and not _OUTSIDE.search(inside.near)
    if not apart or any("其中" in t.lead or _ALL.search(t.near) for t in people):
        return None
    readings = (Reading("f1 / (f1 + f2) * 100", (outside, inside)), Reading("f1 / f2 * 100", (outside, inside)))
    return Worked("share", share, readings, True, subject_of(outside))
