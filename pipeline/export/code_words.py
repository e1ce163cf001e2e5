"""What the codes of the corpus are called, and what they mean, in both languages (the words of the output contract).

Why a check was not possible, told in Chinese: the corpus carries reasons in English, the workbook is Chinese.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from schemas.audit import CheckCode, Outcome, Severity, Verdict


class Words(NamedTuple):
    """A short name in both languages, and what it means."""

    zh: str
    en: str
    meaning_zh: str = ""
    meaning_en: str = ""


VERDICTS: dict[Verdict, Words] = {
    Verdict.AGREES: Words(
        "一致",
        "agrees",
        "按规则只得一个分值，且与自评得分一致",
        "The rule gives one value and it equals the self-score",
    ),
    Verdict.WITHIN_RANGE: Words(
        "在范围内",
        "within range",
        "部分得分需人工判断，自评得分在数据允许的范围内",
        "Part of the rule needs a person's judgement; the self-score lies in the range that the figures leave",
    ),
    Verdict.DISAGREES: Words(
        "不一致",
        "disagrees",
        "自评得分在规则给出的分值或范围之外",
        "The self-score lies outside the value or range that the rule gives",
    ),
    Verdict.AMBIGUOUS: Words(
        "读法不一",
        "ambiguous",
        "印出的规则有多种读法，结论取决于采用哪一种",
        "The printed rule can be read in more than one way and the verdict depends on the reading",
    ),
    Verdict.NOT_VERIFIABLE: Words(
        "无法核实",
        "not verifiable",
        "报告没有写明规则所需的数据",
        "The report does not state a figure that the rule needs",
    ),
}

SEVERITIES: dict[Severity, Words] = {
    Severity.ERROR: Words(
        "错误",
        "Error",
        "报告自相矛盾或不合评分标准，四舍五入不足以解释",
        "The report contradicts itself or its rubric by more than rounding can explain",
    ),
    Severity.WARNING: Words(
        "警示", "Warning", "应由人查看，报告可能没有错", "A person should look; the report may be right"
    ),
    Severity.NOTICE: Words(
        "提示",
        "Notice",
        "值得知道：如截尾而未四舍五入、零基数的比率",
        "Worth knowing: digits cut off instead of rounded, a rate on a zero base",
    ),
}

CHECKS: dict[CheckCode, Words] = {
    CheckCode.SCORE: Words("得分", "score", "自评得分与评分规则", "Self-score against the rule"),
    CheckCode.SCORE_SUM: Words("得分合计", "score sum", "各项得分之和与合计", "Scores against their total"),
    CheckCode.SCORE_COPY: Words("得分重复列示", "score copy", "两张得分表之间", "Two printed score tables"),
    CheckCode.SCORE_CLAIM: Words(
        "正文所述得分", "score claim", "正文写明的得分、扣分或得分率", "Score or deduction stated in the text"
    ),
    CheckCode.SUM: Words("合计", "sum", "合计与其各部分", "A total against its parts"),
    CheckCode.DIFFERENCE: Words("差额", "difference", "差额与其两数", "A difference against its two figures"),
    CheckCode.RATIO: Words("比率", "ratio", "比率与其分子、分母", "A rate against its two figures"),
    CheckCode.AVERAGE: Words("平均", "average", "平均数与其各数", "An average against its figures"),
    CheckCode.SAME_FIGURE: Words(
        "同一数据", "same figure", "同一数据在多处的列示", "One quantity stated in several places"
    ),
    CheckCode.COUNT: Words("个数", "count", "写明的个数与实际列示", "A stated number of things against those listed"),
    CheckCode.WEIGHT: Words(
        "权重", "weight", "权重与其各部分或公布的标准", "Weights against their parts or the published edition"
    ),
    CheckCode.CRITERIA: Words(
        "评分标准", "criteria", "印出的评分标准与权重或公布的标准", "Printed criteria against weight or edition"
    ),
    CheckCode.EVIDENCE: Words("依据", "evidence", "有得分而无数据", "Scored without a figure"),
}

OUTCOMES: dict[Outcome, Words] = {
    Outcome.CONSISTENT: Words(
        "相符", "consistent", "在四舍五入范围内相符", "The figures meet within what rounding allows"
    ),
    Outcome.TRUNCATED: Words(
        "截尾", "truncated", "截去尾数可以解释", "Cutting digits off instead of rounding explains it"
    ),
    Outcome.INCONSISTENT: Words("不符", "inconsistent", "四舍五入不能解释", "Rounding cannot explain the difference"),
    Outcome.UNDEFINED: Words("无意义", "undefined", "分母为零", "The denominator is zero"),
    Outcome.NOT_CHECKABLE: Words("无法核对", "not checkable", "缺少所需数据", "A figure that is needed is missing"),
}

UNITS: dict[str, Words] = {
    "yuan": Words("元", "yuan"),
    "1k_yuan": Words("千元", "1,000 yuan"),
    "10k_yuan": Words("万元", "10,000 yuan"),
    "1m_yuan": Words("百万元", "million yuan"),
    "100m_yuan": Words("亿元", "100 million yuan"),
    "percent": Words("%", "%"),
    "points": Words("分", "points"),
    "persons": Words("人", "persons"),
    "items": Words("个", ""),
    "": Words("", ""),
}

STATUSES: dict[str, Words] = {
    "ok": Words("完成", "done"),
    "partial": Words("部分完成", "partly read"),
    "quarantined": Words("未能处理", "could not be read"),
    "duplicate": Words("重复文件", "duplicate"),
}


_FIXED = {
    "a score or weight that the claim rests on is not printed": "所依据的得分或分值未列示",
    "no total score is printed": "未列示总分",
    "not all four quarters are stated": "四个季度的数据不全",
    "one of the figures is approximate": "其中有约数",
    "the cell prints a dash where a rate could stand": "应为比率处印为横线",
    "the column does not follow the formula of its name": "该栏并非按其名称的算法计算",
    "the columns do not add up in most rows": "多数行的各分栏之和与合计不符，分栏关系不明",
    "the remark does not list the parts of a printed score, each once": "备注没有逐一列出所列得分的各部分",
    "the rule leaves nothing to compute": "评分规则没有可计算的部分",
    "the score table has no lines that show how far its levels reach": "评分表没有表线，各级指标的范围不能确定",
    "the table neither numbers its projects nor adds them up": "表中项目没有编号，也没有合计",
    "the text does not say of which indicator": "正文未写明是哪项指标",
    "which lines make up this one is not certain": "由哪些行组成不能确定",
}
_WITH_NAMES = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (r"the report does not state (.+)", "报告未写明{0}"),
        (r"(.*) prints (\S+) but may cover other funds", "{0}为 {1}，口径可能不同"),
        (r"(.+) is not a grade of the scale", "“{0}”不是规定的等级"),
    )
)


def reason_in_chinese(reason: str) -> str:
    """The reason in Chinese; as it is where it is not known here."""
    if reason in _FIXED:
        return _FIXED[reason]
    for pattern, told in _WITH_NAMES:
        found = pattern.fullmatch(reason)
        if found:
            return told.format(*found.groups())
    return reason
