"""Of what a score is that names no indicator before it: of the whole report, of a level told behind 其中, or of
something that is not scored here (检查得分)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.normalize.narrative.claims.subjects import Mention
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.vocabulary.link_words import IS
from schemas.figure import Unit

_OTHER_SCORES = re.compile(
    r"检查|考核|测评|审核|排名|竞赛|考试|满意度|巡查|督查|抽查|评审|评比|平均|问卷|打分|供应商|履约"
)
_WHOLE_SCORE = re.compile(
    r"总得分|自评$|自评总?得分|评价总?得分|综合(?:得|评)分|总分|最终得分|自评总分|自评分|整体得分|自评得|自评结果"
)
_WHOLE_REPORT = re.compile(
    r"经(?:综合|逐项)?(?:自评|评价|打分|评分)，|(?:进行|开展|组织|完成)(?:了)?(?:绩效)?自评，|绩效(?:自评|评价)|指标体系|评分(?:标准|细则|办法)|各项指标|整体支出|自我评价|整体绩效|部门整体|"
    r"自评满分"
)
# 本次评价满分 100 分，得 95 分; 内控评价满分 100 分，得 96 分 is of another review: nothing but the report's own words
# may stand before it.
_OF_HUNDRED = re.compile(
    r"^(?:本次|此次|本年度?|20\d\d年度?|(?:我|本)[\u4e00-\u9fff]{0,4}|部门|单位|整体|支出|绩效|自评|评价|评分|得分|指标|体系|总分|各?项|"
    r"共|采用|采取|实行|按照?|经|的|，|：)*(?:满分(?:为|：)?100分|百分制)"
)
# 营商环境评价得分 87.18 分: of what stands before it, where that is not the report's own.
_EVALUATED = re.compile(r"(?:综合)?评价")
_OWN = re.compile(r"自评|绩效|整体支出|自我评价|本次|此次|总分|总得分")
_UNNAMED = re.compile(
    r"(?:20\d\d年度?|本?年度|(?:我|本|该)[\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff]{0,12}(?:局|委|办|处|厅|院|校|镇|乡|街道|中心|部门|单位)|"
    r"经|综合|根据|按照?|依据|最终|整体|总体|共|的)*"
)
# 得 96.1 分，折算后 9.61 分: what was scored elsewhere and is converted here.
_CONVERTED = re.compile(r"折算|折合|换算")
# 共性指标满分 60 分，自评得分 54.62 分: of so many points, and not of all.
_OF_WEIGHT = re.compile(r"(?:满分|分值|权重|总分)(?:为|是|：|共)?(?P<n>\d+(?:\.\d+)?)分[，、)：]*$")
_HUNDRED = Decimal(100)
# 甲类得 54 分；乙类得 32 分；合计得分 86 分
_TOGETHER = re.compile(rf"分[，；](?:合计|总计|共计|两项合计|三项合计)(?:自评)?得分?{IS}$")
_OF_WHICH = re.compile(r"[，；。：(]其中")
# 20 个指标，其中决策类 4 个、效益类 4 个，自评总分 N 分: the list counts, and what is behind it is of all
_COUNTED_LIST = re.compile(
    r"[，；：(]其中(?:[^，。；、分]{2,12}\d+[项个](?:指标)?[、，和)]*)+(?=(?:自评|综合|最终)*总)"
)
# 自评得分 90.55 分，其中：预算执行 18.07 分，目标实现 54.48 分: what of the score each level has; of 100 it may be
# weights.
_OF_SCORE = re.compile(
    r"(?:(?:得分|自评|评分|总分|得)(?:为|：)?(?!100分)\d+(?:\.\d+)?分(?:\([^()]*\))?"
    r"(?:[，；](?:评价|评定|自评|绩效)?(?:等级|等次|结果|结论|评级|档次)[^，。；\d]{1,8})?"
    r"[，；：。(](?:其中|分别为|具体为|包括)[，：]?"
    r"|得分(?:构成|组成|分布|明细)(?:情况)?(?:为|是|如下)*：?"
    r"|(?:各(?:部分|大类|类|项|方面)|(?:各|[二两三四五六]个)?一级|[二两三四五六](?:个部分|个方面|个维度|大?类|部分))(?:指标)?(?:自评)?"
    r"得分(?:情况)?(?:分别|依次)?(?:为|是|如下)*：)(?P<parts>[^。]*)$"
)
_ONLY_SCORES = re.compile(r"满分|分值|权重|标准分|扣|失|减")
# 其中：部门管理 40 分，得 39.07 分: the first number is what it is worth.
_WEIGHED = re.compile(r"[，；、(]?(?:自评|实际|评价|实|共)*(?:得分?|扣分?|失分?)(?:为|：)?\d")
_BEHIND_NAME = re.compile(r"(?:类|方面|部分|指标|类指标|情况)?(?:得分|得)?(?:为|：)?")


def part_of_score(flat: str, start: int, quantity: Quantity, mentions: Sequence[Mention]) -> str:
    """The level or indicator whose part of a score a number is, told right before it behind 其中; '' for none."""
    if quantity.unit is not Unit.POINTS or not quantity.is_plain:
        return ""
    named = _named_before(flat, quantity, mentions)
    if flat.startswith("其中", start):  # 得分 89.67 分。其中，预算管理 24.35 分: the score is told before
        start = max(flat.rfind("。", 0, max(start - 1, 0)) + 1, 0)
    told = _OF_SCORE.search(flat[start : quantity.start]) if named else None
    parts = re.sub(r"\([^()]*\)", "", told["parts"]) if told else ""  # 共性指标 67 分（满分 80 分），个性指标 18 分
    behind = flat[quantity.end :]
    if told is None or _ONLY_SCORES.search(parts) or not re.match(r"[，；。、()]|$", behind) or _WEIGHED.match(behind):
        return ""
    return named[-1].name if re.search(r"(?:^|其中|分别为|[，；、：)])$", flat[start : named[-1].start]) else ""


# 各一级指标得分率分别为：预算管理 93.75%、项目绩效 81.20%
_RATES = re.compile(r"得分率(?:情况)?(?:分别|依次)?(?:为|是|如下)?[：为]?(?P<parts>[^。；]*)$")


def part_of_rates(flat: str, start: int, quantity: Quantity, mentions: Sequence[Mention]) -> str:
    """The level or indicator whose rate a number is in a list of rates of scores; '' for none."""
    if quantity.unit is not Unit.PERCENT or not quantity.is_plain:
        return ""
    named = _named_before(flat, quantity, mentions)
    told = _RATES.search(flat[start : quantity.start]) if named else None
    if told is None or not re.match(r"[，；。、和()]|$", flat[quantity.end :]):
        return ""
    listed = re.search(r"(?:得分率|[：为，、和及])$", flat[start : named[-1].start].rstrip("“”"))
    return named[-1].name if listed else ""


def _named_before(flat: str, quantity: Quantity, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions right before a number."""
    return [m for m in mentions if m.end <= quantity.start and _BEHIND_NAME.fullmatch(flat[m.end : quantity.start])]


def is_other_score(flat: str, lead_start: int) -> bool:
    """Whether 得分 at `lead_start` stands behind another noun of its own (检查得分, 平均得分)."""
    return names_other_score(re.split(r"[，；。：]", flat[:lead_start])[-1])


def names_other_score(clause: str) -> bool:
    """Whether a clause speaks of something else that is scored: inspections, contests, surveys."""
    return bool(_OTHER_SCORES.search(clause))


def is_of_report(flat: str, start: int, lead_start: int, quantity: Quantity) -> bool:
    """Whether the words say that the score is the whole report's. Behind 其中 stand parts."""
    sentence = flat[start : quantity.start]
    of = _OF_WEIGHT.search(flat[start:lead_start])
    if _OF_WHICH.search(_COUNTED_LIST.sub("", sentence)) or (of is not None and Decimal(of["n"]) != _HUNDRED):
        return False
    if _TOGETHER.search(sentence):
        return True
    if _CONVERTED.search(re.split(r"[；。]", flat[quantity.end :])[0]):
        return False
    clause = re.split(r"[，；：。]", flat[start:lead_start])[-1]
    own = _WHOLE_SCORE.search(flat[lead_start : quantity.start])
    if own and _EVALUATED.match(flat, lead_start) and not (_OWN.search(clause) or _UNNAMED.fullmatch(clause)):
        return False
    return bool(own or _WHOLE_REPORT.search(sentence) or _OF_HUNDRED.search(sentence))
