"""Deciding on findings: who may ask, what is kept, and the page in a real browser."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from pipeline.export.decision_log import DecisionLog, State
from pipeline.export.finished_run import finished_reports
from pipeline.export.html.write import pdf_link
from pipeline.export.workbook import workbook
from review.server import ReviewServer
from tests.desk.desk_run import DeskRun, desk_run


@dataclass(frozen=True)
class Desk:
    run: DeskRun
    server: ReviewServer

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
        body = {"report_id": self.run.page.stem, "finding_id": "e1", "state": state, "reviewer": reviewer}
        return self.ask("/api/decisions", body, **headers)[0]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    run = desk_run(tmp_path)
    run.write()
    rid = run.page.stem
    server = ReviewServer(run.audit, {rid: run.pdf}, {rid: pdf_link(run.pdf, run.audit)})
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield Desk(run, server)
    server.shutdown()
    thread.join()
    server.server_close()


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
    for path in ("/", f"/{desk.run.page.name}", f"/pdf/{desk.run.page.stem}", "/api/decisions"):
        assert desk.ask(path, **headers)[0] == 403


def test_another_site_cannot_decide(desk: Desk) -> None:
    assert desk.decide(Origin="https://attacker.example") == 403
    assert DecisionLog(desk.run.audit).history() == []


@pytest.mark.parametrize(
    "path",
    ["/../corpus/facts.csv", "/pdf/../../etc/passwd", "/findings.xlsx/..", "/decisions.sqlite", "/%2e%2e/run.json"],
)
def test_only_pages_and_pdfs_of_the_run_are_served(desk: Desk, path: str) -> None:
    assert desk.ask(path)[0] == 404


def test_the_page_links_to_the_pdf_that_the_server_hands_out(desk: Desk) -> None:
    status, page = desk.ask(f"/{desk.run.page.name}")
    assert status == 200
    assert f'href="/pdf/{desk.run.page.stem}#page=2"' in page.decode()
    assert desk.ask(f"/pdf/{desk.run.page.stem}")[1] == desk.run.pdf.read_bytes()


@pytest.mark.parametrize(
    "body",
    [{}, [], {"report_id": "x", "finding_id": "e1", "state": "accepted"}, {"report_id": "0" * 12, "finding_id": "e1"}],
)
def test_what_is_no_decision_is_refused(desk: Desk, body: object) -> None:
    assert desk.ask("/api/decisions", body)[0] == 400


def test_two_reviewers_at_once_lose_nothing(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as both:
        codes = list(both.map(lambda i: desk.decide(reviewer="甲乙"[i % 2]), range(24)))
    assert codes == [200] * 24
    history = DecisionLog(desk.run.audit).history()
    assert len(history) == 24
    assert {d.reviewer for d in history} == {"甲", "乙"}


def test_the_last_decision_counts_and_reaches_the_workbook(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    log = DecisionLog(run.audit)
    rid = run.page.stem
    log.add(rid, "e1", State.ACCEPTED, "", "甲")
    log.add(rid, "e1", State.DISMISSED, "=原文另有说明", "乙")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(finished_reports(run.out / "corpus"), {}, log.latest())))["疑点"]
    assert [sheet.cell(2, c).value for c in (14, 15, 16)] == ["排除", "=原文另有说明", "乙"]
    assert sheet.cell(2, 15).data_type == "s"
    assert [d.state for d in log.history(rid)] == [State.ACCEPTED, State.DISMISSED]


def test_decide_in_the_browser_and_find_it_again_after_a_reload(desk: Desk) -> None:
    pytest.importorskip("selenium", reason="selenium is not installed")
    binary = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    driver = shutil.which("chromedriver")
    if not (binary and driver):
        pytest.skip("no Chromium: apt-get install chromium chromium-driver")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(driver))
    browser.implicitly_wait(60)  # a click that leads to another page returns before that page is there
    try:
        browser.get(desk.server.address)
        assert "token" not in browser.current_url
        browser.find_element("css selector", "tbody a").click()
        browser.find_element("css selector", ".reviewer input").send_keys("甲\t")
        browser.find_element("css selector", "#e1 .comment").send_keys("<b>见附件</b>")
        browser.find_element("css selector", "#e1 [data-state=accepted]").click()

        def decided(_: object) -> bool:
            return "<b>见附件</b>" in browser.find_element("css selector", "#e1 .review ol").text

        WebDriverWait(browser, 120).until(decided)
        browser.refresh()
        WebDriverWait(browser, 120).until(decided)
        button = browser.find_element("css selector", "#e1 [data-state=accepted]")
        WebDriverWait(browser, 120).until(lambda _: button.get_attribute("aria-pressed") == "true")
        browser.find_element("css selector", "body").send_keys("jd")
        WebDriverWait(browser, 120).until(lambda _: len(DecisionLog(desk.run.audit).history()) == 2)
        assert DecisionLog(desk.run.audit).history()[-1].state is State.DISMISSED
    finally:
        browser.quit()


def test_review_hands_out_the_pages_until_it_is_ended_and_then_writes_the_decisions(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    DecisionLog(run.audit).add(run.page.stem, "e1", State.ACCEPTED, "=1+1", "甲")
    command = [sys.executable, "-m", "pipeline.cli.main", "review", str(run.out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        address = process.stdout.readline().split()[-1]
        with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(address) as answer:
            assert "复核" in answer.read().decode()
        process.terminate()
        assert process.wait(300) == 0
    rows = (run.audit / "decisions.csv").read_text("utf-8").splitlines()
    assert rows[0].startswith("report_id,finding_id,state")
    assert rows[1].split(",")[1:5] == ["e1", "accepted", "'=1+1", "甲"]
