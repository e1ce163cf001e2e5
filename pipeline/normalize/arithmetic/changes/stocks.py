"""What there was, what came, what went and what there is: 年初 O，新增 A，减少 B，年末 C; 现有 C，其中本年新增 A，
较年初增长 x%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.own_roles import TO
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, share_a_word, subject_of
from pipeline.normalize.narrative.reading.measures import PERCENT, POINTS

COMES = re.compile(r"新增|新购|购置|购入|新进|调入|招录|接收|增加|新建|转入|录用|招聘|迁入|划入|接转")
GOES = re.compile(r"报废|处置|退休|调出|减少|剔旧|注销|核销|离职|划出|辞职|调离|拆除|迁出|退出|转出")
_OPENED = re.compile(r"年初|期初|存量|原有")
_LAST_CLOSED = re.compile(r"(?:上年|去年|20\d\d年)(?:年)?[末底]")
_CLOSED = re.compile(r"年末|期末|年底|(?:12月)?31日|现有|实有|期末")
_NET = re.compile(r"净|同比|相比|[比较]")
_SOME = re.compile(r"其中|包括|含")
MOST_FLOWS = 3


def stocks_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every such balance of a paragraph, each within one sentence."""
    yield from _grown(terms)
    for sentence in sorted({t.sentence for t in terms}):
        here = [t for t in terms if t.sentence == sentence and t.measure.unit not in (PERCENT, POINTS)]
        before = [t for t in terms if t.sentence == sentence - 1 and t.measure.unit not in (PERCENT, POINTS)]
        yield from _moved(here, before)
        yield from _of_which_moved(here)


def _moved(here: Sequence[Term], before: Sequence[Term]) -> Iterator[Worked]:
    """Within a sentence, or with what there is in the one `before`: 在编共 C 名。新增 A 名，减少 B 名，上年末 O 名."""
    opened = [t for t in here if _is_opening(t) and not _flow(t)]
    if len(opened) != 1:
        return
    like = [t for t in here if same_kind(t, opened[0])]
    closed = [t for t in like if t is not opened[0] and _CLOSED.search(t.near) and not t.old and not _flow(t)]
    if not closed and opened[0].role == "base":
        closed = [t for t in like if t.index == opened[0].index + 1 and TO.search(t.near)]  # 由年初的 O 人变为 C 人
    if not closed:
        stated = [t for t in before if same_kind(t, opened[0]) and not t.old and not t.depth]
        closed = [t for t in stated if _IN_ALL.search(t.near) and share_a_word(_bare(opened[0]), noun_of(t))]
    flows = [t for t in like if _flow(t)]
    comes = [t for t in flows if COMES.search(t.near) and not GOES.search(t.near)]
    goes = [t for t in flows if t not in comes]
    every = (*opened, *closed, *flows)
    if len(closed) != 1 or not (comes and goes) or len(flows) > MOST_FLOWS or not all(t.usable for t in every):
        return
    if any(_NET.search(t.near) or _SOME.search(t.lead) for t in (*opened, *flows)):
        return  # 比年初净增加; 其中新购 A: held against something, or parts of a flow
    words = [_bare(t) for t in (opened[0], closed[0])]
    if words[0] and words[1] and closed[0].index != opened[0].index + 1 and not share_a_word(*words):
        return
    signs = [*("+" for _ in comes), *("-" for _ in goes)]
    formula = " ".join(["f1", *(f"{sign} f{n}" for n, sign in enumerate(signs, 2))])
    reading = Reading(formula, (opened[0], *comes, *goes))
    yield Worked("sum", closed[0], (reading,), True, subject_of(closed[0], opened[0]))


def _of_which_moved(here: Sequence[Term]) -> Iterator[Worked]:
    """较上年末 O 人减少 D 人，其中调入 A 人、调出 B 人: by how many more came than went."""
    for change, comes, goes in zip(here, here[1:], here[2:], strict=False):
        told = change.role == "change" and comes.lead.startswith("，其中") and goes.lead.startswith("、")
        named = COMES.search(comes.near) and GOES.search(goes.near) and not GOES.search(comes.near)
        plain = all(t.usable and same_kind(t, change) for t in (comes, goes)) and change.usable
        if told and named and plain and goes.tail[:1] in ("，", "。", "；", ""):
            formula = "f2 - f1" if change.down else "f1 - f2"
            yield Worked("difference", change, (Reading(formula, (comes, goes)),), True, subject_of(change))


_OF_THIS_YEAR = re.compile(
    rf"，其中(?:，|：)?(?:本|当|今)年(?:度|内)?新?(?:{COMES.pattern}|入库|入藏)[\u4e00-\u9fff]{{0,4}}"
)
_SINCE_BEGIN = re.compile(r"，(?:比|较)(?:年初|上年[末底]|去年[末底])(?:增长|增加|上升)(?:了|约)?")


def _grown(terms: Sequence[Term]) -> Iterator[Worked]:
    """馆藏 C 卷，其中本年接收 A 卷，较年初增长 x%: of what there was before it came."""
    for there, came, rate in zip(terms, terms[1:], terms[2:], strict=False):
        told = _OF_THIS_YEAR.fullmatch(came.lead) and _SINCE_BEGIN.fullmatch(rate.lead) and rate.is_percent
        plain = same_kind(there, came) and came.size < there.size and there.role == "amount"
        if told and plain and all(t.usable and not t.old for t in (there, came)) and rate.usable:
            yield Worked("growth", rate, (Reading("f1 / (f2 - f1) * 100", (came, there)),), True, subject_of(there))


_IN_ALL = re.compile(r"总数|总人数|总量|合计|共计?|总计")
_DATES = re.compile(rf"{_OPENED.pattern}|{_LAST_CLOSED.pattern}|{_CLOSED.pattern}")


def _bare(term: Term) -> str:
    return re.sub(r"账面[数额值]?|(?<=资产)数$", "", _DATES.sub("", noun_of(term)))


def _is_opening(term: Term) -> bool:
    if term.role == "change":
        return False  # 比年初多 D
    return bool(_OPENED.search(term.near) or (term.old and _LAST_CLOSED.search(term.near)))


def _flow(term: Term) -> bool:
    return bool(COMES.search(term.near) or GOES.search(term.near)) and term.role in ("amount", "change", "rest")
