"""Every hierarchy that the print of a budget table admits.

Numbering, codes and 其中： leave no choice. Lines without a number do: they may be parts of the numbered line before
them, stand beside it, head the numbered ones below them (项目支出 / 1.甲 / 2.乙), or be told apart only by what they
are or where they start. Each way is one candidate; the figures choose (`fit`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.normalize.hierarchy.fit import PART_OF, sums_met
from pipeline.normalize.hierarchy.lines import Placement, RawLine
from pipeline.normalize.hierarchy.lists import whole_lists
from pipeline.normalize.line_marks import Role
from pipeline.vocabulary.items import FUNDS, USES

Unnumbered = Literal["child", "beside", "top", "head"]
_INDENT_STEP = 4.0  # points by which a name must start further right to be a level deeper
_SOURCES = FUNDS | {"own_income"}


def candidates(lines: list[RawLine]) -> Iterator[Placement]:
    """Placements in the order in which they are preferred where the figures do not tell."""
    yield from _attached(lines, list(_line_placements(lines)))


def candidates_of_lists(lines: list[RawLine]) -> Iterator[Placement]:
    """Further placements, for tables whose sums no other makes out: 其中 lists that go on without a mark."""
    if any(line.mark.role == "of_which" for line in lines):
        placed = _line_placements(lines)
        yield from _attached(lines, [listed for p in placed for listed in whole_lists(lines, *p)])


def _attached(lines: list[RawLine], placed: Sequence[tuple[list[int | None], list[Role]]]) -> Iterator[Placement]:
    totals = sum(line.mark.role == "total" for line in lines)
    for parents, roles in placed:
        for chained in (None, True, False) if totals > 1 else (None,):
            yield attach_totals(lines, list(parents), list(roles), chained)
    if _subtotals_lead(lines):
        for parents, roles in placed:
            yield attach_totals(lines, list(parents), list(roles), leading=True)
    if _subtotals_close(lines):
        for chained in (None, True, False) if totals > 1 else (None,):
            parents, roles = _by_number(lines, "child", closing=True)
            yield attach_totals(lines, parents, roles, chained, closing=True)


def _subtotals_lead(lines: list[RawLine]) -> bool:
    """Whether 小计 may stand above the lines they sum (甲市合计 / 市本级 / 某县): several, one before any line."""
    roles = _roles(lines)
    first = roles.index("subtotal") if "subtotal" in roles else len(roles)
    return roles.count("subtotal") > 1 and "line" not in roles[:first] and roles[-1] != "subtotal"


def _subtotals_close(lines: list[RawLine]) -> bool:
    """Whether a 本级收入合计 or 当年支出小计 may sum the numbered lines of the top and end their outline, and not be a
    section of it."""
    ranks = [line.mark.rank for line in lines]
    return any(_closes(line) and any(ranks[:i]) for i, line in enumerate(lines))


def _closes(line: RawLine) -> bool:
    return line.mark.role == "subtotal" and not line.mark.rank


def _line_placements(lines: list[RawLine]) -> Iterator[tuple[list[int | None], list[Role]]]:
    if sum(bool(line.code) for line in lines) * 2 > len(lines):
        yield _by_code(lines)
        return
    numbered = any(line.mark.rank for line in lines)
    loose = any(not line.mark.rank and line.mark.role == "line" for line in lines)
    if not numbered:
        yield _by_kind(lines, unknown_below=False)
        yield _by_kind(lines, unknown_below=True)
        flat = _flat(lines)
        yield flat
        if any(line.mark.role == "of_which" for line in lines):
            yield _flat(lines, of_which_goes_on=True)
        for family in (_SOURCES, USES):  # one total broken down twice, by use and by fund
            if any(x.mark.item_code in family for x in lines) and not all(x.mark.item_code in family for x in lines):
                parents, roles = list(flat[0]), list(flat[1])
                for i, line in enumerate(lines):
                    if line.mark.item_code in family and roles[i] == "line":
                        roles[i] = "of_which"
                yield parents, roles
    elif loose:
        yield _by_number(lines, "child")
        yield _by_number(lines, "beside")
        yield _by_number(lines, "top")
        yield _by_number(lines, "head")
    else:
        yield _by_number(lines, "child")
    indents = _by_indent(lines)
    if indents:
        yield indents


def _roles(lines: list[RawLine]) -> list[Role]:
    return [line.mark.role for line in lines]


def _flat(lines: list[RawLine], *, of_which_goes_on: bool = False) -> tuple[list[int | None], list[Role]]:
    """All lines on top, 其中 lines under the one before them; with `of_which_goes_on` also what follows those."""
    parents: list[int | None] = [None] * len(lines)
    roles = _roles(lines)
    whole: int | None = None
    for i, line in enumerate(lines):
        if line.mark.role == "of_which":
            parents[i] = whole
        elif of_which_goes_on and line.mark.role == "line" and i and roles[i - 1] == "of_which":
            parents[i], roles[i] = whole, "of_which"
        else:
            whole = i
    return parents, roles


def _by_code(lines: list[RawLine]) -> tuple[list[int | None], list[Role]]:
    """类款项: a line is part of the line whose code its own begins with (20805 of 208)."""
    parents: list[int | None] = [None] * len(lines)
    for i, line in enumerate(lines):
        above = [
            j for j in range(i) if lines[j].code and line.code.startswith(lines[j].code) and lines[j].code != line.code
        ]
        if line.code and above:
            parents[i] = max(above, key=lambda j: (len(lines[j].code), j))
    return parents, _roles(lines)


def _by_number(
    lines: list[RawLine], unnumbered: Unnumbered, *, closing: bool = False
) -> tuple[list[int | None], list[Role]]:
    parents: list[int | None] = [None] * len(lines)
    roles = _roles(lines)
    stack: list[int] = []
    whole: int | None = None  # what a 其中 line is of
    parts: tuple[int, int | None] | None = None  # rank and whole of the 其中 list that is open
    for i, line in enumerate(lines):
        role, rank = line.mark.role, line.mark.rank
        if role == "total" or (closing and _closes(line)):
            stack, whole, parts = [], i, None
            continue
        if role == "subtotal" and not rank:
            whole, parts = i, None
            continue
        if role == "of_which":
            parents[i], parts = whole, (rank, whole)
            continue
        open_ = [j for j in stack if unnumbered != "head" or lines[j].mark.rank]  # heads of sections have no number
        if parts is not None and rank == parts[0] and _goes_on(lines, i, open_) and not _is_full(lines, parents, i):
            parents[i], roles[i] = parts[1], "of_which"  # 其中：1.货物 / 2.工程, and 其中：甲 / 乙
            continue
        parts = None
        if rank:
            parents[i] = _numbered_parent(lines, i, stack)
            stack.append(i)
        elif unnumbered == "child":
            parents[i] = stack[-1] if stack else None
        elif unnumbered == "beside":
            parents[i] = parents[stack[-1]] if stack else None
        elif unnumbered == "head":
            stack = [i]
        whole = i
    return parents, roles


def _goes_on(lines: list[RawLine], index: int, stack: list[int]) -> bool:
    """Whether a line after a 其中 line goes on with its list: the same numbering, and not that of the line above."""
    rank = lines[index].mark.rank
    return all(lines[j].mark.rank != rank for j in stack) and bool(stack)


def _is_full(lines: list[RawLine], parents: list[int | None], index: int) -> bool:
    """Whether the 其中 list right above a line adds up to its whole without that line, in more columns than not."""
    whole = parents[index - 1]
    if whole is None or not any(f.value for f in lines[index].figures.values()):
        return False
    members = [j for j in range(whole + 1, index) if parents[j] == whole]
    met, broken = sums_met(lines, members, whole)
    return len(members) > 1 and met > broken


def _numbered_parent(lines: list[RawLine], index: int, stack: list[int]) -> int | None:
    """The line that a numbered line is part of; deeper and equal numberings are closed on the way."""
    mark = lines[index].mark
    while stack and lines[stack[-1]].mark.rank >= mark.rank:
        stack.pop()
    if mark.rank == 4:
        head = mark.number.replace("-", ".").split(".")[0]
        for j in reversed(stack):
            if lines[j].mark.rank == 3 and lines[j].mark.number.strip("、.)") != head:
                stack.remove(j)
    return stack[-1] if stack else None


def _by_kind(lines: list[RawLine], *, unknown_below: bool) -> tuple[list[int | None], list[Role]]:
    """Without numbers: what is known to be part of something before it is placed there; the rest stays on top, or, with
    `unknown_below`, counts as parts of the last line that can have parts."""
    parents, roles = _flat(lines)
    wholes = {w for parts in PART_OF.values() for w in parts}
    last: int | None = None
    for i, line in enumerate(lines):
        if roles[i] in ("total", "subtotal"):
            last = None
        if roles[i] != "line":
            continue
        code = line.mark.item_code
        above = [j for j in range(i) if lines[j].mark.item_code in PART_OF.get(code, ()) and roles[j] == "line"]
        if above:
            parents[i] = above[-1]
        elif not code and unknown_below and last is not None:
            parents[i] = last
        if code in wholes:
            last = i
    return parents, roles


def _by_indent(lines: list[RawLine]) -> tuple[list[int | None], list[Role]] | None:
    """By where names start; None where they are centred or all start alike."""
    plain = [i for i, line in enumerate(lines) if line.mark.role in ("line", "of_which")]
    starts = [lines[i].indent for i in plain]
    if len(plain) < 3 or any(s is None for s in starts):
        return None
    levels = sorted({round((s or 0.0) / _INDENT_STEP) for s in starts})
    if not 2 <= len(levels) <= 4:
        return None
    parents, roles = _flat(lines)
    stack: list[int] = []
    for i, line in enumerate(lines):
        if i not in plain:
            stack = [] if line.mark.role == "total" else stack
            continue
        while stack and (lines[stack[-1]].indent or 0.0) > (line.indent or 0.0) - _INDENT_STEP:
            stack.pop()
        if roles[i] == "line":
            parents[i] = stack[-1] if stack else None
            stack.append(i)
    return parents, roles


def attach_totals(
    lines: list[RawLine],
    parents: list[int | None],
    roles: list[Role],
    chained: bool | None = None,
    *,
    leading: bool = False,
    closing: bool = False,
) -> Placement:
    """Puts 小计 above the lines it sums and 合计 above everything that is part of nothing yet.

    A 小计 sums the lines of its section (or of the top, where lines have codes) back to the 小计 before it. A total
    sums the top lines and 小计 before it, back to the total before it; that total is among them where `chained` (None:
    where it is called 总计). A total in the first row sums what follows. With `leading` a 小计 sums what follows
    it, with `closing` a 合计 among numbered lines those of the top.
    """
    n = len(lines)
    for i in range(n):
        if roles[i] == "subtotal" and leading:
            end = next((j for j in range(i + 1, n) if roles[j] in ("subtotal", "total")), n)
            for j in _tops(lines, parents, roles, range(i + 1, end)):
                parents[j] = i
        elif roles[i] == "subtotal":
            _attach_subtotal(lines, parents, roles, i, on_top=closing and _closes(lines[i]))
    totals = [i for i in range(n) if roles[i] == "total"]
    for k, i in enumerate(totals):
        before = totals[k - 1] if k else -1
        members = _tops(lines, parents, roles, range(before + 1, i))
        if not members and before < 0:
            end = totals[1] if len(totals) > 1 else n
            members = _tops(lines, parents, roles, range(i + 1, end)) if end == n else []
        elif before >= 0 and (chained if chained is not None else "总" in lines[i].name):
            members = [j for j in totals[:k] if parents[j] is None] + members
        for j in members:
            parents[j] = i
    return Placement(tuple(parents), tuple(roles))


def _tops(lines: list[RawLine], parents: list[int | None], roles: list[Role], span: range) -> list[int]:
    return [j for j in span if parents[j] is None and roles[j] in ("line", "subtotal") and lines[j].figures]


def _attach_subtotal(
    lines: list[RawLine], parents: list[int | None], roles: list[Role], index: int, *, on_top: bool = False
) -> None:
    def since(whole: int | None) -> list[int]:
        found: list[int] = []
        for j in range(index - 1, -1, -1):
            if roles[j] == "total" or (roles[j] == "subtotal" and parents[j] == whole) or j == whole:
                break
            if lines[j].group != lines[index].group:
                break
            if parents[j] == whole and roles[j] == "line" and lines[j].figures:
                found.append(j)
        return found

    above: list[int | None] = []
    j: int | None = index - 1 if index and not lines[index - 1].code and not on_top else None
    while j is not None:
        above.append(j)
        j = parents[j]
    for whole in [*above, None]:
        members = since(whole)
        if members:
            for j in members:
                parents[j] = index
            parents[index] = whole if whole is not None and lines[whole].figures else None
            return
