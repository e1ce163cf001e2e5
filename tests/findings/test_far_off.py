"""A sentence's figure that no slip makes of the value it is held against is a matter for a person, no error."""

from __future__ import annotations

import pytest

from schemas.audit import Severity
from tests.test_other_sentences import audited


def severities(sentence: str) -> list[Severity]:
    return [f.severity for f in audited(text=(sentence,)).findings]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年办理来信120件，办结114件，办结率为59.0%。",  # first digit
        "全年办理来信120件，办结114件，办结率为9.5%。",  # the point
        "全年办理来信120件，办结114件，办结率为92.3%。",  # near it
        "全年办理来信120件，办结54件，办结率为95.0%。",  # one digit of what it is worked out from
    ],
)
def test_what_one_slip_makes_of_the_figure_is_an_error(sentence: str) -> None:
    assert severities(sentence) == [Severity.ERROR]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年办理来信1268件，办结37件，办结率为95.2%。",
        "培训经费支出3.26万元，其中场地费41.80万元、资料费29.57万元。",
    ],
)
def test_a_figure_far_off_is_worth_a_look(sentence: str) -> None:
    assert severities(sentence) == [Severity.WARNING]
