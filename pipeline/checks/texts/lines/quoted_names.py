"""Names of rows and columns in a sentence, whatever of them stands in quotes (“三公”经费).

The quotes are taken out of the sentence, not put into the pattern of the names, which would hold one between any two
characters: a table of fifty rows then takes longer to be made a pattern of than its sentences to be searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .table_lines import NO_QUOTES


class FoundName(NamedTuple):
    """A name, without quotes, at `start:end` of a text."""

    name: str
    start: int
    end: int


class QuotedNames:
    """Searches texts for names, which hold no quotes themselves."""

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted(names, key=lambda n: (-len(n), n))
        self._search = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def found(self, text: str, start: int = 0, end: int | None = None) -> list[FoundName]:
        """The names in a part of a text, from left to right, of several at one place the longest."""
        part = text[start:end]
        bare = part.translate(NO_QUOTES)
        places = [n for n, sign in enumerate(part, start) if ord(sign) not in NO_QUOTES]
        return [
            FoundName(m.group(), places[m.start()], places[m.end() - 1] + 1) for m in self._search.finditer(bare)
        ]  # fmt: skip
