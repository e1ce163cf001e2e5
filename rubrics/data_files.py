"""The data files of this package and of the vocabulary: YAML, of which a process may hold what an earlier one has read.

To read them takes a worker a twentieth of its start (`pipeline.run.starting.kept_data` keeps what was read beside the
bytecode), and the reader itself is loaded only where it is needed.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from rubrics.complaints import text_of

known: dict[str, bytes] = {}
"""Text of a file -> its content, pickled, since every reader gets one of its own."""


def read_plain(path: Path) -> Any:
    """The content of a file as plain Python, numbers as int or Decimal. Raises RubricError, naming file and line."""
    text = text_of(path)
    packed = known.get(text)
    if packed is None:
        from rubrics.yaml_nodes import compose, plain

        packed = known[text] = pickle.dumps(plain(path, compose(path), ""))
    return pickle.loads(packed)
