"""What a worker does to pydantic before its first document holds only as long as our records are plain, and all that a
report of text needs is loaded by then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

RECORDS = """
import pipeline.run.starting.warm_start
from functools import cached_property
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

class Asked:
    times = 0
    @cached_property
    def value(self):
        self.times += 1
        return self.times

one, other = Asked(), Asked()
assert (one.value, one.value, other.value, one.times) == (1, 1, 1, 1)
assert isinstance(Asked.value, cached_property)
try:
    rate.field_that_is_not_there
except AttributeError as problem:
    assert "field_that_is_not_there" in str(problem)
else:
    raise AssertionError("a field that is not there was read")
try:
    MetricRef.model_validate({"metric": "outturn", "further": 3})
except ValidationError:
    print("plain")
"""

UNVALIDATED = """
import sys
import pipeline.run.starting.warm_start
from pathlib import Path
from parsers.read import read_document
from pipeline.audit import audit
from pydantic import BaseModel, ValidationError
from pipeline.run.outcome import Outcome
from schemas.audit import Check

def records(value):
    if isinstance(value, BaseModel):
        yield value
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        value = [*value.values()]
    for part in value if isinstance(value, (list, tuple)) else ():
        yield from records(part)

def kinds(value):
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return type(value), [kinds(part) for part in parts]

seen = set()
for record in records(audit(read_document(Path(sys.argv[1])))):
    seen.add(type(record).__name__)
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    validated = type(record).model_validate(fields)
    assert validated == record, record
    for name, value in fields.items():
        assert kinds(getattr(validated, name)) == kinds(value), (type(record), name, value)
assert seen >= {"AuditedReport", "Document", "Table", "Cell", "Page", "Figure", "Fact", "BudgetLine", "ScoreLine",
                "Claim", "IndicatorScore", "Trace", "Place", "Check", "Locus", "Finding"}, seen
one, other = (Check(code="sum", variant="", locus=None, outcome="consistent") for _ in range(2))
assert one.fields == {} and one.fields is not other.fields and one.reason == ""
try:
    Outcome(status="ok", message="", seconds=1)
except ValidationError:
    print("as validated")
"""


LOADED = """
import sys
import pipeline.run.starting.warm_start
from parsers.read import read_document
from pathlib import Path
from pipeline.audit import audit
from pipeline.export.report_rows import report_rows

def packages():
    return {name.partition(".")[0] for name in sys.modules}

before = packages()
report_rows(audit(read_document(Path(sys.argv[1]).read_bytes())))
print(sorted(packages() - before))
"""


def test_a_report_of_text_loads_no_further_library() -> None:
    """jieba for a dozen names took a sixth of the time of ten reports, and twice the memory of a worker."""
    sample = Path(__file__).parents[2] / "corpus" / "xiangmihu_2021.pdf"
    done = subprocess.run([sys.executable, "-c", LOADED, sample], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_records_that_a_worker_makes_unvalidated_are_those_that_validation_would_make() -> None:
    """Also their types, to the last one: nothing was left to pydantic to convert. What checks its words still does."""
    sample = Path(__file__).parents[2] / "corpus" / "bantian_2021.pdf"
    done = subprocess.run([sys.executable, "-c", UNVALIDATED, sample], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "as validated", done.stderr


def test_records_of_a_worker_need_nothing_of_what_it_takes_from_pydantic() -> None:
    done = subprocess.run([sys.executable, "-c", RECORDS], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "plain", done.stderr
