"""What a worker does to pydantic before its first document holds only as long as our records are plain."""

from __future__ import annotations

import subprocess
import sys

RECORDS = """
import pipeline.run.warm_start
from pydantic import BaseModel, ValidationError
from schemas.rubric import MetricRef

def below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from below(one)

homes = ("schemas", "rubrics", "parsers", "pipeline")
ours = [one for one in below(BaseModel) if one.__module__.split(".")[0] in homes]
assert len(ours) > 20, len(ours)
for one in ours:
    assert not one.__private_attributes__, one
    assert one.model_config.get("extra") != "allow", one

rate = MetricRef(metric="execution_rate")
assert rate.model_copy(update={"period": "Q1"}).period == "Q1"
assert MetricRef.model_validate_json(rate.model_dump_json()) == rate
try:
    rate.field_that_is_not_there
except AttributeError as problem:
    assert "field_that_is_not_there" in str(problem)
else:
    raise AssertionError("a field that is not there was read")
try:
    MetricRef(metric="outturn", further=3)
except ValidationError:
    print("plain")
"""


def test_records_of_a_worker_need_nothing_of_what_it_takes_from_pydantic() -> None:
    done = subprocess.run([sys.executable, "-c", RECORDS], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "plain", done.stderr
