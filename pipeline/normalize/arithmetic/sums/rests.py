"""What is left: 受理 A 件，办结 B 件，未结 C 件; 原值 A，折旧 B，净值 C; 年初结转 A，收入 B，支出 C，年末结转 D."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.fit import fits, rest_of, rest_of_points, sum_of
from pipeline.normalize.arithmetic.own_roles import WITHIN
from pipeline.normalize.arithmetic.runs import given_out, run_from
from pipeline.normalize.arithmetic.sums.added_up import adds
from pipeline.normalize.arithmetic.sums.rests_of_accounts import (
    ACCUMULATED,
    BROUGHT,
    accumulated,
    balance,
    in_added_list,
    left_before,
    of_one_account,
)
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, subject_of
from pipeline.normalize.narrative.reading.measures import PERCENT, POINTS
from pipeline.vocabulary.link_words import IS

_CLOSING = re.compile(r"年末.{0,8}(?:结转|结余)|结转(?:至|到)?下年|结余.{0,4}结转")
_INCOME = re.compile(r"收入")
_SPENT = re.compile(r"支出")
_LEFT = re.compile(
    r"(?:空$|欠缴|欠收|核减|审减|差值|差异额?$|(?:逾期|超期)[\u4e00-\u9fff]{0,4}|尚余|节余|在办|待办|尚缺|还缺|节支|扣减|超编|超出|超支|净值|净资产|盈余|结余|结转|节约|节省|空编|缺编|空缺|缺额|缺员|未[\u4e00-\u9fff]{1,6}|剩余|尚有|还有|仍有|差额|失分|扣分|"
    r"不合格|少支出|少用)"
)
_NET = re.compile(r"净值|净额")
_OF_INCOME = re.compile(r"收支")
_WORN = re.compile(r"折旧|摊销|减值")
_OVER_WHAT = re.compile(
    r"(?:超出|超过|超|多于|少于|低于|高于|较(?![满好差高低大小强弱重轻了熟清])|比(?![率例重值较]))(?P<what>[\u4e00-\u9fff]{2,6}?)(?:多出?|少|减少|增加|节约|少支出|多支出)?$"
)
_STEM = re.compile(r"(?:未|逾期|超期)([\u4e00-\u9fff]{1,3})|不(合格)")
# 尚有 2 个项目未完成、1 个项目未启动: only both together are what is left.
_DONE_LATE = re.compile(r"(?:逾期|超期|延期)[\u4e00-\u9fff]{0,2}(?:办结|办理|完成|回复|答复|处置|结案|归还|公开|报送)")
_IN_TIME = re.compile(r"按时|按期|及时|准时|如期|期内|时限内|限期")
_UNDONE = re.compile(r"未|尚[有余]|仍有|还有|剩余|[在待]办")
_ONE_OF_TWO = re.compile(r"[\u4e00-\u9fff]{0,8}(?:未|没有?)[\u4e00-\u9fff]{1,6}[、和及]")
_NOT_DONE = re.compile(r"[\u4e00-\u9fff]{0,8}(?:未|没有?)[\u4e00-\u9fff]{1,6}")
MOST_BACK = 5
_NOUN = 4  # characters at the end of a name by which two sentences name one thing (重点工作)


def rests_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every number of a paragraph that is left over of others."""
    for i, rest in enumerate(terms):
        if rest.is_percent and rest.usable and _OTHERS.search(rest.near):
            yield from _other_share(terms, i)
        if not rest.usable or not rest.quantity.value or BROUGHT.search(rest.near):
            continue
        if given_out(terms, i) and len(run_from(terms, i)) > 1:
            continue  # 分别空编 A 名、B 名和 C 名: of as many lists as there are
        closing = _CLOSING.search(rest.near) and rest.is_money and not adds(rest)
        closed = list(balance(terms, i)) if closing else []
        yield from closed
        if closed:
            continue
        if rest.is_money and ACCUMULATED.search(rest.near):
            yield from accumulated(terms, i)
            continue
        if rest.unit == "分" and _LOST.search(rest.near):
            yield from _lost_points(terms, i)
        yield from _taken_away(terms, i)
        yield from _idle(terms, i)
        apart = rest.lead[:1] in ("，", "；")  # and not one of several that are undone
        bare = not rest.near or _OTHERS_ARE.fullmatch(rest.near)
        if rest.role == "amount" and apart and bare and _UNDONE_BEHIND.match(rest.tail):
            # 确定 A 项，完成 B 项，C 项因故未完成
            yield from _whole_told_otherwise(terms, i, amounts) or _difference(terms, i, amounts)
            continue
        left = rest.role in ("rest", "change") and rest.measure.unit not in (PERCENT, POINTS)
        if _over_named(terms, i) or (left and _LEFT.search(rest.near)):
            yield from _difference(terms, i, amounts)


def _whole_told_otherwise(terms: Sequence[Term], i: int, amounts: Amounts) -> list[Worked]:
    """The whole of a sentence that another sentence states as what its parts come to: then the whole is the slip."""
    here = _amounts_before(terms, i, terms[i].sentence)
    if len(here) != 2:
        return []
    done, whole = here
    parts = done.size + terms[i].size
    other = [t for t in amounts.named(noun_of(whole)[-_NOUN:], whole) if t.paragraph != whole.paragraph]
    if parts == whole.size or not any(t.size == parts for t in other):
        return []
    return [Worked("sum", whole, (Reading("f1 + f2", (done, terms[i])),), True, subject_of(whole))]


def _difference(terms: Sequence[Term], i: int, amounts: Amounts) -> Iterator[Worked]:
    """Against the numbers of its kind before it in the sentence, or in the one before where that has just two."""
    rest = terms[i]
    if _ONE_OF_TWO.match(rest.tail) and i + 1 < len(terms) and _NOT_DONE.match(terms[i + 1].tail):
        return
    if any(t.taken_away for t in terms[:i] if t.sentence == rest.sentence):
        return
    if in_added_list(terms, i):
        return
    here = _held_against(terms, i)
    if len(here) > 1:
        yield from _left_of_two(terms, i, here)
        return
    if here and rest.is_money and _SPENT.search(here[0].near):
        # 收支相抵结余 C 万元: the income may stand elsewhere
        earned = {t.size: t for t in amounts.named("收入", rest)}
        if len(earned) == 1:
            (income,) = earned.values()
            yield Worked("rest", rest, (Reading("f1 - f2", (income, here[0])),), False, subject_of(rest))
            return
    if here:
        yield from _of_what_went_before(terms, i, here[0])


def _held_against(terms: Sequence[Term], i: int) -> list[Term]:
    """The amounts that a rest may be left of, nearest first; none where the words hold it against others."""
    rest = terms[i]
    here = _in_own_clauses(terms, i, _amounts_before(terms, i, rest.sentence))
    if len(here) > 1 and (not of_one_account(here, rest) or (_THAN_PLAN.search(rest.near) and _of_another(here))):
        return []
    if len(here) == 1:  # 对上年发现的 A 个问题，整改 B 个，剩余 C 个
        earlier = [t for t in terms[:i] if t.sentence == rest.sentence and t.old and t.role == "amount"]
        here += [t for t in earlier if same_kind(t, rest) and t.depth <= rest.depth and t.size >= here[0].size][-1:]
    if _DONE_LATE.search(rest.near) and not (here and _IN_TIME.search(here[0].near)):
        return []  # 受理 A 件，办结 B 件，其中超期办结 C 件: done, only late
    if here and _IN_TIME.search(here[0].near) and _UNDONE.search(rest.near) and not _IN_TIME.search(rest.near):
        return []  # 受理 A 件，按期办复 B 件，年末未办结 C 件: what was done late is neither
    if len(here) > 1 and _OF_INCOME.search(rest.near) and not any(_INCOME.search(t.near) for t in here[1:]):
        return []  # 预算支出 A，实际支出 B，当年收支结余 C: the income stands elsewhere
    if _NET.search(rest.near) and not any(_WORN.search(t.near) for t in here):
        return []  # 原值 A，净值 C; 原值 B，净值 D
    if not here and rest.index:
        before = _amounts_before(terms, i, rest.sentence - 1)
        return before if len(before) == 2 else []
    return here


def _left_of_two(terms: Sequence[Term], i: int, here: Sequence[Term]) -> Iterator[Worked]:
    """What one of two or more amounts before a rest leaves of another."""
    rest = terms[i]
    part = terms[i - 1]
    if part not in here and "其中" in part.lead and same_kind(part, rest) and part.size < here[0].size:
        # 限额 A 亿元，将其中 B 亿元下达，剩余 C 亿元
        yield Worked("rest", rest, (Reading("f1 - f2", (here[0], part)),), False, subject_of(rest))
        return
    pairs = [(a, b) for n, b in enumerate(here) for a in here[n + 1 :]]
    readings = tuple(Reading("f1 - f2" if a.size >= b.size else "f2 - f1", (a, b)) for a, b in pairs)
    if len(here) > 2:  # 目标 A 项，一致 B 项，超额 C 项，未完成 D 项: what all others leave of the first
        whole, *others = reversed(here)
        readings += (rest_of(whole, others),)
    before = left_before(terms, i, here[0])
    readings += before
    if _astride(terms, here, rest):
        return  # 收入总计 A，其中：本年收入 B，动用结余 C，年初结余 D: D is a part as B is
    if before:
        yield Worked("rest", rest, readings, False, subject_of(rest))
        return
    # 预算 A，支出 B；其余完成，1 个项目顺延，结余 C: of that one
    apart = any("；" in t.lead for t in terms[here[0].index + 1 : i + 1])
    tied = _tied(rest, here[0])
    only = len(here) == 2 and here[0].sentence == rest.sentence
    certain = (tied and not (apart or "；" in here[0].lead)) or (only and (tied or not apart))
    yield Worked("rest", rest, readings, certain, subject_of(rest))


def _in_own_clauses(terms: Sequence[Term], i: int, here: list[Term]) -> list[Term]:
    """甲指标 A，支付 B，结余 C；乙指标 D，支付 E，支付率 x%，结余 F: of the two that stand behind the semicolon."""
    begin = next((t.index for t in reversed(terms[: i + 1]) if "；" in t.lead), 0)
    own = [t for t in here if t.index >= begin]
    return own if begin < i and len(own) == 2 and terms[i].is_money else here


def _astride(terms: Sequence[Term], here: Sequence[Term], rest: Term) -> bool:
    """Whether a list of two or more stands between the amounts of a difference, of which the rest is the last."""
    opened = [t for t in terms[: rest.index] if t.sentence == rest.sentence and re.search(r"其中|包括", t.lead)]
    if not opened or here[1].index > opened[-1].index or "；" in rest.lead:
        return False
    members = [t for t in terms[opened[-1].index : rest.index] if same_kind(t, rest) and t.role in ("amount", "rest")]
    closed = any(fits(here[1], sum_of(members[:n])) for n in range(2, len(members) + 1))
    return len(members) > 1 and not closed


def _of_what_went_before(terms: Sequence[Term], i: int, done: Term) -> Iterator[Worked]:
    """预算 A 万元。… 执行 B 万元，未执行 C 万元: against what an earlier sentence states, which is never certain."""
    rest = terms[i]
    for sentence in (rest.sentence - 1, rest.sentence - 2):
        kept = [t for t in terms[:i] if t.sentence == sentence and same_kind(t, rest) and t.role in ("rest", "change")]
        if kept and _KEPT.search(kept[-1].near):  # 设立 A 个，调减 B 个，剩余 C 个。完成 …
            readings = (Reading("f1 - f2", (kept[-1], done)),)
            yield Worked("rest", rest, readings, False, subject_of(rest))
            return
        wholes = [t for t in _amounts_before(terms, i, sentence) if t.size >= done.size]
        if wholes:
            readings = (Reading("f1 - f2", (wholes[-1], done)),)
            yield Worked("rest", rest, readings, _divides(wholes, done, rest), subject_of(rest))
            return


def _divides(wholes: Sequence[Term], done: Term, rest: Term) -> bool:
    """Whether two counts divide the only one of their kind that the sentence before states: 项目共 12 个，…。按期完成
    11 个，…；未按期完成 1 个. What it states more roughly, or of a second thing, is no whole for sure."""
    whole = wholes[-1]
    alone = len(wholes) == 1 and whole.sentence == rest.sentence - 1 and whole.size != done.size + rest.size
    counted = all(t.exact and t.usable for t in (whole, done, rest)) and bool(_ALL_OF.search(whole.near))
    return alone and counted and (_tied(rest, done) or "其中" in done.lead)


_KEPT = re.compile(r"剩余|余下|尚余|保留|还有|尚有")
_ALL_OF = re.compile(r"共|总|合计|实施|安排|设立|纳入|开展|承担|承办|下达")


def _over_named(terms: Sequence[Term], i: int) -> bool:
    """编制 A 张，实际 B 张，超出编制 C 张: what it exceeds was stated, so that the number is by how much."""
    rest = terms[i]
    found = _OVER_WHAT.search(rest.near)
    if not found or WITHIN.search(rest.near) or rest.role == "base" or rest.measure.unit in (PERCENT, POINTS):
        return False
    here = _amounts_before(terms, i, rest.sentence)
    return len(here) == 2 and not _of_another(here) and any(found["what"] in t.near for t in here)


def _of_another(here: Sequence[Term]) -> bool:
    """三公经费预算 B，其中接待费 A，比预算减少 C; 甲预算 B；乙支出 A，比预算减少 C: than its own, which is not told."""
    return any("其中" in t.lead or ("；" in t.lead and _THEME.match(noun_of(t))) for t in here[:-1])


_THAN_PLAN = re.compile(r"[比较](?:年初|全年|调整后?的?)?预算")
_THEME = re.compile(r"(?!(?:实际|累计|全年|决算|支出|执行|完成|实施|使用|支付|共))[\u4e00-\u9fff]{2,}(?:支出|决算|费)")
_UNDONE_BEHIND = re.compile(
    r"^(?:因|由于|受)?[^，。；\d]{0,16}?(?:(?:未能?|尚未|没有)(?:完成|办结|整改|落实|开工|实施|启动|达标|验收|公开)|"
    r"(?:延至|延期|推迟|顺延|结转|跨年|转入)[^，。；]{0,10}|(?:尚|仍|正)?在(?:办理?|建|收尾|推进|实施)中?|正在[^，。；]{2,6})(?=[，。；]|$)"
)
_OTHERS_ARE = re.compile(r"(?:另外|另有|其余|剩余|余下|还有|尚有)(?:的)?")
_THEN = re.compile(
    r"^后，?(?:为|余|剩余|净(?:额|值)?|[^，。；\d]{0,8}(?:在用|有效|可用|应收|应缴|实有|净额|净值|余额)[^，。；\d]{0,6})(?:为|是|共|共计)?$"
)


def _taken_away(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """原值 A 万元，扣除闲置 B 万元后，在用部分 C 万元: what is left, where the words name nothing that was spent."""
    left = terms[i]
    if i < 2 or left.role not in ("amount", "rest") or not _THEN.match(left.lead) or _SPENT.search(left.near):
        return
    taken, whole = terms[i - 1], terms[i - 2]
    if taken.sentence != left.sentence or whole.sentence != left.sentence or not taken.taken_away:
        return
    if not (same_kind(whole, left) and same_kind(taken, left)) or whole.depth > left.depth or whole.old:
        return
    behind = terms[i + 1] if i + 1 < len(terms) else None
    if behind is not None and behind.lead in ("、", "和", "，") and same_kind(behind, left):
        return
    usable = all(t.usable and not t.quantity.approximate for t in (whole, taken))
    if usable and whole.role == "amount":
        yield Worked("rest", left, (Reading("f1 - f2", (whole, taken)),), True, subject_of(left, whole))


_IDLE = re.compile(r"(?:闲置|待处置|未使用|未在用|停用)[\u4e00-\u9fff]{0,8}$")
_IN_USE = re.compile(r"在用|实际使用|使用中|正在使用")
_ALL_ASSETS = re.compile(r"原值|总值|总额|资产|总量|共有|合计")


def _idle(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """固定资产原值 A 万元，其中在用 B 万元，闲置 C 万元: what is not in use is idle, and nothing is neither."""
    idle = terms[i]
    if not _IDLE.search(idle.near) or idle.role not in ("amount", "rest"):
        return
    here = [t for t in terms[:i] if t.sentence == idle.sentence and same_kind(t, idle) and t.role == "amount"]
    used = [t for t in here if _IN_USE.search(t.near)]
    if len(used) != 1 or not all(t.usable and not t.quantity.approximate and not t.old for t in here):
        return
    whole = [t for t in here if t.index < used[0].index and _ALL_ASSETS.search(t.near) and t.size >= used[0].size]
    if len(here) == 2 and len(whole) == 1:
        yield Worked("rest", idle, (Reading("f1 - f2", (whole[0], used[0])),), True, subject_of(idle))


_OTHERS = re.compile(r"^(?:其余|剩余|其他)(?:占|为|的|约)*$")


def _other_share(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """甲类占 a%，乙类占 b%，其余 c%: what is left of a hundred."""
    rest = terms[i]
    shares = [t for t in terms[:i] if t.sentence == rest.sentence and t.role == "share" and t.usable]
    if len(shares) > 1 and all(t.is_percent for t in terms[shares[0].index : i]):
        yield Worked("rest", rest, (rest_of_points(100, shares),), True, subject_of(rest))


_LOST = re.compile(rf"(?:失|减|扣)(?:分|减)?(?:合计|共计?|为|：)*$|(?:合计|共)(?:扣|减|失)(?:分|减)?{IS}$")


_SCORED = re.compile(rf"^(?!.*满分).*(?:得分|自评|评分|总分|实得|得{IS}$)")
# 较满分共扣 4.6 分: of all; 预算执行率指标扣 1.66 分 is of one of them.
_OF_ALL_LOST = re.compile(
    r"(?:其余|其他|较|比|距|与|离|满分|标准分|总?得?分|相比|自评|本次|实际|全部|各项|所有|指标|总体|整体|合计|总计|累计|总共|"
    r"一共|共计?|总|被|因此|故|即|的|[\d一二两三四五六七八九十]+[个项处])*"
)


def _lost_points(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """得分 93.6 分（满分 100 分），减分 6.4 分: what a hundred points leave."""
    lost = terms[i]
    here = [t for t in terms[:i] if t.sentence == lost.sentence and t.unit == "分" and t.role == "amount"]
    scored = [t for t in here if _SCORED.search(t.near) and t.size > lost.size and not t.depth]
    full = [t for t in here if "满分" in t.near]
    if not _OF_ALL_LOST.fullmatch(_LOST.split(lost.near, maxsplit=1)[0]):
        return
    if lost.depth or any(t.size != 100 and t.index < scored[0].index for t in here if scored):
        return  # 产出（20 分）：得分 18.3 分，扣分的是及时性（扣 1.7 分）: of something that has no hundred points
    if any(t.size == scored[0].size - lost.size and t.unit == "分" for t in terms[i + 1 :] if scored):
        return  # 各处室自评 95.9 分，复核调减 0.5 分，最终得分 95.4 分: lost of what was scored before
    if len(scored) == 1 and all(t.size == 100 for t in full):
        yield Worked("rest", lost, (rest_of_points(100, scored[:1]),), bool(full), subject_of(lost))


def _tied(rest: Term, done: Term) -> bool:
    """Whether what is left undone is named after what was done: 完成 40 项；未完成 2 项."""
    stem = _STEM.search(rest.near)
    return bool(stem and (stem[1] or stem[2])[-1:] in done.near + done.tail[:4])


def _amounts_before(terms: Sequence[Term], i: int, sentence: int) -> list[Term]:
    """The amounts of the kind of the term at `i` that stand before it in a sentence, nearest first; none where another
    thing is held against something there."""
    rest = terms[i]
    found: list[Term] = []
    for term in reversed(terms[:i]):
        if term.sentence > sentence or term.is_percent or not same_kind(term, rest) or term.depth > rest.depth:
            continue
        if term.sentence < sentence or len(found) == MOST_BACK:
            break
        if term.role == "base":
            if sentence == rest.sentence:
                return []
            continue
        if term.role == "amount" and not term.quantity.approximate and not term.old:
            found.append(term)
    heads = [t for t in found if not _listed(terms, t)]
    return heads if len(heads) > 1 else found


def _listed(terms: Sequence[Term], term: Term) -> bool:
    """Whether a number is a member of a list (其中行政 15 名、事业 27 名)."""
    return term.lead.startswith("、") or bool(re.search(r"其中|包括|当中", term.lead))
