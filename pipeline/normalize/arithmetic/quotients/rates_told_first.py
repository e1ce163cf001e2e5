"""Rates told before the two numbers that give them: 信访办结率 95%，受理 A 件，办结 B 件; 利用率 x%（在用 A／总额 B).

Of the two numbers behind such a rate one is what there was by its own words (预算, 受理, 编制, 总额), or the other is
what the rate is named by (办结率: 办结 B 件). Where neither says which is which nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.quotients.rate_words import ADDED, MISSING
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, counted_noun, noun_of
from pipeline.vocabulary.link_words import IS

_RATE = re.compile(rf"(?P<stem>[\u4e00-\u9fff]{{2,12}}?)(?:率|满意度|占比|比例|幅度)(?:高|已)?{IS}$")
_JUDGED = re.compile(r"(?:偏|较|过)?[低高](?:于预期)?，(?=仅|只|才|为|达)")  # 执行率偏低，仅为 x%
# Rates that a report reckons on what it does not tell, or on two years.
_OTHERWISE = re.compile(
    r"利率|税率|费率|增长|下降|变动|变化|增减|平均|综合|总体|准确|知晓|覆盖|普及|及时|成新|自给|自筹|达标|目标|上年|去年|收益|死亡|发病|就业"
)
_WHOLE = re.compile(
    r"预算|计划|应[^用]|受理|接收|收到|下达|交办|发[放出现]|投放|编制|原值|总[额值数量计]|合计|共|有效|年初|收回|回收|排查|检查|抽|任务|申报|收治"
)
_DONE = re.compile(
    r"实际|支出|执行|完成|办结|整改|在用|使用|满意|实有|在职|合格|支付|决算|签订|节约|节支|编外|聘用|在编"
)
_LIMIT = re.compile(r"目标|要求|标准|不低于|以上|上年|去年|较|比(?!例|率)|同比")
_OF_WHICH, _GAP = re.compile(r"[，；(]?其中"), re.compile(r"差额|差距|相差|差异|未|剩余|闲置|逾期")
MOST_CLAUSES = 2  # commas between a rate and the first number


def rates_told_first(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every rate of a paragraph with the two numbers of one kind that stand right behind it, and none before it."""
    for i, rate in enumerate(terms):
        if rate.role != "rate" or not rate.usable or rate.old or not rate.is_percent:
            continue
        if quotient := _written_behind(terms, i):
            yield Worked("rate", rate, (quotient,), True, noun_of(rate))
            continue
        found = _RATE.search(_JUDGED.sub("", rate.lead))
        if found is None or _OTHERWISE.search(found["stem"]) or _opens_otherwise(terms, i):
            continue
        pair = _pair_behind(terms, i)
        if pair is None or (pair[0].unit == "分" and "分" not in rate.near):
            continue  # 调整率为 x%，“预算编制”扣 1 分，“预算调整率”扣 0.9 分: what was scored is not what was moved
        read = _whole_and_part(found["stem"], *pair)
        if read is not None:
            yield Worked("rate", rate, (read,), True, noun_of(rate))


def _written_behind(terms: Sequence[Term], i: int) -> Reading | None:
    """满意率 98.0%（447/456）: the two numbers themselves."""
    pair = terms[i + 1 : i + 3]
    if len(pair) < 2 or not (terms[i].tail == pair[0].lead == "(" and pair[1].lead in ("/", "÷")):
        return None
    plain = all(t.usable and not t.is_percent for t in pair) and pair[1].size and pair[1].tail.startswith(")")
    return Reading("f1 / f2 * 100", (pair[0], pair[1])) if plain and same_kind(*pair) else None


def _opens_otherwise(terms: Sequence[Term], i: int) -> bool:
    """Whether numbers of its clause stand before a rate, so that it is of these: a bracket right behind a rate is of
    the rate alone."""
    rate = terms[i]
    if rate.tail.startswith("("):
        return False
    before = terms[i - 1] if i else None
    return before is not None and before.sentence == rate.sentence and "；" not in rate.lead


def _pair_behind(terms: Sequence[Term], i: int) -> tuple[Term, Term] | None:
    rate = terms[i]
    bracket = rate.tail.startswith("(")
    behind: list[Term] = []
    for term in terms[i + 1 :]:
        closed = term.depth <= rate.depth if bracket else term.depth < rate.depth
        if term.sentence != rate.sentence or closed or "；" in term.lead or term.is_percent:
            break
        behind.append(term)
    if len(behind) < 2 or behind[0].lead.count("，") > MOST_CLAUSES or "；" in rate.tail:
        return None
    if not bracket and behind[0].lead[:1] not in ("，", "：", "、") and not behind[0].lead.startswith(("即", "(")):
        return None
    first, second = behind[:2]
    plain = all(t.role in ("amount", "rest") and t.usable and not t.old and t.size > 0 for t in (first, second))
    told = not any(_LIMIT.search(t.lead) or "其中" in t.lead for t in (first, second))
    if not (plain and told and same_kind(first, second)) or first.depth != second.depth:
        return None
    more = [t for t in behind[2:] if same_kind(t, first) and t.role == "amount" and t.depth <= first.depth]
    return (first, second) if not more or _OF_WHICH.match(more[0].lead) or _GAP.search(more[0].near) else None


def _whole_and_part(stem: str, first: Term, second: Term) -> Reading | None:
    said = [t.near + counted_noun(t) for t in (first, second)]
    tied = [stem[-2:] in words or ("满意" in stem and "满意" in words) for words in said]
    if MISSING.search(stem) or ADDED.search(stem):
        named = [bool((MISSING if MISSING.search(stem) else ADDED).search(words)) for words in said]
    elif sum(tied) == 1:
        named = tied
    else:
        wholes = [bool(_WHOLE.search(words)) and not _DONE.search(words) for words in said]
        done = [bool(_DONE.search(words)) for words in said]
        named = [not w for w in wholes] if sum(wholes) == 1 and done[wholes.index(False)] else []
    if sum(named) != 1:
        return None
    part, whole = (first, second) if named[0] else (second, first)
    return Reading("f1 / f2 * 100", (part, whole))
