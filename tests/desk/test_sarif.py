"""findings.sarif against what SARIF 2.1.0 asks of the objects that fuhe writes.

The schema below is written from the standard's text (sections in brackets), closed: a member it does not name fails.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.export.explore_sarif import sarif
from pipeline.export.finished_run import finished_reports
from tests.desk.desk_run import HOSTILE, desk_run

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string", "minLength": 1}


def _object(required: str, **members: Schema) -> Schema:
    return {"type": "object", "required": required.split(), "properties": members, "additionalProperties": False}


def _list(of: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": of, "minItems": least}


_MESSAGE = _object("text", text=_TEXT)  # 3.11
_ARTIFACT = _object("uri", uri={"type": "string", "pattern": r"^[!#-;=?-\[\]_a-z~%]+$"})  # 3.4; RFC 3986 signs only
_LOCATION = _object(  # 3.28
    "physicalLocation",
    id={"type": "integer", "minimum": 0},
    physicalLocation=_object("artifactLocation", artifactLocation=_ARTIFACT),
    logicalLocations=_list(_object("fullyQualifiedName", fullyQualifiedName=_TEXT)),
    message=_MESSAGE,
    properties={"type": "object"},
)
_RULE = _object("id", id=_TEXT, name=_TEXT, shortDescription=_MESSAGE, fullDescription=_MESSAGE)  # 3.49
_RESULT = _object(  # 3.27
    "message",
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level={"enum": ["none", "note", "warning", "error"]},
    message=_MESSAGE,
    locations=_list(_LOCATION, 1),
    relatedLocations=_list(_LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": _TEXT},
    properties={"type": "object"},
)
_RUN = _object(  # 3.14
    "tool results",
    tool=_object("driver", driver=_object("name", name=_TEXT, rules=_list(_RULE))),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=_list(_RESULT),
)
_LOG = _object(  # 3.13
    "version runs",
    **{"$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"}, "runs": _list(_RUN)},
)


@pytest.mark.parametrize("agency", ["甲街道办事处", HOSTILE])
def test_the_log_is_one_that_readers_of_sarif_take(tmp_path: Path, agency: str) -> None:
    log = json.loads(sarif(finished_reports(desk_run(tmp_path, agency).out / "corpus")))
    jsonschema.Draft202012Validator(_LOG).validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        numbers = [place["id"] for place in result["relatedLocations"]]
        assert numbers == list(range(1, len(numbers) + 1))
