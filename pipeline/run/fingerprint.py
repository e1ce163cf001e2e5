"""Versions of code and rules as short hashes: kept work is reused exactly as long as it would come out the same.

Reading a PDF and auditing what was read have a version each: a changed rubric re-scores without reading again.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

_HOME = Path(__file__).resolve().parents[2]
_READS = ("schemas", "parsers", "pipeline/run/pdf_bytes.py")
_AUDITS = (
    "schemas",
    "rubrics",
    "pipeline/audit.py",
    "pipeline/vocabulary",
    "pipeline/normalize",
    "pipeline/rules",
    "pipeline/checks",
    "pipeline/findings",
    "pipeline/export",
)
_OURS = (".py", ".yaml", ".yml", ".json", ".txt")
_READ_LIBRARIES = (
    "pypdfium2",
    "pdfplumber",
    "pdfminer.six",
    "camelot-py",
    "numpy",
    "opencv-python-headless",
    "rapidocr",
    "onnxruntime",
    "pydantic",
)
# What pip, or a system's packages, keep beside a package: pdfminer.six-20250506.dist-info, PyYAML-6.0-py3.11.egg-info.
_BESIDE_PACKAGE = re.compile(r"(.+?)-([^-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info")
_AUDIT_LIBRARIES = ("jieba", "pydantic", "pyyaml")


def digest(*parts: str) -> str:
    """A short hash of texts, each kept apart from the next."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "backslashreplace")
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()[:16]


@cache
def read_version() -> str:
    """What reading a PDF depends on besides the file: our code and the libraries."""
    return digest("read", _sources(_READS), _libraries(_READ_LIBRARIES))


@cache
def audit_version() -> str:
    """What the audit of a read document depends on: our code, the rules and the libraries."""
    return digest("audit", _sources(_AUDITS), _libraries(_AUDIT_LIBRARIES))


@cache
def export_version() -> str:
    """What changes when rows may come out in another shape: the sources of the export."""
    return digest("export", _sources(("pipeline/export",)))


def installed_version(name: str) -> str:
    """The version of an installed package, "" where it is not installed.

    As `importlib.metadata` tells it, which brings 33 modules and reads a letter to be told what the letter's name says.
    """
    return _installed().get(_plain(name), "")


@cache
def _installed() -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in filter(None, map(_BESIDE_PACKAGE.fullmatch, os.listdir(folder or "."))):
                found.setdefault(_plain(entry[1]), entry[2])
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _libraries(names: Iterable[str]) -> str:
    python = "python " + ".".join(map(str, sys.version_info[:3]))
    return "\n".join([python, *[f"{name} {installed_version(name) or 'none'}" for name in names]])


def _sources(places: Iterable[str]) -> str:
    total = hashlib.sha256()
    for place in places:
        for file in _files(place):
            total.update(file.encode() + b"\0" + _content(file))
    return total.hexdigest()


@cache
def _content(file: str) -> bytes:
    with open(os.path.join(_HOME, file), "rb") as ours:
        return hashlib.sha256(ours.read()).digest()


@cache
def _files(place: str) -> tuple[str, ...]:
    """Our files in a folder, or the file itself: paths below the home of the code, sorted."""
    if (_HOME / place).is_file():
        return (place,)
    found = []
    for folder, _, names in os.walk(_HOME / place):
        below = os.path.relpath(folder, _HOME).replace(os.sep, "/")
        found += [f"{below}/{name}" for name in names if name.endswith(_OURS)]
    return tuple(sorted(found))
