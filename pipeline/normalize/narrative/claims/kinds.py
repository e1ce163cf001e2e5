"""What a number claims by the words around it: a score, a weight, a rate, a loss of points, how many indicators."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.vocabulary.link_words import IS
from schemas.figure import Unit
from schemas.records import ClaimKind

_SCORE = re.compile(
    r"(?:(?:自评|评价|综合|绩效|最终|实际|总体|整体|指标|自我评价|自评价|绩效自评|绩效评价|自评总|评价总|合计|共|总)*得分"
    r"|(?:自评|评价|综合|绩效自评|绩效评价|自我评价|自评总|评价总|综合评价)(?:总)?(?:分数|分值|分|评分|总分)|自评总分|自评分)"
    r"(?:合计|共|总计|结果|情况)?(?:分别|依次)?(?:为|是|：|达到|达|得)*$|(?<![应可不满未能最])(?:共|合计|实际|实|自评|均)?得$|(?:指标|标准|表|体系|细则|[》※]|单位|部门|绩效|[局委办院校]|年度|年|本次|综合评定，)(?:进行)?自评$|^，(?:自评|实得)$"
)
# 自评 93.84 分，评价等级为优: at the head of a sentence it may be of anything, but for the grade behind it.
_OPENS = re.compile(r"(?:经)?(?:综合)?(?:自评|自我评价)(?:共|合计|为|：)?")
_GRADED = re.compile(r"分[，（(](?:评价|评定|绩效|自评)?(?:等级|等次|结果|结论|档次|评级)")
# 按指标体系打分，合计 96.7 分; 自评结果为 96.7 分: points that no indicator has, where the sentence tells of marks
# and names nobody else who gives or gets any.
_ALL_TOGETHER = re.compile(
    r"(?:合计|共计|累计|总计|(?:自评|评价|评定|评分)(?:结果|总分)?)(?:得分?)?(?:为|是|：|达到|达)*$"
)
_MARKED = re.compile(r"自评|评价|评分|打分|得分")
_OF_OTHERS = re.compile(r"项目|复核|财政|第三方|上级|抽|考核|满意|问卷|检查|上年|去年|目标")
_RATE = re.compile(rf"得分率(?:分别|依次|各)?{IS}$")
_WEIGHT = re.compile(
    r"(?<!自评)(?<!评价)(?:总分|满分|分值|权重|标准分|总分值|指标分值|参考分值)(?:值)?(?:分别|依次)?(?:为|是|：|共|合计)*$"
)
TOTAL_FROM, _ALL_POINTS = 60, 100  # points that no indicator has
_POINTS = re.compile(r"(\d+(?:\.\d+)?)分(?!钟)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# 管理指标 25 分，得 23.5 分; 部门管理（23 分）：自评得分 20 分: the number before a score is the weight.
_BARE_WEIGHT = re.compile(r"指标(?:共计?|合计)?$|(?<=[\u4e00-\u9fff”])\($")
_SCORED_NEXT = re.compile(r"(?:，|\)[：，]?)(?:自评|实际|评价)?得(?:分)?(?:为|：)?\d")
_DEDUCTION = re.compile(
    r"(?:酌情|予以|相应|因此|故|自行|自评|各|共|合计|总计|累计|分别)*"
    r"(?:扣(?:减|除|掉|去|了|分)*|(?:失|丢|减)(?:了)?分(?:值|数)?|(?<=[\u4e00-\u9fff，”」])(?:失|丢)了?)(?:：|为|合计|共)*$"
)
_COUNT = re.compile(r"(?:设置|设有|设立|设|包含|包括|涉及|含|共|有|共计|下设|分解为|细化为|由)(?:了|有|置)*(?:共)?$")
_COUNTED = re.compile(r"^[个项](?:末级|三级|具体|最末级|明细|评价)*指标")
# 该类指标共 5 个: the noun stands before the number.
_COUNT_BEFORE = re.compile(
    r"(?:设置?|设立|设有|包括|包含|含|有|下设)(?:了|有)?(?:末级|三级|具体)指标$|指标(?:数量?|个数|总数)?(?:共计|共有|共|合计|总计|有|为|：)+$"
)
_COUNTED_BEFORE = re.compile(r"^[个项](?=[，。；、)]|$)")
_RULE = re.compile(
    r"每|超出一|低于一|扣完|为止|最多|最高|至多|直至|否则|如[^期实下]|若|一旦|[的，]则|凡|发现一|一次|不得分|标准为|规则|"
    r"按(?:照)?比例|应扣|可扣|(?<!未)(?<!没有)(?<!未能)(?<![个项均都])(?<!指标)得满分(?!的(?:指标)?\d)"
)


# 95%（含）以上得10分，90%（含）—95%得9分: what each band is worth.
_BAND = re.compile(
    r"(?:以[上下内]|之间|[—\-~～至到][^，。；\d]{0,4}\d+(?:\.\d+)?%?|[≥≤＞＜]\d+(?:\.\d+)?%?)(?:\([^()]*\))?的?$"
)


def kind_of(flat: str, start: int, last: int, quantity: Quantity, is_remark: bool) -> tuple[ClaimKind, int] | None:
    """The kind of claim a quantity makes and where its words begin; None where it makes none."""
    lead = flat[last : quantity.start]
    if quantity.bound or quantity.words:
        return None
    after = flat[quantity.digits_end :]
    if quantity.unit is Unit.ITEMS:
        counted = _COUNT.search(lead)
        if counted and _COUNTED.search(after):
            return "indicator_count", last + counted.start()
        before = _COUNT_BEFORE.search(lead)
        if is_remark and not re.search(r"[末三]级|具体|该类|本类|下设", lead):
            return None  # 绩效指标总数：31项 in the row of 绩效目标完成率 is what its rate divides
        if before and _COUNTED_BEFORE.search(after):
            return "indicator_count", last + before.start()
        return None
    patterns: list[tuple[ClaimKind, re.Pattern[str]]]
    if quantity.unit is Unit.PERCENT:
        patterns = [("score_rate", _RATE)]
    elif quantity.unit is Unit.POINTS:
        patterns = [("deduction", _DEDUCTION), ("weight", _WEIGHT), ("score", _SCORE)]
    elif quantity.unit is None and not quantity.measure and is_remark:
        patterns = [("score", _SCORE)]
    else:
        return None
    for kind, pattern in patterns:
        found = pattern.search(lead)
        if not found and kind == "score" and start == last and _GRADED.match(flat, quantity.digits_end):
            found = _OPENS.fullmatch(lead)
        if not found and kind == "score" and TOTAL_FROM < quantity.value < _ALL_POINTS:
            told = flat[start : quantity.start]
            found = _ALL_TOGETHER.search(lead) if _MARKED.search(told) and not _OF_OTHERS.search(told) else None
        if not found and kind == "weight" and _SCORED_NEXT.match(after[1:]):
            found = _BARE_WEIGHT.search(lead)
        if not found:
            continue
        clause = re.split(r"[。；]", flat[start : quantity.start])[-1]
        here = re.split(r"[，：]", clause)[-1] if kind != "deduction" else clause[-60:]
        banded = kind in ("score", "deduction") and _BAND.search(flat[start : last + found.start()])
        ruled = (
            banded
            or _RULE.search(here)
            or (kind in ("deduction", "score") and re.search(r"的[，]?$", lead[: found.start()]))
        )
        if ruled or flat[quantity.end : quantity.end + 6].startswith(("扣完", "，扣完", "/", "，直至", "，最", "至")):
            return None
        total = kind == "weight" and found[0].startswith("总分") and TOTAL_FROM < quantity.value < _ALL_POINTS
        if total and not _SCORED_NEXT.match(after[1:]):  # 本指标总分 65 分，得分 58.5 分
            kind = "score"  # 预算执行得 9.51 分；总分 97.51 分
        elif kind == "score" and quantity.value == _ALL_POINTS and _shares_out(after):
            kind = "weight"
        return kind, last + found.start()
    return None


def _shares_out(after: str) -> bool:
    """自评总分100分，其中预算执行率10分，产出指标50分、效益指标30分、满意度指标10分: whether the rest of a sentence
    deals out the hundred points before it, so that they are what there is to get."""
    told = _IN_BRACKETS.sub("", after.split("。")[0])
    _, of_which, parts = told.partition("其中")
    dealt = [Decimal(points) for points in _POINTS.findall(parts)]
    return bool(of_which) and len(dealt) > 1 and sum(dealt) == _ALL_POINTS
