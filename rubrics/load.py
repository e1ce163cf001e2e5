"""Reads rubric editions: one YAML file per published edition, beside this module.

A key given twice is an error (a later threshold would silently replace an earlier one), numbers are read as Decimal
from their printed text, and every complaint names file, line and field.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schemas.errors import RubricError
from schemas.rubric import Rubric

FOLDER = Path(__file__).parent
EDITIONS = "*_[0-9][0-9][0-9][0-9].yaml"  # place and year; other data of this package has no year in its name
_REMEDY = "correct the file and run `fuhe rubrics check`"
_TAG = "tag:yaml.org,2002:"


def _fail(path: Path, line: int, field: str, what: str) -> RubricError:
    return RubricError(f"{path.name}, line {line}, {field or 'file'}: {what}", _REMEDY)


def _scalar(path: Path, node: ScalarNode, field: str) -> Any:
    """A scalar's value; numbers as int or Decimal, never float."""
    text: str = node.value
    match str(node.tag).removeprefix(_TAG):
        case "int":
            try:
                return int(text)
            except ValueError:
                raise _fail(path, _line(node), field, f"{text!r} is not a plain whole number") from None
        case "float":
            try:
                number = Decimal(text)
            except ArithmeticError:
                raise _fail(path, _line(node), field, f"{text!r} is not a plain decimal number") from None
            if not number.is_finite():
                raise _fail(path, _line(node), field, f"{text!r} is not a finite number")
            return number
        case "bool":
            return text.lower() in {"true", "yes", "on"}
        case "null":
            return None
        case "str":
            return text
        case tag:
            raise _fail(path, _line(node), field, f"values of type {tag} have no place in a rubric")


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _construct(path: Path, node: Node, field: str) -> Any:
    """The node as plain Python; raises RubricError for a key that stands twice."""
    if isinstance(node, ScalarNode):
        return _scalar(path, node, field)
    if isinstance(node, SequenceNode):
        return [_construct(path, child, f"{field}[{n}]") for n, child in enumerate(node.value, 1)]
    assert isinstance(node, MappingNode)
    out: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        here = f"{field}.{name}" if field else name
        if name in out:
            raise _fail(path, _line(key), here, "this key stands twice")
        out[name] = _construct(path, value, here)
    return out


def _place(node: Node, location: tuple[int | str, ...]) -> tuple[int, str]:
    """Line and field that a pydantic location means; names of union members in it are passed over."""
    field, line = "", _line(node)
    for step in location:
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node, field = node.value[step], f"{field}[{step + 1}]"
            line = _line(node)
        elif isinstance(node, MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is not None:
                line, node, field = _line(found[0]), found[1], f"{field}.{step}" if field else str(step)
    last = location[-1] if location else ""
    return line, field if field.endswith(str(last)) or isinstance(last, int) else f"{field}.{last}"


def read_edition(path: Path) -> Rubric:
    """The edition in one file. Raises RubricError, naming file, line and field."""
    yaml = YAML(typ="safe", pure=True)
    try:
        node = yaml.compose(path.read_text("utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _fail(path, mark.line + 1 if mark else 1, "", error.problem or "not YAML") from error
    except (OSError, UnicodeDecodeError) as error:
        raise RubricError(f"{path.name}: cannot be read ({error})", _REMEDY) from error
    if not isinstance(node, MappingNode):
        raise _fail(path, 1, "", "a rubric is a mapping of fields")
    data = _construct(path, node, "")
    try:
        rubric = Rubric.model_validate(data | {"rubric_id": data.get("rubric_id", path.stem)})
    except ValidationError as error:
        # a misspelt key first: the field that is then missing is only its consequence
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        line, field = _place(node, first["loc"])
        raise _fail(path, line, field, first["msg"]) from error
    if rubric.rubric_id != path.stem:
        raise _fail(path, 1, "rubric_id", f"{rubric.rubric_id!r} is not the file's name")
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
