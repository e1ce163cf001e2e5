"""The review desk in a real browser: from the list to the figure on its page, deciding, searching, keys, two files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.export.decision_log import About, DecisionLog, State
from tests.desk.chromium import Chromium
from tests.desk.desk_run import FIGURE, GREEN, HOSTILE
from tests.desk.review_desk import Desk, open_desk

WIDE, NARROW = (1400, 900), (420, 900)


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("review"), agency=HOSTILE) as desk:
        yield desk


@pytest.fixture
def page(chromium: Chromium, desk: Desk) -> Chromium:
    """The desk, opened wide, with the first finding on its page."""
    chromium.open(desk.server.address, width=WIDE[0], height=WIDE[1])
    _on_page(chromium, desk, 2)
    return chromium


def _on_page(browser: Chromium, desk: Desk, number: int) -> None:
    browser.wait(f"document.getElementById('stage').dataset.shown === '{desk.report_id}/{number}'")


def _chosen(browser: Chromium, desk: Desk, finding_id: str) -> None:
    browser.wait(f"document.getElementById('card').dataset.shown === '{desk.report_id}/{finding_id}'")


def test_the_chosen_finding_is_framed_where_it_stands(page: Chromium, desk: Desk) -> None:
    assert page.ask("location.search") == "", "the token is gone from the address"
    _chosen(page, desk, "e1")
    frame = "#overlay .chosen.main"

    def is_framed() -> bool:
        left, top, right, bottom = page.place(frame)
        picture = page.picture()
        inside = picture.getpixel((int((left + right) / 2), int((top + bottom) / 2)))
        outside = picture.getpixel((int(left - 12), int((top + bottom) / 2)))
        edge = picture.getpixel((int((left + right) / 2), round(top)))
        assert isinstance(inside, tuple)
        assert isinstance(edge, tuple)
        # green below the frame's faint red, a red edge, and something else beside it
        return inside[1] > inside[0] + 60 and edge[0] > edge[1] + 80 and outside != inside

    page.wait_for(is_framed)
    paper = page.place("#paper")
    scale = (paper[2] - paper[0]) / 595
    box = page.place(frame)
    assert abs((box[0] + box[2]) / 2 - paper[0] - (FIGURE.x0 + FIGURE.x1) / 2 * scale) < 2
    assert abs((box[1] + box[3]) / 2 - paper[1] - (FIGURE.top + FIGURE.bottom) / 2 * scale) < 2
    assert GREEN[1] > GREEN[0]


def test_decide_reload_and_it_is_still_there(page: Chromium, desk: Desk) -> None:
    page.write("#reviewer", "甲\t")
    page.write("#comment", "<b>见附件</b>")
    page.click("#decide [data-state=accepted]")
    page.shows("#history", "<b>见附件</b>")
    page.driver.refresh()
    page.shows("#history", "<b>见附件</b>")
    page.wait("document.querySelector('#decide [data-state=accepted]').getAttribute('aria-pressed') === 'true'")
    page.shows("#findings li.at", "确认")
    page.shows("#progress", "已决定 1")
    (made,) = DecisionLog(desk.run.audit).history()
    assert (made.state, made.reviewer, made.about.agency) == (State.ACCEPTED, "甲", HOSTILE)


def test_what_another_reviewer_decides_appears(page: Chromium, desk: Desk) -> None:
    _chosen(page, desk, "e1")
    assert desk.decide("dismissed", reviewer="乙") == 200
    page.shows("#history", "乙")
    page.shows("#findings li.at", "排除")


def test_keys_choose_decide_turn_and_zoom(page: Chromium, desk: Desk) -> None:
    page.press("j")
    _chosen(page, desk, "n1")
    page.press("e")
    page.shows("#history", "需补证")
    page.press("e")  # the same again takes it back
    page.shows("#history", "待定")
    page.press("k")
    _chosen(page, desk, "e1")
    from selenium.webdriver.common.keys import Keys

    page.press(Keys.ARROW_LEFT)
    _on_page(page, desk, 1)
    page.press(Keys.ARROW_RIGHT)
    _on_page(page, desk, 2)
    width = page.place("#paper")[2] - page.place("#paper")[0]
    page.press("+")
    page.wait_for(lambda: page.place("#paper")[2] - page.place("#paper")[0] > width + 20)
    page.press("0")
    page.wait_for(lambda: abs(page.place("#paper")[2] - page.place("#paper")[0] - width) < 2)
    assert [d.state for d in DecisionLog(desk.run.audit).history()] == [State.NEEDS_EVIDENCE, State.OPEN]


def test_search_leads_to_the_passage_on_its_page(page: Chromium, desk: Desk) -> None:
    page.write("#find", "科室")
    page.shows("#passages", "科室")
    page.shows("#progress", "0 条疑点")
    page.click("#passages button")
    _on_page(page, desk, 1)
    page.wait("document.querySelectorAll('#overlay .passage').length === 1")
    page.wait("document.getElementById('decide').hidden")  # nothing to decide on: no finding is shown


def test_filters_narrow_the_list_and_stay_after_a_reload(page: Chromium, desk: Desk) -> None:
    page.wait("document.querySelectorAll('#findings li[data-key]').length === 2")
    page.click("#by-severity option[value=notice]")
    page.wait("document.querySelectorAll('#findings li[data-key]').length === 1")
    page.driver.refresh()
    page.wait("document.querySelectorAll('#findings li[data-key]').length === 1")
    page.shows("#findings", "提示")


def test_a_decision_on_an_earlier_file_is_offered_and_taken_only_when_asked(chromium: Chromium, desk: Desk) -> None:
    about = About(HOSTILE, "2021", "旧稿.pdf", "score", "", "自评 2.00 分")
    DecisionLog(desk.run.audit).add("0" * 12, "e1", State.DISMISSED, "已核", "乙", about)
    chromium.open(desk.server.address, width=WIDE[0], height=WIDE[1])
    chromium.shows("#findings li.at", "另一文件上已定")
    chromium.shows("#earlier", "旧稿.pdf")
    assert (desk.report_id, "e1") not in DecisionLog(desk.run.audit).latest()
    chromium.click("#earlier button")
    chromium.shows("#history", "沿用")
    decided = DecisionLog(desk.run.audit).latest()[desk.report_id, "e1"]
    assert decided.state is State.DISMISSED
    assert "旧稿.pdf" in decided.comment


def test_hostile_text_is_shown_and_does_not_run(page: Chromium, desk: Desk) -> None:
    _chosen(page, desk, "e1")
    page.shows("#findings", "<script>")
    page.shows("#card", "<script>")
    page.click("#language")
    page.shows("#progress", "decided")
    page.shows("#card", "scored 2.00")
    assert page.ask("document.documentElement.dataset.owned") is None
    assert [text for text in page.complaints() if desk.server.origin in text] == []


def test_a_report_without_findings_can_be_read_and_searched(chromium: Chromium, tmp_path: Path) -> None:
    with open_desk(tmp_path, clean=True) as desk:
        chromium.open(desk.server.address, width=WIDE[0], height=WIDE[1])
        _on_page(chromium, desk, 1)
        chromium.shows("#findings", "没有疑点")
        chromium.click("#next")
        _on_page(chromium, desk, 2)
        chromium.click("#findings .group button")
        _on_page(chromium, desk, 1)


def test_narrow_desk_does_not_scroll_sideways(chromium: Chromium, desk: Desk) -> None:
    chromium.open(desk.server.address, width=NARROW[0], height=NARROW[1])
    _on_page(chromium, desk, 2)
    _chosen(chromium, desk, "e1")
    chromium.wait(f"document.documentElement.scrollWidth <= {NARROW[0]}")
    chromium.click("#card button.place")
    chromium.wait_for(lambda: 0 <= chromium.place("#overlay .chosen.main")[1] <= NARROW[1])
