"""What every worker needs before its first document, loaded once, before workers are made as copies of this process.

Imported by the process that is copied (`nursery`, `worker_process`) for its effect: the modules of all stages, the
vocabulary, the editions.
"""

from __future__ import annotations

import gc
import importlib
from contextlib import suppress

from pipeline.run.quick_imports import quick_imports
from pipeline.run.written_patterns import written_patterns
from schemas.errors import FuheError

MODULES = (
    "pipeline.run.worker",
    "pipeline.run.pdf_bytes",
    "parsers.read",
    "pipeline.normalize.report_parts",
    "pipeline.audit",
    "pipeline.export.report_rows",
)
PACKAGES = ("schemas", "rubrics", "parsers", "pipeline")
_UNKNOWN = "?"  # a header that no list holds: every pattern of names is asked


def _load() -> None:
    with quick_imports("worker", lambda: written_patterns(PACKAGES)):
        for name in MODULES:
            importlib.import_module(name)
        from pipeline.findings.messages import templates
        from pipeline.normalize.narrative.reading.lexicon import lexicon
        from pipeline.vocabulary.metrics import metric_of_header
        from pipeline.vocabulary.roles import role_of_header
        from rubrics.load import all_editions

        with suppress(FuheError):  # each document will say what is wrong with the file
            lexicon()
            templates()
            all_editions()
            metric_of_header((_UNKNOWN,))
            role_of_header(_UNKNOWN)


gc.disable()  # nothing of this ever goes; a worker switches the collector on again
_load()
gc.freeze()
