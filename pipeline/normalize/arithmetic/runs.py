"""Numbers that words give out in order (A、B 分别为 1 和 2，占比分别为 3%、4%): which belongs to which before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.arithmetic.terms import Term, same_kind

_GIVEN_OUT = re.compile(r"分别|依次|各为|各占|各是")
_NEXT = re.compile(r"[、，和与及]")
AND = re.compile(r"^(?:、|，|和|与|及|以及|，和)$")


def run_from(terms: Sequence[Term], i: int) -> list[int]:
    """The indices of the run of alike numbers that begins at `i`: nothing but 、 or 和 between them."""
    run = [i]
    for j in range(i + 1, len(terms)):
        same = terms[j].measure.unit == terms[i].measure.unit
        if not same or terms[j].sentence != terms[i].sentence or not AND.match(terms[j].lead):
            break
        run.append(j)
    return run


def given_out(terms: Sequence[Term], i: int) -> bool:
    """Whether the words before a number hand out a row of them in order (分别为 A、B、C)."""
    return bool(_GIVEN_OUT.search(terms[i].lead))


def in_row(terms: Sequence[Term], i: int) -> bool:
    """Whether a percentage begins a row that goes with the row of amounts before it (甲、乙分别为 A 和 B，占 C 的 x% 和
    y%)."""
    run = run_from(terms, i)
    if len(run) < 2:
        return False
    parts = partners(terms, run)
    return parts is not None and _NEXT.match(parts[-1].lead) is not None


def partners(terms: Sequence[Term], run: Sequence[int]) -> list[Term] | None:
    """For a run of percentages given out in order, the amounts before that they are of, one for each; None where no run
    of that length stands before."""
    for end in range(run[0] - 1, -1, -1):
        if terms[end].is_percent or terms[end].sentence < terms[run[0]].sentence - 1 or terms[end].role == "whole":
            continue  # 占总数 N 份的 x%、y% 和 z%: of what stands before N
        start = end
        while start > 0 and AND.match(terms[start].lead) and same_kind(terms[start - 1], terms[end]):
            start -= 1
        if end - start + 1 == len(run):
            return [terms[k] for k in range(start, end + 1)]
        listed = list_before(terms, end)  # 人员 A 万元、公用 B 万元、项目 C 万元，占比 x%、y% 和 z%
        return listed if len(listed) == len(run) > 1 and terms[end].index == run[0] - 1 else _both(terms, run, end)
    return None


def _both(terms: Sequence[Term], run: Sequence[int], end: int) -> list[Term] | None:
    """基本支出为 A 万元，项目支出为 B 万元，两者比重分别为 …: as many amounts of a kind as there are shares."""
    if not re.search(r"[两二]者|[三四五]者|[两二三四五](?:项|类|种|块|部分)|各占|所占", terms[run[0]].lead):
        return None
    here = [t for t in terms[: end + 1] if t.sentence == terms[end].sentence and same_kind(t, terms[end])]
    return here[-len(run) :] if len(here) >= len(run) else None


def in_run(terms: Sequence[Term], i: int) -> bool:
    """Whether a number is one of a run given out in order."""
    following = i + 1 < len(terms) and AND.match(terms[i + 1].lead) and same_kind(terms[i + 1], terms[i])
    return bool(following and given_out(terms, i)) or one_of_several(terms, i)


def list_before(terms: Sequence[Term], i: int) -> list[Term]:
    """The list of alike amounts that ends at `i`, each with its own name: 行政 A 人、参公 B 人、事业 C 人."""
    first = i
    while first and re.match(r"[、和与及]", terms[first].lead) and same_kind(terms[first - 1], terms[i]):
        first -= 1
    return list(terms[first : i + 1])


def one_of_several(terms: Sequence[Term], i: int) -> bool:
    """Whether a number is the last of a run given out in order (分值分别为 A、B、C，得分分别为 …), and no whole."""
    first = i
    while first and AND.match(terms[first].lead) and same_kind(terms[first - 1], terms[i]):
        first -= 1
    return first < i and given_out(terms, first)


_DONE_WITH = re.compile(
    r"[，；](?:已|均|全部|共|累计|按[时期])*(?:回复|办结|办理|处理|整改|结案|审结|完成|解决|答复|处置)"
)


def list_is_over(parts: Sequence[Term], term: Term, whole: Term) -> bool:
    """A 次，其中甲 B 次、乙 C 次，排查隐患 D 处: a clause of its own counts something else behind the members."""
    joined = len(parts) > 1 and all(p.lead.startswith("、") for p in parts[1:])
    if joined and parts[1].index - parts[0].index > 1 and not term.is_percent:
        return False  # 甲 20 个、投入 A 万元，乙 12 个、投入 B 万元，丙 3 个、…: the members are told in two measures
    if joined and _DONE_WITH.match(term.lead):
        return True  # 受理 A 件，其中甲 B 件、乙 C 件，回复 A 件
    counts = not term.is_percent and term.role == "amount" and not same_kind(term, whole) and not term.quantity.words
    return joined and counts and term.lead[:1] in ("，", "；")
