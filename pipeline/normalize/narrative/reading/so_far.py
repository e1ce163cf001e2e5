"""What holds while a sentence is read: its subject, its period, the lists that are open, the measures said so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalize.narrative.reading.found import (
    Carry,
    Found,
    OpenList,
    budget_and_spending,
    divided_again,
    measure_of_parts,
)
from pipeline.normalize.narrative.reading.leads import opens_list
from pipeline.normalize.narrative.reading.lexicon import Word, lookup
from pipeline.normalize.narrative.reading.meaning import Kind
from pipeline.normalize.narrative.reading.named_subjects import (
    GENERAL,
    Names,
    Subject,
    bare_subject,
    named_subject,
    names_other_body,
)
from pipeline.normalize.narrative.reading.periods import Period, after_mentions
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.reading.tokens import Words
from pipeline.vocabulary.items import FUNDS
from schemas.figure import Unit

_COMPARES = re.compile(r"(?:比|较|与|同|于|和)(?:20\d\d年|上一?年|去年|前年)")
# 服务类占比最高，计划 A，执行 B: what the sentence goes on with
_FOREMOST = re.compile(
    r"^以(?=.{2,12}(?:为主|居多)$)|(?:的?(?:占比|比重|比例|规模|金额|体量|数量|支出|预算))?(?:最[高大多低小少]|居[首前]位?|为主|居多)$"
)
_BUDGET_OF_YEAR = re.compile(r"(?:全年|年度|全部)[^，；]{0,4}(?:预算|指标)[数总额]*(?:为|是|的)?$")
_OF_PROJECTS = re.compile(r"项目|专项|工程|经费|资金")
_COUNTED_AFTER = re.compile(r"[个项](?:二级|预算|部门预算|支出|财政)*项目")
_COUNTED_BEFORE = re.compile(r"项目(?:支出)?(?:总?数|数量|个数)?(?:共计|共有|共|合计|总计|有|为|：)*$")


class SoFar:
    """The state of one sentence. Words change it; what its numbers make of it, see `sentence.SentenceReader`."""

    def __init__(self, text: str, span: tuple[int, int], names: Names, fiscal_year: int | None, carry: Carry) -> None:
        self.text, self.span, self.names, self.year, self.carry = text, span, names, fiscal_year, carry
        self.found: list[Found] = []
        self.after_sources = carry.begin()
        self.lists: list[OpenList] = []
        self.words: dict[Kind, Word] = {}
        self.subject: Subject | None = carry.default
        self.inherited, self.period = carry.begun and carry.subject != carry.default, carry.period
        doubtful = self.period.year != fiscal_year or not self.period.sure
        self.period = replace(self.period, quarter=None, sure=not doubtful, part=False)
        self.rated: set[str] = set()
        self.undecided: Found | None = None
        self.numbers, self.series = 0, ""  # read so far; words that named the quarters of a list (一至四季度)
        self.before: Quantity | None = None  # the number before the one that is read
        self.own_period: Period | None = None  # of the sentence's first number of the report's own year
        self.other_body = carry.other_body
        self.compared: Period | None = None  # what held before a comparison with another year
        self.part: Period | None = None  # of the year, that held before the year's budget was told
        self.projects: Subject | None = None  # what the sentence was about before it counted projects
        # amounts given out together, those before them, and those whose measure nothing has told
        self.handed, self.given, self.unmeasured = list[Found](), list[Found](), list[Found]()
        self.named_apart = False  # the subject stands in a clause of its own (二是某项目，预算 …)

    def projects_counted(self, quantity: Quantity) -> None:
        """11 个项目，预算 A，支出 B: what follows is said of those projects, unless it names something else."""
        if _counts_projects(self.text, self.span, quantity):
            self.projects = self.subject
            self.subject = Subject(f"{quantity.value:f}个项目")
            self.words.clear()

    def mark(self, char: str, waiting: list[Words]) -> None:
        """Takes in a bracket or a semicolon: what it opens, ends, or leaves behind."""
        if char == "(":
            held = OpenList(self.subject, dict(self.words), bracket=True, period=self.period, since=len(self.found))
            self.lists.append(held)
        elif char == ")" and any(x.bracket for x in self.lists):
            waiting.clear()
            while not (closed := self.close()).bracket:
                pass
            self._of_all_its_parts(closed)
        elif char == "；":
            self.undecided = None
            if self.own_period is not None and self.period.year != self.own_period.year:
                self.period = self.own_period  # …，上年度 A 万元；…: what follows is of the report's year again

    def close(self) -> OpenList:
        """Ends the innermost list. A rate behind a list's only member stays unread: it may be of the head as well."""
        closed = self.lists.pop()
        if closed.bracket:
            self.subject, self.words = closed.head, closed.words
            self.period = closed.period or self.period  # 调整预算数 A（上年为 B），决算支出 C
        return closed

    def _of_all_its_parts(self, closed: OpenList) -> None:
        """甲 A，乙 B；调整 C（甲 c，乙 d），调整率 x%: what has 乙 among its parts is not of 乙."""
        head, parts = closed.head, self.found[closed.since :]
        if head is None or head.is_whole or closed.members < 2 or all(f.subject != head for f in parts):
            return
        self.subject = self.carry.default
        if closed.since and (last := self.found[closed.since - 1]).subject == head:
            self.found[closed.since - 1] = replace(last, subject=self.subject or last.subject)

    def pass_over(self, waiting: Sequence[Words]) -> None:
        """Takes in the years and quarters that words name. Behind a comparison (较上年支出 A 下降 B，…) the year
        before it goes on."""
        for words in waiting:
            if self.part is not None:  # 截至9月末支出 A，全年预算 B，执行率 x%: of the part again
                self.period, self.part = self.part, None
            if self.compared is not None and words.after in ("，", "；"):
                self.period, self.compared = self.compared, None
            before, text = self.period, self.text[words.start : words.end]
            self.period = after_mentions(text, before, self.year)
            if (before.part or before.quarter) and _BUDGET_OF_YEAR.search(text):
                self.part = before
            if self.compared is None and self.period.year != before.year and _COMPARES.search(text):
                self.compared = before

    # -- words before a number ------------------------------------------------------------------------------------

    def context(self, clauses: list[Words]) -> None:
        """Clauses without a number of their own: a subject for what follows, a list opened, or nothing."""
        for words in clauses:
            text = _FOREMOST.sub("", self.text[words.start : words.end])
            if not words.after and words.start != self.span[0]:
                continue  # 个二级项目: the rest of what the number before counts
            if opens_list(text):
                self._open()
            bare = bare_subject(text, self.names)
            word = lookup(bare)
            if not bare or bare in ("其中", "包括", "含"):
                continue
            row = self.names.row_at_end(text) if self.text[words.end : words.end + 1] == "(" else ""
            named = named_subject(text, self.names) or (Subject(row) if row else None)  # 未完成的是甲项目（预算 A）
            if named:
                self._enter(named)
                self.named_apart = True
            elif word and word.kind == "theme":
                self._enter(Subject(theme=word.code))
                self.named_apart = True
            elif names_other_body(text, self.names):
                self.subject, self.other_body = None, True
            elif _OF_PROJECTS.search(bare) and not GENERAL.search(bare):
                self.subject = None  # about some project, but which is not certain

    def _open(self) -> None:
        head, words, rated = self.subject, dict(self.words), set(self.rated)
        either = budget_and_spending(self.found, head)
        if not self.numbers and self.carry.words:
            head, words, rated = self.carry.subject, dict(self.carry.words), set(self.carry.rated)
            either, self.words, self.period, self.inherited = self.carry.either, dict(words), self.carry.period, False
            if divided_again(self.text, self.span) and head is not None and head.code in FUNDS:
                head, rated = self.carry.default, set()  # of what the sentence before divided, not of its last part
        if either:
            self.words = words = measure_of_parts(words, self.text[slice(*self.span)])
        while self.lists and not self.lists[-1].bracket:
            self.lists.pop()  # a list in brackets leaves the one around it open
        self.lists.append(OpenList(head, words, head_rated=rated))

    def _enter(self, subject: Subject) -> None:
        """A subject is named: members of a list take the list's fund as their scope."""
        self.inherited = self.named_apart = False
        if self.lists and not subject.is_whole:
            level = self.lists[-1]
            level.members += 1
            head = level.head
            if head and not subject.scope and subject.code not in FUNDS:
                fund = head.code if head.code in FUNDS else head.scope
                subject = replace(subject, scope=fund)
        if subject != self.subject:
            self.rated = set()
        self.subject = subject


def _counts_projects(text: str, span: tuple[int, int], quantity: Quantity) -> bool:
    """Whether a number of the sentence at `span` counts projects (11 个项目, 项目共 11 个)."""
    before, after = text[span[0] : quantity.start], text[quantity.digits_end : span[1]]
    return quantity.unit is Unit.ITEMS and bool(_COUNTED_AFTER.match(after) or _COUNTED_BEFORE.search(before))
