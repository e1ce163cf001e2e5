"""Takes the pictures of `docs/screenshots/` from a run over the sample reports, in Chromium: `make screenshots`.

Without Chromium it says so and leaves the pictures as they are.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from docs.excerpts import fuhe
from pipeline.export.finished_run import FinishedFinding, finished_reports
from pipeline.run.desk import review_sources, write_desk
from review.server import ReviewServer
from schemas.audit import CheckCode, Severity
from tests.desk.chromium import MISSING, Chromium, found

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).with_name("screenshots")
LANGUAGES = ("zh", "en")
WIDE, NARROW = (1280, 860), (400, 860)
_COLOURS = 255
_GAP = 24


def main() -> None:
    if found() is None:
        print(f"no screenshots taken: {MISSING}", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "run"
        fuhe(str(ROOT), "run", "corpus", "--out", str(out))
        write_desk(out)
        report_id, finding = _gravest_score(out)
        FOLDER.mkdir(exist_ok=True)
        with _served(out) as server, Chromium() as browser:
            browser.open(server.address)  # hands over the token
            for language in LANGUAGES:
                _take(browser, out, server.origin, language, report_id, finding)
    for picture in sorted(FOLDER.glob("*.png")):
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1024} KB")


def _gravest_score(out: Path) -> tuple[str, FinishedFinding]:
    """The first score that its rule contradicts, else the first finding, with its report."""
    every = [(r.report_id, f) for r in finished_reports(out / "corpus") for f in r.findings]
    wrong = [x for x in every if x[1].check is CheckCode.SCORE and x[1].severity is Severity.ERROR]
    return (wrong or every)[0]


@contextmanager
def _served(out: Path) -> Iterator[ReviewServer]:
    server = ReviewServer(out, *review_sources(out))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _take(browser: Chromium, out: Path, origin: str, language: str, report_id: str, finding: FinishedFinding) -> None:
    audit = (out / "audit").as_uri()
    index, report = f"{audit}/index.html?lang={language}", f"{audit}/{report_id}.html?lang={language}"
    desk = f"{origin}/?lang={language}#at={report_id}/{finding.finding_id}"
    narrow = []
    browser.open(index, width=WIDE[0], height=WIDE[1])
    _save(browser.whole_page(), f"reports-{language}")
    browser.open(f"{report}#{finding.finding_id}", width=WIDE[0], height=WIDE[1])
    browser.ask(f"document.getElementById({finding.finding_id!r}).scrollIntoView()")
    _save(browser.picture(), f"report-{language}")
    _show_sentence(browser, desk, WIDE)
    _save(browser.picture(), f"review-{language}")

    browser.open(index, width=NARROW[0], height=NARROW[1])
    narrow.append(browser.picture())
    browser.open(f"{report}#{finding.finding_id}", width=NARROW[0], height=NARROW[1])
    browser.ask(f"document.getElementById({finding.finding_id!r}).scrollIntoView()")
    narrow.append(browser.picture())
    _show_sentence(browser, desk, NARROW)
    narrow.append(browser.picture())
    _save(_beside(narrow), f"narrow-{language}")


def _show_sentence(browser: Chromium, address: str, size: tuple[int, int]) -> None:
    """The review desk with the finding chosen, on the page of the last place it rests on."""
    browser.open("about:blank", width=size[0], height=size[1])
    browser.open(address, width=size[0], height=size[1])
    browser.wait("document.getElementById('stage').dataset.shown && document.querySelector('#card button.place')")
    browser.ask("[...document.querySelectorAll('#card button.place')].pop().click()")
    browser.wait(
        "document.getElementById('stage').dataset.shown && document.querySelector('#overlay .chosen.main')"
        " && document.getElementById('picture').complete"
    )


def _beside(pictures: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (sum(p.width for p in pictures) + _GAP * (len(pictures) - 1), pictures[0].height), "white")
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width + _GAP
    return sheet


def _save(picture: Image.Image, name: str) -> None:
    few = picture.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
