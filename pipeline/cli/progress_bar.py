"""The progress of a run as a bar on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.cli.tally import Tally, problem_line
from pipeline.run.outcome import Outcome


class Bar:
    """A progress bar; problems scroll by above it."""

    def __init__(self) -> None:
        self._console = console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        self._tally = Tally()
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[found]}"),
            console=console,
            transient=True,
        )
        self._task = self._progress.add_task("documents", total=None, speed="", found="")

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def listed(self, total: int) -> None:
        self._progress.start()
        self._progress.update(self._task, total=total)

    def finished(self, file: str, outcome: Outcome, *, kept: bool) -> None:
        self._tally.add(outcome, kept)
        line = problem_line(file, outcome)
        if line:
            self._console.print(line)
        self._progress.update(
            self._task,
            advance=1,
            speed=f"{self._tally.speed:.1f} pages/s",
            found=f"{self._tally.findings} to look at",
        )

    def exporting(self) -> None:
        self._progress.update(self._task, description="writing files")
