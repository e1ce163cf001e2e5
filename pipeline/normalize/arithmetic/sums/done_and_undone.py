"""Counts of what was set up, cut, done and not done: 设立 A 个，取消 B 个，实际实施 C 个；完成 D 个，未完成 E 个，
未启动 F 个; 工单 A 件，超期 B 件，其余 C 件均按时办结."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.fit import rest_of, sum_of
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Worked, subject_of

_SET_UP = re.compile(r"设立|设置|计划|安排|立项|批复|申报|入库")
_CUT = re.compile(r"(?:取消|撤销|终止|调减|核减|撤并|暂停)(?:项目|了|掉)*$")
_LEFT = re.compile(r"^，(?:最终|最后|实际|剩余|余下|保留|继续)+(?:实施|执行|开展|推进|项目|为)*$")
_DONE = re.compile(r"(?<!未)(?:完成|完工|办结|竣工)(?:项目|的)?$")
_NOT_DONE = re.compile(
    r"^[，、](?:尚|仍)?(?:未完成|未完工|在建|推进中|正在(?:实施|推进|办理)|实施中|在施)(?:的|项目)*$"
)
_NOT_BEGUN = re.compile(r"^[，、](?:尚|仍)?未(?:启动|开工|实施|开展|开始)(?:的|项目)*$")
_OTHERS, _ALL_OF_THEM = re.compile(r"^，其余的?$"), re.compile(r"^[项目工单]{0,2}(?:均|都|全部)")
_UNDONE = re.compile(r"^(?:因|有)?(?:超期|逾期|未|延期|不合格|正在|尚)[\u4e00-\u9fff]{0,4}$")
_CARRIED_OUT = re.compile(r"实施|安排|计划|共|承担|推进")


def done_and_undone_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every such number that the others beside it give."""
    for set_up, cut, left in zip(terms, terms[1:], terms[2:], strict=False):
        named = _SET_UP.search(set_up.near) and _CUT.search(cut.near) and _LEFT.match(left.lead)
        if named and _are_counts(set_up, cut, left):
            yield Worked("rest", left, (rest_of(set_up, (cut,)),), True, subject_of(set_up))
        # 工单 A 件，超期 B 件，其余 C 件均按时办结
        divided = _OTHERS.match(left.lead) and _ALL_OF_THEM.match(left.tail) and _UNDONE.search(cut.near)
        if divided and _are_counts(set_up, cut, left) and cut.lead.startswith("，") and set_up.size > cut.size:
            yield Worked("rest", left, (rest_of(set_up, (cut,)),), True, subject_of(set_up))
    for i, (done, late, idle) in enumerate(zip(terms, terms[1:], terms[2:], strict=False)):
        named = _DONE.search(done.near) and _NOT_DONE.match(late.lead) and _NOT_BEGUN.match(idle.lead)
        if not named or not _are_counts(done, late, idle) or not i:
            continue
        whole = terms[i - 1]
        if _are_counts(whole, done) and _CARRIED_OUT.search(whole.near) and whole.depth <= done.depth:
            yield Worked("sum", whole, (sum_of((done, late, idle)),), True, subject_of(whole))


def _are_counts(*told: Term) -> bool:
    """Whether all count the same in one sentence and none of them is of an earlier year."""
    roles = ("amount", "rest")
    plain = all(t.exact and t.usable and not t.old and t.role in roles for t in told)
    return plain and all(a.unit == b.unit and a.sentence == b.sentence for a, b in pairwise(told))
