"""What was done of what was planned, from the two counts of one text: 应办30件，办结28件; 问卷80份，满意74份."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.normalize.narrative.passages import common_noun, in_time
from pipeline.rules.resolved import Resolved, in_base_units, metric_label
from pipeline.rules.rows.numbers import RowFigure, number_name
from schemas.figure import Interval, Unit
from schemas.rubric import MetricRef
from schemas.trace import trace_step

_PLANNED = re.compile(r"(?<!按)计划|交办|承担|应|目标|任务|确定|下达|总|共|受理|接收|安排|需|设定|设置|列入")
_DONE = re.compile(r"完成|已|实际|办结|整改|落实|开展|实现|答复|回复")
_IS_DONE = re.compile(r"(?:已|实际)(?:按期|按时|及时)?(?:完成|办结|整改|落实|实施)")  # 已完成重点任务
# 未按时公开: how many of the plan the verb does not hold of.
_NOT_DONE = re.compile(r"^(?:未|没有|尚未)(?:按期|按时|及时|如期|按规定|按要求)?(?P<verb>[\u4e00-\u9fff]{2,4})?$")
_OF_DONE = re.compile(r"(?:完成|落实|办结|整改|覆盖|执行|回复|办理|答复|实现|结题|结项|及时|开展)率$")
# Rates of what came out well, of what was looked at: the words for the one and for the other.
_OF_QUALITY = (
    (
        re.compile(r"满意[度率]$"),
        re.compile(r"满意"),
        re.compile(r"问卷|调查|抽查|抽样|随机|入户|发放|回收|收回|测评|样本|访"),
    ),
    (
        re.compile(r"(?:合格|达标|优良|通过|验收)率$"),
        re.compile(r"合格|达标|优良|通过"),
        re.compile(r"验收|抽检|检测|抽查|检查|实施|完成|共|总|参"),
    ),
)
_UNLIKE = re.compile(r"[未不缺]|上年|去年|其中|新增|取消|调整|变更")
_LATE = re.compile(r"[未不]|超期|逾期|延期|晚于|迟")
_ONLY_A_YEAR = re.compile(r"(?:全年|年度|年初|本年度?|当年|年内)?")
_BARE_NOUN = re.compile(r"(?!.*(?:[未不缺]|上年|去年|其中|新增|较|比|办|结))[\u4e00-\u9fff]{2,8}")
_BARE_DONE = re.compile(r"(?:已|均|全部)*(?:办结|完成|整改|落实|答复|回复)")
_UNDONE = re.compile(r"[未没不]")  # 2个项目未开展自评
_NOUN = 2  # characters of what two operands are both of
_VERB = 4  # characters of a bare verb (举办, 新建)
_BAD = re.compile(r"不(?:太|甚|很)?(?:满意|合格|达标)|未")


def _planned_and_done(counts: list[RowFigure], wanted: str) -> tuple[list[RowFigure], list[RowFigure]]:
    planned = [f for f in counts if _PLANNED.search(f.name) and not _IS_DONE.match(f.name)]
    done = [f for f in counts if f not in planned and _DONE.search(f.name) and "未" not in f.name]
    if not done and len(counts) == 2:
        # 计划 120 次，实际 90 次; 公开课节次实际达到190节，超出计划的177节; 计划举办60场，实际举办54场
        done = [
            f for f in counts if f not in planned and not _UNDONE.search(f.tail) and _of_the_same(f, planned, wanted)
        ]
    if not planned and len(done) == 1 and _ONLY_A_YEAR.fullmatch(counts[0].name) and counts[0] not in done:
        planned = [counts[0]]  # 24项重点工作办结23项
    bare = len(counts) == 2 and done == counts[1:] and counts[0].measure == counts[1].measure
    if not planned and bare and _BARE_NOUN.fullmatch(counts[0].name) and _BARE_DONE.fullmatch(counts[1].name):
        planned = counts[:1]  # 重点工作 23 项，办结 22 项
    undone = [f for f in counts if re.match(r"(?:尚有)?未", f.name)]
    if not planned and len(done) == 1 and len(counts) == 3:  # 重点工作 20 项，已完成 19 项，尚有 1 项
        rest = sorted((f for f in counts if f not in done), key=lambda f: f.figure.value)
        if rest[1].figure.value == done[0].figure.value + rest[0].figure.value:
            planned = rest[1:]
    if not planned and len(done) == len(undone) == 1 and len(counts) == 2:  # 办结25项，未办结1项
        both = done[0].figure.value + undone[0].figure.value
        planned = [replace(done[0], figure=done[0].figure.model_copy(update={"value": both}))]
    return planned, done


_BARE_PLAN = re.compile(r"(?:完成|达到|占|为|比|较)?(?:年度|全年|年初|原)?(?:计划|目标|任务)(?:数|的)*")
_APART = re.compile(r"(?:多|少|超|超出|超额|差|缺|增加|减少)(?:完成)?了?")


def _held_against(
    counts: list[RowFigure], figures: tuple[RowFigure, ...]
) -> tuple[list[RowFigure], list[RowFigure]] | None:
    """认定235家，完成计划260家的90.38%; 立项196项，比计划的180项多16项: what was done and the plan behind it, proved
    by the rate or the difference that the text tells of the two. None where it tells none that fits."""
    plans = [f for f in counts if _BARE_PLAN.fullmatch(f.name)]
    others = [f for f in counts if f not in plans and not _APART.fullmatch(f.name) and not _UNLIKE.search(f.name)]
    if len(plans) != 1 or len(others) != 1 or others[0].measure != plans[0].measure or plans[0].figure.value <= 0:
        return None
    part, whole = others[0].figure.value, plans[0].figure.value
    apart = {f.figure.value for f in counts if _APART.fullmatch(f.name)}
    rates = (f.figure for f in figures if f.figure.unit is Unit.PERCENT)
    fits = abs(part - whole) in apart or any(r.interval.holds(part / whole * Decimal(100)) for r in rates)
    return (plans, others) if fits else None


_FREE = re.compile(r"的|总|全部|(?:个|件|份|项|次|场|人|家|户|批|卷|册|宗|起|台|套|座|处|篇|条|所|亩)?数?量?$")


def _by_operands(counts: list[RowFigure], formula: str) -> tuple[list[RowFigure], list[RowFigure]] | None:
    """按时签订的合同数 / 合同总数, of 签订合同 38 份，其中按时签订 37 份: by what both operands are of, and what each
    says of it. None where the quotient or the text has no such names."""
    above, slash, below = (_FREE.sub("", in_time(side)) for side in formula.partition("/"))
    counts = [replace(f, name=in_time(f.name)) for f in counts]
    noun = common_noun(above, below)
    asked = above.removesuffix(noun).removeprefix("已")
    if not slash or len(noun) < _NOUN or not asked or not any(noun in f.name for f in counts):
        return None
    kept = [f for f in counts if not _LATE.search(f.name)]
    part = _said(kept, asked, noun)
    others = [f for f in kept if f not in part]
    verb = below.removesuffix(noun)
    whole = (
        _said(others, verb, noun)
        if verb
        else [f for f in others if _FREE.sub("", f.name).endswith(noun) and not _UNLIKE.search(f.name)]
    )
    return (whole, part) if len(whole) == len(part) == 1 else None


def _said(counts: list[RowFigure], verb: str, noun: str) -> list[RowFigure]:
    """The counts whose name is a verb, with or without the noun; else those whose name ends with it."""
    bare = number_name(verb) or verb
    exact = [f for f in counts if f.name.rstrip("的") in {verb, bare, verb + noun, bare + noun}]
    exact = exact or [f for f in counts if not f.name and f.tail.startswith(bare)]  # 其中27个达到预期值
    if not exact and bare == "实际":  # 实际开工17个, of 实际开工项目数
        exact = [f for f in counts if f.name and not f.aimed and noun.startswith(f.name)]
    named = exact or [f for f in counts if f.name.endswith((bare, bare + noun))]
    return named or [f for f in counts if bare in f.name and f.name.endswith(noun)]  # 签订采购合同


def _of_the_same(one: RowFigure, planned: list[RowFigure], wanted: str) -> bool:
    """Whether the other of two counts is what was done of the one that was planned."""
    if not one.name or (len(one.name) > 2 and one.name in wanted):
        return True
    if len(planned) != 1 or one.measure != planned[0].measure or _UNLIKE.search(one.name):
        return False
    plan = planned[0].name
    stem = re.sub(r"^(?:年度|年初)?(?:应|计划|目标|需)", "", plan)
    if len(stem) > 1 and one.name.endswith(stem):  # 课题结题9项，应结题10项
        return True
    return plan.endswith(one.name) or (plan.endswith(("计划", "任务", "目标")) and len(one.name) <= _VERB)


def plan_rate(ref: MetricRef, figures: tuple[RowFigure, ...], formula: str, year: int | None) -> Resolved | None:
    """What was done of a plan in percent, or how many are undone; None where the text does not state one of each."""
    label = metric_label(ref)
    asked_name = ref.name or label
    counts = [f for f in figures if f.figure.unit not in (Unit.PERCENT, Unit.POINTS) and f.year in (None, year)]
    quality = next(((good, seen) for named, good, seen in _OF_QUALITY if named.search(asked_name)), None)
    if quality is not None:
        done = [f for f in counts if quality[0].search(f.name) and not _BAD.search(f.name)]
        planned = [f for f in counts if f not in done and quality[1].search(f.name) and not _BAD.search(f.name)]
        if len(planned) > 1:  # 发放200份，收回190份，满意171份: of those that came back
            back = [f for f in planned if re.search(r"回收|收回", f.name)]
            planned = back if len(back) == 1 else []
    else:
        planned, done = (
            _by_operands(counts, formula) or _held_against(counts, figures) or _planned_and_done(counts, ref.name)
        )
        undone = _NOT_DONE.match(ref.name)
        if undone and undone["verb"] and len(done) != 1:  # 应公开22个，按时公开20个
            done = [f for f in counts if f not in planned and undone["verb"] in f.name and not _LATE.search(f.name)]
    if len(planned) != 1 or len(done) != 1 or planned[0].figure.unit is not done[0].figure.unit:
        return None
    (whole, whole_wide), (part, part_wide) = (in_base_units(f.figure) for f in (planned[0], done[0]))
    if whole <= 0 or (quality is not None and part > whole):
        return None
    places = (done[0].place, planned[0].place)
    if _NOT_DONE.match(ref.name):
        if part > whole:
            return None
        left = Interval.exactly(whole - part)
        trace = trace_step(label=label, formula="计划数 - 完成数", value=left, unit=Unit.ITEMS, places=places)
        return Resolved("known", trace, whole - part, left)
    above, slash, below = formula.partition("/")
    asked = (
        _by_operands(counts, formula) or (_DONE.search(above) and _PLANNED.search(below))
        if slash
        else _OF_DONE.search(asked_name)
    )
    if not asked and quality is None:
        return None
    nominal = part / whole * Decimal(100)
    wide = (part_wide / whole_wide).times(100).join(Interval.exactly(nominal))
    trace = trace_step(label=label, formula="完成数 / 计划数 × 100", value=wide, unit=Unit.PERCENT, places=places)
    return Resolved("known", trace, nominal, wide)
