"""What the review page asks and is told: dataclasses that go to it as JSON.

Text of reports is text; the page puts it in as such.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.export.decision_log import About


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; '' is everything. `state` is a decision's state, `words` are searched for."""

    agency: str = ""
    year: str = ""
    severity: str = ""
    check: str = ""
    state: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding in the list; `earlier` where something was decided about it on another file of agency and year."""

    report_id: str
    finding_id: str
    severity: str
    check: str
    place: str
    message_zh: str
    message_en: str
    page: int
    agency: str
    year: str
    file: str
    state: str
    earlier: bool


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report in the list, for itself: one without a finding."""

    report_id: str
    agency: str
    year: str
    file: str


@dataclass(frozen=True, slots=True)
class FindingList:
    """Findings from one number on; `total` and `decided` count all that fit. `clean` are reports without a finding,
    told with the first findings unless the list is narrowed to some sort of finding."""

    findings: tuple[ListedFinding, ...]
    total: int
    decided: int
    clean: tuple[ListedReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A box on a page, in points from the top left of the page as displayed."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of a report that holds the words searched for."""

    report_id: str
    kind: str
    text: str
    page: int
    agency: str
    year: str
    boxes: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class PageBox:
    """Something drawn over a page: a finding's figure (`finding_id`; `main` where it is the one in question), a figure
    with a known meaning, or a table."""

    kind: str
    label_zh: str
    label_en: str
    box: Rectangle
    finding_id: str = ""
    severity: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the list can be narrowed to, and how many findings it has then."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class FoundFinding:
    """One finding in full. `trace` is the calculation as JSON, '' where there is none."""

    report_id: str
    finding_id: str
    severity: str
    check: str
    place: str
    reported: str
    expected_low: str
    expected_high: str
    message_zh: str
    message_en: str
    evidence: tuple[tuple[Rectangle, str], ...]
    trace: str
    consequences: tuple[tuple[str, str], ...]
    about: About
