"""Lists that name all the parts that there can be, so that their sum is the whole, whatever word opens them.

By definition: 三公经费 are three (中发〔2013〕13 号), 政府采购 is of goods, works and services (政府采购法 第二条),
支出 is 基本支出 and 项目支出 (and what public institutions print beside them), 基本支出 pays for staff and for running
the office, a local 收入 is 税收 and 非税. Or by their own words: shares of one whole that come to a hundred percent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipeline.normalize.arithmetic.fit import sum_of
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Worked, counted_noun, noun_of, subject_of


@dataclass(frozen=True, slots=True)
class _Kinds:
    """What a whole is made of: every one of `needed` is named, and nothing but these and `also`."""

    whole: re.Pattern[str]
    needed: tuple[re.Pattern[str], ...]
    also: re.Pattern[str] = re.compile(r"(?!)")


def _kinds(whole: str, *needed: str, also: str = r"(?!)") -> _Kinds:
    return _Kinds(re.compile(whole), tuple(re.compile(n) for n in needed), re.compile(also))


# 本年一般公共预算 is one source of this year's money, and seldom the only one.
_THIS_YEARS = (
    r"(?:当年|本年|年初(?:预算|批复|安排))"
    r"(?!.{0,4}(?:一般公共|政府性基金|国有资本|财政拨款|专户|专项|事业|上级))"
)
_ALL_KINDS = (
    _kinds(r"", r"出国", r"车", r"接待"),
    _kinds(r"车", r"购置(?!.{0,3}运行)", r"^(?!.*购置).*运行|^(?!.*购置).*维护"),
    _kinds(r"采购|签约|合同|成交|中标", r"货物", r"工程", r"服务"),
    _kinds(r"收入", r"(?<!非)税收", r"非税"),
    _kinds(r"收入", r"税务部门|税务局|国税", r"财政部门|财政局", also=r"地税"),
    _kinds(r"支出|预算|决算", r"基本支出", r"项目支出", also=r"上缴|经营|附属|结余分配|其他"),
    _kinds(r"基本支出|基本", r"人员", r"公用|运转"),
    _kinds(r"基本支出|基本", r"工资福利", r"商品和?服务", r"个人和?家庭", also=r"资本|债务|其他"),
    _kinds(r"财政拨款", r"一般公共预算", r"政府性基金", also=r"国有资本|结转|结余"),
    _kinds(r"全国", r"中央", r"地方"),
    _kinds(
        r"预算|指标|资金|收入",
        r"(?:上年|以前年度|往年|年初)?(?:结转|结余)",
        _THIS_YEARS,
        also=r"追加|调增|增加|新增|增拨",
    ),
    _kinds(r"案|件|援助|诉讼", r"刑事", r"民事|民商", r"行政", also=r"执行|赔偿"),
    _kinds(r"预算|指标", r"年初", r"净追加|净调增|净增加"),
    _kinds(r"", r"上半年", r"下半年"),
    _kinds(r"", r"第?一季度", r"第?二季度", r"第?三季度", r"第?四季度"),
    _kinds(r"", r"在用|自用|使用中", r"闲置|空置|待处置|待报废|未使用", also=r"出租|出借|对外投资"),
    _kinds(
        r"",
        r"延续(?:性|类)?(?:项目)?|续建|结转(?:实施|项目)|跨年度?(?:项目|实施)",
        r"新增(?:项目)?|新立项?|新设|新建项目|新安排|当年新",
    ),
    _kinds(
        r"",
        r"(?<!未)(?:完成|完工|办结)",
        r"未完成|未完工|在建|推进中|正在(?:实施|推进|办理)|实施中",
        r"未(?:启动|开工|实施|开展)",
    ),
    _kinds(r"编制", r"行政", r"事业", also=r"工勤|参公|参照|专项|雇员|政法|执法|其他"),
    _kinds(r"在编|实有", r"行政|公务员", r"事业", also=r"工勤|参公|参照|专项|雇员|政法|执法|其他"),
    # 编外人员: dispatched, or hired by the office itself
    _kinds(r"编外|辅助|聘用|非在编", r"派遣|购买服务|外包", r"临聘|自聘|直聘|直接聘|自行聘|合同制|雇员|临时工"),
)
_BOTH_AT_ONCE = re.compile(r"购置[及和、与]?.{0,4}运行")
_ONE_OF_THEM = re.compile(r"购置|运行")
_HUNDRED = Decimal(100)


def names_all(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the parts are all that the whole is made of by definition."""
    names = [_name_of(p) for p in parts]
    if any(_BOTH_AT_ONCE.search(n) for n in names) and sum(bool(_ONE_OF_THEM.search(n)) for n in names) > 1:
        return False  # 公车购置及运行费 with its own two parts behind it
    return any(_made_of(kinds, _name_of(whole), names) for kinds in _ALL_KINDS) or _done_or_not(parts)


_DONE = re.compile(
    r"(?:其中|已|当年|年内|全部|均|项目|工程|任务|事项)*(?:完工|完成|办结|结案|验收|达标)(?:年度)?(?:任务|目标)?(?:项目|工程|事项)?"
)
_NOT_DONE = re.compile(r"跨年|在建|在办|在施|延期|延至|结转|正在|推进中|实施中|未(?:完工|完成|办结|结案|达标)")
_IN_TIME = re.compile(r"按时|按期|及时|如期|超期|逾期|按计划")
_MARKS, _ASIDE = re.compile(r"[，；：。、]"), re.compile(r"\([^()]*\)")


def _done_or_not(parts: Sequence[Term]) -> bool:
    """其中 A 个当年完工，B 个跨年实施: what is done and what is not, and no third. What is late may be done as well."""
    if len(parts) != 2 or not all(p.exact for p in parts):
        return False
    done, rest = (counted_noun(p) or _name_of(p) for p in parts)
    if any(_IN_TIME.search(words) for words in (done, rest)):
        return False
    return bool(_DONE.fullmatch(done) and _NOT_DONE.search(rest))


def _name_of(part: Term) -> str:
    """The words that name a part, without what brackets say of them: 因公出国（境）经费 is 因公出国经费."""
    return _MARKS.split(_ASIDE.sub("", part.lead))[-1] + counted_noun(part)[:4]


def _made_of(kinds: _Kinds, whole: str, names: Sequence[str]) -> bool:
    if not kinds.whole.search(whole) or any(n.search(whole) for n in kinds.needed):
        return False  # nor is a part of its own kind a whole of the others
    every = all(any(n.search(name) for name in names) for n in kinds.needed)
    return every and all(kinds.also.search(name) or any(n.search(name) for n in kinds.needed) for name in names)


def shares_of_all(terms: Sequence[Term], parts: Sequence[Term]) -> bool:
    """Whether each part has its share of one whole behind it and the shares come to all of it, as far as they are
    rounded (甲 A，占 60.0%；乙 B，占 40.0%)."""
    shares: list[Term] = []
    for n, part in enumerate(parts):
        end = parts[n + 1].index if n + 1 < len(parts) else len(terms)
        share = share_behind(part, terms[part.index + 1 : end])
        if share is None:
            return False
        shares.append(share)
    return come_to_all(shares)


def share_behind(part: Term, behind: Sequence[Term]) -> Term | None:
    """The share of a part among the terms behind it, of its own sentence."""
    return next((t for t in behind if t.sentence == part.sentence and t.role == "share" and t.is_percent), None)


def come_to_all(shares: Sequence[Term]) -> bool:
    """Whether shares of one whole come to a hundred percent, as far as they are rounded."""
    if len(shares) < 2 or len({s.whole for s in shares}) != 1:
        return False
    missing = abs(sum((s.quantity.value for s in shares), Decimal(0)) - _HUNDRED)
    return missing <= sum((Decimal(1).scaleb(-s.quantity.decimals) / 2 for s in shares), Decimal(0))


def one_alone(parts: Sequence[Term]) -> bool:
    """Whether a list holds nothing but one amount and what did not occur: no sum to speak of."""
    return sum(bool(p.quantity.value) for p in parts) < 2


_NOTHING = 3  # members that came to nothing, named one by one


def zeros_listed(parts: Sequence[Term]) -> bool:
    """其中：一般公共预算拨款 A 万元，政府性基金 0 万元，事业收入 0 万元，…: who names what was nothing names all."""
    zeros = sum(not p.quantity.value for p in parts)
    return zeros >= _NOTHING and zeros * 2 > len(parts)


def in_columns(parts: Sequence[Term], ends: Sequence[int]) -> bool:
    """Whether each clause of a list tells the same two or more measures of another member."""
    for length in (4, 2):
        clauses = [[noun_of(p)[-length:] for p in parts[a:b]] for a, b in pairwise((0, *ends, len(parts)))]
        if len(clauses) > 1 and len(set(clauses[0])) > 1 and clauses[0] == clauses[1]:
            return True
    return False


# 受理信访 A 件，其中甲 B 件、乙 C 件、丙 D 件: a case is of one sort, so that they cannot come to more.
_OF_ONE_SORT = frozenset({"件", "宗", "起", "封", "通", "套"})


def too_many_of_one_sort(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a list of sorts comes to more than there were."""
    sorts = len(parts) > 2 and all(p.lead.startswith("、") for p in parts[1:])
    return sorts and whole.measure.unit in _OF_ONE_SORT and sum(p.size for p in parts) > whole.size


_PLANNED = re.compile(r"计划|目标|任务|拟")
_CAME = re.compile(r"实际|完成|举办|开展|办理|建成|实施|发放")


def came_of_plan(heads: list[Term]) -> list[Term]:
    """计划举办 A 场，实际举办 B 场。其中 …: what is divided is what came of the plan."""
    if len(heads) != 2 or not _PLANNED.search(heads[0].near) or _PLANNED.search(heads[1].near):
        return heads
    return heads[1:] if heads[0].measure.counts and _CAME.search(heads[1].near) else heads


_REST_OF = re.compile(r"其他|其它|其余|另外|余下")
_OPEN_END = re.compile(
    r"(?:级|岁|元|职称|学历|年)?及?以[下上](?:职称|学历|人员|年龄|的|为)*$"
)  # 初级及以下 A 人: the last sort
_REST_FIRST = re.compile(r"(?:其余|其他|其它|余下|剩余)(?:部分|资金|支出|收入)?(?:均|主要|全部)?(?:为|是)")


def is_rest(part: Term) -> bool:
    """其他收入 A 万元; 其余为诊察、床位等收入 A 万元."""
    return bool(
        _REST_OF.search(part.near)
        or _OPEN_END.search(part.near)
        or _REST_FIRST.match(re.split(r"[，；：。]", part.lead)[-1])
    )


_OPENS = re.compile(r"(?:其中|包括|如下|分别为)：?$")
MOST = 12  # paragraphs of one list


def lists_over_paragraphs(texts: Sequence[str], paragraphs: Sequence[Sequence[Term]]) -> Iterator[Worked]:
    """`texts`: the squeezed paragraphs, `paragraphs`: their terms."""
    for n, (text, terms) in enumerate(zip(texts, paragraphs, strict=True)):
        if not terms or not _OPENS.search(text):
            continue
        whole = next(t for t in terms if t.sentence == terms[-1].sentence)
        if whole.role != "amount" or whole.old or not whole.usable or whole.quantity.value <= 0 or "其中" in whole.lead:
            continue
        parts, shares = _members(whole, paragraphs[n + 1 : n + 1 + MOST])
        for end in range(len(parts), 1, -1):
            if names_all(whole, parts[:end]) or come_to_all(shares[:end]):
                yield Worked("sum", whole, (sum_of(parts[:end]),), True, subject_of(whole), partial=True)
                break


def _members(whole: Term, paragraphs: Sequence[Sequence[Term]]) -> tuple[list[Term], list[Term]]:
    """The first amount of each paragraph, and the share behind it where all have one."""
    parts: list[Term] = []
    shares: list[Term] = []
    for terms in paragraphs:
        if not terms or terms[0].role != "amount" or not same_kind(terms[0], whole) or not terms[0].usable:
            break
        parts.append(terms[0])
        share = share_behind(terms[0], terms[1:])
        shares += [share] if share is not None and len(shares) == len(parts) - 1 else []
    return parts, shares
