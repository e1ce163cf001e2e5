"""What a report says, as typed records (column by column what `contract.md` prints)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.figure import Figure, Interval
from schemas.geometry import Box
from schemas.trace import Place
from schemas.trusted import trusted


class TableKind(StrEnum):
    BUDGET_ALLOCATION = "budget_allocation"
    BUDGET_ADJUSTMENT = "budget_adjustment"
    BUDGET_EXECUTION = "budget_execution"
    OPERATING_EXPENSES = "operating_expenses"
    PROJECT_EXECUTION = "project_execution"
    QUARTERLY_EXECUTION = "quarterly_execution"
    INDICATOR_SCORES = "indicator_scores"
    SCORING_CRITERIA = "scoring_criteria"
    OTHER = "other"


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ColumnMeaning(Record):
    """What a column of a table states: a metric code of the vocabulary ('' where unknown), or a role.

    Roles by name are those of `pipeline/vocabulary/roles.yaml`: row names (`item`, `number`, `code`, `quarter`,
    `level1` … `level4`, `indicator`), words (`definition`, `criteria`, `remark`), targets (`target`, `target_sign`,
    `target_unit`, `actual`). The table's figures tell the others: `level1_weight` …, a column of another year
    (`other_year`), of what was added or cut before both are netted (`gross_change`), of torn numbers that state
    nothing (`torn`).
    """

    col: int
    metric: str = ""
    role: str = ""
    unit: str = ""
    header: tuple[str, ...] = ()


class TableReading(Record):
    """What a logical table is about. `skipped_rows` are body rows that hold no record (formula rows such as a=A/ΣA)."""

    table_id: str
    kind: TableKind
    columns: tuple[ColumnMeaning, ...]
    skipped_rows: tuple[int, ...] = ()


class BudgetLine(Record):
    """A line of a budget or execution table.

    `order` counts lines of the table from 1; `level` is the depth in the hierarchy (0 for totals), `parent_order` the
    order of the line this one is part of (None for top lines). `role` tells plain lines from 小计, 合计 and 其中 lines.
    Figures are keyed by metric code; a printed dash is an exact zero whose `text` is the dash.
    """

    table_id: str
    order: int
    row: int
    level: int
    parent_order: int | None
    item: str
    item_code: str = ""
    role: Literal["line", "subtotal", "total", "of_which"] = "line"
    figures: dict[str, Figure]
    unit: str
    page: int


class QuarterlyExecution(Record):
    """One quarter's row: figures keyed by budget, cumulative_outturn, cumulative_progress, scheduled_progress,
    execution_rate."""

    table_id: str
    quarter: int
    row: int
    figures: dict[str, Figure]
    page: int


class ScoreLine(Record):
    """A leaf indicator of a printed score table (one per indicator and table).

    `measured`: `criteria` is a target (≥95%) and `remark` the actual value, not a rule and a comment. Where a row has a
    rule besides, its `target` and `actual` value stand by themselves. `reason` is why a measured row lacks points, in
    the words of its own cell (偏差原因). `printed` is the name with the number that the
    table gives it (1.预算执行率, A11预算执行率), '' where it has none.
    """

    table_id: str
    row: int
    order: int
    measured: bool = False
    subject: str = ""
    level1: str
    level2: str
    indicator: str
    printed: str = ""
    weight: Figure | None
    self_score: Figure | None
    level1_weight: Figure | None = None
    level2_weight: Figure | None = None
    definition: str = ""
    criteria: str = ""
    remark: str = ""
    criteria_box: Box | None = None
    remark_box: Box | None = None
    target: str = ""
    actual: str = ""
    actual_box: Box | None = None
    reason: str = ""
    boxes: tuple[Box, ...]

    @property
    def page(self) -> int:
        return self.boxes[0].page


class ScoreTotal(Record):
    """A total line of a score table: 合计 of weights and scores, or a level's own total.

    `grade` is the word that a form gives the total in a cell of its own (自评等级 | 优), at `grade_box`.
    """

    table_id: str
    row: int
    name: str
    weight: Figure | None
    self_score: Figure | None
    grade: str = ""
    grade_box: Box | None = None


class Fact(Record):
    """A figure with a known meaning.

    `metric` is a code of the vocabulary, `item` the printed name of what it is of ('' for the whole unit), `item_code`
    the vocabulary's code for that item ('' where it has none), `period` the year (`2021`) or quarter (`2021Q3`).
    `approximate` marks 近/约. `scope` keeps a restriction such as a fund (general_public_budget).
    """

    fact_id: str
    metric: str
    item: str = ""
    item_code: str = ""
    scope: str = ""
    period: str = ""
    figure: Figure
    source: Literal["table", "text"]
    table_id: str = ""
    row: int | None = None
    col: int | None = None
    quote: str
    approximate: bool = False

    @property
    def place(self) -> Place:
        box = self.figure.boxes[0]
        return trusted(Place, page=box.page, box=box, text=self.quote, fact_id=self.fact_id)


ClaimKind = Literal[
    "score",
    "weight",
    "score_rate",
    "deduction",
    "indicator_count",
    "level1_count",
    "level2_count",
    "full_count",
    "lost_count",
    "grade",
]


class Claim(Record):
    """A statement about scores in the text: `扣 0.42 分`, 得分 17 分, 得分率 85.00%, 共设置 4 个末级指标.

    `kind` is score, weight, score_rate, deduction, indicator_count, level1_count or level2_count (of the levels above
    the indicators), full_count or lost_count (of the indicators with all their points, without some) or grade;
    `subject` the indicator or level named ('' for the whole report).
    `figure` is None for a grade word, which is then in `word`.
    """

    kind: ClaimKind
    subject: str
    figure: Figure | None
    word: str = ""
    place: Place


class Operand(Record):
    """A number of a calculation: `factor` of the plain unit of its kind make one of its printed unit (万元: 10000)."""

    figure: Figure
    factor: int = 1
    quote: str

    @property
    def place(self) -> Place:
        box = self.figure.boxes[0]
        return trusted(Place, page=box.page, box=box, text=self.quote, fact_id="")

    @property
    def interval(self) -> Interval:
        """The values that the print stands for, in the plain unit."""
        return self.figure.interval.times(self.factor)


class CalculationReading(Record):
    """One way to work a number out: `formula` over f1, f2 …, the operands in their plain units."""

    formula: str
    operands: tuple[Operand, ...]


class Calculation(Record):
    """A number of the text that other numbers of the text give (比上年增加 C 万元, 占总额的 x%, 人均 x 元).

    Any of `readings` is admissible. `certain`: the words leave no other figures to reckon with; else only a likely slip
    of the pen shows that the number is wrong. `partial`: a sum whose parts may not be all there are. `asked`: no words
    say that it is worked out from these, so that it is asked about. `own_formula`: the text prints how it is reckoned.
    A `part` is at most what its reading gives. `counted` holds the fewest and the most names that a list can be taken
    to hold, for a count of things named.
    """

    kind: Literal["sum", "difference", "growth", "share", "rate", "average", "rest", "count", "part"]
    subject: str
    result: Operand
    readings: tuple[CalculationReading, ...] = ()
    counted: tuple[int, int] | None = None
    certain: bool = False
    partial: bool = False
    asked: bool = False
    own_formula: bool = False


QuarterMeasure = Literal["budget", "outturn", "progress", "rate", ""]


class QuarterNumber(Record):
    """A number that a sentence tells of the end of a quarter (1..4), and what its words say that it measures: `rate` is
    progress against the schedule, or progress by that name, '' where the words name none. `sentence` numbers the
    sentences of the report."""

    quarter: int
    measure: QuarterMeasure
    sentence: int
    figure: Figure
    quote: str

    @property
    def place(self) -> Place:
        box = self.figure.boxes[0]
        return trusted(Place, page=box.page, box=box, text=self.quote, fact_id="")


class Passage(Record):
    """A sentence that speaks of an indicator; `subject` is the indicator's cleaned name. `told` marks one that stands
    under the indicator's name as heading, or holds both operands that its criteria divide: there is no doubt of what it
    is."""

    subject: str
    text: str
    box: Box
    told: bool = False


class Statement(Record):
    """A sentence with numbers, the heading `above` it, its place among such sentences and that of its paragraph among
    the blocks of the body."""

    text: str
    above: str
    box: Box
    order: int
    block: int


class ToldCell(Record):
    """A number of a table that is no score table: what its row is called, what its column and the table are."""

    table_id: str
    row: int
    col: int
    label: str
    header: str
    title: str
    figure: Figure


class Report(Record):
    """All records of one report.

    `likely` holds figures that the text gives by its meaning rather than by their names: for rules that have no other,
    and never the reason of an accusation by themselves; `statements` and `cells` are all sentences and cells with
    numbers, to be searched by words where no record has the figure. `form_method` is the text of the notes of project
    forms on how targets and results are scored.
    """

    report_id: str
    file: str
    agency: str
    district: str
    fiscal_year: int | None
    document_kind: str
    pages: int
    text_source: str
    readings: tuple[TableReading, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    quarters: tuple[QuarterlyExecution, ...] = ()
    score_lines: tuple[ScoreLine, ...] = ()
    score_totals: tuple[ScoreTotal, ...] = ()
    facts: tuple[Fact, ...] = ()
    likely: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    own_words: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    cells: tuple[ToldCell, ...] = ()
    claims: tuple[Claim, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    quarter_numbers: tuple[QuarterNumber, ...] = ()
    form_method: str = ""
