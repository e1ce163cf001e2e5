"""The pages in a real browser: language, findings, frames, hostile text. Skipped where there is no Chromium."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.desk.desk_run import GREEN, HOSTILE, DeskRun, desk_run

pytest.importorskip("selenium", reason="selenium is not installed")
_BROWSER = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
_DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (_BROWSER and _DRIVER), reason="no Chromium: apt-get install chromium chromium-driver"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(_BROWSER)
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(_DRIVER)))
    driver.implicitly_wait(60)  # a click that leads to another page returns before that page is there
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> DeskRun:
    made = desk_run(tmp_path_factory.mktemp("desk"), agency=HOSTILE)
    made.write()
    return made


def _open(browser: Any, page: Path, *, width: int = 1400, height: int = 1000) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    browser.get(page.as_uri() + "?lang=zh")


def _wait_for(browser: Any, holds: Callable[[], bool]) -> None:
    from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
    from selenium.webdriver.support.wait import WebDriverWait

    late = (NoSuchElementException, StaleElementReferenceException)
    WebDriverWait(browser, 120, poll_frequency=0.05, ignored_exceptions=late).until(lambda _: holds())


def _one(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def test_from_the_list_to_the_figure_framed_where_it_stands(browser: Any, run: DeskRun) -> None:
    _open(browser, run.audit / "index.html")
    _one(browser, "tbody a").click()
    _wait_for(browser, lambda: run.page.name in browser.current_url)
    finding = _one(browser, ".list a[href='#e1']")
    finding.click()
    frame = _one(browser, "#e1 .frame.main")

    def place() -> list[float]:
        corners: list[float] = browser.execute_script(
            "const r = arguments[0].getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]", frame
        )
        return corners

    _wait_for(browser, lambda: place()[1] >= 0 and place()[3] <= 1000)  # scrolled into view
    box = place()
    middle = int((box[0] + box[2]) / 2), int((box[1] + box[3]) / 2)

    def pixels() -> Image.Image:
        return Image.open(io.BytesIO(browser.get_screenshot_as_png())).convert("RGB")

    def is_the_figure() -> bool:
        return max(abs(a - b) for a, b in zip(pixels().getpixel(middle), GREEN, strict=True)) < 30  # type: ignore[arg-type]

    _wait_for(browser, is_the_figure)  # large pictures are painted late
    picture = pixels()
    edge = [picture.getpixel((middle[0], round(box[1]) + y)) for y in range(-2, 4)]
    assert any(r > 170 and g < 70 for r, g, _ in edge), f"{edge} holds no red frame"  # type: ignore[misc]
    for x, y in ((box[0] - 8, box[1] + 8), (box[2] + 8, box[1] + 8)):
        assert picture.getpixel((int(x), int(y))) != picture.getpixel(middle), "the frame ends where the figure ends"


def test_language_switch_is_kept_from_page_to_page(browser: Any, run: DeskRun) -> None:
    _open(browser, run.page)
    heading = _one(browser, "#findings")
    assert heading.text.startswith("疑点")
    _one(browser, "#language").click()
    assert heading.text.startswith("Findings")
    assert _one(browser, "html").get_attribute("lang") == "en"
    assert "gives at most" in _one(browser, "#e1 h3").text
    _one(browser, "a.brand").click()
    _wait_for(browser, lambda: "/index.html" in browser.current_url)
    _wait_for(browser, lambda: "audited" in _one(browser, "h1").text)
    _one(browser, "tbody a").click()
    _wait_for(browser, lambda: run.page.name in browser.current_url)
    _wait_for(browser, lambda: _one(browser, "#findings").text.startswith("Findings"))
    _one(browser, "#language").click()
    assert _one(browser, "#findings").text.startswith("疑点")


def test_filter_shows_one_severity_and_a_link_brings_back_what_it_hides(browser: Any, run: DeskRun) -> None:
    _open(browser, run.page)
    _one(browser, ".chips [data-show=notice]").click()
    assert not _one(browser, "#e1").is_displayed()
    assert _one(browser, "#n1").is_displayed()
    browser.execute_script("location.hash = 'e1'")
    _wait_for(browser, _one(browser, "#e1").is_displayed)


def test_hostile_title_is_shown_and_does_not_run(browser: Any, run: DeskRun) -> None:
    for page in (run.audit / "index.html", run.page):
        _open(browser, page)
        assert browser.execute_script("return document.documentElement.dataset.owned") is None
        assert "<script>" in _one(browser, "main").text
        errors = [e for e in browser.get_log("browser") if e["level"] == "SEVERE"]
        assert errors == []


def test_without_script_the_page_is_there_in_chinese(browser: Any, run: DeskRun) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(run.page.as_uri())
        assert _one(browser, "#findings .zh").is_displayed()
        assert not _one(browser, "#findings .en").is_displayed()
        assert not _one(browser, "#language").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_narrow_page_does_not_scroll_sideways_and_shows_the_frame(browser: Any, run: DeskRun) -> None:
    _open(browser, run.page, width=420, height=900)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 420
    inside = browser.execute_script(
        "const v = document.querySelector('#e1 .view'), f = v.querySelector('.frame.main');"
        "const a = v.getBoundingClientRect(), b = f.getBoundingClientRect();"
        "return b.left >= a.left - 1 && b.right <= a.right + 1"
    )
    assert inside, "the picture is scrolled to the figure"


def test_everything_can_be_reached_by_keyboard(browser: Any, run: DeskRun) -> None:
    from selenium.webdriver.common.keys import Keys

    _open(browser, run.page)
    reached = set()
    for _ in range(60):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        reached.add(browser.execute_script("const a = document.activeElement; return a.id || a.className || a.tagName"))
    assert {"language", "view", "pdf"} <= reached
    assert browser.execute_script(
        "return [...document.querySelectorAll('svg[role=img]')].every(s => "
        "document.getElementById(s.getAttribute('aria-labelledby'))?.textContent.trim())"
    ), "every picture has words"
