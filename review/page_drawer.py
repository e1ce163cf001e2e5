"""Pages as PNG, drawn on demand in a process of their own: a PDF that brings it down or keeps it busy costs that page.

One page is drawn at a time (pdfium does not bear threads), held to a size, and kept while there is room.
"""

from __future__ import annotations

import hashlib
import io
import math
import multiprocessing
import signal
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from parsers.page_picture import POINTS_PER_INCH, PagePictures
from pipeline.export.html.write import Source
from schemas.errors import FuheError

DPIS = (96, 144, 216)
SECONDS = 60.0  # for one page; the first one of a file also reads and checks the file
MOST_PIXELS = 16_000_000  # of one picture; larger pages are drawn coarser
_TRIES = 2  # a process that ended while nobody watched is no fault of the page
MOST_KEPT = 64_000_000  # bytes of drawn pages kept in memory


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of `width` x `height` points as PNG; `pages` is how many the file has."""

    png: bytes
    width: float
    height: float
    pages: int


class PageNotDrawn(Exception):
    """A page that cannot be shown; the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class _Task:
    source: Source
    number: int
    dpi: int
    password: str | None


class PageDrawer:
    """Draws pages of the PDFs of a run, given by report id. Safe to use from several threads; close it at the end."""

    def __init__(self, sources: Mapping[str, Source], password: str | None = None, seconds: float = SECONDS) -> None:
        self._sources, self._password, self._seconds = dict(sources), password, seconds
        self._kept: OrderedDict[tuple[str, int, int], DrawnPage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def page(self, report_id: str, number: int, dpi: int) -> DrawnPage:
        """A page of a report. Raises PageNotDrawn, KeyError for a report or resolution that is not known."""
        if dpi not in DPIS:
            raise KeyError(dpi)
        key, source = (report_id, number, dpi), self._sources[report_id]
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            drawn = self._draw(_Task(source, number, dpi, self._password))
            self._keep(key, drawn)
            return drawn

    def close(self) -> None:
        """End the process; the next page would start another."""
        with self._lock:
            self._end()

    def _keep(self, key: tuple[str, int, int], drawn: DrawnPage) -> None:
        self._kept[key] = drawn
        self._bytes += len(drawn.png)
        while self._bytes > MOST_KEPT and len(self._kept) > 1:
            self._bytes -= len(self._kept.popitem(last=False)[1].png)

    def _draw(self, task: _Task) -> DrawnPage:
        for _ in range(_TRIES):
            line = self._started()
            try:
                line.send(task)
                if not line.poll(self._seconds):
                    self._end()
                    raise PageNotDrawn(f"drawing this page took more than {self._seconds:.0f} seconds")
                answer: DrawnPage | str = line.recv()
            except (OSError, EOFError):
                self._end()
                continue
            if isinstance(answer, DrawnPage):
                return answer
            raise PageNotDrawn(answer)
        raise PageNotDrawn("the page brought the drawing process down")

    def _started(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        return self._line

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._line = self._process = None


def _serve(line: Connection) -> None:
    """The drawing process: one task after another until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is for the server
    open_file: tuple[Source, PagePictures] | None = None
    while True:
        try:
            task: _Task = line.recv()
        except (EOFError, OSError):
            return
        try:
            if open_file is None or open_file[0] != task.source:
                if open_file is not None:
                    open_file[1].__exit__()
                open_file = None
                open_file = task.source, _opened(task)
            answer: DrawnPage | str = _drawn(open_file[1], task)
        except FuheError as error:
            answer = str(error)
        except OSError as error:
            answer = f"the PDF is not where it was when the run read it: {error.strerror}"
        except (IndexError, ValueError, RuntimeError, MemoryError) as error:
            answer = f"this page cannot be drawn: {error}"
        line.send(answer)


def _opened(task: _Task) -> PagePictures:
    data = task.source.path.read_bytes()
    if hashlib.sha256(data).hexdigest() != task.source.sha256:
        raise ValueError("the PDF has changed since the run; run fuhe run again")
    return PagePictures(data, task.source.path.name, task.password)


def _drawn(pictures: PagePictures, task: _Task) -> DrawnPage:
    width, height = pictures.size(task.number)
    scale = min(task.dpi / POINTS_PER_INCH, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
    out = io.BytesIO()
    pictures.page(task.number, scale).save(out, "PNG", compress_level=1)
    return DrawnPage(out.getvalue(), width, height, len(pictures))
