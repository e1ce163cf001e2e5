"""Drawing pages in a process of their own, which a PDF may bring down."""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

import review.page_drawer as page_drawer
from pipeline.export.html.write import Source
from review.page_drawer import MOST_PIXELS, PageDrawer, PageNotDrawn
from tests.desk.desk_run import small_pdf


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "甲.pdf"
    path.write_bytes(small_pdf())
    return Source(path, hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.fixture
def drawer(source: Source) -> Iterator[PageDrawer]:
    drawer = PageDrawer({"a": source, "gone": Source(source.path.with_name("gone.pdf"), "")})
    yield drawer
    drawer.close()


def _kill() -> None:
    (process,) = multiprocessing.active_children()
    process.kill()
    process.join()


def test_a_page_comes_back_when_the_process_had_ended(drawer: PageDrawer) -> None:
    assert drawer.page("a", 1, 96).pages == 2
    _kill()
    assert drawer.page("a", 2, 96).width == 595


def test_a_page_that_kills_the_process_costs_itself_only(
    drawer: PageDrawer, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_drawer, "_serve", os.abort)  # stands for pdfium meeting a page that it cannot bear
    with pytest.raises(PageNotDrawn, match="brought the drawing process down"):
        drawer.page("a", 1, 96)
    monkeypatch.undo()
    assert drawer.page("a", 1, 96).width == 595
    source.path.unlink()
    assert drawer.page("a", 1, 96).width == 595, "what was drawn is kept"


def test_what_cannot_be_drawn_is_said(drawer: PageDrawer) -> None:
    for report, page, why in (("a", 9, "no page 9"), ("gone", 1, "not where it was")):
        with pytest.raises(PageNotDrawn, match=why):
            drawer.page(report, page, 96)
    with pytest.raises(KeyError):
        drawer.page("b", 1, 96)


def test_a_page_of_enormous_size_is_drawn_coarser(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    made = canvas.Canvas(str(path), pagesize=(14_000, 9_000))
    made.rect(0, 0, 7_000, 9_000, fill=1)
    made.save()
    drawer = PageDrawer({"a": Source(path, hashlib.sha256(path.read_bytes()).hexdigest())})
    try:
        drawn = drawer.page("a", 1, 96)
        with Image.open(io.BytesIO(drawn.png)) as picture:
            assert picture.width * picture.height <= MOST_PIXELS * 1.01
        assert (drawn.width, drawn.height) == (14_000, 9_000)
    finally:
        drawer.close()
