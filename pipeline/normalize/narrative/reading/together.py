"""Numbers that the words before them give out in order: A、B分别为x、y; A和B均为x."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.normalize.narrative.reading.found import Found
from pipeline.normalize.narrative.reading.leads import read_lead
from pipeline.normalize.narrative.reading.lexicon import last_name
from pipeline.normalize.narrative.reading.meaning import kind_of
from pipeline.normalize.narrative.reading.periods import after_mentions, of_quarter, quarters_named, series_of
from pipeline.normalize.narrative.reading.shares import share_of, share_words
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.reading.tokens import Mark, Token, Words, joins_numbers, split_lead
from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.link_words import IS

if TYPE_CHECKING:
    from pipeline.normalize.narrative.reading.sentence import SentenceReader

_TOGETHER = re.compile(rf"(?:分别|依次){IS}$|各为$")
_BOTH = re.compile(r"(?:均|都)(?:为|是|达到?|有)$")


def read_together(reader: SentenceReader, waiting: list[Words], row: Sequence[Token]) -> int:
    """Reads the numbers that `row` begins with; returns how many tokens were used, 0 where the lead is no such list."""
    clauses, text = split_lead(reader.text, waiting)
    if _BOTH.search(text) and isinstance(row[0], Quantity):
        return _both(reader, clauses, text, row[0], waiting)
    share = share_words(text.removeprefix("分别")) if text.startswith("分别占") else ""
    if not share and not _TOGETHER.search(text):
        return 0
    numbers: list[Quantity] = []
    used = 0
    for token in row:
        if isinstance(token, Quantity):
            numbers.append(token)
            used += 1
        elif joins_numbers(reader.text, token) and not _compares(reader.text, row[used : used + 2]):
            used += 1
        else:
            break
    if share:
        if len(numbers) == len(reader.handed):
            for number, amount in zip(numbers, reader.handed, strict=True):
                reader.found += share_of(share, number, reader.found, [amount])
        return max(used, 1)
    reader.pass_over(waiting)
    reader.context(clauses)
    lead = _TOGETHER.sub("", text)
    leads = shared_leads(_with_quarters(reader, clauses, lead, len(numbers)), len(numbers))
    units = [n.unit for n in numbers]
    reader.given, reader.handed = reader.handed, []
    if leads:
        for index, (number, lead) in enumerate(zip(numbers, leads, strict=True)):
            unit = next((u for u in units[index:] if u), None)
            period, reader.undecided = reader.period, None
            _number_of(reader, replace(number, unit=unit), lead)
            reader.period = period
            given = reader.undecided or next((f for f in reader.found if f.quantity.start == number.start), None)
            reader.handed += [given] if given else []
    elif not _of_those_named(reader, lead, numbers):
        reader.subject = None
        reader.words.clear()
    return max(used, 1)


def _compares(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a comma ends a list and 与 begins what it is held against (…和 d%，与 25%、50% … 的序时进度相比)."""
    if len(tokens) < 2 or not isinstance(tokens[0], Mark) or tokens[0].char != "，":
        return False
    return isinstance(tokens[1], Words) and text[tokens[1].start : tokens[1].end] in ("与", "和")


def _amounts_before(reader: SentenceReader, count: int) -> list[Found]:
    """The amounts that so many measures are of: those given out together, else the last ones that the sentence names
    one by one (基本支出 A、项目支出 B，执行率分别为 …)."""
    if len(reader.given) == count:
        return reader.given
    listed = [f for f in reader.found if f.metric == "outturn" and f.subject.item]
    rows = listed if len(listed) >= count else reader.unmeasured
    last = rows[-count:]
    return last if len({f.subject for f in last}) == count else []


def _of_those_named(reader: SentenceReader, text: str, numbers: Sequence[Quantity]) -> bool:
    """甲、乙支出分别为 A、B，执行率分别为 x% 和 y%: a measure alone is of those whose amounts were given out before it,
    one number for each. Whether it was read so."""
    lead = read_lead(text, reader.names)
    handed = _amounts_before(reader, len(numbers))
    if (
        lead.status != "ok"
        or lead.word is None
        or lead.subject is not None
        or len(handed) != len(numbers)
        or not handed
    ):
        return False
    units = [n.unit for n in numbers]
    for index, (number, of) in enumerate(zip(numbers, handed, strict=True)):
        unit = next((u for u in units[index:] if u), None)
        kind = kind_of(unit)
        if number.bound or kind is None:
            return False
        reader.undecided = None
        if lead.word.code == "execution_rate" and not any(f.quantity is of.quantity for f in reader.found):
            reader.found.append(of)
        reader.period = of.period  # 至3月底、6月底支出分别为 A、B，进度依次为 x%、y%
        reader.state(replace(lead, subject=of.subject), replace(number, unit=unit), kind, [])
    return True


def _with_quarters(reader: SentenceReader, clauses: list[Words], lead: str, count: int) -> str:
    """The lead with the quarters that a clause before it names (截至一季度末、…和年末，支出进度分别为), or that the
    numbers of the list before it are of (…，实际进度依次达到); as it is where there are none."""
    if quarters_named(lead):
        reader.series = lead
        return lead
    before = reader.text[clauses[0].start : clauses[-1].end] if clauses else ""
    for words in (before, reader.series):
        if len(quarters_named(words)) == count > 1 and not shared_leads(lead, count):
            reader.series = words
            return series_of(words) + lead
    return lead


def _both(reader: SentenceReader, clauses: list[Words], text: str, quantity: Quantity, waiting: list[Words]) -> int:
    """A和B均为x: one number for each; returns 0 where it is no such list."""
    lead = _BOTH.sub("", text)
    leads = shared_leads(lead, len(named_together(lead)))
    if not leads:
        return 0
    reader.pass_over(waiting)
    reader.context(clauses)
    for one in leads:
        period = reader.period
        _number_of(reader, quantity, one)
        reader.period = period
    return 1


def _number_of(reader: SentenceReader, quantity: Quantity, text: str) -> None:
    """One number of several that the words give out together; `text` is its own lead."""
    reader.period = after_mentions(text, reader.period, reader.year)
    kind = kind_of(quantity.unit)
    lead = read_lead(text, reader.names)
    if quantity.bound or kind is None or lead.status != "ok":
        return
    reader.state(lead, quantity, kind, [])


def named_together(text: str) -> list[str]:
    """What 、和及与 join."""
    return [p for p in re.split(r"、|以及|和|及(?!时)|与", text) if p]


def shared_leads(text: str, count: int) -> list[str]:
    """One lead per number; [] where subjects and numbers do not match one to one."""
    quarters = quarters_named(text)
    if quarters:
        if len(quarters) != count:
            return []
        return [of_quarter(text, q) for q in quarters]
    parts = named_together(text)
    if len(parts) != count or count < 2:
        return []
    names = [last_name(re.sub(r"(?:数|金额|总额)$", "", p)) or last_name(p) for p in parts]
    kinds = [n[0].kind if n else "" for n in names]
    if all(k in ("aspect", "metric") for k in kinds):
        first = names[0]
        prefix = parts[0][: first[1]] if first and kinds[0] == "aspect" else ""
        return [parts[0], *((p if n and n[1] else prefix + p) for p, n in zip(parts[1:], names[1:], strict=True))]
    if all(p.endswith("支出") for p in parts):
        return parts  # 基本支出、项目支出和债务支出: 支出 is of each name, and no measure of all
    last = names[-1]
    if last and kinds[-1] == "aspect" and "aspect" not in kinds[:-1]:
        # 甲、乙项目支出分别为: the last name's 项目 is that of all
        shared = "项目" if parts[-1][: last[1]].endswith("项目") else ""
        measure = parts[-1][last[1] :]
        firsts = [p if item_named(p) else p.removesuffix(shared) + shared for p in parts[:-1]]
        return [p + measure for p in firsts] + [parts[-1]]
    if "item" in kinds and all(k in ("item", "theme") for k in kinds):
        return parts
    return []
