"""Versions of code and rules as short hashes: kept work is reused exactly as long as it would come out the same.

Reading a PDF and auditing what was read have a version each: a changed rubric re-scores without reading again.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata
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
_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)
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


@cache
def installed_version(name: str) -> str:
    """The version of an installed package. Raises PackageNotFoundError.

    Its line alone is read: to parse the whole file as a letter, as `metadata.version` does, takes longer.
    """
    told = _VERSION.search(metadata.distribution(name).read_text("METADATA") or "")
    return told[1] if told else metadata.version(name)


def _libraries(names: Iterable[str]) -> str:
    found = ["python " + ".".join(map(str, sys.version_info[:3]))]
    for name in names:
        try:
            found.append(f"{name} {installed_version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} none")
    return "\n".join(found)


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
