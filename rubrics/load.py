"""Reads rubric editions: one YAML file per published edition, beside this module.

How the files are read is in `yaml_nodes`; every complaint names file, line and field.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import ValidationError

from rubrics.yaml_nodes import MappingNode, Node, SequenceNode, compose, fail, line_of, plain
from schemas.errors import RubricError
from schemas.rubric import Rubric

FOLDER = Path(__file__).parent
EDITIONS = "*_[0-9][0-9][0-9][0-9].yaml"  # place and year; other data of this package has no year in its name


def _place(node: Node, location: tuple[int | str, ...]) -> tuple[int, str]:
    """Line and field that a pydantic location means; names of union members in it are passed over."""
    field, line = "", line_of(node)
    for step in location:
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node, field = node.value[step], f"{field}[{step + 1}]"
            line = line_of(node)
        elif isinstance(node, MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is not None:
                line, node, field = line_of(found[0]), found[1], f"{field}.{step}" if field else str(step)
    last = location[-1] if location else ""
    return line, field if field.endswith(str(last)) or isinstance(last, int) else f"{field}.{last}"


def read_edition(path: Path) -> Rubric:
    """The edition in one file. Raises RubricError, naming file, line and field."""
    node = compose(path)
    if not isinstance(node, MappingNode):
        raise fail(path, 1, "", "a rubric is a mapping of fields")
    data = plain(path, node, "")
    try:
        rubric = Rubric.model_validate(data | {"rubric_id": data.get("rubric_id", path.stem)})
    except ValidationError as error:
        # a misspelt key first: the field that is then missing is only its consequence
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        line, field = _place(node, first["loc"])
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
