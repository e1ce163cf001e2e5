"""The pages in a real browser: language, findings, frames, hostile text. Skipped where there is no Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.chromium import Chromium
from tests.desk.desk_run import GREEN, HOSTILE, DeskRun, desk_run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> DeskRun:
    made = desk_run(tmp_path_factory.mktemp("desk"), agency=HOSTILE)
    made.write()
    return made


def _open(browser: Chromium, page: Path, *, width: int = 1400, height: int = 1000) -> None:
    browser.open(page.as_uri() + "?lang=zh", width=width, height=height)
    browser.wait("document.documentElement.dataset.lang === 'zh' && document.title")


def _shown(selector: str) -> str:
    return f"document.querySelector({selector!r}).getClientRects().length > 0"


def test_from_the_list_to_the_figure_framed_where_it_stands(chromium: Chromium, run: DeskRun) -> None:
    _open(chromium, run.audit / "index.html")
    chromium.click("tbody a")
    chromium.wait(f"location.pathname.endsWith('{run.page.name}')")
    chromium.click(".list a[href='#e1']")
    frame = "#e1 .frame.main"
    chromium.wait_for(lambda: chromium.place(frame)[1] >= 0 and chromium.place(frame)[3] <= 1000)  # scrolled into view
    left, top, right, bottom = chromium.place(frame)
    middle = int((left + right) / 2), int((top + bottom) / 2)

    def is_the_figure() -> bool:
        seen = chromium.picture().getpixel(middle)
        assert isinstance(seen, tuple)
        return max(abs(a - b) for a, b in zip(seen, GREEN, strict=True)) < 30

    chromium.wait_for(is_the_figure)  # large pictures are painted late
    picture = chromium.picture()
    edge = [picture.getpixel((middle[0], round(top) + y)) for y in range(-2, 4)]
    assert any(r > 170 and g < 70 for r, g, _ in edge), f"{edge} holds no red frame"  # type: ignore[misc]
    for x in (left - 8, right + 8):
        beside = picture.getpixel((int(x), int(top + 8)))
        assert beside != picture.getpixel(middle), "the frame ends where the figure ends"


def test_language_switch_is_kept_from_page_to_page(chromium: Chromium, run: DeskRun) -> None:
    _open(chromium, run.page)
    chromium.shows("#findings", "疑点")
    chromium.click("#language")
    chromium.shows("#findings", "Findings")
    assert chromium.ask("document.documentElement.lang") == "en"
    chromium.shows("#e1 h3", "gives at most")
    chromium.click("a.brand")
    chromium.wait("location.pathname.endsWith('/index.html')")
    chromium.shows("h1", "audited")
    chromium.click("tbody a")
    chromium.wait(f"location.pathname.endsWith('{run.page.name}')")
    chromium.shows("#findings", "Findings")
    chromium.click("#language")
    chromium.shows("#findings", "疑点")


def test_filter_shows_one_severity_and_a_link_brings_back_what_it_hides(chromium: Chromium, run: DeskRun) -> None:
    _open(chromium, run.page)
    chromium.click(".chips [data-show=notice]")
    chromium.wait(f"!({_shown('#e1')}) && {_shown('#n1')}")
    chromium.ask("location.hash = 'e1'")
    chromium.wait(_shown("#e1"))


def test_hostile_title_is_shown_and_does_not_run(chromium: Chromium, run: DeskRun) -> None:
    chromium.complaints()
    for page in (run.audit / "index.html", run.page):
        _open(chromium, page)
        chromium.shows("main", "<script>")
        assert chromium.ask("document.documentElement.dataset.owned") is None
        assert chromium.complaints() == []


def test_without_script_the_page_is_there_in_chinese(chromium: Chromium, run: DeskRun) -> None:
    chromium.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chromium.open(run.page.as_uri())
        chromium.wait(f"{_shown('#findings .zh')} && !({_shown('#findings .en')}) && !({_shown('#language')})")
    finally:
        chromium.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_narrow_page_does_not_scroll_sideways_and_shows_the_frame(chromium: Chromium, run: DeskRun) -> None:
    _open(chromium, run.page, width=420, height=900)
    chromium.wait("document.documentElement.scrollWidth <= 420")
    chromium.wait_for(
        lambda: (
            chromium.place("#e1 .view")[0] - 1 <= chromium.place("#e1 .frame.main")[0]
            and chromium.place("#e1 .frame.main")[2] <= chromium.place("#e1 .view")[2] + 1
        )
    )


def test_everything_can_be_reached_by_keyboard(chromium: Chromium, run: DeskRun) -> None:
    from selenium.webdriver.common.keys import Keys

    _open(chromium, run.page)
    reached = set()
    for _ in range(60):
        chromium.driver.switch_to.active_element.send_keys(Keys.TAB)
        reached.add(chromium.ask("(a => a.id || a.className || a.tagName)(document.activeElement)"))
    assert {"language", "view", "pdf"} <= reached
    assert chromium.ask(
        "[...document.querySelectorAll('svg[role=img]')].every(s => "
        "document.getElementById(s.getAttribute('aria-labelledby'))?.textContent.trim())"
    ), "every picture has words"
