"""A jieba tokenizer that knows the vocabulary's names as whole words. Built on first use: jieba takes a second."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from pipeline.vocabulary.items import load_items
from pipeline.vocabulary.metrics import load_metrics

_SURE = 200_000  # a frequency that no ordinary split outweighs


@cache
def dictionary_words() -> tuple[str, ...]:
    """Names of metrics and items without quotes or brackets, longest first."""
    names = {n for m in load_metrics().values() for n in m.names + m.headers}
    names |= {n for item in load_items().values() for n in item}
    return tuple(sorted((n for n in names if n.isalpha()), key=lambda n: (-len(n), n)))


@cache
def tokenizer() -> Any:
    """A `jieba.Tokenizer` of its own (jieba's global one is left alone)."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    cutter.initialize()
    for word in dictionary_words():
        cutter.add_word(word, _SURE)
    return cutter


def words(text: str) -> list[str]:
    """`text` cut into words."""
    return list(tokenizer().cut(text))


def search_words(text: str) -> list[str]:
    """`text` cut for an index: long words also in their parts of two and three characters (采购, 执行率)."""
    return list(tokenizer().cut_for_search(text))
