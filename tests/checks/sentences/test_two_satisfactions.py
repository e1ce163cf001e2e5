"""One satisfaction told twice: certain only where a survey is told and its result is held against a standard."""

from __future__ import annotations

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from schemas.audit import Severity
from tests.checks.tables import Sheet
from tests.small_audits import audited

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


SAMPLES = "居民样本240份、满意228份，商户样本160份、满意150份，综合满意率94.50%。"


def told(*text: str) -> list[Severity]:
    return [f.severity for f in audited(text=text).findings if "满意" in f.message_zh]


def test_satisfactions_told_each_with_their_people_are_of_two_surveys() -> None:
    """Samples and those content among them tell a survey as well as the word does."""
    assert told(SAMPLES, "共访谈企业代表120人、教师80人，总体满意度97.25%。") == [Severity.WARNING]
    assert told(SAMPLES, "全年总体满意度为97.25%。") == [Severity.ERROR]
