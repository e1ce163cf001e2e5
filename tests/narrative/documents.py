"""Small documents of paragraphs for tests: every character stands in a box of its own, 10 points wide."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalize.narrative.claims.stated import narrative_claims
from pipeline.normalize.narrative.facts import NarrativeContext, narrative_facts
from schemas.document import Block, Document, GlyphPlace, Page, PlacedText, Table
from schemas.records import Claim, Fact

YEAR = 2022


def placed(text: str, page: int = 1, per_line: int = 40) -> PlacedText:
    """`text` set in lines of `per_line` characters."""
    places = tuple(
        GlyphPlace(
            page, 10.0 * (i % per_line), 20.0 * (i // per_line), 10.0 * (i % per_line) + 10, 20.0 * (i // per_line) + 15
        )
        for i in range(len(text))
    )
    return PlacedText(text=text, places=places)


def document(texts: Sequence[str], section: tuple[str, ...] = (), tables: tuple[Table, ...] = ()) -> Document:
    blocks = tuple(
        Block(order=20 + n, kind="paragraph", section=section, content=placed(text)) for n, text in enumerate(texts)
    )
    return Document(
        sha256="0" * 64, file="a.pdf", pages=(Page(number=1, width=595, height=842),), blocks=blocks, tables=tables
    )


def facts(*texts: str, section: tuple[str, ...] = (), rows: tuple[str, ...] = (), agency: str = "") -> list[Fact]:
    context = NarrativeContext(fiscal_year=YEAR, item_names=rows, agency_names=(agency,) if agency else ())
    return narrative_facts(document(texts, section), context)


def line(fact: Fact) -> str:
    """A fact as the YAML cases write it: `metric [item] [(scope)] [period] value [~]`; this year is left out."""
    parts = [fact.metric, fact.item_code or fact.item, f"({fact.scope})" if fact.scope else ""]
    parts.append("" if fact.period == str(YEAR) else fact.period)
    parts.append(fact.figure.plain + {"percent": "%", "yuan": "元", "100m_yuan": "亿"}.get(fact.figure.unit.value, ""))
    parts.append("~" if fact.approximate else "")
    return " ".join(p for p in parts if p)


def claims(*texts: str, indicators: Sequence[str], levels: Sequence[str], section: tuple[str, ...] = ()) -> list[Claim]:
    return narrative_claims(document(texts, section), indicators, levels)
