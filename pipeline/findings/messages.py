"""Messages of findings in both languages, from `messages.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

LANGUAGES = ("zh", "en")


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    """`check.variant` -> language -> template."""
    data = YAML(typ="safe").load(files("pipeline.findings").joinpath("messages.yaml").read_text("utf-8"))
    return {key: {lang: str(texts[lang]) for lang in LANGUAGES} for key, texts in data.items()}


def message(key: str, language: str, fields: Mapping[str, str]) -> str:
    """The message of a check's variant (`ratio.cell`, or the variant's own where one text does for every code).

    Raises KeyError for a key or field that does not exist. Report text goes in as a value and is never taken for a
    template.
    """
    known = templates()
    return (known.get(key) or known[key.partition(".")[2]])[language].format_map(fields).strip()
