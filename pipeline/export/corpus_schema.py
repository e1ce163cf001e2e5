"""The tables of `OUT/corpus/`, column by column: the interface that other programs rely on.

Columns are only ever added at the end. Names, codes and units are those of the project's output contract; the columns
that fuhe adds to it stand last in their table.
"""

from __future__ import annotations

from pipeline.export.columns import Column, ForeignKey, TableSpec
from pipeline.export.corpus_columns import (
    BOX,
    FLAG,
    LIST,
    MAYBE_TABLE_ID,
    NUMBER,
    OBJECT,
    OF_REPORT,
    OF_TABLE,
    ORDER,
    PAGE,
    PLACES_EN,
    REPORT_ID,
    TABLE_ID,
    TEXT,
    WHOLE,
    count,
    money,
    points,
    rate,
)
from schemas.audit import CheckCode, Outcome, Severity, Verdict
from schemas.records import TableKind

DOCUMENTS = TableSpec(
    "documents",
    "输入文件",
    "One row per input file",
    (
        Column(
            "file",
            TEXT,
            "文件（所给文件夹下的路径）",
            "Path below the folder given, or the file's name",
            required=True,
        ),
        Column(
            "sha256",
            TEXT,
            "文件内容的 sha256",
            "sha256 of the content; empty where it could not be read",
            pattern="[0-9a-f]{64}",
        ),
        Column(
            "report_id",
            TEXT,
            "报告编号，重复文件为首个文件的编号",
            "Its report; of the first file where this is a duplicate",
        ),
        Column(
            "status", TEXT, "状态", "How it ended", required=True, codes=("ok", "partial", "quarantined", "duplicate")
        ),
        Column("stage", TEXT, "未全部完成时停在哪一步", "Where it stopped, if not ok"),
        Column("reason", TEXT, "原因代码", "Code of the reason, if not ok"),
        Column("pages", WHOLE, "页数", "Number of pages", minimum=0),
    ),
    ("file",),
    (ForeignKey(("report_id",), "reports", ("report_id",)),),
)

REPORTS = TableSpec(
    "reports",
    "报告",
    "One row per report",
    (
        REPORT_ID,
        Column("file", TEXT, "所在文件", "The file it was read from", required=True),
        Column("agency", TEXT, "部门（单位）名称", "Name of the agency"),
        Column("district", TEXT, "所属地区", "District or city"),
        Column("fiscal_year", WHOLE, "预算年度", "Fiscal year", minimum=1949),
        Column("document_kind", TEXT, "文件类型代码", "Code of the kind of document"),
        Column(
            "rubric_id",
            TEXT,
            "评分标准版本，printed 为报告自印标准",
            "Rubric edition on file, or printed (built from the report's annex)",
        ),
        count("pages", "页数", "Number of pages"),
        Column("text_source", TEXT, "文字来源", "Where the text came from", codes=("digital", "ocr", "mixed")),
        points("weight_total", "权重合计", "Sum of the weights of the leaf indicators"),
        points("self_total", "自评总分", "Sum of the self-scores"),
        points("recomputed_low", "复核总分下限", "Lower end of the recomputed total"),
        points("recomputed_high", "复核总分上限", "Upper end of the recomputed total"),
        Column("grade", TEXT, "自评等级（优、良等）", "The printed grade word"),
        count("errors", "错误数", "Findings of severity error"),
        count("warnings", "警示数", "Findings of severity warning"),
        count("notices", "提示数", "Findings of severity notice"),
    ),
    ("report_id",),
    (ForeignKey(("file",), "documents", ("file",)),),
)

PARAGRAPHS = TableSpec(
    "paragraphs",
    "正文段落",
    "One row per heading or paragraph of the body, in reading order",
    (
        REPORT_ID,
        ORDER,
        Column("section", TEXT, "上级标题路径", "Headings above it, joined with ' > '"),
        PAGE,
        Column("text", TEXT, "文字", "The text, lines joined"),
        Column("kind", TEXT, "段落类型", "What it is", required=True, codes=("heading", "paragraph", "note")),
        Column("places", LIST, "各页上的位置", "JSON list of {page, box}, one for each page it stands on"),
    ),
    ("report_id", "order"),
    (OF_REPORT,),
)

TABLES = TableSpec(
    "tables",
    "表格",
    "One row per logical table (parts on several pages joined)",
    (
        REPORT_ID,
        TABLE_ID,
        Column("label", TEXT, "表号", "Printed number (表5); empty where there is none"),
        Column("title", TEXT, "标题", "Caption without the label"),
        Column("unit", TEXT, "印出的单位", "Printed unit of its figures"),
        Column("kind", TEXT, "表格类型代码", "What the table is about", required=True, codes=tuple(TableKind)),
        count("rows", "行数（含表头）", "Rows, header included", minimum=1),
        count("cols", "列数", "Columns", minimum=1),
        count("header_rows", "表头行数", "Header rows"),
        Column(
            "pages",
            TEXT,
            "所在页码，以分号分隔",
            "Pages it stands on, separated by semicolons",
            pattern="[0-9]+(;[0-9]+)*",
        ),
        Column("engine", TEXT, "识别引擎", "What found the grid"),
        Column("confidence", NUMBER, "网格可信度 0 至 1", "How sure the grid is, 0 to 1", minimum=0),
    ),
    ("report_id", "table_id"),
    (OF_REPORT,),
)

CELLS = TableSpec(
    "cells",
    "单元格",
    "One row per cell; a merged cell once",
    (
        REPORT_ID,
        TABLE_ID,
        count("row", "行号，从 1 起", "Row, from 1", minimum=1),
        count("col", "列号，从 1 起", "Column, from 1", minimum=1),
        count("row_span", "跨行数", "Rows covered", minimum=1),
        count("col_span", "跨列数", "Columns covered", minimum=1),
        Column("is_header", FLAG, "是否表头", "Whether it belongs to the header", required=True),
        Column("text", TEXT, "文字（去换行）", "Text as printed, line breaks removed"),
        PAGE,
        *BOX,
    ),
    ("report_id", "table_id", "row", "col"),
    (OF_TABLE,),
)

BUDGET_LINES = TableSpec(
    "budget_lines",
    "预算与执行明细",
    "One row per line of a budget or execution table",
    (
        REPORT_ID,
        TABLE_ID,
        ORDER,
        count("level", "层级，合计为 0", "Depth in the hierarchy; 0 for totals"),
        count("parent_order", "上级行顺序号", "Order of the line this one is part of", minimum=1, required=False),
        Column("item", TEXT, "项目名称（去空白）", "Printed name, white space removed"),
        money("original_budget", "年初预算数", "Budget approved at the start of the year"),
        money("revised_budget", "调整（全年）预算数", "Budget after adjustment"),
        money("adjustment", "预算调整数", "Revised less original budget"),
        rate("adjustment_rate", "预算调整率", "Adjustment over original budget"),
        money("outturn", "决算（支出）数", "Actual expenditure"),
        rate("execution_rate", "预算执行率", "Outturn over revised budget"),
        rate("budget_share", "预算占比", "Share of the total budget"),
        rate("outturn_share", "支出占比", "Share of total expenditure"),
        rate("share_change", "占比变动", "Outturn share less budget share"),
        rate("adjustment_share", "调整占比", "Share of the total adjustment"),
        Column("unit", TEXT, "金额单位", "Unit of the amounts"),
        PAGE,
    ),
    ("report_id", "table_id", "order"),
    (OF_TABLE,),
)

QUARTERLY_EXECUTION = TableSpec(
    "quarterly_execution",
    "分季度执行",
    "One row per quarter",
    (
        REPORT_ID,
        count("quarter", "季度", "Quarter, 1 to 4", minimum=1),
        money("budget", "预算数", "Budget"),
        money("cumulative_outturn", "累计支出", "Expenditure since the start of the year"),
        rate("cumulative_progress", "累计执行进度", "Cumulative outturn over budget"),
        rate("scheduled_progress", "序时进度", "Progress by the calendar"),
        rate("execution_rate", "季度执行率", "Cumulative over scheduled progress"),
        PAGE,
    ),
    ("report_id", "quarter"),
    (OF_REPORT,),
)

INDICATOR_SCORES = TableSpec(
    "indicator_scores",
    "指标得分复核",
    "One row per leaf indicator",
    (
        REPORT_ID,
        ORDER,
        Column("subject", TEXT, "项目名称（项目自评表）", "The project, where a document holds project forms"),
        Column("level1", TEXT, "一级指标", "First level"),
        Column("level2", TEXT, "二级指标", "Second level"),
        Column("indicator", TEXT, "末级指标（去空白）", "Leaf indicator, white space removed", required=True),
        points("weight", "权重", "Printed weight"),
        points("self_score", "自评得分", "Printed self-score"),
        points("recomputed_low", "复核得分下限", "Lower end of what the rule gives"),
        points("recomputed_high", "复核得分上限", "Upper end of what the rule gives"),
        Column("verdict", TEXT, "复核结论", "Self-score against the rule", required=True, codes=tuple(Verdict)),
        Column("rule", TEXT, "所用评分规则", "The rule that was applied"),
        Column("trace", OBJECT, "计算过程", "The calculation as a tree: steps, values, places of the figures"),
        PAGE,
        *BOX,
    ),
    ("report_id", "order"),
    (OF_REPORT,),
)

CRITERIA = TableSpec(
    "criteria",
    "评分标准",
    "One row per leaf indicator with printed criteria",
    (
        REPORT_ID,
        ORDER,
        Column("indicator", TEXT, "末级指标（去空白）", "Leaf indicator, white space removed", required=True),
        Column("definition", TEXT, "指标说明", "Printed definition"),
        Column("criteria", TEXT, "评分标准", "Printed criteria"),
        Column("remark", TEXT, "备注", "Printed remark"),
        PAGE,
    ),
    ("report_id", "order"),
    (OF_REPORT,),
)

FACTS = TableSpec(
    "facts",
    "数据事实",
    "One row per figure with a known meaning",
    (
        REPORT_ID,
        Column("fact_id", TEXT, "事实编号（本报告内）", "The fact within its report", required=True),
        Column("metric", TEXT, "指标代码", "Code of the vocabulary of metrics", required=True),
        Column("item", TEXT, "所属项目（去空白）", "What it is a figure of; empty for the whole unit"),
        Column("period", TEXT, "期间", "Year (2021) or quarter (2021Q3)"),
        Column("value", NUMBER, "数值", "Value at its printed precision", "see unit", required=True),
        Column("unit", TEXT, "单位代码", "Code of the unit"),
        Column("decimals", WHOLE, "印出的小数位数", "Decimals printed", required=True),
        Column("source", TEXT, "来源", "Where it was found", required=True, codes=("table", "text")),
        MAYBE_TABLE_ID,
        count("row", "行号", "Row of the table, from 1", minimum=1, required=False),
        count("col", "列号", "Column of the table, from 1", minimum=1, required=False),
        PAGE,
        *BOX,
        Column("quote", TEXT, "原文", "The words it stands in"),
    ),
    ("report_id", "fact_id"),
    (OF_REPORT,),
)

CHECKS = TableSpec(
    "checks",
    "核对",
    "One row per check carried out or not possible",
    (
        REPORT_ID,
        Column("check_id", TEXT, "核对编号（本报告内）", "The check within its report", required=True),
        Column("check", TEXT, "核对类型", "Kind of check", required=True, codes=tuple(CheckCode)),
        Column("subject", TEXT, "核对对象", "Table, row, column or indicator it looks at"),
        Column("outcome", TEXT, "结果", "What came out", required=True, codes=tuple(Outcome)),
        Column("reported", NUMBER, "印出的数值", "The printed figure", "see inputs"),
        Column("expected_low", NUMBER, "应有数值下限", "Lower end of what the other figures leave", "of reported"),
        Column("expected_high", NUMBER, "应有数值上限", "Upper end of what the other figures leave", "of reported"),
        Column("inputs", LIST, "所用数字的位置", PLACES_EN),
        Column("variant", TEXT, "情形代码", "Situation within the kind of check"),
        Column("reason", TEXT, "无法核对的原因", "Why it was not possible"),
    ),
    ("report_id", "check_id"),
    (OF_REPORT,),
)

FINDINGS = TableSpec(
    "findings",
    "发现",
    "One row per thing a person should look at, the gravest first",
    (
        REPORT_ID,
        Column("finding_id", TEXT, "发现编号（本报告内）", "The finding within its report", required=True),
        Column("check", TEXT, "核对类型", "Kind of check behind it", required=True, codes=tuple(CheckCode)),
        Column("severity", TEXT, "严重程度", "How grave it is", required=True, codes=tuple(Severity)),
        Column("table", TEXT, "表号或标题", "Label of the table or, where there is none, its title"),
        Column("row", TEXT, "行", "Name of the row"),
        Column("column", TEXT, "列", "Name of the column"),
        Column("indicator", TEXT, "指标", "The indicator"),
        Column("reported", TEXT, "印出的数值", "What is printed"),
        Column("expected_low", TEXT, "应有数值下限", "Lower end of what was expected"),
        Column("expected_high", TEXT, "应有数值上限", "Upper end of what was expected"),
        Column("message_zh", TEXT, "说明（中文）", "What it is, in Chinese", required=True),
        Column("message_en", TEXT, "说明（英文）", "What it is, in English", required=True),
        Column("evidence", LIST, "证据位置", f"{PLACES_EN}; never empty", required=True),
        Column("trace", OBJECT, "计算过程", "The calculation as a tree, where there is one"),
        Column("consequences", LIST, "同一原因引起的其他不符", "Further discrepancies that follow from the same slip"),
        Column("consequences_en", LIST, "同上（英文）", "The same in English"),
    ),
    ("report_id", "finding_id"),
    (OF_REPORT,),
)

REPORT_TABLES = (
    REPORTS,
    PARAGRAPHS,
    TABLES,
    CELLS,
    BUDGET_LINES,
    QUARTERLY_EXECUTION,
    INDICATOR_SCORES,
    CRITERIA,
    FACTS,
    CHECKS,
    FINDINGS,
)
"""Tables with the rows of a report; `documents` has the rows of the run."""

ALL_TABLES = (DOCUMENTS, *REPORT_TABLES)
