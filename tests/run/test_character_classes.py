"""Patterns compile to the same with remembered classes as without."""

from __future__ import annotations

import subprocess
import sys

_CODE = r"""
import re, re._compiler as compiler
from re import _parser as parser
PATTERNS = [
    (r"[\u4e00-\u9fff]{2,4}(?:局|委)[一-龥、]+[^\u4e00-\u9fff0-9]", 0),
    (r"[\u4e00-\u9fff]{2,4}|[0-9.,%]+[^一-龥]?[a-zK\u0130]", re.I),
    (r"[A-Za-z\U00020000-\U0002a6df\u4e00-\u9fff]*[\w\u4e00-\u9fff]", 0),
    (rb"[\x80-\xff]+[a-z]", re.I),
]
def codes():
    return [compiler._code(parser.parse(p, f), parser.parse(p, f).state.flags) for p, f in PATTERNS]
before = codes()
from pipeline.run.character_classes import remember_classes
remember_classes()
remember_classes()
assert codes() == before
assert codes() == before
"""


def test_remembered_classes_change_no_pattern() -> None:
    subprocess.run([sys.executable, "-c", _CODE], check=True)
