"""What every worker needs before its first document, loaded once, before workers are made as copies of this process.

Imported by the process that is copied (`nursery`, `worker_process`) for its effect: the modules of all stages, the
vocabulary, the editions.
"""

from __future__ import annotations

import gc
import importlib
import re
import sys
from contextlib import suppress
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from schemas.errors import FuheError
from schemas.trusted import trust_our_code

from .quick_imports import quick_imports
from .written_patterns import written_patterns

MODULES = (
    "pipeline.run.worker",
    "pipeline.run.pdf_bytes",
    "parsers.read",
    "pipeline.normalize.report_parts",
    "pipeline.audit",
    "pipeline.export.report_rows",
)
PACKAGES = ("schemas", "rubrics", "parsers", "pipeline")
_PATTERNS = 8192
_UNKNOWN = "?"  # a header that no list holds: every pattern of names is asked


def _load() -> None:
    with quick_imports("worker", lambda: written_patterns(PACKAGES)):
        for name in MODULES:
            importlib.import_module(name)
        from pipeline.checks.scores.grades import grade_scale_top
        from pipeline.findings.messages import templates
        from pipeline.normalize.narrative.reading.lexicon import lexicon
        from pipeline.rules.stand_ins import stand_ins
        from pipeline.vocabulary.english import own_words
        from pipeline.vocabulary.metrics import metric_of_header
        from pipeline.vocabulary.roles import role_of_header
        from rubrics.load import all_editions

        with suppress(FuheError):  # each document will say what is wrong with the file
            lexicon()
            templates()
            own_words()
            grade_scale_top()
            stand_ins(instead=False)
            all_editions()
            metric_of_header((_UNKNOWN,))
            role_of_header(_UNKNOWN)


def _read_fields_directly() -> None:
    """Takes from records what pydantic falls back on for private attributes and extras; no record of ours has either.

    CPython specialises the reading of attributes only in classes without `__getattr__`; one instruction in 27 of a
    worker went that way. Only here: a worker runs no code but ours, other processes may.
    """
    if "__getattr__" in vars(BaseModel):
        del BaseModel.__getattr__  # type: ignore[attr-defined]  # not declared for type checkers


def _work_out_without_lock() -> None:
    """Before Python 3.12 a lock is taken for each value that a record works out once, three thousand in a report, which
    takes longer than most of the values. Only here: one thread of a worker works on documents."""

    def worked_out(self: cached_property[Any], instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__[self.attrname] = self.func(instance)
        return value

    if sys.version_info < (3, 12):
        cached_property.__get__ = worked_out  # type: ignore[method-assign]


def _remember_patterns() -> None:
    """Python remembers the last 512 patterns, also for functions that are given a pattern as text. Our modules have two
    thousand, reports bring some of their own, and what is forgotten is compiled again in the middle of a document."""
    if hasattr(re, "_MAXCACHE"):
        re._MAXCACHE = _PATTERNS


gc.disable()  # nothing of this ever goes; a worker switches the collector on again
_remember_patterns()
_load()
_read_fields_directly()
_work_out_without_lock()
trust_our_code()
gc.freeze()
