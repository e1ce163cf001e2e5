"""Which indicator or level a sentence about scores speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.normalize.narrative.reading.sentences import squeeze

_ADJACENT = re.compile(
    r"^(?:\(.{0,20}\))?(?:指标|方面|一项|这项|该项|项|类|上|得分|自评)*[，：]?(?:被|将|已)?(?:酌情|予以|相应|故|因此|自行|自评|共|合计)*$"
)
_POINTS_BACK = re.compile(r"(?:^|[，；：])(?:导致|因此|故|此项|该项|本项|该指标|本指标|此指标|对此|所以|据此)")
_OTHER_NAME = re.compile(r"([\u4e00-\u9fff、]{2,24})指标(?:酌情|予以|共|自评|，)*$")

# 项目完成率因 2 项未完成扣 2 分; 预算执行率为 95.2%，未达要求，扣 0.5 分: what stands between a whole name and the loss
# tells of nothing else that has points. A name that goes on (产出时效), a score, a loss with words of its own do.
_SAYS_WHY = re.compile(
    r"(?:\(.{0,20}\))?”?(?=[^\u4e00-\u9fff]|[因由受为是仅只未没不偏低达指方情项类中的有超被完较均尚实存还应略在等])(?!.*\d分|.*总得?分)"
    r"(?:(?:因|由于|受)[^，；。]*$|.*[，：](?:被|将|已|因此|故|导致|所以|据此|对此|[此该本]项|[该本此]指标|酌情|予以|相应|自行|自评|共|合计)*$)"
)
_CAUSE = re.compile(r"(?:因|由于|受)$")
_CAUSE_ENDS = re.compile(r"，.*，")
# 部门绩效自评, 资金管理工作 are everyday words, not levels of a rubric.
_COMMON_PHRASE = re.compile(r"自评|评价(?!指标)|管理|目标|工作|制度|办法|考核|监控|运行|效果|方面的?工作")
# 可用预算, 财政资金: a level called 预算 or 资金 is one of its own only where no other noun runs into it.
_EVERYDAY = 2  # characters
_OWN_WORD = re.compile(r"(?:^|[^\u4e00-\u9fff]|[中在即和及与对是为项类按]|其中|分别|一级|二级)$")
_NUMBERING = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+(?:\.\d+)*[.、]?|[①-⑳])*")
_HEADING_REST = re.compile(
    r"(?:(?:一级|二级|三级|末级)?指标(?:的)?(?:评分|得分|自评|完成|扣分|分析)?(?:情况|分析|说明)?)?(?:\(.*\))?[。：:]?"
    r"|(?:评分|得分|扣分)(?:情况|分析|说明)[。：:]?"
)
_ITEM_GOES_ON = re.compile(r"(?:指标)?(?:\([^()]{0,24}分[^()]*\)|[：。])")
_HEADS_PARAGRAPH = re.compile(r"(?:类|方面|部分)?(?:一级|二级)?(?:指标)?(?:\([^()]{0,24}分[^()]*\))?[。：:]")
_OTHER_CLAIMS = re.compile(
    r"(?:总分|满分|分值|权重|参考分值|标准分|得分率|得分|得|扣分|扣|自评)(?:值)?[为是：:共]*\d[\d.]*(?:分|%)?[，、()]*"
    r"|(?:设置?|有|共|含|包括|包含|计)*\d+[项个](?:(?:末级|三级|二级|具体)?指标)?[，、()]*"
    r"|(?:合计|共计?)\d[\d.]*分[，、()]*"
    r"|(?:(?<=指标)|(?<=指标，))\d[\d.]*分[，、()]*"  # 管理指标 25 分，得 23.5 分
    r"|(?:^|(?<=类)|(?<=方面)|(?<=部分)|(?<=指标))\d[\d.]*分[，、]?(?=$)"  # 部门管理 30 分，得 26.94 分
    r"|\((?:满分|总分|分值|权重|标准分|共|计)*[为：]?\d[\d.]*分\)[，、：]*"  # 部门管理（23 分）：自评得分 20 分
)
_TIED = re.compile(
    r"(?:(?:一级|二级|三级|末级)?指标|类|方面|部分|评分情况|得分情况|自评情况|情况|实际|自评|本级|共|的|[，：:()]|下设?)*"
)
_AND = ("、", "和", "及", "与", "以及", "指标、", "指标和")
_TELLS = re.compile(
    r"(?:用于|评价|考核|包括|从|加强|规范|完善|通过)$|(?:反映|体现|衡量|考察|关注|涉及|围绕)[\u4e00-\u9fff、]{0,40}$"
)
_THIS = re.compile(r"(?:本|该|此)(?:项|指标|部分|级指标|类)")
# “甲”23 分（该项分值 25 分）
_OWN_POINTS = re.compile(r"”?(?:指标)?(?:自评|实际)?得?分?\d[\d.]*分\([本该此][^()\d]{0,6}")
_AS_LEVEL = re.compile(r"(?:类|方面|部分)?指标|类[^\u4e00-\u9fff]")
_OF_ALL = re.compile(r"总|综合|整体|合计")
_AFAR = re.compile(r"[，；].*[，；]|自评|评价|综合|总")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an indicator or level at `start:end` of squeezed text."""

    name: str
    start: int
    end: int
    is_level: bool


class SubjectFinder:
    """Finds printed names of indicators and levels in squeezed text."""

    def __init__(self, indicator_names: Sequence[str], level_names: Sequence[str]) -> None:
        self._names: dict[str, tuple[str, bool]] = {}
        for name in indicator_names:
            self._names.setdefault(_key(name), (name, False))
        for name in level_names:
            self._names.setdefault(_key(name), (name, True))
        self._names.pop("", None)
        keys = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, keys))) if keys else re.compile(r"(?!)")

    def mentions(self, text: str, start: int, end: int) -> list[Mention]:
        """Every name in `text[start:end]`, longest first where names overlap."""
        found = []
        for match in self._pattern.finditer(text, start, end):
            name, is_level = self._names[match.group()]
            if not (is_level and _COMMON_PHRASE.match(text, match.end())):
                found.append(Mention(name, match.start(), match.end(), is_level))
        return found

    def only_subject(self, text: str) -> str:
        """The name that a heading is about (“部门决策”指标评分情况); '' for none, several, or a name in other words."""
        found = self.mentions(text, 0, len(text))
        if len(found) != 1 or not _NUMBERING.fullmatch(text[: found[0].start]):
            return ""
        return found[0].name if _HEADING_REST.fullmatch(text[found[0].end :]) else ""

    def heading_item(self, text: str) -> str:
        """The indicator that a paragraph begins with, as an item of a list: 3.政府采购执行率（10分）。; '' for none."""
        number = _NUMBERING.match(text)
        start = number.end() if number else 0
        found = self._pattern.match(text, start)
        if found is None or not _ITEM_GOES_ON.match(text, found.end()):
            return ""
        name, is_level = self._names[found.group()]
        return "" if is_level else name

    def opening_level(self, text: str) -> str:
        """The level that a paragraph has for its heading: 1.“部门决策”指标。满分 20 分，自评 19 分; '' for none."""
        number = _NUMBERING.match(text)
        found = self._pattern.match(text, number.end() if number else 0)
        if found is None or not _HEADS_PARAGRAPH.match(text, found.end()):
            return ""
        name, is_level = self._names[found.group()]
        return name if is_level else ""

    def is_level(self, name: str) -> bool:
        return self._names.get(_key(name), ("", False))[1]

    def indicator_called(self, text: str) -> str:
        """The indicator whose whole name `text` is; '' for anything else."""
        name, is_level = self._names.get(_key(text), ("", False))
        return "" if is_level else name

    def of_score(
        self,
        text: str,
        places: tuple[int, int],
        mentions: Sequence[Mention],
        before: Sequence[Mention],
        default: str,
    ) -> str | None:
        """Whose score, weight or rate stands at `lead`: the name that the words tie to it, or 本指标 points back to.

        '' where no name is near, None where one is but it is not certain that it is meant.
        """
        start, lead = places
        named = (m for m in mentions if not (m.is_level and _within_noun(text, m)))  # 综合评价，…得分为
        here = [m for m in _subjects(text, start, [*named]) if m.end <= lead]
        this = _THIS.search(text, start, lead + 6)
        if this and here and _OWN_POINTS.fullmatch(text, here[-1].end, lead):
            return here[-1].name
        if this:
            names = list(dict.fromkeys(m.name for m in (*before, *here) if m.start < this.start() or m in before))
            return default or (names[0] if len(names) == 1 else None)
        if _together(text, here, lead) or _counted(text, here, lead):
            return default
        if here and _TIED.fullmatch(_OTHER_CLAIMS.sub("", text[here[-1].end : lead])):
            listed = len(here) > 1 and text[here[-2].end : here[-1].start] in _AND
            return None if listed else here[-1].name
        if here and here[-1].is_level and _AS_LEVEL.match(text, here[-1].end) and not _OF_ALL.search(text[start:lead]):
            return default or None  # 决策类指标…，自评得分 19.5 分: hardly the whole report's
        return default or ("" if not here or _AFAR.search(text[here[-1].end : lead]) else None)

    def of_deduction(
        self,
        text: str,
        places: tuple[int, int, int],
        mentions: Sequence[Mention],
        before: Sequence[Mention],
        default: str,
    ) -> str:
        """Whose deduction stands at `lead`: the name right before it, else the only name since the last deduction of
        the sentence; '' where several are possible. `places` are the starts of the sentence, of what is still unused,
        and of the word 扣."""
        start, used, lead = places
        segment = max([used, *(text.rfind(c, used, lead) + 1 for c in "；。")])
        here = [m for m in mentions if segment <= m.start and m.end <= lead]
        words = text[segment:lead]
        if here:
            last = here[-1]
            between = text[last.end : lead]
            alone = len({m.name for m in here}) == 1  # 甲 14 分、乙 19.5 分，扣 3.5 分: of both
            if (
                _ADJACENT.match(between)
                or between == "("
                or (alone and _TIED.fullmatch(_OTHER_CLAIMS.sub("", between)))
            ):
                joined = text[here[-2].end : last.start] if len(here) > 1 else ""
                return "" if joined in _AND else last.name
            if _OTHER_NAME.search(between) or not _SAYS_WHY.match(between):
                return ""  # 产出得 24 分，其中产出时效扣 4 分: of something that is not scored by itself
            if _CAUSE.search(text[segment : here[0].start]) and _CAUSE_ENDS.search(text[here[0].end : lead]):
                return ""  # 因某率偏低，…，扣 1 分: of which indicator is not said
            leaves = list(dict.fromkeys(m.name for m in here if not m.is_level))
            names = leaves or list(dict.fromkeys(m.name for m in here if not _within_noun(text, m)))
            return names[0] if len(names) == 1 else ""
        if _OTHER_NAME.search(words):
            return ""
        if _POINTS_BACK.search(words) or not words.strip("，、："):
            names = list(dict.fromkeys(m.name for m in (*mentions, *before) if m.end <= lead))
            if len(names) == 1:
                return names[0]
        return default if used == start else ""


def _together(text: str, here: Sequence[Mention], lead: int) -> bool:
    """甲、乙、丙和丁四个方面，我局自评得 N 分: whether what is scored is told of all the levels of a list at once."""
    if len(here) < _FEWEST_TOGETHER or not all(m.is_level for m in here):
        return False
    joined = all(text[a.end : b.start].strip("“”") in _AND for a, b in pairwise(here))
    return joined and _ALL_OF_THEM.match(text, here[-1].end, lead) is not None


_FEWEST_TOGETHER = 2
_ALL_OF_THEM = re.compile(
    r"”?等?[一二两三四五六七八九十\d]*(?:个|大)?(?:方面|部分|维度|层面|大类|类)(?:指标)?[^，。；]{0,10}，"
)


def _counted(text: str, here: Sequence[Mention], lead: int) -> bool:
    """决策类 4 个、效益类 4 个，自评总分 N 分: whether a list counts the indicators of levels, so that a total behind
    it is of all of them."""
    if len(here) < _FEWEST_TOGETHER or not (here[-1].is_level and here[-2].is_level):
        return False
    listed = _COUNT.fullmatch(text[here[-2].end : here[-1].start].rstrip("、，和及"))
    behind, _, rest = text[here[-1].end : lead].partition("，")
    total = "总" in text[lead - 1 : lead + 4]
    return total and bool(listed and _COUNT.fullmatch(behind) and _BEFORE_TOTAL.fullmatch(rest))


_COUNT = re.compile(
    r"(?:类|方面|部分|维度)?(?:三级|末级|具体|二级)?(?:指标)?\d+[项个](?:三级|末级|具体|二级)?(?:指标)?"
)
_BEFORE_TOTAL = re.compile(r"(?:本次|本局|本单位|自评|综合|最终|评价)*")


def _within_noun(text: str, level: Mention) -> bool:
    return level.end - level.start <= _EVERYDAY and not _OWN_WORD.search(text[: level.start])


def _subjects(text: str, start: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The names that are not only told of: 通过加强资金管理, 用于评价效率性, 反映预算编制和目标设置情况."""
    found: list[Mention] = []
    told: Mention | None = None
    for mention in mentions:
        listed = told is not None and text[told.end : mention.start] in _AND
        if listed or _TELLS.search(text[start : mention.start]):
            told = mention
        else:
            found.append(mention)
    return found


def _key(name: str) -> str:
    return squeeze(name).text.strip("：:")
