"""What the text most likely says of a figure that a rule needs and that no sentence states beyond doubt.

`narrative_facts` states what the words settle, and `named_rates` a rate under its very name. Authors also shorten a
name where the sentence has said what it is of (对 312 名受益农牧民开展测评，满意率为 96.2% for 农牧民满意率), lengthen
it (一审案件服判息诉率), or state the unit's figures in sentences that say a lot besides. Such a figure is taken as
likely when its name fits, its sentence speaks of no part of the unit's money and of no other year, and every sentence
that could mean it gives the same value. Likely figures serve rules that would go without; they accuse nobody by
themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.normalize.narrative.reading.lexicon import ASPECTS, THEMED, Word, lookup, money_metric, theme_of
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.normalize.narrative.topics.named_rates import NAMED_RATE
from pipeline.vocabulary.metrics import load_metrics, metric_named, metric_of_header
from pipeline.vocabulary.names import name_key
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact, ScoreLine
from schemas.trusted import changed
from schemas.white_space import without_space

# The end of a rate's name says what is divided; what stands before it says of whom.
_HEAD = re.compile(r"(?:满意[率度]|[\u4e00-\u9fff]{2}率|[\u4e00-\u9fff]密度|达标度|知晓度|参与度|安全感)$")
_COPULA = re.compile(
    r"(?:\([^()]{0,12}\))?(?:总体|实际|平均|均|则|仅|高|共|共计|合计|累计|分别)*"
    r"(?:为|是|达到了?|达|有|：|:|即)?(?:了)?(?:约)?$"
)
# 满意率（含基本满意）为 94.00%: what a bracket right behind a name says of it.
_ASIDE = re.compile(r"(?<=[率度比重例])\([^()\d]{2,40}\)(?=[\u4e00-\u9fff：]{0,4}$)")
_FRONT = re.compile(
    r"^(?:20\d\d年度?|本年度?|当年|全年(?=.{4})|年度|年末|年底|截至年末|截至年底|总体|整体|综合|平均|其中|经测算|经核算|经计算|经统计|我[\u4e00-\u9fff]|本[\u4e00-\u9fff]|共|共计|累计|的|则|按)+"
)
_CLAUSE = re.compile(r"[，。；：、()※]")
_NOT_STATED = re.compile(
    r"目标|要求|指标值|上年|去年|前年|往年|上一年|同比|环比|同类|同级|同行|兄弟|行业平均|应|须|需|不低于|不超过|力争|争取|拟|预计|标准|[不未]合格|较|比|增|减|降|升|下年|明年"
)
# Parts of the unit's money and other money: a bare 支出 or 执行率 near them may be theirs.
_PARTS = re.compile(
    r"基本支出|项目|专项|人员经费|公用|三公|采购|会议费|培训费|接待|公车|公务用车|其中|分别|收入|基金|国有资本"
    r"|上年|去年|季度|月|中央|本级|下属|二级|功能|科目|教育支出|卫生|社会保障|住房"
)
_YEAR = re.compile(r"(20\d\d)年")
_THEMES = (("procurement", re.compile(r"采购")), ("three_public", re.compile(r"三公")))
_THEME_WORDS = re.compile(r"^(?:政府采购|采购|三公经费|三公)(?:财政拨款)?")
_SHORTEST = 3  # characters of a rate's name
_ANYTHINGS = frozenset(
    {"完成率", "执行率", "支出率", "使用率", "利用率", "控制率", "比率", "合格率", "增长率", "变动率"}
)
_NAMED = re.compile(
    r"(?:^|[^\u4e00-\u9fff])([\u4e00-\u9fff]{1,10}(?:率|满意度|密度))(?=[^\u4e00-\u9fff]|达|在|低|高|不|每|为|得)"
)
_OF_PART = re.compile(r"其中|分别|下属|二级单位|本级|全[省市县区国]|同类|平均")
_COMPLETED = re.compile(r"(?:完成)?(?:情况|数量?)$")
_LEAST_CORE = 2  # characters that say of whom
_LONG_CORE, _WORD_BETWEEN = 4, 2  # characters of a core that may have words of the author's between its own
_DONE = re.compile(r"完成(?:了)?(?:年初|年度|全年|既定)?(?:目标|任务|计划|指标)?(?:任务|数|值|量)?$")
_OF_THAT = re.compile(r"^[\u4e00-\u9fff]{0,3}的$")
_OF_PLAN = re.compile(r"(?:相当于|为|占|达到|完成)(?:年初|年度|全年)?(?:计划|目标|任务)(?:任务|数|值)?的$")
_FROM = re.compile(r"(?:由|从)(?:[^，。；\d]{0,6}的)?$")
_MOVED_TO = re.compile(r"^(?:上升|提高|提升|增长|增加|下降|降低|减少|降)(?:为|到|至)$")
_OWN_TITLE = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]{1,2}([^，。：；\d]{2,16})[。：]")


@dataclass(frozen=True, slots=True)
class Said:
    """A number of the text: its name (the words right before it), its sentence up to the name, the headings above."""

    name: str
    words: str
    above: str
    quantity: Quantity
    fact: Fact


def likely_facts(said: Sequence[Said], score_lines: Iterable[ScoreLine]) -> tuple[Fact, ...]:
    """Likely facts, at most one per metric and per indicator; they have no ids, as no table lists them."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for one in said:
        metric = _metric_of(one)
        if metric:
            found.setdefault((metric, ""), []).append(changed(one.fact, metric=metric))
    rates = [one for one in said if one.quantity.unit is Unit.PERCENT]
    satisfied = [r.fact for r in rates if re.search(r"满意[度率]$", r.name)]
    if satisfied and ("satisfaction_rate", "") not in found:
        found["satisfaction_rate", ""] = [changed(f, metric="satisfaction_rate") for f in satisfied]
    named = [(one, _alike(one.name)) for one in rates]
    headed = [(one, _as_degree(one.name)) for one in rates if _HEAD.search(one.name)]
    for name in _wanted(score_lines):
        metric, whole, degree = metric_named(name) or "", _alike(name), _as_degree(name)
        values = (
            [one.fact for one, alike in named if alike == whole]
            or [one.fact for one, alike in named if len(name) > _SHORTEST and alike.endswith(whole)]
            or [one.fact for one, end in headed if degree.endswith(end) and _says_rest(one, name)]
        )
        own = {"metric": metric} if metric else {"item": name}
        found.setdefault((metric or NAMED_RATE, "" if metric else name), []).extend(changed(v, **own) for v in values)
    return tuple(facts[0] for facts in found.values() if len({f.figure.value for f in facts}) == 1)


def exact_rate_facts(said: Sequence[Said], score_lines: Sequence[ScoreLine], known: Collection[str]) -> list[Fact]:
    """Facts of metric `named_rate` for rates of the annex whose whole name is all that a clause says of its number
    (…，结案率92.84%), where every such clause gives one value; `known` are names that have facts already."""
    found: dict[str, list[Fact]] = {}
    wanted = {n for n in _wanted(score_lines) if n not in known and not metric_named(n) and lookup(n) is None}
    for one in said:
        if one.quantity.unit is Unit.PERCENT and one.name in wanted and not _OF_PART.search(one.words):
            found.setdefault(one.name, []).append(one.fact.model_copy(update={"item": one.name}))
    for name, fact in _worked_out(said, {name: _divided(name, score_lines) for name in wanted}):
        found.setdefault(name, []).append(fact)
    return [facts[0] for facts in found.values() if len({f.figure.value for f in facts}) == 1]


_COUNTS = re.compile(r"(?<![\d.])(\d[\d,]*)(?=[\u4e00-\u9fff])(?!年|月|日|季)")
_WHOLE_RATE = Decimal(100)


_OPERANDS = re.compile(r"([^=÷/×()（）；;。，,]{2,24})[÷/]([^=÷/×()（）；;。，,]{2,24})")
_NO_OPERAND = re.compile(r"^(?:实际|全年|年度|当年|本年|已)+|(?:总?数量?|总?数|件数|人数|宗数)$")


def _divided(name: str, score_lines: Sequence[ScoreLine]) -> tuple[str, ...]:
    """What the annex divides for an indicator of that name (按期结案 and 立案), without the words that only count."""
    for line in score_lines:
        if name_key(line.indicator) != name:
            continue
        if found := _OPERANDS.search(without_space(f"{line.definition};{line.criteria}")):
            return tuple(_NO_OPERAND.sub("", side) for side in found.groups())
    return ()


def _worked_out(said: Sequence[Said], wanted: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Fact]]:
    """受理法律援助案件 412 件，办结 391 件，办结率 94.90% for 案件办结率: the end of the name, in a sentence that has
    its rest, or what the annex divides, and works the rate out from two counts, where no other number of the text bears
    that end of the name."""
    rates = [one for one in said if one.quantity.unit is Unit.PERCENT and _HEAD.search(one.name)]
    for name, operands in wanted.items():
        degree = _as_degree(name)
        ends = [
            one
            for one in rates
            if degree.endswith(_as_degree(one.name)) and (_says_rest(one, name) or _says_all(one, operands))
        ]
        alone = len({one.fact.figure.value for one in rates if ends and one.name == ends[0].name}) == 1
        if len(ends) == 1 and alone and _is_quotient(ends[0]):
            yield name, ends[0].fact.model_copy(update={"item": name})


def _says_all(rate: Said, operands: tuple[str, ...]) -> bool:
    return bool(operands) and all(len(word) >= _LEAST_CORE and word in rate.words for word in operands)


def _is_quotient(one: Said) -> bool:
    """Whether a rate below 100% is that of two counts before it in its sentence."""
    counts = [Decimal(n.replace(",", "")) for n in _COUNTS.findall(one.words)]
    figure = one.fact.figure
    pairs = ((a, b) for n, b in enumerate(counts) for a in counts[n + 1 :] if 0 < a < b)
    return figure.value < _WHOLE_RATE and any(figure.interval.holds(a / b * _WHOLE_RATE) for a, b in pairs)


def _wanted(score_lines: Iterable[ScoreLine]) -> list[str]:
    """Rates that the annex names: by an indicator (or its completion), in criteria and in definitions."""
    names: dict[str, None] = {}
    for line in score_lines:
        indicator = name_key(line.indicator)
        names[indicator if _HEAD.search(indicator) else _COMPLETED.sub("", indicator) + "完成率"] = None
        names |= dict.fromkeys(_NAMED.findall(without_space(f"{line.criteria};{line.definition}")))
    # 预算执行率 is said of every part of the budget, 完成率 of anything
    return [n for n in names if len(n) >= _SHORTEST and n not in _ANYTHINGS and metric_named(n) not in ASPECTS]


# -- names ------------------------------------------------------------------------------------------------------------


_COMPLETED_AT_END = re.compile(r"(?<=..)完成率$")


@lru_cache(maxsize=4096)
def _alike(name: str) -> str:
    """A name as it is compared: 满意率 is 满意度, 整改完成率 is 整改率."""
    return _COMPLETED_AT_END.sub("率", name.replace("满意率", "满意度"))


def _as_degree(name: str) -> str:
    """A name as its end is compared: 率 and 度 are one."""
    return name.replace("率", "度")


def _says_rest(rate: Said, name: str) -> bool:
    """Whether the sentence of a rate that is the end of the name has the rest of it."""
    head = _HEAD.search(name)
    return head is not None and _speaks_of(name[: head.start()], rate.words)


def _speaks_of(core: str, words: str) -> bool:
    """Whether a sentence names what a rate is of, if need be with a word in between (农村危房 动态 改造)."""
    if len(core) < _LEAST_CORE:
        return False
    if core in words:
        return True
    cuts = range(_LEAST_CORE, len(core) - _LEAST_CORE + 1)
    if any(core[:n] in words and core[n:] in words for n in cuts):
        return True  # 农民培训: 培训高素质农民 1,260 人
    return len(core) >= _LONG_CORE and _one_after_another(core, words)


def _one_after_another(core: str, words: str) -> bool:
    """Whether a sentence has the characters in their order, none farther from the one before than a short word."""
    places = {place for place, char in enumerate(words) if char == core[0]}
    for char in core[1:]:
        reached = {n for place in places for n in range(place + 1, place + _WORD_BETWEEN + 2)}
        places = {n for n in reached if words[n : n + 1] == char}
    return bool(places)


_OF_MONEY = re.compile(r"预算|支出|执行|资金|经费")
# 部门预算收入 A 万元 at the head of a sentence about the unit's whole money.
_WHOLE_INCOME = re.compile(r"(?:年初|年度|部门|单位|财政)*(?:预算收入|收入预算)")
# 预算调整数: what was moved, or the budget after the move.
_MOVED_OR_AFTER = re.compile(r"^(?:年度|全年|年中|部门)*预算调整(?:数|额|金额)?$")


def _metric_of(said: Said) -> str:
    """The vocabulary's metric of a number of the whole unit, by its name and what its sentence is of; '' for none."""
    theme = next((code for code, words in _THEMES if words.search(said.above + said.words + said.name)), "")
    bare = _THEME_WORDS.sub("", said.name) if theme else said.name
    if _MOVED_OR_AFTER.search(said.name):
        return ""
    if said.name in _ANYTHINGS and not _OF_MONEY.search(said.words):
        return ""  # 发放低保金5万人次，完成年度计划的104%: of no budget
    for name in dict.fromkeys((said.name, bare)):
        metric = _settled(_word_of(name, said.quantity.unit), theme, said)
        metric = "staff_in_post" if metric == "on_duty" else metric
        unit = said.quantity.unit or Unit.NONE
        known = load_metrics().get(metric)
        posts = known is not None and known.unit == "persons" and unit is Unit.ITEMS  # 编制总数98个
        if known is not None and (known.fits(unit) or posts):
            return metric
    return ""


def _word_of(name: str, unit: Unit | None) -> Word | None:
    if code := metric_named(name):
        return Word("aspect" if code in ASPECTS else "metric", code)
    if word := lookup(name):
        return word
    code = metric_of_header((name,)) or (metric_of_header((name + "%",)) if unit is Unit.PERCENT else "")
    return Word("aspect" if code in ASPECTS else "metric", code) if code in load_metrics() else None


def _settled(word: Word | None, theme: str, said: Said) -> str:
    if word is None or word.kind not in ("metric", "aspect"):
        return ""
    if word.kind == "metric" and word.code not in ASPECTS:
        return word.code
    if theme:
        return "" if "其中" in said.words else THEMED.get((theme, word.code), "")
    if _PARTS.search(_WHOLE_INCOME.sub("", said.words)) or _PARTS.search(said.above):
        return ""
    metric = money_metric(word.code)
    return "" if theme_of(metric) else metric


# -- numbers ----------------------------------------------------------------------------------------------------------


def said_numbers(document: Document, year: int | None) -> list[Said]:
    """The numbers of the body that state something of the report's year under a name, in reading order."""
    return [said for sentence in told_sentences(document) for said in _of_sentence(sentence, year)]


def _of_sentence(sentence: Sentence, year: int | None) -> Iterator[Said]:
    text, start = sentence.squeezed.text, sentence.span[0]
    title = _OWN_TITLE.match(text)
    above = title[1] if title else sentence.above
    done, moving = False, ""
    for n, quantity in enumerate(sentence.quantities):
        lead, words = sentence.lead(n), text[start : quantity.start]
        name = _name(lead, words, year)
        if moving and _MOVED_TO.match(lead):  # 满意度由 91.5% 上升为 94.0%
            name = moving
        moving = _FRONT.sub("", _FROM.sub("", _CLAUSE.split(lead)[-1])) if _FROM.search(lead) else ""
        if moving:
            continue
        if quantity.unit is Unit.PERCENT and (
            _DONE.search(name) or (done and _OF_THAT.match(lead)) or _OF_PLAN.search(lead)
        ):
            name = "完成率"  # 实际改造 37 户，完成 92.5%; 完成目标 1,200 万页的 105%
            words = words.rpartition("；")[2]  # what another part of the sentence speaks of was not done so far
        done = bool(_DONE.search(_COPULA.sub("", lead)))
        if name and quantity.unit is not None and quantity.is_exact:
            fact = sentence.fact(quantity, NAMED_RATE, str(year) if year else "")
            yield Said(name, words, above, quantity, fact)


def _name(lead: str, sentence: str, year: int | None) -> str:
    """The words that name a number of the report's year; '' where they speak of an aim, a change or another year."""
    clause = _CLAUSE.split(_ASIDE.sub("", lead[:-1] if lead.endswith(("：", ":")) else lead))[-1]
    years = [int(y) for y in _YEAR.findall(clause)] or [int(y) for y in _YEAR.findall(sentence)][-1:]
    if _NOT_STATED.search(clause) or (years and year is not None and years[-1] != year):
        return ""
    return _FRONT.sub("", _COPULA.sub("", clause))
