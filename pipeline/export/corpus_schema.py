"""The tables of `OUT/corpus/`, column by column: the interface that other programs rely on.

Columns are only ever added at the end. Names, codes and units are those of the project's output contract; the columns
that fuhe adds to it stand last in their table.
"""

from __future__ import annotations

from pipeline.export.columns import Column, FieldType, ForeignKey, TableSpec
from schemas.audit import CheckCode, Outcome, Severity, Verdict
from schemas.records import TableKind

_TEXT, _WHOLE, _NUMBER = FieldType.STRING, FieldType.INTEGER, FieldType.NUMBER
_FLAG, _LIST, _OBJECT = FieldType.BOOLEAN, FieldType.ARRAY, FieldType.OBJECT

_REPORT_ID = Column(
    "report_id",
    _TEXT,
    "报告编号：文件 sha256 的前 12 位，同一文件中的其他报告加 -2、-3",
    "First 12 hex digits of the file's sha256, with -2, -3 … for further reports in one file",
    required=True,
    pattern=r"[0-9a-f]{12}(-[0-9]+)?",
)
_OF_REPORT = ForeignKey(("report_id",), "reports", ("report_id",))
_OF_TABLE = ForeignKey(("report_id", "table_id"), "tables", ("report_id", "table_id"))
_TABLE_ID = Column("table_id", _TEXT, "表格编号（本报告内）", "The table within its report", required=True)
_MAYBE_TABLE_ID = Column("table_id", _TEXT, "所在表格编号，正文数字为空", "The table it stands in; empty for text")
_ORDER = Column("order", _WHOLE, "顺序号，从 1 起", "Order of appearance, from 1", required=True, minimum=1)
_PAGE = Column("page", _WHOLE, "页码，从 1 起", "Page, counted from 1", minimum=1)
_BOX = (
    Column("x0", _NUMBER, "左边界", "Left edge, from the left of the page as displayed", "pt"),
    Column("top", _NUMBER, "上边界", "Upper edge, from the top of the page as displayed", "pt"),
    Column("x1", _NUMBER, "右边界", "Right edge", "pt"),
    Column("bottom", _NUMBER, "下边界", "Lower edge", "pt"),
)
_PLACES_EN = "JSON list of {page, box, text, fact_id}"


def _money(name: str, zh: str, en: str) -> Column:
    return Column(name, _NUMBER, zh, en, "see unit")


def _rate(name: str, zh: str, en: str) -> Column:
    return Column(name, _NUMBER, zh, en, "percent")


def _points(name: str, zh: str, en: str) -> Column:
    return Column(name, _NUMBER, zh, en, "points")


def _count(name: str, zh: str, en: str, *, minimum: int = 0, required: bool = True) -> Column:
    return Column(name, _WHOLE, zh, en, required=required, minimum=minimum)


DOCUMENTS = TableSpec(
    "documents",
    "输入文件",
    "One row per input file",
    (
        Column(
            "file",
            _TEXT,
            "文件（所给文件夹下的路径）",
            "Path below the folder given, or the file's name",
            required=True,
        ),
        Column(
            "sha256",
            _TEXT,
            "文件内容的 sha256",
            "sha256 of the content; empty where it could not be read",
            pattern="[0-9a-f]{64}",
        ),
        Column(
            "report_id",
            _TEXT,
            "报告编号，重复文件为首个文件的编号",
            "Its report; of the first file where this is a duplicate",
        ),
        Column(
            "status", _TEXT, "状态", "How it ended", required=True, codes=("ok", "partial", "quarantined", "duplicate")
        ),
        Column("stage", _TEXT, "未全部完成时停在哪一步", "Where it stopped, if not ok"),
        Column("reason", _TEXT, "原因代码", "Code of the reason, if not ok"),
        Column("pages", _WHOLE, "页数", "Number of pages", minimum=0),
    ),
    ("file",),
    (ForeignKey(("report_id",), "reports", ("report_id",)),),
)

REPORTS = TableSpec(
    "reports",
    "报告",
    "One row per report",
    (
        _REPORT_ID,
        Column("file", _TEXT, "所在文件", "The file it was read from", required=True),
        Column("agency", _TEXT, "部门（单位）名称", "Name of the agency"),
        Column("district", _TEXT, "所属地区", "District or city"),
        Column("fiscal_year", _WHOLE, "预算年度", "Fiscal year", minimum=1949),
        Column("document_kind", _TEXT, "文件类型代码", "Code of the kind of document"),
        Column(
            "rubric_id",
            _TEXT,
            "评分标准版本，printed 为报告自印标准",
            "Rubric edition on file, or printed (built from the report's annex)",
        ),
        _count("pages", "页数", "Number of pages"),
        Column("text_source", _TEXT, "文字来源", "Where the text came from", codes=("digital", "ocr", "mixed")),
        _points("weight_total", "权重合计", "Sum of the weights of the leaf indicators"),
        _points("self_total", "自评总分", "Sum of the self-scores"),
        _points("recomputed_low", "复核总分下限", "Lower end of the recomputed total"),
        _points("recomputed_high", "复核总分上限", "Upper end of the recomputed total"),
        Column("grade", _TEXT, "自评等级（优、良等）", "The printed grade word"),
        _count("errors", "错误数", "Findings of severity error"),
        _count("warnings", "警示数", "Findings of severity warning"),
        _count("notices", "提示数", "Findings of severity notice"),
    ),
    ("report_id",),
    (ForeignKey(("file",), "documents", ("file",)),),
)

PARAGRAPHS = TableSpec(
    "paragraphs",
    "正文段落",
    "One row per heading or paragraph of the body, in reading order",
    (
        _REPORT_ID,
        _ORDER,
        Column("section", _TEXT, "上级标题路径", "Headings above it, joined with ' > '"),
        _PAGE,
        Column("text", _TEXT, "文字", "The text, lines joined"),
        Column("kind", _TEXT, "段落类型", "What it is", required=True, codes=("heading", "paragraph", "note")),
        Column("places", _LIST, "各页上的位置", "JSON list of {page, box}, one for each page it stands on"),
    ),
    ("report_id", "order"),
    (_OF_REPORT,),
)

TABLES = TableSpec(
    "tables",
    "表格",
    "One row per logical table (parts on several pages joined)",
    (
        _REPORT_ID,
        _TABLE_ID,
        Column("label", _TEXT, "表号", "Printed number (表5); empty where there is none"),
        Column("title", _TEXT, "标题", "Caption without the label"),
        Column("unit", _TEXT, "印出的单位", "Printed unit of its figures"),
        Column("kind", _TEXT, "表格类型代码", "What the table is about", required=True, codes=tuple(TableKind)),
        _count("rows", "行数（含表头）", "Rows, header included", minimum=1),
        _count("cols", "列数", "Columns", minimum=1),
        _count("header_rows", "表头行数", "Header rows"),
        Column(
            "pages",
            _TEXT,
            "所在页码，以分号分隔",
            "Pages it stands on, separated by semicolons",
            pattern="[0-9]+(;[0-9]+)*",
        ),
        Column("engine", _TEXT, "识别引擎", "What found the grid"),
        Column("confidence", _NUMBER, "网格可信度 0 至 1", "How sure the grid is, 0 to 1", minimum=0),
    ),
    ("report_id", "table_id"),
    (_OF_REPORT,),
)

CELLS = TableSpec(
    "cells",
    "单元格",
    "One row per cell; a merged cell once",
    (
        _REPORT_ID,
        _TABLE_ID,
        _count("row", "行号，从 1 起", "Row, from 1", minimum=1),
        _count("col", "列号，从 1 起", "Column, from 1", minimum=1),
        _count("row_span", "跨行数", "Rows covered", minimum=1),
        _count("col_span", "跨列数", "Columns covered", minimum=1),
        Column("is_header", _FLAG, "是否表头", "Whether it belongs to the header", required=True),
        Column("text", _TEXT, "文字（去换行）", "Text as printed, line breaks removed"),
        _PAGE,
        *_BOX,
    ),
    ("report_id", "table_id", "row", "col"),
    (_OF_TABLE,),
)

BUDGET_LINES = TableSpec(
    "budget_lines",
    "预算与执行明细",
    "One row per line of a budget or execution table",
    (
        _REPORT_ID,
        _TABLE_ID,
        _ORDER,
        _count("level", "层级，合计为 0", "Depth in the hierarchy; 0 for totals"),
        _count("parent_order", "上级行顺序号", "Order of the line this one is part of", minimum=1, required=False),
        Column("item", _TEXT, "项目名称（去空白）", "Printed name, white space removed"),
        _money("original_budget", "年初预算数", "Budget approved at the start of the year"),
        _money("revised_budget", "调整（全年）预算数", "Budget after adjustment"),
        _money("adjustment", "预算调整数", "Revised less original budget"),
        _rate("adjustment_rate", "预算调整率", "Adjustment over original budget"),
        _money("outturn", "决算（支出）数", "Actual expenditure"),
        _rate("execution_rate", "预算执行率", "Outturn over revised budget"),
        _rate("budget_share", "预算占比", "Share of the total budget"),
        _rate("outturn_share", "支出占比", "Share of total expenditure"),
        _rate("share_change", "占比变动", "Outturn share less budget share"),
        _rate("adjustment_share", "调整占比", "Share of the total adjustment"),
        Column("unit", _TEXT, "金额单位", "Unit of the amounts"),
        _PAGE,
    ),
    ("report_id", "table_id", "order"),
    (_OF_TABLE,),
)

QUARTERLY_EXECUTION = TableSpec(
    "quarterly_execution",
    "分季度执行",
    "One row per quarter",
    (
        _REPORT_ID,
        _count("quarter", "季度", "Quarter, 1 to 4", minimum=1),
        _money("budget", "预算数", "Budget"),
        _money("cumulative_outturn", "累计支出", "Expenditure since the start of the year"),
        _rate("cumulative_progress", "累计执行进度", "Cumulative outturn over budget"),
        _rate("scheduled_progress", "序时进度", "Progress by the calendar"),
        _rate("execution_rate", "季度执行率", "Cumulative over scheduled progress"),
        _PAGE,
    ),
    ("report_id", "quarter"),
    (_OF_REPORT,),
)

INDICATOR_SCORES = TableSpec(
    "indicator_scores",
    "指标得分复核",
    "One row per leaf indicator",
    (
        _REPORT_ID,
        _ORDER,
        Column("subject", _TEXT, "项目名称（项目自评表）", "The project, where a document holds project forms"),
        Column("level1", _TEXT, "一级指标", "First level"),
        Column("level2", _TEXT, "二级指标", "Second level"),
        Column("indicator", _TEXT, "末级指标（去空白）", "Leaf indicator, white space removed", required=True),
        _points("weight", "权重", "Printed weight"),
        _points("self_score", "自评得分", "Printed self-score"),
        _points("recomputed_low", "复核得分下限", "Lower end of what the rule gives"),
        _points("recomputed_high", "复核得分上限", "Upper end of what the rule gives"),
        Column("verdict", _TEXT, "复核结论", "Self-score against the rule", required=True, codes=tuple(Verdict)),
        Column("rule", _TEXT, "所用评分规则", "The rule that was applied"),
        Column("trace", _OBJECT, "计算过程", "The calculation as a tree: steps, values, places of the figures"),
        _PAGE,
        *_BOX,
    ),
    ("report_id", "order"),
    (_OF_REPORT,),
)

CRITERIA = TableSpec(
    "criteria",
    "评分标准",
    "One row per leaf indicator with printed criteria",
    (
        _REPORT_ID,
        _ORDER,
        Column("indicator", _TEXT, "末级指标（去空白）", "Leaf indicator, white space removed", required=True),
        Column("definition", _TEXT, "指标说明", "Printed definition"),
        Column("criteria", _TEXT, "评分标准", "Printed criteria"),
        Column("remark", _TEXT, "备注", "Printed remark"),
        _PAGE,
    ),
    ("report_id", "order"),
    (_OF_REPORT,),
)

FACTS = TableSpec(
    "facts",
    "数据事实",
    "One row per figure with a known meaning",
    (
        _REPORT_ID,
        Column("fact_id", _TEXT, "事实编号（本报告内）", "The fact within its report", required=True),
        Column("metric", _TEXT, "指标代码", "Code of the vocabulary of metrics", required=True),
        Column("item", _TEXT, "所属项目（去空白）", "What it is a figure of; empty for the whole unit"),
        Column("period", _TEXT, "期间", "Year (2021) or quarter (2021Q3)"),
        Column("value", _NUMBER, "数值", "Value at its printed precision", "see unit", required=True),
        Column("unit", _TEXT, "单位代码", "Code of the unit"),
        Column("decimals", _WHOLE, "印出的小数位数", "Decimals printed", required=True),
        Column("source", _TEXT, "来源", "Where it was found", required=True, codes=("table", "text")),
        _MAYBE_TABLE_ID,
        _count("row", "行号", "Row of the table, from 1", minimum=1, required=False),
        _count("col", "列号", "Column of the table, from 1", minimum=1, required=False),
        _PAGE,
        *_BOX,
        Column("quote", _TEXT, "原文", "The words it stands in"),
    ),
    ("report_id", "fact_id"),
    (_OF_REPORT,),
)

CHECKS = TableSpec(
    "checks",
    "核对",
    "One row per check carried out or not possible",
    (
        _REPORT_ID,
        Column("check_id", _TEXT, "核对编号（本报告内）", "The check within its report", required=True),
        Column("check", _TEXT, "核对类型", "Kind of check", required=True, codes=tuple(CheckCode)),
        Column("subject", _TEXT, "核对对象", "Table, row, column or indicator it looks at"),
        Column("outcome", _TEXT, "结果", "What came out", required=True, codes=tuple(Outcome)),
        Column("reported", _NUMBER, "印出的数值", "The printed figure", "see inputs"),
        Column("expected_low", _NUMBER, "应有数值下限", "Lower end of what the other figures leave", "of reported"),
        Column("expected_high", _NUMBER, "应有数值上限", "Upper end of what the other figures leave", "of reported"),
        Column("inputs", _LIST, "所用数字的位置", _PLACES_EN),
        Column("variant", _TEXT, "情形代码", "Situation within the kind of check"),
        Column("reason", _TEXT, "无法核对的原因", "Why it was not possible"),
    ),
    ("report_id", "check_id"),
    (_OF_REPORT,),
)

FINDINGS = TableSpec(
    "findings",
    "发现",
    "One row per thing a person should look at, the gravest first",
    (
        _REPORT_ID,
        Column("finding_id", _TEXT, "发现编号（本报告内）", "The finding within its report", required=True),
        Column("check", _TEXT, "核对类型", "Kind of check behind it", required=True, codes=tuple(CheckCode)),
        Column("severity", _TEXT, "严重程度", "How grave it is", required=True, codes=tuple(Severity)),
        Column("table", _TEXT, "表号或标题", "Label of the table or, where there is none, its title"),
        Column("row", _TEXT, "行", "Name of the row"),
        Column("column", _TEXT, "列", "Name of the column"),
        Column("indicator", _TEXT, "指标", "The indicator"),
        Column("reported", _TEXT, "印出的数值", "What is printed"),
        Column("expected_low", _TEXT, "应有数值下限", "Lower end of what was expected"),
        Column("expected_high", _TEXT, "应有数值上限", "Upper end of what was expected"),
        Column("message_zh", _TEXT, "说明（中文）", "What it is, in Chinese", required=True),
        Column("message_en", _TEXT, "说明（英文）", "What it is, in English", required=True),
        Column("evidence", _LIST, "证据位置", f"{_PLACES_EN}; never empty", required=True),
        Column("trace", _OBJECT, "计算过程", "The calculation as a tree, where there is one"),
        Column("consequences", _LIST, "同一原因引起的其他不符", "Further discrepancies that follow from the same slip"),
        Column("consequences_en", _LIST, "同上（英文）", "The same in English"),
    ),
    ("report_id", "finding_id"),
    (_OF_REPORT,),
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
