"""Printed criteria and weights against the edition on file, and bands against each other: what differs,
or leaves a value to two bands or to none, is worth knowing, and no error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.rules.choose import Difference
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.trace import Place

_VARIANTS = {"overlap": "bands_overlap", "gap": "bands_gap"}


def edition_checks(differences: Iterable[Difference], table_names: dict[str, str]) -> Iterator[Check]:
    """One check per difference that has a place on a page."""
    for d in differences:
        if d.box is None:
            continue
        yield Check(
            code=CheckCode.WEIGHT if d.kind == "weight" else CheckCode.CRITERIA,
            variant=_VARIANTS.get(d.kind, "edition"),
            locus=locus_at(
                table=table_names.get(d.indicator, ""),
                indicator=d.indicator,
                column="分值" if d.kind == "weight" else "评分标准",
            ),
            outcome=Outcome.INCONSISTENT,
            inputs=(Place(page=d.box.page, box=d.box, text=f"{d.indicator} {d.printed}"),),
            fields={"printed": d.printed, "edition": d.expected},
        )
