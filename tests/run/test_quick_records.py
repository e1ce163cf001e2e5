"""Records that a worker makes without freezing them are, but for that, those that all other processes make."""

from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.run.document_job import Job
from pipeline.run.limits import Limits
from pipeline.run.starting.quick_records import quick_records

WORKER = """
import pickle
import sys
import pipeline.run.starting.warm_start
from pipeline.checks.texts.lines.told_rows import _Told
from pipeline.run.document_job import Job

assert not Job.__dataclass_params__.frozen and not _Told.__dataclass_params__.frozen
job = pickle.loads(sys.stdin.buffer.read())
assert job == Job(**{name: getattr(job, name) for name in Job.__slots__})
sys.stdout.buffer.write(pickle.dumps(job))
"""


def _kinds(home: str) -> list[Any]:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Amount:
        __module__ = home
        value: int
        unit: str = "元"

    @dataclasses.dataclass(frozen=True, order=True)
    class Share:
        __module__ = home
        of: int
        parts: tuple[int, ...] = dataclasses.field(default=(), repr=False)

        def __hash__(self) -> int:
            return 7

    @dataclasses.dataclass(frozen=True)
    class Further(Share):
        __module__ = home
        name: str = ""

    return [Amount, Share, Further]


def _told(kinds: list[Any]) -> list[object]:
    amount, share, further = kinds
    one = amount(3)
    copied = amount(9, "")
    copied.__setstate__(one.__getstate__())
    return [
        *(repr(kind(3)) for kind in kinds),
        (one == copied, hash(one) == hash(amount(3)), one.__getstate__(), amount.__slots__),
        (hash(share(3)), share(3, (1,)) < share(4), hash(further(3)) == hash(further(3)), further(3) == share(3)),
        dataclasses.replace(one, unit="万元").unit,
    ]


def test_a_record_of_ours_is_the_same_but_not_frozen() -> None:
    usual = dataclasses.dataclass
    frozen = _kinds("schemas.errors")
    with quick_records():
        quick, others = _kinds("schemas.errors"), _kinds("json")
    assert dataclasses.dataclass is usual
    assert _told(quick) == _told(frozen)
    quick[0](3).value = 4
    for kind in (*frozen, *others):
        with pytest.raises(dataclasses.FrozenInstanceError):
            kind(3).value = 4


def test_a_record_on_a_frozen_one_is_frozen_as_well() -> None:
    base = _kinds("schemas.errors")[1]
    with quick_records():

        @dataclasses.dataclass(frozen=True)
        class Later(base):  # type: ignore[misc, valid-type]
            __module__ = "schemas.errors"
            name: str = ""

    with pytest.raises(dataclasses.FrozenInstanceError):
        Later(3).name = "x"  # type: ignore[misc]  # a checker sees it as well


def test_a_worker_reads_what_a_process_that_freezes_has_sent_and_the_other_way_round() -> None:
    job = Job(Path("a.pdf"), "a.pdf", "ab", "r", "a", Path("kept"), Limits(), password="x")
    done = subprocess.run([sys.executable, "-c", WORKER], input=pickle.dumps(job), capture_output=True, check=False)
    assert done.stdout, done.stderr.decode()
    assert pickle.loads(done.stdout) == job
