"""A small audited report made by hand, with every kind of record in it."""

from __future__ import annotations

from decimal import Decimal

from schemas.audit import (
    AuditedReport,
    Check,
    CheckCode,
    Finding,
    IndicatorScore,
    Locus,
    Outcome,
    Severity,
    Verdict,
)
from schemas.document import Block, Cell, Document, GlyphPlace, Page, PlacedText, Table, TablePart
from schemas.figure import Figure, Interval, Unit
from schemas.geometry import Box
from schemas.records import (
    BudgetLine,
    Fact,
    QuarterlyExecution,
    Report,
    ScoreLine,
    TableKind,
    TableReading,
)
from schemas.trace import Place, Trace


def box(page: int = 1, top: float = 100.0) -> Box:
    return Box(page=page, x0=72.0, top=top, x1=144.126, bottom=top + 12)


def placed(text: str, page: int = 1) -> PlacedText:
    return PlacedText(text=text, places=tuple(GlyphPlace(page, 72, 100, 84, 112) for _ in text))


def figure(text: str, unit: Unit = Unit.WAN_YUAN, value: str | None = None) -> Figure:
    number = Decimal(value if value is not None else text.replace(",", "").rstrip("%"))
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return Figure(value=number, decimals=max(-exponent, 0), unit=unit, text=text, boxes=(box(),), exact=text == "-")


def place(text: str = "实际采购 1,990.00 万元") -> Place:
    return Place(page=1, box=box(), text=text, fact_id="f0001")


def cell(row: int, col: int, text: str, *, header: bool = False, col_span: int = 1) -> Cell:
    return Cell(row=row, col=col, col_span=col_span, is_header=header, content=placed(text), boxes=(box(),))


def audited_report(sha256: str = "ab" * 32, file: str = "甲/报告.pdf", item: str = "基本支出") -> AuditedReport:
    table = Table(
        table_id="t01",
        label="表1",
        title="预算执行情况",
        unit="万元",
        order=1,
        rows=2,
        cols=2,
        header_rows=1,
        cells=(cell(2, 1, item), cell(1, 1, "项目", header=True, col_span=2), cell(2, 2, "1,234.50")),
        parts=(
            TablePart(page=1, box=box(), first_row=1, last_row=1),
            TablePart(page=2, box=box(2), first_row=2, last_row=2),
        ),
        engine="test",
        confidence=0.9,
    )
    document = Document(
        sha256=sha256,
        file=file,
        pages=(Page(number=1, width=595, height=842), Page(number=2, width=595, height=842)),
        blocks=(
            Block(order=1, kind="heading", level=1, content=placed("一、基本情况")),
            Block(
                order=2,
                kind="paragraph",
                section=("一、基本情况",),
                content=placed('本单位\u2028有 “三” 个科室,共 "9" 人'),
            ),
            Block(order=3, kind="caption", section=("一、基本情况",), content=placed("表1 预算执行情况")),
        ),
        tables=(table,),
    )
    trace = Trace(
        label="政府采购执行情况",
        formula="采购执行率 × 2",
        value=Interval(low=Decimal("1.985"), high=Decimal("1.995")),
        unit=Unit.POINTS,
        children=(
            Trace(label="实际采购金额", value=Interval.exactly(1990), unit=Unit.WAN_YUAN, places=(place(),)),
            Trace(label="计划采购金额", missing="计划采购金额", note="报告未写明"),
        ),
    )
    line = ScoreLine(
        table_id="t02",
        row=3,
        order=1,
        level1="投入",
        level2="资金管理",
        indicator="政府采购执行情况",
        weight=figure("2", Unit.POINTS),
        self_score=figure("2.00", Unit.POINTS),
        criteria="完成率×2分",
        boxes=(box(),),
    )
    report = Report(
        report_id=sha256[:12],
        file=file,
        agency="甲街道办事处",
        district="某区",
        fiscal_year=2021,
        document_kind="self_evaluation",
        pages=2,
        text_source="digital",
        readings=(TableReading(table_id="t01", kind=TableKind.BUDGET_EXECUTION, columns=()),),
        budget_lines=(
            BudgetLine(
                table_id="t01",
                order=1,
                row=2,
                level=1,
                parent_order=None,
                item=item,
                figures={"revised_budget": figure("1,234.50"), "outturn": figure("-", value="0")},
                unit="万元",
                page=1,
            ),
        ),
        quarters=(
            QuarterlyExecution(table_id="t01", quarter=1, row=2, figures={"budget": figure("100.0")}, page=1),
            QuarterlyExecution(
                table_id="t03",
                quarter=1,
                row=2,
                figures={"budget": figure("100.00"), "execution_rate": figure("98.10%", Unit.PERCENT)},
                page=2,
            ),
        ),
        score_lines=(line, line.model_copy(update={"table_id": "t04"})),
        facts=(
            Fact(
                fact_id="f0001",
                metric="procurement_actual",
                period="2021",
                figure=figure("1,990.00"),
                source="text",
                quote="实际采购 1,990.00 万元",
            ),
        ),
    )
    locus = Locus(indicator="政府采购执行情况")
    return AuditedReport(
        document=document,
        report=report,
        rubric_id="printed",
        scores=(
            IndicatorScore(
                order=1,
                level1="投入",
                level2="资金管理",
                indicator="政府采购执行情况",
                weight=line.weight,
                self_score=line.self_score,
                low=Decimal("1.985"),
                high=Decimal("1.99"),
                verdict=Verdict.DISAGREES,
                rule="完成率×2分",
                trace=trace,
                boxes=(box(),),
            ),
        ),
        checks=(
            Check(
                code=CheckCode.SCORE,
                variant="rate",
                locus=locus,
                outcome=Outcome.INCONSISTENT,
                reported=line.self_score,
                expected_low=Decimal("1.9850000001"),
                expected_high=Decimal("1.99"),
                inputs=(place(),),
                trace=trace,
            ),
            Check(
                code=CheckCode.SUM,
                variant="sum_of_parts",
                locus=Locus(table="表1", row=item),
                outcome=Outcome.NOT_CHECKABLE,
                reason="没有下级行",
            ),
        ),
        findings=(
            _finding("n1", Severity.NOTICE, locus, trace),
            _finding("e1", Severity.ERROR, locus, trace),
        ),
        weight_total=Decimal("100"),
        self_total=Decimal("98.50"),
        recomputed_low=Decimal("98.49"),
        recomputed_high=Decimal("98.5"),
        grade="优",
    )


def _finding(finding_id: str, severity: Severity, locus: Locus, trace: Trace) -> Finding:
    return Finding(
        finding_id=finding_id,
        code=CheckCode.SCORE,
        severity=severity,
        locus=locus,
        reported="2.00",
        expected_low="1.985",
        expected_high="1.99",
        message_zh="自评 2.00 分，按规则最多 1.99 分",
        message_en="scored 2.00, the rule gives at most 1.99",
        evidence=(place(),),
        trace=trace,
        consequences=("总分多 0.01 分",),
        consequences_en=("the total is 0.01 points too high",),
    )
