"""`OUT/audit/compare.xlsx`: reports side by side in Excel."""

from __future__ import annotations

import io
from decimal import Decimal

import xlsxwriter

from pipeline.export.code_words import UNITS
from pipeline.export.compare import Comparison
from pipeline.export.workbook import CREATED
from pipeline.export.workbook_sheet import Col, Formats, Sheet
from schemas.audit import Verdict

_REPORTS = (
    Col("部门（单位）", "Agency", "wrap", 34),
    Col("年度", "Fiscal year", width=8),
    Col("自评总分", "Self-score", "points", 10),
    Col("复核下限", "Recomputed, lower end", "points", 10),
    Col("复核上限", "Recomputed, upper end", "points", 10),
    Col("错误", "Errors", "whole", 8),
    Col("不一致", "Scores that disagree", "whole", 9),
    Col("一季度", "Q1 rate", "rate", 11),
    Col("二季度", "Q2 rate", "rate", 11),
    Col("三季度", "Q3 rate", "rate", 11),
    Col("四季度", "Q4 rate", "rate", 11),
)
_INDICATORS = (
    Col("末级指标", "Indicator", "wrap", 40),
    Col("报告数", "Reports", "whole", 9),
    Col("高估次数", "Times over-scored", "whole", 10),
    Col("高估分数", "Points over-scored", "points", 10),
    Col("得分率", "Points scored of those there were", "rate", 10),
    Col("不一致", "Disagrees", "whole", 9),
    Col("读法不一", "Ambiguous", "whole", 10),
    Col("无法核实", "Not verifiable", "whole", 10),
)
_RESTATED = (
    Col("部门（单位）", "Agency", "wrap", 34),
    Col("年度", "Year of the figure", "whole", 8),
    Col("指标代码", "Metric", "code", 26),
    Col("项目", "Item", "wrap", 26),
    Col("当年报告", "As its own year's report states it", "number", 16),
    Col("单位", "Unit", width=8),
    Col("次年报告", "As the next year's report states it", "number", 16),
    Col("单位", "Unit", width=8),
)


def compare_workbook(comparison: Comparison) -> bytes:
    """The bytes of an .xlsx file, the same for the same comparison."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "自评报告对比", "author": "fuhe", "created": CREATED})
    formats = Formats(book)
    reports = Sheet(book, formats, "报告对比", _REPORTS, frozen=2)
    for r in comparison.reports:
        reports.text(0, r.agency)
        reports.text(1, r.year)
        for col, value in enumerate((r.self_total, r.low, r.high), start=2):
            reports.number(col, value)
        reports.number(5, r.errors, "bad" if r.errors else "plain")
        reports.number(6, r.disagrees, "bad" if r.disagrees else "plain")
        for col, quarter in enumerate(r.quarters, start=7):
            rate = quarter.rate if quarter else None
            reports.number(col, rate, "warn" if rate is not None and rate < 100 else "plain")
        reports.next()
    indicators = Sheet(book, formats, "指标对比", _INDICATORS, frozen=1)
    for i in comparison.indicators:
        indicators.text(0, i.indicator)
        indicators.number(1, i.reports)
        indicators.number(2, i.over_count, "bad" if i.over_count else "plain")
        indicators.number(3, i.over)
        indicators.number(4, i.rate)
        for col, verdict in enumerate((Verdict.DISAGREES, Verdict.AMBIGUOUS, Verdict.NOT_VERIFIABLE), start=5):
            indicators.number(col, i.verdicts.count(verdict))
        indicators.next()
    restated = Sheet(book, formats, "上年数变动", _RESTATED, frozen=1)
    for x in comparison.restated:
        restated.text(0, x.agency)
        restated.number(1, x.year)
        restated.text(2, x.metric)
        restated.text(3, x.item)
        restated.number(4, Decimal(x.then))
        restated.text(5, UNITS[x.then_unit].zh)
        restated.number(6, Decimal(x.now))
        restated.text(7, UNITS[x.now_unit].zh)
        restated.next()
    for sheet in (reports, indicators, restated):
        sheet.done()
    book.close()
    return out.getvalue()
