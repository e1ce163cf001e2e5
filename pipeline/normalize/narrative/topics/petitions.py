"""Petitions told of system by system under a heading about petitions (租赁模块共 23 条，结案率 100%；物业模块 …)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalize.narrative.reading.found import Found
from pipeline.normalize.narrative.reading.named_subjects import Subject
from pipeline.normalize.narrative.reading.periods import Period
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.vocabulary.link_words import IS
from schemas.figure import Unit

_HEADING = re.compile(r"信访")
# 受理信访件 A 件; 受理群众信访和热线事项 A 件
_OF_PETITIONS = re.compile(
    r"信访(?:案件|件|事项|投诉|办理|回复|诉求|办结|\d|(?:和|及|与|、)[^，。；]{0,14}(?:件|事项|诉求|投诉|工单)\d)|来信来访"
)
_ALL = 100  # percent
# 回复率100%，均未超期: what was replied to was so in time
_NONE_LATE = re.compile(
    r"(?:均|全部|都)(?:未(?:发生|出现)?[超逾]期|无[超逾]期|(?:在[^，。；]{0,6}期限内|按期|按时|及时)(?:办结|办理|回复|答复|处理|化解)+)"
    r"|(?:未发生|未出现|不存在|没有|无)[超逾]期"
)
_RECEIVED = re.compile(
    r"(?P<item>[\u4e00-\u9fff]{2,24}?)(?:共计|合计|共|总计|为|：|有|(?:接到|收到|受理|接收|接访|接待|登记)了?)*$"
)
_VERB = re.compile(r".*(?:接到|收到|受理|接收|接访|接待|登记)了?(?:各类|群众)?(?=.)")
_REPLY = re.compile(rf"(?<!及时)(?:结案率|办结率|回复率|答复率|办理率|办理回复率)(?:均)?{IS}$")
_TIMELY = re.compile(rf"(?:及时(?:办理)?回复率|及时答复率|及时办结率|按时办结率|按期办结率|按时回复率)(?:均)?{IS}$")
_CLOSING = re.compile(rf"(?<![时期])(?:结案率|办结率)(?:均)?{IS}$")
_CLOSED_COUNT = re.compile(
    r"(?P<when>按时|按期|及时|准时|限期|期内|时限内|超期|逾期|延期|未[按及]?[时期]?)?(?:办结|结案)(?:了|共)?$"
)
_LATE = re.compile(r"超|逾|延|未")
_CLOSED = re.compile(r"结案|办结|回复|答复|化解|处理|转办|超期|未")


def petition_figures(
    text: str,
    span: tuple[int, int],
    quantities: Sequence[Quantity],
    heading: str,
    period: Period,
    known: Sequence[Found],
) -> list[Found]:
    """Letters received and reply rates of one sentence that the general reading left; the system is the item."""
    sentence = text[span[0] : span[1]]
    if not period.known or not (_HEADING.search(heading) or _OF_PETITIONS.search(sentence)):
        return []
    taken = {f.quantity.start for f in known}
    found: list[Found] = []
    closings: list[tuple[str, str]] = []  # how and in which system the counts read so far were closed
    item = ""
    last = span[0]
    for quantity in quantities:
        if not span[0] <= quantity.start < span[1]:
            continue
        lead = re.split(r"[，；。]", text[last : quantity.start])[-1]
        last = quantity.end
        if quantity.bound:
            continue
        subject = Subject(item=item)
        closed = any(f.metric == "petitions_closed" and f.subject == subject for f in found)
        if quantity.unit is Unit.PERCENT and closed and _CLOSING.search(lead):
            found.append(Found("petition_closing_rate", subject, period, quantity, span))
        elif (quantity.unit is Unit.ITEMS or not quantity.measure) and (counted := _CLOSED_COUNT.search(lead)):
            closings.append((counted["when"] or "", item))
            if not _part_of_closed(closings):
                found.append(Found("petitions_closed", subject, period, replace(quantity, unit=Unit.ITEMS), span))
            continue
        if quantity.start in taken:
            continue
        if quantity.unit is Unit.ITEMS and _HEADING.search(heading) and not _CLOSED.search(lead):
            named = _RECEIVED.search(_VERB.sub("", lead, count=1) or lead)
            if named and re.search(r"模块|系统|平台|渠道|热线|信箱|类", named["item"]):
                item = named["item"]
                found.append(Found("petitions_received", Subject(item=item), period, quantity, span))
        elif quantity.unit is Unit.PERCENT and _TIMELY.search(lead):
            found.append(Found("petition_timely_reply_rate", subject, period, quantity, span))
        elif quantity.unit is Unit.PERCENT and _REPLY.search(lead):
            found.append(Found("petition_reply_rate", subject, period, quantity, span))
            if quantity.value == _ALL and _NONE_LATE.search(sentence):
                found.append(Found("petition_timely_reply_rate", subject, period, quantity, span))
    return found


def _part_of_closed(closings: Sequence[tuple[str, str]]) -> bool:
    """Whether the last of the counts is only a part of what was closed: what was closed late, or in time where all that
    was closed is stated beside it (办结 A 件，其中按时办结 B 件、超期办结 C 件)."""
    when, item = closings[-1]
    whole = any(not earlier and of == item for earlier, of in closings[:-1])
    return bool(when and (_LATE.search(when) or whole))
