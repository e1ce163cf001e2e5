"""The review server: who may ask, what it hands out, and what it refuses."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from pipeline.export.decision_log import DecisionLog, State
from tests.desk.desk_run import FIGURE, GREEN, desk_run
from tests.desk.review_desk import Desk, open_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that the tests share: what they decide adds up."""
    with open_desk(tmp_path_factory.mktemp("review")) as desk:
        yield desk


def _json(desk: Desk, path: str) -> object:
    status, body = desk.ask(path)
    assert status == 200, body
    return json.loads(body)


def test_listens_on_loopback_only(desk: Desk) -> None:
    assert desk.server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": ""},
        {"Cookie": "fuhe_review=guess"},
        {"Host": "attacker.example"},
    ],
)
def test_nobody_reads_without_token_or_under_another_name(desk: Desk, headers: dict[str, str]) -> None:
    rid = desk.report_id
    for path in ("/", f"/{rid}.html", f"/pdf/{rid}", f"/picture/{rid}/2.png", "/api/findings", "/api/decisions"):
        assert desk.ask(path, **headers)[0] == 403


def test_another_site_cannot_decide(desk: Desk) -> None:
    before = DecisionLog(desk.run.audit).history()
    assert desk.decide(Origin="https://attacker.example") == 403
    assert DecisionLog(desk.run.audit).history() == before


@pytest.mark.parametrize(
    "path",
    [
        "/../corpus/facts.csv",
        "/pdf/../../etc/passwd",
        "/findings.xlsx/..",
        "/decisions.sqlite",
        "/%2e%2e/run.json",
        "/picture/000000000000/1.png",
        "/picture/../../1.png",
        "/api/finding?report=000000000000&id=e1",
        "/api/page?report=000000000000&page=1",
    ],
)
def test_only_pages_and_pdfs_of_the_run_are_served(desk: Desk, path: str) -> None:
    assert desk.ask(path)[0] == 404


@pytest.mark.parametrize("path", ["/api/findings?start=-1", "/api/decisions?after=1;DROP"])
def test_numbers_are_numbers(desk: Desk, path: str) -> None:
    assert desk.ask(path)[0] == 400


def test_the_page_links_to_the_pdf_that_the_server_hands_out(desk: Desk) -> None:
    status, page = desk.ask(f"/{desk.run.page.name}")
    assert status == 200
    assert f'href="/pdf/{desk.report_id}#page=2"' in page.decode()
    assert desk.ask(f"/pdf/{desk.report_id}")[1] == desk.run.pdf.read_bytes()


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"report_id": "x", "finding_id": "e1", "state": "accepted"},
        {"report_id": "0" * 12, "finding_id": "e1"},
        {"report_id": "0" * 12, "finding_id": "e1", "state": "accepted"},
    ],
)
def test_what_is_no_decision_is_refused(desk: Desk, body: object) -> None:
    before = DecisionLog(desk.run.audit).history()
    assert desk.ask("/api/decisions", body)[0] == 400
    assert DecisionLog(desk.run.audit).history() == before


def test_two_reviewers_at_once_lose_nothing(desk: Desk) -> None:
    before = len(DecisionLog(desk.run.audit).history())
    with ThreadPoolExecutor(8) as both:
        codes = list(both.map(lambda i: desk.decide(reviewer="甲乙"[i % 2]), range(24)))
    assert codes == [200] * 24
    history = DecisionLog(desk.run.audit).history()
    assert len(history) - before == 24
    assert {d.reviewer for d in history[before:]} == {"甲", "乙"}


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("", ["e1", "n1"]),
        ("severity=error", ["e1"]),
        ("state=open", ["n1"]),
        ("state=accepted", ["e1"]),
        (f"agency={quote('甲街道办事处')}&year=2021", ["e1", "n1"]),
        (f"agency={quote('乙街道办事处')}", []),
        (f"words={quote('自评')}&severity=notice", ["n1"]),
        (f"words={quote('固定资产')}", []),
        ("words=%25", []),
    ],
)
def test_the_list_is_narrowed_by_filters_and_words(desk: Desk, asked: str, ids: list[str]) -> None:
    desk.decide("accepted")
    found = _json(desk, f"/api/findings?{asked}")
    assert isinstance(found, dict)
    assert [f["finding_id"] for f in found["findings"]] == ids
    assert found["total"] == len(ids)
    assert found["decided"] == ids.count("e1")


def test_words_lead_to_the_place_on_the_page(desk: Desk) -> None:
    (passage,) = _json(desk, f"/api/passages?words={quote('科室 9')}")  # type: ignore[misc]
    assert (passage["kind"], passage["page"]) == ("paragraph", 1)
    assert passage["boxes"][0]["page"] == 1
    cells = _json(desk, "/api/passages?words=1234.50")
    assert [(c["kind"], c["text"]) for c in cells] == [("cell", "1,234.50")]  # type: ignore[attr-defined]


def test_a_page_is_drawn_with_the_figure_where_the_box_is(desk: Desk) -> None:
    found = _json(desk, f"/api/page?report={desk.report_id}&page=2")
    assert isinstance(found, dict)
    main = next(b for b in found["boxes"] if b["kind"] == "finding" and b["main"])
    assert (main["box"]["x0"], main["box"]["top"]) == (FIGURE.x0, FIGURE.top)
    assert (found["width"], found["height"], found["pages"]) == (595, 842, 2)
    for dpi in (96, 216):
        picture = Image.open(io.BytesIO(desk.ask(f"/picture/{desk.report_id}/2.png?dpi={dpi}")[1]))
        middle = (FIGURE.x0 + FIGURE.x1) / 2 * dpi / 72, (FIGURE.top + FIGURE.bottom) / 2 * dpi / 72
        assert picture.getpixel((int(middle[0]), int(middle[1]))) == GREEN
    assert desk.ask(f"/picture/{desk.report_id}/2.png?dpi=5000")[0] == 404
    assert desk.ask(f"/picture/{desk.report_id}/3.png")[0] == 404


def test_a_pdf_that_is_another_by_now_is_not_shown_under_boxes_that_do_not_fit(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        desk.run.pdf.write_bytes(desk.run.pdf.read_bytes() + b"\n")
        found = _json(desk, f"/api/page?report={desk.report_id}&page=2")
        assert isinstance(found, dict)
        assert "changed since the run" in found["problem"]


def test_review_hands_out_the_pages_until_it_is_ended_and_then_writes_the_decisions(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    DecisionLog(run.audit).add(run.page.stem, "e1", State.ACCEPTED, "=1+1", "甲")
    command = [sys.executable, "-m", "pipeline.cli.main", "review", str(run.out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        address = process.stdout.readline().split()[-1]
        with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(address) as answer:
            assert "审核台" in answer.read().decode()
        process.terminate()
        assert process.wait(300) == 0
    rows = (run.audit / "decisions.csv").read_text("utf-8").splitlines()
    assert rows[0].startswith("report_id,finding_id,state")
    assert rows[1].split(",")[1:5] == ["e1", "accepted", "'=1+1", "甲"]
