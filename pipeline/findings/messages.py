"""Messages of findings in both languages, from `messages.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rubrics.data_files import read_plain

LANGUAGES = ("zh", "en")


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    """`check.variant` -> language -> template."""
    data = read_plain(Path(__file__).with_name("messages.yaml"))
    return {key: {lang: str(texts[lang]) for lang in LANGUAGES} for key, texts in data.items()}


def message(key: str, language: str, fields: Mapping[str, str]) -> str:
    """The message of a check's variant (`ratio.cell`, or the variant's own where one text does for every code).

    Raises KeyError for a key or field that does not exist. Report text goes in as a value and is never taken for a
    template.
    """
    known = templates()
    return (known.get(key) or known[key.partition(".")[2]])[language].format_map(fields).strip()
