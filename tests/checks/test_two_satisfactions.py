"""One satisfaction told twice: certain only where a survey is told and its result is held against a standard."""

from __future__ import annotations

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from schemas.audit import Severity
from tests.checks.tables import Sheet

SURVEY = "抽取居民300名开展问卷调查，居民满意度为{}。"
JUDGED = "居民满意度为{}，低于95%的标准。"
OTHER = "文体服务居民满意度为{}。"


def found(first: str, second: str, then: str) -> list[Severity]:
    sheet = Sheet().sentence("satisfaction_rate", first, item="居民", quote=SURVEY.format(first))
    sheet = sheet.sentence("satisfaction_rate", second, item="居民", quote=then.format(second))
    return [f.severity for f in build_findings(sheet.report, list(all_checks(sheet.document, sheet.report, [])))]


def test_one_survey_told_twice() -> None:
    assert found("93.52%", "93.52%", JUDGED) == []
    assert found("93.52%", "91.32%", JUDGED) == [Severity.ERROR]
    assert found("93.52%", "91.32%", OTHER) == [Severity.WARNING]
