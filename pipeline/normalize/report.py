"""Document -> Report: every table and sentence read into records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.normalize.arithmetic.calculations import calculations
from pipeline.normalize.budget_lines import LineWithColumns, budget_lines
from pipeline.normalize.columns.bare_columns import with_quarters_named
from pipeline.normalize.columns.transposed import upright
from pipeline.normalize.context import ReportContext
from pipeline.normalize.forms.project_forms import method_notes, named_after, project_form, unscored_money
from pipeline.normalize.identity import context_of
from pipeline.normalize.item_codes import settle_codes
from pipeline.normalize.misdated_tables import of_report_year
from pipeline.normalize.narrative.claims.score_paragraphs import score_paragraphs
from pipeline.normalize.narrative.claims.stated import narrative_claims
from pipeline.normalize.narrative.facts import NarrativeContext, narrative_facts
from pipeline.normalize.narrative.likely_values import Said, exact_rate_facts, likely_facts, said_numbers
from pipeline.normalize.narrative.own_words import own_words
from pipeline.normalize.narrative.passages import passages
from pipeline.normalize.narrative.reading.joined_scopes import with_joined_scopes
from pipeline.normalize.narrative.topics.carried_forward import carried_forward_facts
from pipeline.normalize.narrative.topics.growth import growth_facts
from pipeline.normalize.narrative.topics.month_progress import month_progress_facts
from pipeline.normalize.narrative.topics.moved_items import moved_item_facts
from pipeline.normalize.narrative.topics.named_rates import named_rate_facts
from pipeline.normalize.narrative.topics.nothing_of import nothing_of
from pipeline.normalize.narrative.topics.opening_funds import opening_facts
from pipeline.normalize.narrative.topics.part_of_budget import part_of_budget_facts
from pipeline.normalize.narrative.topics.posts_and_staff import counts_before_nouns, staff_facts
from pipeline.normalize.narrative.topics.quarter_numbers import mean_facts, quarter_numbers
from pipeline.normalize.narrative.topics.satisfactions import satisfaction_facts, with_people
from pipeline.normalize.narrative.topics.sentence_rates import sentence_rate_facts
from pipeline.normalize.narrative.topics.shifted_funds import shifted_fund_facts
from pipeline.normalize.narrative.topics.single_quarters import single_quarter_facts
from pipeline.normalize.narrative.topics.survey_results import survey_result_facts
from pipeline.normalize.narrative.topics.two_years import two_year_facts
from pipeline.normalize.quarters import quarters
from pipeline.normalize.read_table import ReadTable
from pipeline.normalize.score_tables.goals import Goal, goals_of, with_results
from pipeline.normalize.score_tables.indicator_names import with_one_name
from pipeline.normalize.score_tables.level_tables import as_table_of_levels, level_names, may_be_of_levels
from pipeline.normalize.score_tables.score_details import with_details_as_levels
from pipeline.normalize.score_tables.score_sections import leaf_lines, without_summaries
from pipeline.normalize.score_tables.scores import score_sheet
from pipeline.normalize.score_tables.scores_in_text import with_told_scores
from pipeline.normalize.staff_tables import of_the_staff
from pipeline.normalize.table_facts import facts_of_lines, loose_facts, numbered
from pipeline.normalize.told import statements, told_cells
from pipeline.vocabulary.names import bare_item, name_key
from schemas.document import Document, Table
from schemas.records import (
    BudgetLine,
    Claim,
    Fact,
    QuarterlyExecution,
    Report,
    ScoreLine,
    ScoreTotal,
    TableReading,
    ToldCell,
)
from schemas.trusted import changed


def normalize(document: Document) -> Report:
    """All records of one document. Never raises for what a report states oddly: what is not understood gives no record.

    Facts are numbered in the order in which they stand: by page, tables before text, then by row and column.
    """
    context = context_of(document)
    tables = _TableRecords()
    for table in document.tables:
        tables.add(table, context)
    tables.read_levels()
    tables.hold_targets_to_rules()
    tables.score_lines = with_results(tables.score_lines, tables.goals)
    tables.score_lines, tables.score_totals = without_summaries(tables.score_lines, tables.score_totals)
    tables.score_lines, tables.score_totals = with_details_as_levels(tables.score_lines, tables.score_totals)
    if not tables.score_lines:
        scored = score_paragraphs(document)
        tables.score_lines, tables.score_totals = scored.lines, [*tables.score_totals, *scored.totals]
    score_lines, other_names = with_one_name(tables.score_lines)
    said = said_numbers(document, context.fiscal_year)
    facts = with_people([*tables.facts, *_sentence_facts(document, context, tables.lines, score_lines, said)])
    facts += staff_facts(document, facts, context.fiscal_year)
    facts += opening_facts(document, facts, context.fiscal_year)
    forms = {x.table_id for x in score_lines if x.measured}
    claims = (*tables.claims, *_narrative_claims(document, score_lines, other_names, context.fiscal_year))
    score_lines = with_told_scores(score_lines, claims)
    return Report(
        report_id=document.report_id,
        file=document.file,
        agency=context.agency,
        district=context.district,
        fiscal_year=context.fiscal_year,
        document_kind=context.document_kind,
        pages=len(document.pages),
        text_source=document.text_source,
        readings=tuple(tables.readings),
        budget_lines=tuple(tables.lines),
        quarters=tuple(tables.quarters),
        score_lines=tuple(score_lines),
        score_totals=tuple(tables.score_totals),
        facts=numbered(of_report_year(facts, context.fiscal_year)),
        passages=passages(document, score_lines),
        own_words=own_words(document, score_lines) if any(x.criteria for x in score_lines) else (),
        statements=statements(document) if any(x.criteria for x in score_lines) else (),
        cells=tuple(tables.cells),
        likely=(*likely_facts(said, score_lines), *nothing_of(document, context.fiscal_year)),
        claims=claims,
        calculations=tuple(calculations(document, context.fiscal_year)),
        quarter_numbers=quarter_numbers(document, context.fiscal_year),
        form_method=method_notes(document, forms) if forms else "",
    )


@dataclass
class _TableRecords:
    """What the tables of a document state, in their order."""

    readings: list[TableReading] = field(default_factory=list)
    lines: list[BudgetLine] = field(default_factory=list)
    quarters: list[QuarterlyExecution] = field(default_factory=list)
    score_lines: list[ScoreLine] = field(default_factory=list)
    score_totals: list[ScoreTotal] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    sheets: list[ReadTable] = field(default_factory=list)
    cells: list[ToldCell] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    unnamed: list[ReadTable] = field(default_factory=list)

    def read_levels(self) -> None:
        """Read tables of scores anew whose rows turn out to be the levels of the indicators."""
        levels = level_names(self.score_lines) if self.unnamed else frozenset()
        for again in filter(None, (as_table_of_levels(read, levels) for read in self.unnamed)):
            own, sheet = again.table.table_id, score_sheet(again)
            self.readings = [again.reading() if r.table_id == own else r for r in self.readings]
            self.facts = [*(f for f in self.facts if f.table_id != own), *sheet.facts]
            self.cells = [c for c in self.cells if c.table_id != own]
            self.score_lines += sheet.lines
            self.score_totals += sheet.totals
            self.claims += sheet.claims

    def hold_targets_to_rules(self) -> None:
        """Targets and actual values of indicators that a table of its own gives rules for are figures of these rules: a
        score table (指标值 | 完成值 | 得分) and, behind it, the 评分标准 by the indicators' names."""
        targets = {x.table_id for x in self.score_lines if x.measured and not x.subject}
        ruled = frozenset(
            name_key(x.indicator)
            for x in self.score_lines
            if x.criteria.strip() and not x.measured and not x.subject and x.table_id not in targets
        )
        for read in self.sheets:
            if read.table.table_id in targets and ruled:
                again = {x.row: x for x in score_sheet(read, ruled).lines}
                own = read.table.table_id
                self.score_lines = [again.get(x.row, x) if x.table_id == own else x for x in self.score_lines]

    def add(self, table: Table, context: ReportContext) -> None:
        form = project_form(table, context)
        if form is not None:
            if any(x.measured and not x.subject for x in self.score_lines):
                form = named_after(form, table)
            self.readings.append(form.reading)
            self.lines += form.budget_lines
            self.score_lines += form.score_lines
            self.score_totals += form.score_totals
            self.facts += form.facts
            return
        table = with_quarters_named(table)
        turned = upright(table)
        read = ReadTable(turned or table, context)
        reading = read.reading()
        unscored = unscored_money(table, context)
        if unscored is not None:
            reading = changed(reading, columns=unscored[1])
        self.readings.append(reading)
        money = unscored[0] if unscored is not None else None
        own = _settled(budget_lines(read), read) if money is None else []
        self.lines += [x.line for x in own] if money is None else money.lines
        sheet = score_sheet(read)
        self.cells += told_cells(read) if not sheet.lines else []
        self.goals += goals_of(read) if not sheet.lines else []
        self.unnamed += [read] if turned is None and may_be_of_levels(read) else []
        self.sheets += [read] if any(x.measured for x in sheet.lines) else []
        self.score_lines += sheet.lines
        self.score_totals += sheet.totals
        self.claims += sheet.claims
        in_quarters, quarter_facts = quarters(read)
        facts = [*of_the_staff(facts_of_lines(read, own), read, own), *sheet.facts, *quarter_facts]
        if turned is not None:
            # Facts say where the page prints them; the row that names the quarters is the first.
            self.quarters += [q.model_copy(update={"row": 1}) for q in in_quarters]
            self.facts += [changed(f, row=f.col, col=f.row) for f in facts]
            return
        self.quarters += in_quarters
        facts += money.facts if money is not None else []
        taken = {(f.row or 0, f.col or 0) for f in facts}
        self.facts += [*facts, *loose_facts(read, taken)]


def _sentence_facts(
    document: Document,
    context: ReportContext,
    lines: list[BudgetLine],
    score_lines: list[ScoreLine],
    said: list[Said],
) -> Iterator[Fact]:
    """What the sentences state; `said` are their numbers with the words around them."""
    year = context.fiscal_year
    stated = list(with_joined_scopes(_narrative_facts(document, context, lines)))
    yield from stated
    named = named_rate_facts(document, score_lines, year)
    yield from named
    yield from exact_rate_facts(said, score_lines, {f.item for f in named})
    yield from sentence_rate_facts(document, year)
    yield from carried_forward_facts(document, year)
    yield from growth_facts(document, year)
    yield from two_year_facts(document, year)
    yield from month_progress_facts(document, year)
    yield from single_quarter_facts(document, year)
    told = {(f.metric, f.figure.box) for f in stated}
    later = (
        *part_of_budget_facts(document, year),
        *survey_result_facts(document, year),
        *satisfaction_facts(document, year, (line.indicator for line in score_lines)),
        *shifted_fund_facts(document, year),
        *moved_item_facts(document, lines, year),
        *counts_before_nouns(document, year),
        *mean_facts(document, year),
    )
    yield from (f for f in later if (f.metric, f.figure.box) not in told)


def _narrative_facts(document: Document, context: ReportContext, lines: list[BudgetLine]) -> list[Fact]:
    rows = tuple(dict.fromkeys(bare_item(x.item) for x in lines if not x.item_code and x.role != "total"))
    agencies = (context.agency,) if context.agency else ()
    return narrative_facts(
        document, NarrativeContext(fiscal_year=context.fiscal_year, item_names=rows, agency_names=agencies)
    )


def _narrative_claims(
    document: Document, score_lines: list[ScoreLine], other_names: Mapping[str, str], year: int | None
) -> Iterator[Claim]:
    indicators = tuple(dict.fromkeys((*(x.indicator for x in leaf_lines(score_lines)), *other_names)))
    levels = tuple(dict.fromkeys(name for x in score_lines for name in (x.level1, x.level2) if name))
    in_text = any(not x.table_id for x in score_lines)
    for claim in narrative_claims(document, indicators, levels, year, in_text):
        name, slash, part = claim.subject.partition("/")
        yield changed(claim, subject=other_names.get(name, name) + slash + part)


def _settled(found: list[LineWithColumns], read: ReadTable) -> list[LineWithColumns]:
    heads = "".join(t for c in read.columns if c.role == "item" for t in c.header)
    settled = settle_codes([x.line for x in found], read.title, read.kind, heads)
    return [LineWithColumns(line, x.columns) for line, x in zip(settled, found, strict=True)]
