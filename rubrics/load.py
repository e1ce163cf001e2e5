"""Reads rubric editions: one YAML file per published edition, beside this module.

How the files are read is in `data_files` and `yaml_nodes`; every complaint names file, line and field.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import ValidationError

from rubrics.complaints import fail
from rubrics.data_files import read_plain
from schemas.errors import RubricError
from schemas.rubric import Rubric

FOLDER = Path(__file__).parent
EDITIONS = "*_[0-9][0-9][0-9][0-9].yaml"  # place and year; other data of this package has no year in its name


def _place(path: Path, location: tuple[int | str, ...]) -> tuple[int, str]:
    """Line and field that a pydantic location means."""
    from rubrics.yaml_nodes import compose, place_of  # for a file that is wrong

    return place_of(compose(path), location)


def read_edition(path: Path) -> Rubric:
    """The edition in one file. Raises RubricError, naming file, line and field."""
    data = read_plain(path)
    if not isinstance(data, dict):
        raise fail(path, 1, "", "a rubric is a mapping of fields")
    try:
        rubric = Rubric.model_validate(data | {"rubric_id": data.get("rubric_id", path.stem)})
    except ValidationError as error:
        # a misspelt key first: the field that is then missing is only its consequence
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        line, field = _place(path, first["loc"])
        raise fail(path, line, field, first["msg"]) from error
    if rubric.rubric_id != path.stem:
        raise fail(path, 1, "rubric_id", f"{rubric.rubric_id!r} is not the file's name")
    return rubric


@cache
def all_editions() -> tuple[Rubric, ...]:
    """Every edition on file, by rubric_id. Raises RubricError for a file that cannot be used."""
    return tuple(read_edition(path) for path in sorted(FOLDER.glob(EDITIONS)))


def edition(rubric_id: str) -> Rubric:
    """One edition. Raises RubricError where there is none of that id."""
    for rubric in all_editions():
        if rubric.rubric_id == rubric_id:
            return rubric
    known = ", ".join(r.rubric_id for r in all_editions())
    raise RubricError(f"no edition {rubric_id!r} on file", f"choose one of {known}")
