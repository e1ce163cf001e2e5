"""Text cut into words by jieba, which here knows the vocabulary's names as whole words.

jieba loads its whole dictionary, half a million entries, before it cuts the first text: as long as a worker takes for
twenty pages, and twice its memory; and what it loads is a file in the system's folder for passing files, where anyone
may put one. An audit cuts a few short names. So the dictionary stays on the disk, and what it holds for a character,
the words that begin with it, is read when the first text with that character is cut. jieba asks for no others.
"""

from __future__ import annotations

import logging
import mmap
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.vocabulary.items import load_items
from pipeline.vocabulary.metrics import load_metrics

_SURE = 200_000  # a frequency that no ordinary split outweighs
_FIRST_SORTED = "\n一 "
_TOTALS = {5071852: 60101967}  # size of jieba's dictionary (0.42) -> its frequencies added up, which takes 0.1 s


@cache
def dictionary_words() -> tuple[str, ...]:
    """Names of metrics and items without quotes or brackets, longest first."""
    names = {n for m in load_metrics().values() for n in m.names + m.headers}
    names |= {n for item in load_items().values() for n in item}
    return tuple(sorted((n for n in names if n.isalpha()), key=lambda n: (-len(n), n)))


class _Dictionary:
    """jieba's file of words: `word frequency kind` on each line, sorted behind a few `odd` ones at the beginning."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = len(self._lines)
        self._sorted = self._lines.find(_FIRST_SORTED.encode()) + 1
        self.odd = self._read(0, self._sorted)
        self.total = _TOTALS.get(size) or sum(self._read(0, size).values())

    def beginning_with(self, sign: str) -> dict[str, int]:
        """Words with their frequency, without odd ones."""
        return self._read(self._where(ord(sign)), self._where(ord(sign) + 1))

    def _read(self, start: int, end: int) -> dict[str, int]:
        lines = self._lines[start:end].decode().splitlines()
        return {word: int(frequency) for word, frequency, *_ in map(str.split, lines)}

    def _where(self, code: int) -> int:
        """Where the first sorted line begins whose word does not begin with a lower code. UTF-8 sorts as codes do."""
        wanted, lines = chr(min(code, sys.maxunicode)).encode("utf-8", "surrogatepass"), self._lines

        def first_character(place: int) -> bytes:
            start = lines.rfind(b"\n", 0, place) + 1
            return lines[start : start + len(wanted)]

        return bisect_left(range(len(lines)), wanted, lo=self._sorted, key=first_character)


class _Words:
    """`jieba.Tokenizer` with as much of its dictionary as texts have asked for."""

    def __init__(self) -> None:
        with _without_pkg_resources():
            import jieba

        jieba.setLogLevel(logging.WARNING)
        self._dictionary = _Dictionary(Path(jieba.__file__).with_name("dict.txt"))
        self._names: dict[str, list[str]] = defaultdict(list)
        for word in dictionary_words():
            self._names[word[0]].append(word)
        self._known: set[str] = set()
        self._cutter = jieba.Tokenizer()
        self._cutter.total = self._dictionary.total + _SURE * len(dictionary_words())
        self._cutter.initialized = True  # or it loads all of them
        self._take(self._dictionary.odd)

    def cutter_for(self, text: str) -> Any:
        """jieba's tokenizer, to cut this text."""
        for sign in set(text) - self._known:
            self._learn(sign)
            self._known.add(sign)
        return self._cutter

    def _learn(self, sign: str) -> None:
        self._take(self._dictionary.beginning_with(sign))
        self._take(dict.fromkeys(self._names.get(sign, ()), _SURE))

    def _take(self, frequencies: Mapping[str, int]) -> None:
        known = self._cutter.FREQ
        for word, frequency in frequencies.items():
            known[word] = frequency
            for beginning in accumulate(word[:-1]):
                known.setdefault(beginning, 0)  # jieba looks no further where a beginning is not there


@contextmanager
def _without_pkg_resources() -> Iterator[None]:
    """jieba wants it for opening its dictionary, where it has another way, and it takes 0.1 s to load."""
    name = "pkg_resources"
    loaded = name in sys.modules
    if not loaded:
        sys.modules[name] = None  # type: ignore[assignment]  # what makes an import of it fail
    try:
        yield
    finally:
        if not loaded:
            del sys.modules[name]


_words = cache(_Words)


def words(text: str) -> list[str]:
    """`text` cut into words."""
    return list(_words().cutter_for(text).cut(text))


def search_words(text: str) -> list[str]:
    """`text` cut for an index: long words also in their parts of two and three characters (采购, 执行率)."""
    return list(_words().cutter_for(text).cut_for_search(text))
