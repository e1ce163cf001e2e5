"""The review page and the card of one finding, from templates that share look and words with the report's pages."""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader

from pipeline.export.code_words import CHECKS, SEVERITIES
from pipeline.export.decision_log import STATES, State
from pipeline.export.html.render import environment, look_version
from pipeline.export.html.steps import step_view
from pipeline.export.html.views import NO_GAP, gap_of, grouped
from pipeline.export.trace_json import trace_from_json
from review.answers import FoundFinding
from schemas.audit import CheckCode, Severity

# Decisions that can be taken: what the button says in English (in Chinese, what the state is called), and its key.
_ACTIONS = {
    State.ACCEPTED: ("Accept", "a"),
    State.DISMISSED: ("Dismiss", "d"),
    State.NEEDS_EVIDENCE: ("Needs evidence", "e"),
}


@cache
def _environment() -> Environment:
    pages = environment()
    assert pages.loader is not None
    return pages.overlay(loader=ChoiceLoader([PackageLoader("review", "templates"), pages.loader]))


def desk_page(*, compared: bool) -> str:
    """The page without data; `compared` says whether a comparison lies beside it."""
    states = [(state.value, STATES[state].zh, action, key) for state, (action, key) in _ACTIONS.items()]
    page = _environment().get_template("desk.html.j2")
    return page.render(states=states, compared=compared, made_from=look_version())


def finding_card(finding: FoundFinding) -> str:
    """One finding as HTML. Everything the report says in it is escaped."""
    of_score = finding.check == CheckCode.SCORE
    return (
        _environment()
        .get_template("card.html.j2")
        .render(
            f=finding,
            severity=SEVERITIES[Severity(finding.severity)],
            check=CHECKS[CheckCode(finding.check)],
            steps=step_view(trace_from_json(finding.trace)) if finding.trace else None,
            places=_places(finding),
            grouped=grouped,
            gap=gap_of(finding.reported, finding.expected_low, finding.expected_high) if of_score else NO_GAP,
        )
    )


def _places(finding: FoundFinding) -> list[tuple[list[int], int, str]]:
    """Places by page and words: several figures of one sentence are one place. With the numbers of their boxes."""
    found: dict[tuple[int, str], list[int]] = {}
    for number, (box, text) in enumerate(finding.evidence):
        found.setdefault((box.page, text), []).append(number)
    return [(numbers, page, text) for (page, text), numbers in found.items()]


def words() -> dict[str, dict[str, list[str]]]:
    """What the page calls codes, as [Chinese, English]."""
    return {
        "severity": {code.value: [w.zh, w.en] for code, w in SEVERITIES.items()},
        "check": {code.value: [w.zh, w.en] for code, w in CHECKS.items()},
        "state": {code.value: [w.zh, w.en] for code, w in STATES.items()},
    }
