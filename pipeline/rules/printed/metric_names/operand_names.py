"""What names and operands of printed rates say by their words alone: what is counted, and what two of them share."""

from __future__ import annotations

import re

from pipeline.vocabulary.metrics import load_metrics
from schemas.rubric import MetricRef

from .phrases import metric_of_phrase, phrase_key

_CASES = re.compile(r"(?:项目|任务|合同|批次|人员?|个|件|户|次|宗)数(?:量)?$|[个件人次]数$")
_TURNS = re.compile(r"[未不非无没](?:按期|按时|及时|如期)?$")


def ends_with(longer: str, shorter: str) -> bool:
    """Whether one name ends with the other and does not say its opposite (不合格率 is no 合格率)."""
    return longer.endswith(shorter) and not _TURNS.search(longer.removesuffix(shorter))


def is_of_cases(operand: str) -> bool:
    return bool(_CASES.search(phrase_key(operand)))


def counts_cases(ref: MetricRef) -> bool:
    """Whether a rate of the vocabulary divides counts, or is no quotient of the vocabulary's at all."""
    metric = load_metrics().get(ref.metric)
    above = metric.formula.partition(" / ")[0] if metric and metric.formula else ""
    return above not in load_metrics() or load_metrics()[above].unit in ("items", "persons")


def quotient_key(expression: str) -> str:
    """A quotient without the brackets around it and ×100%."""
    return re.sub(r"×100%?$", "", expression).strip("()").replace("的", "")


def last_noun(phrase: str) -> str:
    """The last noun of a phrase that a definition leads in with (反映部门…在编人数 → 在编人数)."""
    text = phrase_key(phrase)
    for cut in range(len(text) - 1):
        if metric_of_phrase(text[cut:]):
            return text[cut:]
    return text
