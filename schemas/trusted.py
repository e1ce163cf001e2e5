"""Records from values that our own code has just made: no validation, and a fifth of the time of `model_construct`.

A report becomes thousands of texts, figures, facts and checks; `model_construct` looks for aliases and defaults of
every field of each. Here the caller names every field, in the order of the class, and nothing is looked for.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)
_new: Any = object.__new__
# What `object.__setattr__` would look up each time: the four slots of a record.
_give_values, _give_fields, _give_extra, _give_private = (
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)
_fields_of: dict[type[BaseModel], set[str]] = {}  # one for all records of a class: they are frozen, none changes it


def trusted(model: type[Model], **values: object) -> Model:
    """A record with these values: all its fields, in their order, each of its type (not checked)."""
    made: Model = _new(model)
    _give_values(made, values)
    _give_fields(made, _fields_of.get(model) or _fields_of.setdefault(model, set(values)))
    _give_extra(made, None)
    _give_private(made, None)
    return made


def changed(record: Model, **values: object) -> Model:
    """The record with other values, as `model_copy` gives it, without what it has worked out (`cached_property`)."""
    fields, known = type(record).__pydantic_fields__, record.__dict__
    if len(known) > len(fields):
        known = {name: known[name] for name in fields}
    return trusted(type(record), **{**known, **values})
