"""A part of a page's content as a page of its own that knows where it stands."""

from __future__ import annotations

from dataclasses import replace

from parsers.pages.content import PageContent
from parsers.pages.placing import Placing

CROSSING = 3.0  # points by which a line that crosses a border reaches to both sides


def part_of(sheet: PageContent, x0: float, x1: float) -> PageContent:
    """What stands between two positions of a sheet, as a page of its own."""

    def within(x: float) -> float:
        return min(max(x, x0), x1) - x0

    glyphs = [g._replace(x0=g.x0 - x0, x1=g.x1 - x0) for g in sheet.glyphs if x0 <= g.x < x1]
    placing = sheet.placing or Placing(sheet.width, sheet.height)
    return replace(
        sheet,
        width=x1 - x0,
        glyphs=glyphs,
        horizontals=[
            r._replace(start=within(r.start), end=within(r.end))
            for r in sheet.horizontals
            if r.start < x1 - CROSSING and r.end > x0 + CROSSING
        ],
        verticals=[r._replace(at=r.at - x0) for r in sheet.verticals if x0 <= r.at < x1],
        fills=[f._replace(x0=within(f.x0), x1=within(f.x1)) for f in sheet.fills if f.x0 < x1 and f.x1 > x0],
        pictures=[p._replace(x0=within(p.x0), x1=within(p.x1)) for p in sheet.pictures if p.x0 < x1 and p.x1 > x0],
        text_source=sheet.text_source if glyphs else "none",
        placing=placing.moved(-x0),
        sheet=sheet.number,
    )
