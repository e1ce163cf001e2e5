"""Figures of sentences that only the whole text, or the words around them, show to be something else than they seem:
of what is left of a budget, of one fund or of another body, a part of what is counted, a phrase and no count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.narrative.reading.found import Found, moves_both_ways
from pipeline.normalize.narrative.reading.lexicon import ASPECTS
from pipeline.normalize.narrative.topics.incomes import of_other_income
from pipeline.normalize.narrative.topics.satisfactions import of_cases
from pipeline.normalize.narrative.topics.staff import of_the_retired
from pipeline.vocabulary.items import FUNDS

_OF_FISCAL = re.compile(r"其中[^，。；]{0,4}财政拨款[^，。；]{0,8}$")  # of the whole named before it
_PUBLIC = re.compile(r"问卷|公众|群众|服务对象|居民|市民|部门|单位|履职|整体|被访|受访|满意度情况|公平性|调查")
_OTHER_SATISFACTION = re.compile(r"培训|提案|建议|议案|活动|课程|讲座|热线|办件|12345|演出|展览|食堂|会议")
_PARTS_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,6}(?:\(|[，：]?(?:其中|包括|含|由|分别为))[^()。；]*$")


def meant_otherwise(
    found: Sequence[Found], texts: Sequence[str], headings: Sequence[str], *, mixed: bool
) -> list[bool]:
    """Figures that only the whole text shows to be something else.

    所有项目按时完成 beside a count of unfinished projects is a phrase; a bare 满意度 is the unit's only where the
    sentence or its heading is about the public. `mixed`: there is money beside the fiscal appropriation, so that
    what is said of 财政拨款 is not said of the whole.
    """
    rates = zip(found, texts, strict=True)
    surveyed = any(f.metric == "satisfaction_rate" and not of_cases(t[slice(*f.sentence)]) for f, t in rates)
    late = any(f.metric == "projects_unfinished" and f.quantity.value for f in found)
    flags = []
    for figure, text, heading in zip(found, texts, headings, strict=True):
        phrase = figure.metric == "projects_unfinished" and not figure.quantity.value and late
        bare = figure.metric == "satisfaction_rate" and figure.name in ("满意度", "平均满意度")
        sentence = text[slice(*figure.sentence)]
        strange = bare and (bool(_OTHER_SATISFACTION.search(sentence)) or not _PUBLIC.search(sentence + heading))
        strange = strange or (surveyed and figure.metric == "satisfaction_rate" and of_cases(sentence))
        before = text[figure.sentence[0] : figure.quantity.start]
        fiscal = ("财政拨款" in before) if mixed else bool(_OF_FISCAL.search(before))
        part = fiscal and figure.metric in ASPECTS and not figure.subject.scope
        gross = figure.metric == "adjustment" and "净" not in figure.name and moves_both_ways(sentence)
        inner = figure.metric == "dispatched_staff" and _within_another(figure, text, found)
        other = of_other_income(figure, text, heading) or of_the_retired(figure, text)
        other = other or _of_what_is_left(figure, before) or _counts_staff(figure, text)
        other = other or _of_what_is_judged(figure, before, text[figure.quantity.end : figure.sentence[1]])
        other = other or _of_its_projects(figure, before)
        flags.append(phrase or strange or gross or inner or other or (part and figure.subject.code not in FUNDS))
    return flags


_LEFT_OUT = re.compile(r"(?:扣除|剔除|除去|不考虑|不含|不计)[^，。；、\d]{1,20}(?:后|因素|影响|外)")
# 不含政府投资，执行率为 x%; 仅就部门预算而言，执行率为 y%: at the head of a clause, of what is left or of that part.
_FRAMED = re.compile(
    r"(?:^|[；：。，])(?:若|如|如果|其中|但|而|在)?(?:(?:不含|不包括|不包含|不计入?|不考虑|剔除|扣除|除去|撇开|除)[^，。；：、\d]{2,24}|"
    r"(?:仅|只|单|单独|单纯)?(?:就|看|以|按|计算?|统计|从)[^，。；：、\d]{2,24}(?:而言|来看|来说|口径(?:计算|统计|测算|看)?|单独计算)|"
    r"(?:仅|只|单|单独)(?:就|看|以|按|计算?|统计|考虑|含)[^，。；：、\d]{2,24}|"
    r"(?:若|如|如果)?(?:加上|计入|考虑|包含|含)[^，。；：、\d]{2,24}(?:后|的话)?)，[^，。；：\d]*$"
)
# 扣除上缴的 A 万元，可用预算为 B 万元: of what is left
_AMOUNT_OUT = re.compile(r"(?:扣除|剔除|除去|减去)[^，。；\d]{0,16}\d[\d,.]*[亿万千]?元[^，。；\d]{0,3}，[^，。；\d]*$")
_SHARE_LEFT = re.compile(
    r"(?:结转|结余|节余|未支出|未执行|剩余)[^，。；]{0,16}元(?:\([^()]*\))?[，(](?:约|仅)?占[^，。；]{0,10}(?:预算|指标)[^，。；]{0,4}$"
)
# 项目支出（不含中央资金）执行率为 x%: of what the bracket leaves.
_BRACKETED = re.compile(r"\((?:不含|不包括|不包含|不计|扣除|剔除|除去)[^()]{1,24}\)[^，。；：\d]*$")
_SPENT_OF_IT = frozenset({"execution_rate", "outturn"})
_PLANNED_SPENDING = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算总支出(?:总额|数)?(?:为|是|共|：)*$")
_OF_A_BUDGET = frozenset(
    {"execution_rate", "outturn", "original_budget", "revised_budget", "open_budget", "adjustment_rate"}
)


def _of_what_is_left(figure: Found, before: str) -> bool:
    """扣除上年结转因素后，预算 A 万元，支出 B 万元，执行率 x%: of what is left of the budget and not of the year's; and
    部门预算总支出 A 万元: what was planned, not what was spent; 年末结转 A 万元，占全年预算的 x%: what was not."""
    planned = figure.metric == "outturn" and bool(_PLANNED_SPENDING.search(before))
    left = _LEFT_OUT.search(before) or _FRAMED.search(before) or _AMOUNT_OUT.search(before)
    left = left or (_SHARE_LEFT.search(before) if figure.metric == "execution_rate" else None)
    bracketed = figure.metric in _SPENT_OF_IT and _BRACKETED.search(before) is not None
    return planned or bracketed or (figure.metric in _OF_A_BUDGET and left is not None)


# 项目支出执行偏慢，执行率 x%: what the clause before says that of
_JUDGED = re.compile(
    r"(?:^|[。；：，)])(?P<of>[^，。；：、\d()]*?)(?:预算|资金)*(?:执行|支出|支付|使用|拨付)(?:进度|率|情况)?"
    r"(?:偏|较|过|不|欠|迟|缓|滞|良|相对|明显)[^，。；：、\d]{0,6}，[^，。；：、\d]{0,8}$"
)
_THE_WHOLE = re.compile(
    r"(?:20\d\d年度?|全年|年度|本年|当年|年末|本|我|[局委办院校街道]|单位|部门|整体|总体|财政|预算|资金|存在|是|的)*"
)
# x%，低于总体执行率 y 个百分点
_BESIDE_THE_WHOLE = re.compile(
    r"，?(?:明显|略|均|也|但|仅|远)*(?:[高低快慢]于|[比较]|落后于?)(?:我|本|单位|部门|全年|年度)*(?:总体|整体|全部门)(?!目标)"
)


def _of_what_is_judged(figure: Found, before: str, behind: str) -> bool:
    """Whether a rate without a subject is of something that the clause before it speaks of, or is held against that of
    the whole."""
    if figure.metric != "execution_rate" or figure.subject.code:
        return False
    judged = _JUDGED.search(before)
    other = judged is not None and not _THE_WHOLE.fullmatch(judged["of"])
    return other or _BESIDE_THE_WHOLE.match(behind) is not None


_KIND_BEHIND = re.compile(r"的?(?:项目|专项|基本|人员|公用)(?:支出|经费|资金)?(?:预算)?[^，。；：、\d]{0,8}$")


def _of_its_projects(figure: Found, before: str) -> bool:
    """大队项目执行率 x%: of what a body spent on projects, and not of all it spent."""
    item = figure.subject.item
    if len(item) < 2 or figure.metric not in _OF_A_BUDGET or _KIND_BEHIND.match(item):
        return False
    _, named, behind = before.rpartition(item)
    return bool(named) and _KIND_BEHIND.match(behind) is not None


_STAFF_BEHIND = re.compile(r"(?:在职|在编|在岗)")


def _counts_staff(figure: Found, text: str) -> bool:
    """171名编制仅有164名在职人员: the second number is not of posts, whatever stands before it."""
    return figure.metric == "authorised_posts" and _STAFF_BEHIND.match(text, figure.quantity.end) is not None


def _within_another(figure: Found, text: str, found: Sequence[Found]) -> bool:
    """编外用工 A 人（劳务派遣 B 人、自聘 C 人）: B is a part of what the metric counts."""
    alike = [
        f for f in found if f.metric == figure.metric and f.subject == figure.subject and f.sentence == figure.sentence
    ]
    return any(
        f.quantity.start < figure.quantity.start
        and f.quantity.value > figure.quantity.value
        and _PARTS_BEHIND.match(text[f.quantity.end : figure.quantity.start])
        for f in alike
    )
