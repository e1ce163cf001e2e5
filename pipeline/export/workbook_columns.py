"""The columns of the workbook's sheets, and the sheet that explains them and all codes in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.export.code_words import CHECKS, OUTCOMES, SEVERITIES, VERDICTS, Words
from pipeline.export.workbook_sheet import Col, Formats, Sheet

_REPORT = Col("报告", "Report: agency and fiscal year", width=26)
_PAGE = Col("页码", "Page; opens the PDF there", "link", 9)

OVERVIEW_COLUMNS = (
    Col("部门（单位）", "Agency", "wrap", 30),
    Col("地区", "District", width=10),
    Col("年度", "Fiscal year", width=7),
    Col("权重合计", "Sum of weights", "points", 9),
    Col("自评总分", "Self-score", "points", 9),
    Col("复核下限", "Recomputed total, lower end", "points", 9),
    Col("复核上限", "Recomputed total, upper end", "points", 9),
    Col("等级", "Grade", width=6),
    Col("错误", "Errors", "whole", 6),
    Col("警示", "Warnings", "whole", 6),
    Col("提示", "Notices", "whole", 6),
    Col("一致", "Scores that agree", "whole", 6),
    Col("在范围内", "Scores within range", "whole", 7),
    Col("不一致", "Scores that disagree", "whole", 7),
    Col("读法不一", "Ambiguous scores", "whole", 7),
    Col("无法核实", "Scores not verifiable", "whole", 7),
    Col("评分标准", "Rubric edition", width=22),
    Col("文件", "File", width=26),
    Col("复核页", "Page of the report", "link", 8),
    Col("原文", "The PDF", "link", 7),
)
SCORE_COLUMNS = (
    _REPORT,
    Col("一级指标/项目", "First level, or project", width=13),
    Col("二级指标", "Second level", width=11),
    Col("末级指标", "Indicator", "wrap", 24),
    Col("权重", "Weight", "points", 7),
    Col("自评得分", "Self-score", "points", 9),
    Col("复核下限", "Recomputed, lower end", "points", 9),
    Col("复核上限", "Recomputed, upper end", "points", 9),
    Col("结论", "Verdict", width=10),
    Col("差额", "How far the self-score lies outside the range", "gap", 8),
    Col("评分规则", "The rule", "wrap", 60),
    Col("复算", "Jumps to the calculation", "link", 10),
    _PAGE,
)
STEP_COLUMNS = (
    _REPORT,
    Col("序号", "Order of the indicator", "whole", 6),
    Col("末级指标", "Indicator", width=18),
    Col("步骤", "Step; inputs stand below what is made of them", width=38),
    Col("算法", "What was done", "wrap", 40),
    Col("说明", "Reading, note or missing figure", "wrap", 22),
    Col("依据原文", "The words the figure stands in", "wrap", 48),
    Col("数值（下限）", "Value, lower end: a live formula where it is arithmetic", "number", 16),
    Col("数值（上限）", "Value, upper end", "number", 16),
    Col("单位", "Unit", width=6),
    _PAGE,
)
FINDINGS_PRINTED = 16  # columns; what stands behind them is for the screen
FINDING_COLUMNS = (
    _REPORT,
    Col("程度", "Severity", width=7),
    Col("说明", "What it is", "wrap", 56),
    Col("表", "Table", "wrap", 14),
    Col("行", "Row", "wrap", 16),
    Col("列", "Column", "wrap", 14),
    Col("指标", "Indicator", "wrap", 18),
    Col("印出", "Printed", width=12),
    Col("应为", "Expected", width=16),
    Col("核对类型", "Kind of check", width=10),
    _PAGE,
    Col("查看", "Opens the page with the figure framed", "link", 7),
    Col("连带", "Further discrepancies from the same slip", "wrap", 26),
    Col("处理意见", "For the auditor: decision", width=12),
    Col("备注", "For the auditor: comment", "wrap", 24),
    Col("签名", "For the auditor: name", width=10),
    Col("说明（英文）", "In English", "wrap", 46),
    Col("编号", "Id", "code", 24),
)
QUARTER_COLUMNS = (
    _REPORT,
    Col("季度", "Quarter", "whole", 6),
    Col("预算数", "Budget", "money", 14),
    Col("累计支出", "Cumulative outturn", "money", 14),
    Col("累计进度", "Cumulative progress as printed", "rate", 10),
    Col("序时进度", "Scheduled progress", "rate", 10),
    Col("季度执行率", "Quarterly execution rate as printed", "rate", 10),
    Col("复算进度", "Cumulative outturn over budget", "rate", 10),
    Col("复算执行率", "Recomputed progress over schedule", "rate", 10),
    _PAGE,
)
LINE_COLUMNS = (
    _REPORT,
    Col("表", "Table", "wrap", 22),
    Col("项目", "Item", "wrap", 30),
    Col("年初预算数", "Original budget", "money", 13),
    Col("全年预算数", "Revised budget", "money", 13),
    Col("调整数", "Adjustment", "money", 13),
    Col("调整率", "Adjustment rate", "rate", 9),
    Col("决算数", "Outturn", "money", 13),
    Col("执行率", "Execution rate", "rate", 9),
    Col("预算占比", "Budget share", "rate", 9),
    Col("支出占比", "Outturn share", "rate", 9),
    Col("占比变动", "Share change", "rate", 9),
    Col("调整占比", "Adjustment share", "rate", 9),
    Col("单位", "Unit", width=7),
    _PAGE,
)
CHECK_COLUMNS = (
    _REPORT,
    Col("核对类型", "Kind of check", width=13),
    Col("对象", "Subject", "wrap", 48),
    Col("结果", "Outcome", width=10),
    Col("印出", "Printed", "number", 14),
    Col("应有下限", "Expected, lower end", "number", 14),
    Col("应有上限", "Expected, upper end", "number", 14),
    Col("无法核对的原因", "Why it was not possible", "wrap", 36),
    _PAGE,
    Col("编号", "Id", "code", 10),
)
_EXPLAIN_COLUMNS = (
    Col("类别", "Kind", width=16),
    Col("代码/列", "Code or column", "code", 20),
    Col("中文", "Chinese", width=16),
    Col("含义", "Meaning", "wrap", 50),
    Col("English", "English", width=24),
    Col("Meaning", "Meaning", "wrap", 60),
)
_SIGNS = Words(
    "可变公式",
    "Live formulas",
    "“得分复算”中的输入值为原文数字（附页码），其上各步为公式；改动输入值即可看到得分如何变化。"
    "没有公式的步骤由人判断或不是一步算术。",
    "In 得分复算, inputs are figures of the report with their page; the steps above them are formulas. Change an "
    "input to see what it does to the score. Steps without a formula are for a person to judge, or not one "
    "line of arithmetic.",
)


def explain(book: Any, formats: Formats, sheets: Sequence[Sheet]) -> None:
    """The sheet 说明: every code and column in both languages."""
    s = Sheet(book, formats, "说明", _EXPLAIN_COLUMNS)

    def line(kind: str, code: str, words: Words) -> None:
        texts = (kind, code, words.zh, words.meaning_zh, words.en, words.meaning_en)
        for col, text in enumerate(texts):
            s.text(col, text)
        s.next()

    line("公式 Formulas", "", _SIGNS)
    for verdict, words in VERDICTS.items():
        line("结论 Verdict", verdict.value, words)
    for severity, words in SEVERITIES.items():
        line("程度 Severity", severity.value, words)
    for outcome, words in OUTCOMES.items():
        line("结果 Outcome", outcome.value, words)
    for check, words in CHECKS.items():
        line("核对类型 Check", check.value, words)
    for sheet in sheets:
        for column in sheet.columns:
            line(f"列 Columns: {sheet.name}", column.zh, Words(column.zh, column.en))
    s.done()
