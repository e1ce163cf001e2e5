"""A process that holds one killable worker for somebody who must not have child processes of their own kind.

Workers of a Dask cluster are daemonic processes, which multiprocessing forbids to have children; they start this
program instead and speak with it through its standard input and output: a pickled `Job` in, a pickled `Outcome` out.
It ends, with its worker, when the input closes, be it in the middle of a document.

    python -m pipeline.run.shepherd
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.run.document_job import Job
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome
from pipeline.run.worker import end_with
from pipeline.run.worker_pool import WorkerPool
from schemas.errors import OutputError


class Shepherd:
    """The side that asks. Not for use by several threads at once."""

    def __init__(self, limits: Limits, processor: str) -> None:
        command = [sys.executable, "-m", "pipeline.run.shepherd"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._send((limits, processor))

    def process(self, job: Job) -> Outcome:
        """Raises OutputError when the work cannot be written or the process is gone."""
        try:
            self._send(job)
            assert self._process.stdout is not None
            answer = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise OutputError("the process that holds the worker died", "run again: what was done is kept") from error
        if isinstance(answer, OutputError):
            raise answer
        assert isinstance(answer, Outcome)
        return answer

    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """End the process and its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, what: object) -> None:
        assert self._process.stdin is not None
        pickle.dump(what, self._process.stdin)
        self._process.stdin.flush()


def main() -> None:
    """The process that starts workers: it takes limits and processor on stdin, then one request after the other, and
    answers on what was stdout."""
    answers = os.fdopen(os.dup(1), "wb")
    sink = os.open(os.devnull, os.O_RDWR)
    os.dup2(sink, 1)
    questions = os.fdopen(os.dup(0), "rb")
    os.dup2(sink, 0)  # the worker must not hold the pipe
    limits, processor = pickle.load(questions)
    try:
        with WorkerPool(1, limits, processor) as pool:
            end_with(questions)  # a thread: the pool must be there before
            for job in _jobs(questions):  # a pool that is given them all would ask for the next before it answers
                for _, outcome in pool.run(iter([job])):
                    _answer(answers, outcome)
    except OutputError as error:
        _answer(answers, error)


def _jobs(questions: BinaryIO) -> Iterator[Job]:
    while True:
        try:
            yield pickle.load(questions)
        except EOFError:
            return


def _answer(answers: BinaryIO, what: object) -> None:
    pickle.dump(what, answers)
    answers.flush()


if __name__ == "__main__":
    main()
