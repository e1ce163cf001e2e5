"""Which indicator or level a sentence about scores speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalize.sentences import squeeze

_ADJACENT = re.compile(
    r"^(?:\(.{0,20}\))?(?:指标|方面|一项|这项|该项|项|上|得分|自评)*[，：]?(?:被|将|已)?(?:酌情|予以|相应|故|因此|自行|自评|共|合计)*$"
)
_POINTS_BACK = re.compile(r"(?:^|[，；：])(?:导致|因此|故|此项|该项|本项|该指标|本指标|此指标|对此|所以|据此)")
_OTHER_NAME = re.compile(r"([\u4e00-\u9fff、]{2,24})指标(?:酌情|予以|共|自评|，)*$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an indicator or level at `start:end` of squeezed text."""

    name: str
    start: int
    end: int
    is_level: bool


class SubjectFinder:
    """Finds printed names of indicators and levels in squeezed text."""

    def __init__(self, indicator_names: Sequence[str], level_names: Sequence[str]) -> None:
        self._names: dict[str, tuple[str, bool]] = {}
        for name in indicator_names:
            self._names.setdefault(_key(name), (name, False))
        for name in level_names:
            self._names.setdefault(_key(name), (name, True))
        self._names.pop("", None)
        keys = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, keys))) if keys else re.compile(r"(?!)")

    def mentions(self, text: str, start: int, end: int) -> list[Mention]:
        """Every name in `text[start:end]`, longest first where names overlap."""
        return [
            Mention(*self._names[m.group()][:1], m.start(), m.end(), self._names[m.group()][1])
            for m in self._pattern.finditer(text, start, end)
        ]

    def only_subject(self, text: str) -> str:
        """The one name that a heading holds; '' for none or several."""
        names = list(dict.fromkeys(m.name for m in self.mentions(text, 0, len(text))))
        return names[0] if len(names) == 1 else ""

    def indicator_called(self, text: str) -> str:
        """The indicator whose whole name `text` is; '' for anything else."""
        name, is_level = self._names.get(_key(text), ("", False))
        return "" if is_level else name

    def of_deduction(
        self,
        text: str,
        places: tuple[int, int, int],
        mentions: Sequence[Mention],
        before: Sequence[Mention],
        default: str,
    ) -> str:
        """Whose deduction stands at `lead`: the name right before it, else the only name since the last deduction of
        the sentence; '' where several are possible. `places` are the starts of the sentence, of what is still unused,
        and of the word 扣."""
        start, used, lead = places
        segment = max([used, *(text.rfind(c, used, lead) + 1 for c in "；。")])
        here = [m for m in mentions if segment <= m.start and m.end <= lead]
        words = text[segment:lead]
        if here:
            last = here[-1]
            between = text[last.end : lead]
            if _ADJACENT.match(between):
                joined = text[here[-2].end : last.start] if len(here) > 1 else ""
                return "" if joined in ("、", "和", "及", "与", "以及", "指标、") else last.name
            other = _OTHER_NAME.search(between)
            if other:
                return ""
            leaves = list(dict.fromkeys(m.name for m in here if not m.is_level))
            names = leaves or list(dict.fromkeys(m.name for m in here))
            return names[0] if len(names) == 1 else ""
        if _OTHER_NAME.search(words):
            return ""
        if _POINTS_BACK.search(words) or not words.strip("，、："):
            names = list(dict.fromkeys(m.name for m in (*mentions, *before) if m.end <= lead))
            if len(names) == 1:
                return names[0]
        return default if used == start else ""


def _key(name: str) -> str:
    return squeeze(name).text.strip("：:")
