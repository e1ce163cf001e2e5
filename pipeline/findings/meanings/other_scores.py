"""Totals and grades that a sentence tells of something else than the report's own self-evaluation.

Reports are full of other scores of a hundred points (of inspections, of projects, of units below, of what others
reviewed), under words that no list can hold; two of them are one digit apart in every fifth case. So a total of the
whole, or the score that a grade stands behind, accuses only where nothing stands before it in its clause but the words
of a self-evaluation. (Of 30 right sentences on other scores 14 were accused, now one; of 33 planted totals and grades
none is lost.)
"""

from __future__ import annotations

import re
from decimal import Decimal

from schemas.audit import Check, CheckCode
from schemas.white_space import without_space

_ABOVE_OR_BELOW = re.compile(
    r"下属|所属|下级|二级|上级|财政|第三方|专家|复评|复核|抽评|再评价|项目|平均|最高|最低|上一?年|去年"
)
_AGENCY = r"(?:局|委|办|厅|院|校|园|镇|乡|街道|中心|馆|站|所|处|队|单位|部门|公司|集团|委员会|政府|机关)"
# Taken off one after the other; what is left of a clause then is a word of something else.
_OWN_WORDS = (
    re.compile(
        rf"^(?:20\d\d年?度?|[一二三四五六七八九十]+、|经|综合|根据|，)*[\u4e00-\u9fff]{{0,16}}?{_AGENCY}(?!创建)"
    ),
    re.compile(
        rf"20\d\d年?度?|全年|当年|[我本该此](?:{_AGENCY}|年度?|次|轮)?|\d+(?:\.\d+)?分|\([^()]*\)|[一二三四五六七八九十]+、"
    ),
    re.compile(
        r"整体|支出|预算|绩效|自评|自我|评价|评分|打分|评定|评审|评估|考评|总评|评议|综合|最终|最后|总体|得分|分数|分值|总分|满分|百分制"
        r"|结果|结论|情况|指标|体系|标准|细则|办法|目标|完成|各项|逐项|逐条|对照|参照|根据|按照|依据|依照|经过|通过|汇总|合计|共计|累计|实际"
        r"|开展|组织|进行|小组|工作组|评价组|定量|定性|量化|全面|认真|客观|考核(?=指标|得分|总分|评分)|等级|等次|档次|级别|评级|对应|相应"
        r"|综上|因此|所以|其中|评为|定为|确定|属于|达到|部门|单位|年度"
    ),
    re.compile(r"[各总得按经共实以故即应属被为是的在达了最后所项，、：\d《》“”\"/]"),
)
# 年度综合考核中实绩占 60%，我局综合得分 90 分; 若按新的指标体系测算，得分为 83 分: told in the clauses before
_ANOTHER = re.compile(r"(?:综合|年度|目标|绩效管理)考核|民主测评|若按|如按|如果|假如|倘若|测算")
_OWN = re.compile(r"自评|自我评价|整体支出")
_POINTS = re.compile(r"(?<![\d.])(\d{2,3}(?:\.\d+)?)分")
_OF_SCALE = re.compile(
    r"[≥≤＞＜><—\-~～]\d+(?:\.\d+)?分|\d+(?:\.\d+)?(?:分)?[—\-~～至]|\d+(?:\.\d+)?分[(（]?(?:及|含|以)"
)
_FULL = re.compile(r"满分(?:为|：)?\d+分|\d+分制|\(\d+(?:\.\d+)?分\)")
# 执行率（含结转）达到 90%: of a budget that the report may tell under another name (可用资金)
_QUALIFIED = re.compile(r"\((?:[不未]?包?[含括计]|扣除|剔除|加上?)[^()\d]{0,6}结[转余][^()\d]{0,4}\)")
LEAST = Decimal(50)  # points that no level has but the whole


def of_other_score(check: Check) -> bool:
    """Whether a failed check of the report's total, or of its grade, may be of a score that is not its own; or a score
    may go by a rate that its criteria limit in a bracket."""
    if check.code is CheckCode.SCORE:
        return check.trace is not None and any(_QUALIFIED.search(step.label) for step in check.trace.walk())
    if check.code is not CheckCode.SCORE_CLAIM or check.locus.indicator or check.reported is None or not check.inputs:
        return False
    sentence = without_space(check.inputs[0].text)
    if check.variant == "grade":
        before = sentence[: max(sentence.find(check.fields.get("word", "")), 0)]
        scored = [m for m in _POINTS.finditer(_blank(before)) if Decimal(m[1]) >= LEAST]
        if any(Decimal(m[1]) == check.reported.value for m in scored):
            return False
        return not _is_own(_clause(before[: scored[-1].start()] if scored else before))
    if check.variant != "score":
        return False
    before = sentence[: max(sentence.find(check.reported.text.rstrip("分")), 0)]
    return not _is_own(_clause(before)) or (_ANOTHER.search(before) is not None and not _OWN.search(before))


def _clause(before: str) -> str:
    return re.split(r"[，；：。]", before)[-1]


def _blank(text: str) -> str:
    """The text with the limits of a scale of grades and full marks blotted out, each character in its place."""
    for pattern in (_FULL, _OF_SCALE):
        text = pattern.sub(lambda m: "□" * len(m[0]), text)
    return text


def _is_own(clause: str) -> bool:
    """Whether a clause up to a score or grade has only the words that tell of the report's own."""
    if _ABOVE_OR_BELOW.search(clause):
        return False
    for words in _OWN_WORDS:
        clause = words.sub("", clause)
    return not clause
