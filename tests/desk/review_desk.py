"""A review server over a small run, for tests to ask."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.explore_sqlite import write_database
from pipeline.export.html.write import Source, pdf_link
from review.server import ReviewServer
from tests.desk.desk_run import DeskRun, desk_run


@dataclass(frozen=True)
class Desk:
    run: DeskRun
    server: ReviewServer

    @property
    def report_id(self) -> str:
        return self.run.page.stem

    def ask(self, path: str, body: object = None, **headers: str) -> tuple[int, bytes]:
        """Status and body of a request with the cookie and, for a decision, our Origin."""
        sent = {"Cookie": f"fuhe_review={self.server.token}", "Origin": self.server.origin, **headers}
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(self.server.origin + path, data, sent)) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def decide(self, state: str = "accepted", reviewer: str = "甲", **headers: str) -> int:
        body = {"report_id": self.report_id, "finding_id": "e1", "state": state, "reviewer": reviewer}
        return self.ask("/api/decisions", body, **headers)[0]


@contextmanager
def open_desk(root: Path, agency: str = "甲街道办事处", *, clean: bool = False) -> Iterator[Desk]:
    run = desk_run(root, agency, clean=clean)
    run.write()
    write_database(run.out / "corpus")
    sources = {run.page.stem: Source(run.pdf, run.report.document.sha256)}
    server = ReviewServer(run.out, sources, {run.page.stem: pdf_link(run.pdf, run.audit)})
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield Desk(run, server)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
