"""What a damaged file may have made of a sound report: rows that are gone, figures that are not those printed."""

from __future__ import annotations

from collections.abc import Collection

from schemas.audit import Check, CheckCode

# Checks that read all they need, each figure where it stands. The others go by all parts, indicators or facts that
# were found, and one that was lost makes them fail.
_COMPLETE = frozenset({CheckCode.RATIO, CheckCode.DIFFERENCE, CheckCode.SAME_FIGURE})


def may_be_damage(check: Check, damaged_pages: Collection[int]) -> bool:
    """Whether a failed check may be owed to what is missing or wrong on these pages of the file."""
    if not damaged_pages:
        return False
    return check.code not in _COMPLETE or any(place.page in damaged_pages for place in check.inputs)
