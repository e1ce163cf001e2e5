"""Why a check was not possible, told in Chinese: the corpus carries reasons in English, the workbook is Chinese."""

from __future__ import annotations

import re

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
