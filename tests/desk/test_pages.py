"""Pages as files: what is in them, what is not, and when they are made anew."""

from __future__ import annotations

import html
import re
from pathlib import Path

from tests.desk.desk_run import HOSTILE, desk_run


def test_a_page_needs_nothing_from_outside(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    run.write()
    for page in run.audit.glob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"""(src|href)\s*=\s*["'](https?:)?//""", text)
        assert "default-src 'none'" in html.unescape(text)
    assert "data:image/webp;base64," in run.page.read_text("utf-8")


def test_report_text_stays_text(tmp_path: Path) -> None:
    run = desk_run(tmp_path, agency=HOSTILE)
    run.write()
    for page in run.audit.glob("*.html"):
        text = page.read_text("utf-8")
        assert text.count("<script>") == 1  # our own
        assert "<img src=x" not in text
        assert "&lt;script&gt;" in text


def test_pdf_link_survives_spaces_signs_and_chinese(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    run.write()
    links = re.findall(r'href="([^"]+\.pdf)#page=2"', run.page.read_text("utf-8"))
    assert links
    assert set(links) == {"../../%E7%94%B2%20%E6%8A%A5%E5%91%8A%20%231.pdf"}


def test_a_picture_shown_by_two_findings_is_held_once(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    run.write()
    text = run.page.read_text("utf-8")
    assert text.count('class="view"') == 2
    assert text.count("data:image/webp") == 1


def test_page_says_so_when_the_pdf_is_gone_and_gets_pictures_once_it_is_back(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    away = run.pdf.rename(tmp_path / "away")
    done = run.write()
    assert done.without_pictures == [run.pdf.name]
    text = run.page.read_text("utf-8")
    assert "原文件已移动" in text
    assert "data:image" not in text
    assert "第 2 页" in text
    away.rename(run.pdf)
    assert run.write().written == 1
    assert "data:image/webp" in run.page.read_text("utf-8")


def test_another_file_under_the_same_name_is_not_shown(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    run.pdf.write_bytes(run.pdf.read_bytes() + b"\n% changed")
    run.write()
    assert "data:image" not in run.page.read_text("utf-8")


def test_unchanged_pages_are_left_alone_and_pages_of_reports_that_are_gone_deleted(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    run.write()
    before = run.page.stat().st_mtime_ns
    stale = run.audit / ("0" * 12 + ".html")
    stale.write_text("old")
    mine = run.audit / "notes.html"
    mine.write_text("an auditor's own file")
    done = run.write()
    assert (done.written, done.kept) == (0, 1)
    assert run.page.stat().st_mtime_ns == before
    assert not stale.exists()
    assert mine.exists()


def test_the_list_leads_straight_to_why_a_score_is_too_high(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    run.write()
    index = (run.audit / "index.html").read_text("utf-8")
    assert f'href="{run.page.name}#e1"' in index
    assert "高 0.01 分" in index
    assert "0.01 too high" in index
