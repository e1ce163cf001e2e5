"""Reading one sentence: every number gets its measure, its subject and its period from the words before it.

What is not said is carried on as a reader would: 预算执行率 without a subject belongs to the subject before it; the
parts of a list (其中, brackets) have the measure of its head. Where two readings are possible nothing is stated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalize.narrative.reading.found import (
    SPENT_BEFORE,
    Found,
    in_planned_list,
    of_what_stands_before,
    one_series,
    spent_before,
    with_spending,
)
from pipeline.normalize.narrative.reading.leads import Lead, plain_noun, read_lead, subject_moved, subtotal_of
from pipeline.normalize.narrative.reading.lexicon import NOT_SPENDING, Word, theme_of
from pipeline.normalize.narrative.reading.meaning import (
    Kind,
    all_in_use,
    head_count,
    kind_of,
    meaning,
    outside_staff_follow,
)
from pipeline.normalize.narrative.reading.named_subjects import WHOLE, Subject, bare_subject, names_other_body
from pipeline.normalize.narrative.reading.periods import of_some_quarters
from pipeline.normalize.narrative.reading.shares import share_of, share_words
from pipeline.normalize.narrative.reading.so_far import SoFar
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.reading.titles import enter_title
from pipeline.normalize.narrative.reading.together import read_together
from pipeline.normalize.narrative.reading.tokens import (
    Mark,
    Token,
    Words,
    counts_on,
    only_moves,
    said_again,
    split_lead,
)
from pipeline.vocabulary.items import FUNDS, USES
from pipeline.vocabulary.link_words import IS

_MADE_UP = re.compile(r"(?:等|共同)?(?:构成|组成)")
_OF_THE_GONE = re.compile(
    r"(?:处置|报废|核销|拍卖|划转|捐赠|出售|调出)[^，。；]*(?:\([^()]*)?[，(](?:资产)?(?:账面)?原值(?:为|共计?|合计|：)?$"
)
_OF_INDICATORS = re.compile(r"个?(?:[一二三四末]级|末级|评价|考核|具体|绩效){0,3}指标")
_THIS_PROJECT = re.compile(r"^(?:该|本|此)项目(?=.)")
_ALL_OF_THEM = re.compile(rf"(?:合计|总计|共计|小计){IS}$")
_BARE_SPENDING = "支出"
_NAMED_BUDGETS = frozenset({"original_budget", "revised_budget"})
_ALL_SPENT = re.compile(r"支出(?:合计|总计|总额)?$")
_ACCOUNTED = re.compile(r"(?:支出|支出合计|支出总计|经费)$")
_AFTER_LIST = re.compile(r"全年|预算执行率|总|整体|年度|支出决算")
# 年初预算 A 万元，其中甲基金 B、乙基金 C。调整后预算 D 万元: behind parts that no budget is without, of the whole
_OF_ALL = re.compile(r"总体|整体|综合|合计|总(?:的|预算|支出)?执行率|全部")
_OF_ALL_BOUGHT = re.compile(r"政府|全年|总|合计|共")
_LAST_PARTS = FUNDS | USES
_PLANNED, _DONE = re.compile(r"planned|budget"), re.compile(r"实际|完成")
_FOR_ONE_THING = re.compile(r"(?:主要|专项)?用于")
_CHANGED = re.compile(r"(?:年中)?(?:追加|调整|调剂|变动)后|预算调整率|调整率")
_OF_WHOLE = re.compile(r"全年预算|年初部门|年初预算支出|调整后全年|全年调整预算|部门")


class SentenceReader(SoFar):
    """Reads one sentence's tokens; `read` returns what it found and leaves in `carry` what the next may go on with."""

    def read(self, row: Sequence[Token]) -> list[Found]:
        """What the numbers of a sentence state; `row` are its words and numbers in order."""
        waiting: list[Words] = []
        place = 0
        while place < len(row):
            token = row[place]
            if isinstance(token, Words):
                waiting.append(token)
            elif isinstance(token, Mark):
                again = said_again(row, place)
                if again:
                    first, second = again
                    self.found += [replace(f, quantity=second) for f in self.found if f.quantity is first]
                    place += 3
                    continue
                self.mark(token.char, waiting)
            else:
                together = read_together(self, waiting, row[place:])
                if together:
                    place += together
                else:
                    self._number(token, waiting)
                    self.projects_counted(token)
                    place += 1
                self.before = token
                waiting = []
                continue
            place += 1
        self.pass_over(waiting)
        if not any(isinstance(t, Quantity) for t in row):
            title = self.text[waiting[0].start : waiting[-1].end] if waiting else ""
            enter_title(title, self.text, self.span[0], self.names, self.carry)
        self.carry.ended_with(self.lists)
        while self.lists:
            self.close()
        if self.own_period is not None and self.period.year != self.year:
            self.period = self.own_period  # a comparison with another year ends with its sentence
        self.carry.period, self.carry.words = self.period, self.words
        if any(isinstance(t, Quantity) for t in row):
            subject = self.projects if self.subject and re.fullmatch(r"\d+个项目", self.subject.item) else self.subject
            self.carry.told(subject, self.rated, self.found)
        return one_series(with_spending(sorted(self.found, key=lambda f: f.quantity.start)))

    # -- numbers --------------------------------------------------------------------------------------------------

    def _number(self, quantity: Quantity, waiting: list[Words]) -> None:
        clauses, text = split_lead(self.text, waiting)
        self.pass_over(waiting)
        if self.before is not None and _MADE_UP.match(self.text, self.before.end):
            self.subject = self.carry.default  # 预算 N，由甲 A、乙 B 和丙 C 构成；支出 D: of the whole again
        self.context(clauses)
        self.numbers += 1
        if self.own_period is None and self.period.known and self.period.year == self.year:
            self.own_period = replace(self.period, quarter=None)
        if _OF_INDICATORS.match(self.text, quantity.end):
            return  # 共设置 10 个末级指标: what was spoken of goes on
        kind = kind_of(quantity.unit)
        if quantity.bound or kind is None:
            self.subject = subject_moved(text, self.subject, self.names)
            return
        if self.subject is not None and self.subject.item:
            text = _THIS_PROJECT.sub("", text)
        share = share_words(text) if kind == "percent" else ""
        undecided = [self.undecided] if self.undecided else []
        if share and (said := share_of(share, quantity, self.found, undecided, self.before)):
            self.found += said
            self.undecided = None
            return
        lead = read_lead(text, self.names)
        if lead.word is None or lead.status == "unknown":
            self.other_body = self.other_body or names_other_body(lead.text, self.names)
        if lead.listed:
            self._open()
            if lead.subject and lead.subject.scope in FUNDS:
                self.lists[-1].head = Subject(code=lead.subject.scope, item=lead.subject.scope)
        compound = subtotal_of(lead.text) or ("、" in lead.text and lead.subject is None)
        if lead.status == "unknown" and lead.word is None and not lead.text and self.period.quarter:
            lead = replace(lead, status="ok")
        if lead.status == "unknown" and (compound or (self.lists and lead.word is None)):
            noun = plain_noun(lead.text)
            lead = replace(lead, subject=Subject(noun), status="ok") if noun else lead
        if counts_on(waiting, text, self.span[0]) and lead.subject and lead.subject.item and not lead.subject.code:
            lead = replace(lead, status="unknown")  # 3 家参公单位经费预算为: what is counted goes on in the lead
        if lead.word is not None and lead.word.code == "spent" and in_planned_list(self.lists, self.text, self.span):
            return  # 基本支出安排 A 万元（人员类支出 B 万元，…）: what was planned for them
        if self.projects is not None and lead.subject == WHOLE and _ALL_OF_THEM.search(lead.name or lead.text):
            return  # 项目共 9 个，预算合计 A，支出合计 B: of the projects
        if lead.status == "ok":
            self.state(lead, quantity, kind, waiting)
        else:
            self._left_unread(lead, kind, text)

    def _left_unread(self, lead: Lead, kind: Kind, text: str) -> None:
        """Go on behind a number that `lead`, of `text`, gives no meaning."""
        self.words.pop(kind, None)
        if lead.status == "unknown":
            self.undecided = None
        if text.startswith(("较", "比", "同比")) or (self.numbers > 1 and only_moves(text)):
            return  # 较年初增长 8.76%; 压减 4.90 万元: the sentence goes on with its own
        if lead.status == "unknown" and (kind in ("money", "percent") or bare_subject(lead.text, self.names)):
            self.subject = None

    def state(self, lead: Lead, quantity: Quantity, kind: Kind, waiting: list[Words]) -> None:
        """Take what a number states that a lead stands before; `waiting` are the words between the last number and
        it."""
        if lead.subject is not None:
            lead = self._entered(lead)
        word = lead.word or self._shared(kind)
        if lead.word is None and word is not None and _PLANNED.search(word.code) and _DONE.match(lead.text):
            return  # 采购预算合计 A，实际合计 B: B is not planned
        if word is None and kind == "money" and self.carry.accounts and _ACCOUNTED.search(lead.name or lead.text):
            word = Word("aspect", "outturn")
        if lead.subject is None and lead.word is None:
            if not self.period.quarter or word is None or re.sub(r"为|是|达到?|[，：]", "", lead.text):
                return
            lead = replace(lead, word=word)  # 第二季度为 100.16%: the measure of the quarter before
        subject = self._subject_of(lead, waiting[-1].after if waiting else "")
        if subject is None:
            self.subject = None
            apart = self.before is not None and "；" in self.text[self.before.end : quantity.start]
            if apart and lead.word is not None and lead.word.kind == "aspect" and kind == "money":
                self.words[kind] = lead.word  # 三公经费预算 A；全年支出 B，其中接待费 C: spent, of whatever B is
            return
        counted = head_count(subject, lead.text, word) if kind == "persons" and lead.word is None else ""
        if counted:
            self._add(Found(counted, subject, self.period, quantity, self.span))
            return
        if subject.code in NOT_SPENDING:
            self.subject = None
            self.words.pop(kind, None)
            return
        spent = Found("outturn", subject, self.period, quantity, self.span, name=lead.name)
        if word is None:
            self.unmeasured += [spent] if kind == "money" else []
            self.undecided = spent if _ALL_SPENT.search(lead.name or lead.text) else None
            return
        self._measured(lead, word, subject, quantity, kind, spent)

    def _entered(self, lead: Lead) -> Lead:
        """The lead of a number that names its subject; lists and what is carried on follow it."""
        if self.lists and lead.word is None and lead.subject and lead.subject.is_whole and "机关" in lead.text:
            lead = replace(lead, subject=Subject("机关"))  # 实有 132 人（机关 28 人，事业 104 人）
        self._enter(lead.subject or WHOLE)
        if lead.word is None and lead.subject is not None and lead.subject.item.endswith("收入"):
            self.carry.came_from(self.lists)
        # 其中项目支出调增 A，调增率 B: nothing before it could have the rate
        self.named_apart = lead.word is not None and self.numbers == 1
        return lead

    def _measured(self, lead: Lead, word: Word, subject: Subject, quantity: Quantity, kind: Kind, spent: Found) -> None:
        """Take a number whose subject and measure are known; `spent` is what it is as expenditure of the year."""
        if word.code == "average_execution_rate":
            if of_some_quarters(self.text[self.span[0] : quantity.start]):
                return
            if lead.word is None and self.period.quarter:
                return  # 平均执行率为 a%，其中二季度最低，为 b%: of that quarter, and no second mean
            self.period = replace(self.period, quarter=None, part=False)
        planned = self.lists[-1].words.get(kind) if self.lists and lead.subject is not None else None
        if word.code == "spent" and lead.name == _BARE_SPENDING and planned and planned.code in _NAMED_BUDGETS:
            word = planned  # 年初预算 A 万元，其中：履职类项目支出 B 万元
        said = meaning(word, lead.name, subject, kind, self.words, self.period)
        said = of_what_stands_before(said, lead.name, lead.text, self.found, self.before)
        if said.metric == "fixed_assets_original" and _OF_THE_GONE.search(self.text[self.span[0] : quantity.start]):
            return  # 处置报废资产一批，原值 A 万元
        if said.metric:
            behind = self.text[quantity.end : self.span[1]]
            if said.metric == "adjustment" and _FOR_ONE_THING.match(behind) and "追加" in behind:
                return  # 追加 A 万元用于抢险，追加人员经费 B 万元: of both together nothing is told
            with_others = word.code in ("staff_in_post", "on_duty") and outside_staff_follow(lead.name, behind)
            metric = "total_staff" if with_others else said.metric
            found = Found(metric, said.subject, self.period, quantity, self.span, said.base, said.negative, lead.name)
            self._emit(found, lead)
        if said.metric or said.keeps:
            self.words[kind] = word
        else:
            self.words.pop(kind, None)
            if word.code in ("spent", "cumulative_outturn") and kind == "money" and not self.period.quarter:
                self.undecided = spent  # 共支出 A 万元，执行率 B: the rate says that it is the year's expenditure
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
            if self.other_body and named is None:
                return None
            if named is None and self._goes_on_buying(lead.name, after):
                return self.found[-1].subject  # 服务类采购计划 A，实际采购 B
            return WHOLE if named is None or named.is_whole or named.code in FUNDS else named
        if lead.subject is not None:
            return self.subject
        if self.inherited:
            # a new sentence after one about something else: only a name that says the whole unit is certain
            again = lead.word is not None and lead.word.code not in self.carry.listed and self.carry.after_list
            certain = _OF_WHOLE.match(lead.name) or (again and _AFTER_LIST.match(lead.name)) or self.after_sources
            of_uses = self.carry.subject is not None and self.carry.subject.code in _LAST_PARTS
            certain = certain or bool(again and of_uses and _CHANGED.match(lead.name))
            return WHOLE if certain and self.carry.default == WHOLE else None
        if lead.word is not None and _OF_ALL.match(lead.name) and self._has_stated(lead.word.code):
            return self._whole_of_uses(lead.word.code)
        own = self.subject == self.carry.default or self.named_apart  # (1)甲项目。全年预算 A 万元
        of_year = lead.name.startswith(("部门",) if own else ("全年", "年度", "部门"))
        if self.subject and not self.subject.is_whole and of_year and (after != "，" or not self.found):
            return None  # 三公经费支出 A 万元；全年支出 B 万元
        level = self.lists[-1] if self.lists else None
        if level is None or level.bracket or not level.members or lead.word is None or self.named_apart:
            return self.subject
        code = lead.word.code
        again = any(f.metric == code == "execution_rate" and f.subject == self.subject for f in self.found)
        if level.members > 1 and (again or _OF_ALL.match(lead.name)):
            return level.head  # 其中甲 A、乙 B，执行率分别为 a%、b%，综合执行率 c%
        if code in level.rated or code in level.head_rated or (after == "、" and code == "spent"):
            return self.subject  # 其中：接待费 A，购置费预算 B、支出 C
        return level.head if level.members > 1 and (level.words or code != "spent") else self.subject

    def _goes_on_buying(self, name: str, after: str) -> bool:
        """Whether purchases are still those of the kind that the number before is of."""
        last = self.found[-1] if self.found else None
        of_kind = last is not None and last.metric.startswith("procurement_") and bool(last.subject.item)
        return of_kind and after == "，" and not _OF_ALL_BOUGHT.search(name)

    def _has_stated(self, metric: str) -> bool:
        """Whether the item that is spoken of has its own figure of a metric already, and so no second one."""
        item = self.subject is not None and not self.subject.is_whole
        bought = f"procurement_{metric}"  # 货物采购执行率 a%，服务采购执行率 b%，总体执行率 c%
        return item and any(f.metric in (metric, bought) and f.subject == self.subject for f in self.found)

    def _whole_of_uses(self, metric: str) -> Subject | None:
        """基本支出执行率 a%，项目支出执行率 b%，总体执行率 c%: of all; None where others than these were told."""
        told = {f.subject for f in self.found if f.metric == metric}
        uses = len(told) > 1 and all(s is not None and s.code in _LAST_PARTS for s in told)
        return WHOLE if uses and self.carry.default == WHOLE else None

    def _emit(self, found: Found, lead: Lead) -> None:
        if self.undecided and found.metric in SPENT_BEFORE:
            held = spent_before(self.undecided, found)
            if held:
                self._add(held)
        if not (self.undecided and found.metric == "revised_budget" and found.subject == self.undecided.subject):
            self.undecided = None  # 支出合计 A，调整预算数 B，执行率 x%: the rate still tells what A is
        code, level = lead.word.code if lead.word else "", self.lists[-1] if self.lists else None
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
        if found.metric in ("cumulative_progress", "cumulative_outturn"):
            found = replace(found, period=found.period.so_far)
        if not found.period.known:
            return
        self.found.append(found)
        rest = self.text[found.quantity.end : self.span[1]]
        if found.metric == "fixed_assets_original" and not found.subject.item and all_in_use(rest):
            self.found.append(replace(found, metric="fixed_assets_in_use"))
