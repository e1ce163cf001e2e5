"""What is wrong with a data file, told by file, line and field."""

from __future__ import annotations

from pathlib import Path

from schemas.errors import RubricError

_REMEDY = "correct the file and run `fuhe rubrics check`"


def text_of(path: Path) -> str:
    """Raises RubricError where the file cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RubricError(f"{path.name}: cannot be read ({error})", _REMEDY) from error


def fail(path: Path, line: int, field: str, what: str) -> RubricError:
    """The error for a field of a data file, to be raised."""
    return RubricError(f"{path.name}, line {line}, {field or 'file'}: {what}", _REMEDY)
