"""What `fuhe run` needs besides its options, imported for its effect and with what an earlier start has kept."""

from __future__ import annotations

from pipeline.run.starting.quick_imports import quick_imports

with quick_imports("run"):
    from pipeline.cli.run_session import run_and_report

__all__ = ["run_and_report"]
