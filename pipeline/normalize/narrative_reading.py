"""Reading one sentence: every number gets its measure, its subject and its period from the words before it.

What is not said is carried on as a reader would: 预算执行率 without a subject belongs to the subject before it; the
parts of a list (其中, brackets) have the measure of its head. Where two readings are possible nothing is stated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalize.narrative_found import Carry, Found, OpenList, one_series, with_spending
from pipeline.normalize.narrative_leads import (
    BLOCKED,
    WHOLE,
    Lead,
    Names,
    Subject,
    bare_subject,
    is_project_name,
    opens_list,
    plain_noun,
    read_lead,
    subtotal_of,
    title_subject,
)
from pipeline.normalize.narrative_lexicon import FUNDS, NOT_SPENDING, Word, lookup, theme_of
from pipeline.normalize.narrative_meaning import Kind, kind_of, meaning
from pipeline.normalize.narrative_numbers import Quantity
from pipeline.normalize.narrative_periods import after_mentions
from pipeline.normalize.narrative_shared_leads import shared_leads
from pipeline.normalize.narrative_tokens import Mark, Token, Words
from pipeline.vocabulary.items import item_named

_TOGETHER = re.compile(r"分别(?:为|是|达到?了?|有)?$|各为$")
_OF_PROJECTS = re.compile(r"项目|专项|工程|经费|资金")
_GENERAL = re.compile(
    r"各项?目|项目(?:管理|实施|资金|支出|预算|库)|专项资金管理|资金(?:管理|使用|安全|支付|支出|收支)|财政资金|预算资金|公用经费|人员经费|三公|经费支出管理"
)
_ACCOUNTED = re.compile(r"(?:支出|支出合计|支出总计|经费)$")
_OF_WHOLE = re.compile(r"全年预算|年初部门|年初预算支出|调整后全年|全年调整预算|部门")
_IN_USE = re.compile(
    r"^[^；。]{0,30}?(?:全部|均|都)(?:为|处于|是|属于|已)?(?:正常)?(?:在用|使用中|投入使用|在使用)(?:状态)?"
)
_WITH_OUTSIDE_STAFF = re.compile(r"^[，：(]*(?:其中|包括|含|由|分别)[^。；]*(?:编外|劳务派遣|派遣|聘用|临聘|雇员)")


class SentenceReader:
    """Reads one sentence's tokens; `read` returns what it found and leaves in `carry` what the next may go on with."""

    def __init__(self, text: str, span: tuple[int, int], names: Names, fiscal_year: int | None, carry: Carry) -> None:
        self.text, self.span, self.names, self.year, self.carry = text, span, names, fiscal_year, carry
        self.found: list[Found] = []
        self.lists: list[OpenList] = []
        self.words: dict[Kind, Word] = {}
        self.subject: Subject | None = carry.default
        self.inherited = carry.begun and carry.subject != carry.default
        self.period = carry.period
        doubtful = self.period.year != fiscal_year or not self.period.sure
        self.period = replace(self.period, quarter=None, sure=not doubtful, part=False)
        self.rated: set[str] = set()
        self.undecided: Found | None = None
        self.numbers = 0
        self.named_apart = False  # the subject stands in a clause of its own (二是某项目，预算 …)

    # -- the walk over the tokens ---------------------------------------------------------------------------------

    def read(self, row: Sequence[Token]) -> list[Found]:
        waiting: list[Words] = []
        place = 0
        while place < len(row):
            token = row[place]
            if isinstance(token, Words):
                waiting.append(token)
            elif isinstance(token, Mark):
                self._mark(token.char, waiting)
            else:
                together = self._together(waiting, row[place:])
                if together:
                    place += together
                else:
                    self._number(token, waiting)
                    place += 1
                waiting = []
                continue
            place += 1
        for words in waiting:
            self.period = after_mentions(self.text[words.start : words.end], self.period, self.year)
        if not any(isinstance(t, Quantity) for t in row):
            self._no_numbers(waiting)
        while self.lists:
            self._close()
        self.carry.period, self.carry.words = self.period, self.words
        if any(isinstance(t, Quantity) for t in row):
            self.carry.subject, self.carry.rated, self.carry.begun = self.subject, self.rated, True
        return one_series(with_spending(sorted(self.found, key=lambda f: f.quantity.start)))

    def _mark(self, char: str, waiting: list[Words]) -> None:
        if char == "(":
            self.lists.append(OpenList(self.subject, dict(self.words), bracket=True))
        elif char == ")" and any(x.bracket for x in self.lists):
            waiting.clear()
            while not self._close().bracket:
                pass
        elif char == "；":
            self.undecided = None

    def _close(self) -> OpenList:
        """Ends the innermost list. A rate behind a list's only member stays unread: it may be of the head as well."""
        closed = self.lists.pop()
        if closed.bracket:
            self.subject, self.words = closed.head, closed.words
        return closed

    def _no_numbers(self, waiting: list[Words]) -> None:
        """A sentence without numbers that is only a name or a title says what the paragraph is about."""
        title = self.text[waiting[0].start : waiting[-1].end] if waiting else ""
        if self.span[0] == 0 and title and len(title) <= 80 and "，" not in title and "；" not in title:
            named = title_subject(title, self.names)
            if named != WHOLE:
                self.carry.default = named

    # -- words before a number ------------------------------------------------------------------------------------

    def _split(self, waiting: list[Words]) -> tuple[list[Words], str]:
        """The clauses before the lead, and the lead: the last stretch, with those that 、 ties to it."""
        if not waiting:
            return [], ""
        end, first = waiting[-1].end, len(waiting) - 1
        while first and (waiting[first].after == "、" or not _has_meaning(self.text[waiting[first].start : end])):
            first -= 1
        return waiting[:first], self.text[waiting[first].start : end]

    def _context(self, clauses: list[Words]) -> None:
        """Clauses without a number of their own: a subject for what follows, a list opened, or nothing."""
        for words in clauses:
            text = self.text[words.start : words.end]
            if not words.after and words.start != self.span[0]:
                continue  # 个二级项目: the rest of what the number before counts
            if opens_list(text):
                self._open(text)
            bare = bare_subject(text, self.names)
            word = lookup(bare)
            if not bare or bare in ("其中", "包括", "含"):
                continue
            named = self._named(text)
            if named:
                self._enter(named)
                self.named_apart = True
            elif word and word.kind == "theme":
                self._enter(Subject(theme=word.code))
            elif _OF_PROJECTS.search(bare) and not _GENERAL.search(bare):
                self.subject = None  # about some project, but which is not certain

    def _named(self, text: str) -> Subject | None:
        """The project or item that a clause only names (二是退役军人事务项目)."""
        bare = bare_subject(text, self.names)
        row = self.names.row(bare) if len(bare) > 2 else ""
        code = item_named(bare)
        if code and code != "total":
            return Subject(bare, code)
        if row or (is_project_name(bare) and not BLOCKED.search(bare) and not _GENERAL.search(bare)):
            return Subject(row or bare)
        return None

    def _open(self, text: str) -> None:
        head, words = self.subject, dict(self.words)
        rated = set(self.rated)
        if not self.numbers and self.carry.words:
            head, words, rated = self.carry.subject, dict(self.carry.words), set(self.carry.rated)
            self.words = dict(words)
            self.period = self.carry.period
            self.inherited = False
        self.lists = [x for x in self.lists if x.bracket]
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

    # -- numbers --------------------------------------------------------------------------------------------------

    def _number(self, quantity: Quantity, waiting: list[Words]) -> None:
        clauses, text = self._split(waiting)
        for words in waiting:
            self.period = after_mentions(self.text[words.start : words.end], self.period, self.year)
        self._context(clauses)
        self.numbers += 1
        kind = kind_of(quantity.unit)
        if quantity.bound or kind is None:
            if not quantity.bound:
                self.words.pop("money", None) if quantity.measure in ("千元", "百万元", "万", "亿") else None
            return
        lead = read_lead(text, self.names)
        compound = subtotal_of(lead.text) or ("、" in lead.text and lead.subject is None)
        if lead.status == "unknown" and lead.word is None and not lead.text and self.period.quarter:
            lead = replace(lead, status="ok")
        if lead.status == "unknown" and (compound or (self.lists and lead.word is None)):
            noun = plain_noun(lead.text)
            lead = replace(lead, subject=Subject(noun), status="ok") if noun else lead
        if self._counts_on(waiting, text) and lead.subject and lead.subject.item and not lead.subject.code:
            lead = replace(lead, status="unknown")  # 3 家参公单位经费预算为: what is counted goes on in the lead
        if lead.listed:
            self._open(text)
            if lead.subject and lead.subject.scope in FUNDS:
                self.lists[-1].head = Subject(code=lead.subject.scope, item=lead.subject.scope)
        if lead.status != "ok":
            self.words.pop(kind, None)
            self.undecided = None
            if lead.status == "unknown" and (kind in ("money", "percent") or bare_subject(lead.text, self.names)):
                self.subject = None
            return
        self._state(lead, quantity, kind, waiting)

    def _counts_on(self, waiting: list[Words], text: str) -> bool:
        """Whether the lead stands right behind a number, so that it begins with what that number counts."""
        behind = bool(waiting) and not waiting[-1].after and waiting[-1].start != self.span[0]
        return behind and not text.startswith(("和", "及", "与", "以及"))

    def _state(self, lead: Lead, quantity: Quantity, kind: Kind, waiting: list[Words]) -> None:
        after = waiting[-1].after if waiting else ""
        if lead.subject is not None:
            self._enter(lead.subject)
            # 其中项目支出调增 A，调增率 B: nothing before it could have the rate
            self.named_apart = lead.word is not None and self.numbers == 1
        word = lead.word or self._shared(kind)
        if word is None and kind == "money" and self.carry.accounts and _ACCOUNTED.search(lead.name or lead.text):
            word = Word("aspect", "outturn")
        if lead.subject is None and lead.word is None:
            if not self.period.quarter or word is None or re.sub(r"为|是|达到?|[，：]", "", lead.text):
                return
            lead = replace(lead, word=word)  # 第二季度为 100.16%: the measure of the quarter before
        subject = self._subject_of(lead, after)
        if subject is None:
            self.subject = None
        if lead.word is None and subject is not None and word is None:
            if (lead.name or lead.text).endswith("支出"):
                self.undecided = Found("outturn", subject, self.period, quantity, self.span, name=lead.name)
            if kind == "persons" and subject.code in ("administrative_posts", "institution_posts"):
                metric = "staff_in_post" if re.search(r"实有|在编|在岗", lead.text) else "authorised_posts"
                self._add(Found(metric, subject, self.period, quantity, self.span))
            return
        if subject is not None and subject.code in NOT_SPENDING:
            self.subject = None
            self.words.pop(kind, None)
            return
        if word is None or subject is None:
            return
        said = meaning(word, lead.name, subject, kind, self.words, self.period)
        if said.metric:
            found = Found(
                said.metric, said.subject, self.period, quantity, self.span, said.base, said.negative, lead.name
            )
            if word.code in ("staff_in_post", "on_duty") and _outside_staff_follow(
                lead.name, self.text[quantity.end : self.span[1]]
            ):
                found = replace(found, metric="total_staff")
            self._emit(found, lead)
        if said.metric or said.keeps:
            self.words[kind] = word
        else:
            self.words.pop(kind, None)
        if word.kind == "metric" and theme_of(word.code):
            self.subject = replace(said.subject, theme=theme_of(word.code))
            self.inherited = False

    def _shared(self, kind: Kind) -> Word | None:
        """The measure of a number that only names its subject: that of its list, else of the number before."""
        if self.lists and kind in self.lists[-1].words:
            return self.lists[-1].words[kind]
        return self.words.get(kind)

    def _subject_of(self, lead: Lead, after: str) -> Subject | None:
        """Whose figure it is; None where that is open."""
        if lead.word is not None and lead.word.kind in ("metric", "income"):
            named = lead.subject
            return WHOLE if named is None or named.is_whole or named.code in FUNDS else named
        if lead.subject is not None:
            return self.subject
        if self.inherited:
            # a new sentence after one about something else: only a name that says the whole unit is certain
            return WHOLE if _OF_WHOLE.match(lead.name) and self.carry.default == WHOLE else None
        narrow = self.subject is not None and not self.subject.is_whole
        if narrow and lead.name.startswith(("全年", "部门", "年度")) and (after != "，" or not self.found):
            return None  # 三公经费支出 A 万元；全年支出 B 万元
        level = self.lists[-1] if self.lists else None
        if level is None or level.bracket or not level.members or lead.word is None or self.named_apart:
            return self.subject
        code = lead.word.code
        if code in level.rated or code in level.head_rated:
            return self.subject
        return level.head if level.members > 1 else self.subject

    def _emit(self, found: Found, lead: Lead) -> None:
        if self.undecided and found.metric == "execution_rate" and self.undecided.subject == found.subject:
            self._add(self.undecided)
        self.undecided = None
        code = lead.word.code if lead.word else ""
        level = self.lists[-1] if self.lists else None
        unsaid = lead.subject is None and lead.word is not None and lead.word.kind == "aspect"
        if (
            level
            and not (level.bracket or self.named_apart)
            and level.members
            and unsaid
            and found.subject == self.subject
        ):
            if level.members == 1 and code not in level.rated and code not in level.head_rated:
                level.waiting.append(found)  # of the head or of the only member so far
                level.rated.add(code)
                return
            for held in level.waiting:
                if held.metric == found.metric:
                    self._add(held)
            level.waiting = [h for h in level.waiting if h.metric != found.metric]
        if level and level.members and not level.bracket:
            level.rated.add(code)
        self.rated.add(code)
        self._add(found)

    def _add(self, found: Found) -> None:
        if not found.period.known:
            return
        self.found.append(found)
        if found.metric == "fixed_assets_original" and not found.subject.item:
            rest = self.text[found.quantity.end : self.span[1]]
            if _IN_USE.match(rest) or re.match(r"[^；。]*?，(?:全部|均|都)(?:为|处于)?(?:在用|使用)状态", rest):
                self.found.append(replace(found, metric="fixed_assets_in_use"))

    # -- A、B分别为x、y --------------------------------------------------------------------------------------------

    def _together(self, waiting: list[Words], row: Sequence[Token]) -> int:
        """Numbers given out in order; returns how many tokens were used, 0 where the lead is no such list."""
        clauses, text = self._split(waiting)
        if not _TOGETHER.search(text):
            return 0
        numbers: list[Quantity] = []
        used = 0
        for token in row:
            if isinstance(token, Quantity):
                numbers.append(token)
                used += 1
            elif self._joins(token):
                used += 1
            else:
                break
        for words in waiting:
            self.period = after_mentions(self.text[words.start : words.end], self.period, self.year)
        self._context(clauses)
        leads = shared_leads(_TOGETHER.sub("", text), len(numbers))
        units = [n.unit for n in numbers]
        if leads:
            for index, (number, lead) in enumerate(zip(numbers, leads, strict=True)):
                unit = next((u for u in units[index:] if u), None)
                period = self.period
                self._number_of(replace(number, unit=unit), lead)
                self.period = period
        else:
            self.subject = None
            self.words.clear()
        return max(used, 1)

    def _joins(self, token: Token) -> bool:
        """Whether a token only stands between two numbers of one list."""
        if isinstance(token, Mark):
            return token.char in "、，"
        return isinstance(token, Words) and self.text[token.start : token.end] in ("和", "及", "与", "以及")

    def _number_of(self, quantity: Quantity, text: str) -> None:
        self.period = after_mentions(text, self.period, self.year)
        kind = kind_of(quantity.unit)
        lead = read_lead(text, self.names)
        if quantity.bound or kind is None or lead.status != "ok":
            return
        self._state(lead, quantity, kind, [])


def _has_meaning(text: str) -> bool:
    """Whether a lead holds more than a copula."""
    return bool(re.sub(r"[为是达到有约近共计合总：:，了]|其中", "", text))


def _outside_staff_follow(name: str, rest: str) -> bool:
    """Whether 在职人员 N 人 is broken down into those in posts and those outside."""
    return "在职" in name and "编" not in name and bool(_WITH_OUTSIDE_STAFF.match(rest.split("。")[0]))
