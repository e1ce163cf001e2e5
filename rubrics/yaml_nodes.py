"""Reads YAML files as data that a person wrote by hand and that money depends on.

A key given twice is an error (a later value would silently replace an earlier one), numbers are int or Decimal from
their printed text, never float, and every complaint names file, line and field. Plain words are what YAML 1.2 (10.3.2,
core schema) takes them for: `yes` and `no` are text. Read through libyaml, which takes a tenth of the time of a reader
in Python.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode  # type: ignore[import-untyped]

from rubrics.complaints import fail, text_of

__all__ = ["MappingNode", "Node", "SequenceNode", "compose", "line_of", "plain"]

_TAG = "tag:yaml.org,2002:"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The words that are no text, by their first characters."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - pyyaml's own interface


for _kind, _words, _starts in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", [*"-+0123456789"]),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
     [*"-+.0123456789"]),
):  # fmt: skip
    _Loader.add_implicit_resolver(_TAG + _kind, re.compile(rf"^(?:{_words})$"), _starts)


def compose(path: Path) -> Node:
    """The root node of a file. Raises RubricError where it cannot be read or is no YAML."""
    try:
        node = yaml.compose(text_of(path), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise fail(path, mark.line + 1 if mark else 1, "", error.problem or "not YAML") from error
    except yaml.YAMLError as error:
        raise fail(path, 1, "", f"not YAML ({error})") from error
    if node is None:
        raise fail(path, 1, "", "the file is empty")
    return node


def plain(path: Path, node: Node, field: str) -> Any:
    """A node as plain Python; `field` is where it stands, for messages. Raises RubricError."""
    if isinstance(node, ScalarNode):
        return _scalar(path, node, field)
    if isinstance(node, SequenceNode):
        return [plain(path, child, f"{field}[{n}]") for n, child in enumerate(node.value, 1)]
    out: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        here = f"{field}.{name}" if field else name
        if name in out:
            raise fail(path, line_of(key), here, "this key stands twice")
        out[name] = plain(path, value, here)
    return out


def _scalar(path: Path, node: ScalarNode, field: str) -> Any:
    """A scalar's value; numbers as int or Decimal, never float."""
    text: str = node.value
    match str(node.tag).removeprefix(_TAG):
        case "int":
            try:
                return int(text)
            except ValueError:
                raise fail(path, line_of(node), field, f"{text!r} is not a plain whole number") from None
        case "float":
            try:
                number = Decimal(text)
            except ArithmeticError:
                raise fail(path, line_of(node), field, f"{text!r} is not a plain decimal number") from None
            if not number.is_finite():
                raise fail(path, line_of(node), field, f"{text!r} is not a finite number")
            return number
        case "bool":
            return text.lower() == "true"
        case "null":
            return None
        case "str":
            return text
        case tag:
            raise fail(path, line_of(node), field, f"values of type {tag} have no place in a rubric")


def line_of(node: Node) -> int:
    """The line of a node in its file, from 1."""
    return int(node.start_mark.line) + 1


def place_of(node: Node, location: tuple[int | str, ...]) -> tuple[int, str]:
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
