"""Cells of score tables that say why points were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.narrative.claims.subjects import SubjectFinder
from pipeline.normalize.narrative.reading.sentences import squeeze
from schemas.document import Cell, Table

_REMARK = re.compile(r"扣分|失分|得分情况|备注|情况说明|原因|说明|(?:自评|得分|评分|打分)(?:得分)?(?:依据|理由)")
_NO_REMARK = re.compile(
    r"指标说明|指标解释|指标定义|(?:评分|评价|打分|计分|扣分|依据及)标准|扣分(?:规则|细则|办法|方法)|细则|办法|计分|参考"
)
# 85%以上得 7 分，以下得 3 分 in a column of remarks is the rule, not what was scored.
_BAND = re.compile(r"(?:得|计)\d+(?:\.\d+)?分")
_BOUNDS = re.compile(r"以上|以下|以内|不低于|不高于|[≥≤＞＜><]|其余|否则|\d%?[-~—～至]\d|达到|不得分|满分")
# 存在截留挪用的，该项得0分: what would follow, and has not.
_NOTHING_FOR = re.compile(r"的，?(?:该|本|此)(?:项|指标|项指标)(?:得|计|为)0分")


def remarks(table: Table, finder: SubjectFinder) -> Iterator[tuple[Cell, str]]:
    """Cells that explain deductions, with the indicator of their row."""
    heads = {col: "".join(table.header_path(col)) for col in range(1, table.cols + 1)}
    columns = {col: head for col, head in heads.items() if _REMARK.search(head) and not _NO_REMARK.search(head)}
    told = [(c, squeeze(c.text).text) for c in table.cells if not c.is_header and c.col in columns and c.text]
    ruled = {
        col
        for col, head in columns.items()
        if not _OF_LOSSES.search(head) and _states_rules([text for c, text in told if c.col == col])
    }
    for cell, text in told:
        if cell.col in ruled or _is_rule(text):
            continue
        row = [table.text_at(cell.row, col) for col in range(1, cell.col)]
        named = [finder.indicator_called(squeeze(text).text) for text in row if text and len(text) <= 40]
        subjects = [n for n in dict.fromkeys(named) if n]
        if len(subjects) == 1:
            yield cell, subjects[0]


# 合规得5分，每发现一例扣1分; 未达到的按比例得分: what earns points, in a column that is headed 评分说明.
_RULE = re.compile(
    r"得分=|每[^，。；]{0,14}扣|按(?:实际)?比例(?:得|计|给)分|否则|不得分|酌情(?:给|计|评|打|扣)分|综合(?:评定|打分)|得\d+(?:\.\d+)?分，[^，。；]{0,10}[未不][^。；]*扣"
)
_LEAST_RULES = 2
_OF_LOSSES = re.compile(r"扣分|失分|原因|情况|备注")


def _states_rules(cells: list[str]) -> bool:
    """Whether a column that may be of remarks states how points are earned: a third of its cells or more do."""
    rules = sum(bool(_RULE.search(text)) for text in cells)
    return rules >= _LEAST_RULES and rules * 3 >= len(cells)


def _is_rule(text: str) -> bool:
    """Whether a cell tells what scores which result, and so no score."""
    if _NOTHING_FOR.search(text):
        return True
    return bool(_BOUNDS.search(text)) and (len(_BAND.findall(text)) > 1 or "不得分" in text or "满分" in text)
