"""Records from values that our own code has just made: no validation, and a fifth of the time of `model_construct`.

A report becomes thousands of texts, figures, facts and checks; `model_construct` looks for aliases and defaults of
every field of each. Here the caller names every field, in the order of the class, and nothing is looked for.

`trust_our_code` does the same for every record that is made the usual way, `Fact(…)`, in a process that runs no code
but ours. What that saves most is the validators, which pydantic builds when a class first asks for its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar, cast

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


class _Unsaid(NamedTuple):
    """What fields hold that the caller leaves out; the names of all fields, one set for all records of a class."""

    plain: Mapping[str, Any]
    made: tuple[tuple[str, Callable[[], Any]], ...]  # anew for each record
    fields: set[str]


_unsaid_of: dict[type[BaseModel], _Unsaid | None] = {}  # None: validates in its own way


def trust_our_code() -> None:
    """Makes records of this process without validation, except those that validate in their own way, as their classes
    say. What comes from outside (`model_validate`) is validated as ever; that our own code gives every field its type
    is for mypy (`init_typed`) and for the tests, in which every record is validated."""
    validated = BaseModel.__init__

    def made(self: BaseModel, /, **values: Any) -> None:
        model = type(self)
        try:
            unsaid = _unsaid_of[model]
        except KeyError:
            unsaid = _unsaid_of[model] = _unsaid(model)
        if unsaid is None:
            validated(self, **values)
            return
        if unsaid.made:
            values = {**{name: make() for name, make in unsaid.made}, **values}
        _give_values(self, {**unsaid.plain, **values})
        _give_fields(self, unsaid.fields)
        _give_extra(self, None)
        _give_private(self, None)

    made.__pydantic_base_init__ = True  # type: ignore[attr-defined]  # pydantic need not call it when it validates
    BaseModel.__init__ = made  # type: ignore[method-assign]


def _unsaid(model: type[BaseModel]) -> _Unsaid | None:
    own, fields = model.__pydantic_decorators__, model.__pydantic_fields__
    if own.field_validators or own.model_validators or any(field.metadata for field in fields.values()):
        return None
    plain = {n: f.default for n, f in fields.items() if not f.is_required() and f.default_factory is None}
    made = tuple((n, cast(Callable[[], Any], f.default_factory)) for n, f in fields.items() if f.default_factory)
    return _Unsaid(plain, made, set(fields))


def changed(record: Model, **values: object) -> Model:
    """The record with other values, as `model_copy` gives it, without what it has worked out (`cached_property`)."""
    fields, known = type(record).__pydantic_fields__, record.__dict__
    if len(known) > len(fields):
        known = {name: known[name] for name in fields}
    return trusted(type(record), **{**known, **values})
