"""What an indicator's row says in words rather than numbers: that a condition did not arise, that nothing changed.

Only a remark that has the condition's own words is taken, negated where the condition is not, or as it is where the
condition is itself a negation (未收到信访事项).
"""

from __future__ import annotations

import re

from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.vocabulary.items import item_named

_NOT = r"(?:未|没有|不|无|从未|均未|未有)"
_WHEN = r"20\d\d年度?|当年|全年|本年度?|年度|年内|本部门|本单位|我[局委县市区院校]|部门|单位"
_IDLE = re.compile(
    rf"(?:{_WHEN}|如果?|若|凡|因|的|[了过,，。；;、:：“”\"])|存在|发生|发现|出现|情况|情形|行为|现象|事项|任何|被|有"
)
# What stands behind a condition and says what follows from it.
_FOLLOWS = re.compile(
    r"(?:的?[,:]|的(?=本|该|此|不|得|计|直接|按|视|均|应|则|扣)|(?=本项|该项|此项|本指标|该指标|不得分|不计分|[得计给]满分|[得计扣减]\d|直接得|视同|视为)).*$"
)
_UNCHANGED = re.compile(
    r"(?:与|同|较|和)(?:上年度?|去年|上一年度?|上年同期)(?:同期|相比)?(?:基本)?(?:持平|一致|相同)|零增长|同比持平"
)
_NEGATIVE = re.compile(rf"^{_NOT}")


def _core(text: str) -> str:
    return _IDLE.sub("", text)


def condition_of(text: str) -> str:
    """A condition without what follows from it."""
    return _FOLLOWS.sub("", text, count=1)


def says(condition: str, remark: str) -> bool | None:
    """Whether a remark says in so many words that a condition holds, or that it does not; None for neither."""
    wanted = _core(condition_of(condition))
    bare = _NEGATIVE.sub("", wanted)
    if len(bare) < 2:
        return None
    if _NEGATIVE.match(wanted) and re.search(rf"{re.escape(bare)}\d", _core(squeeze(remark).text)):
        return False  # 收到信访事项25件
    for clause in re.split(r"[，。；;,]", squeeze(remark).text):
        said = _core(clause)
        if said == wanted and _NEGATIVE.match(wanted):
            return True
        if re.fullmatch(rf"{_NOT}{re.escape(bare)}", said) and not _NEGATIVE.match(wanted):
            return False
    return None


def unchanged(what: str, remark: str) -> bool:
    """Whether a remark says that `what` (会议费) is what it was a year before: by name, or of nothing else it names."""
    text = squeeze(remark).text
    found = list(_UNCHANGED.finditer(text))
    if len(found) != 1:
        return False
    named = re.split(r"[，。；]", text[: found[0].start()])[-1]
    return not named or named.endswith(what) or (len(named) > 1 and what.endswith(named))


_WITHIN_POSTS = re.compile(rf"{_NOT}(?:存在|发生|出现)?(?:超编|超出编制|突破编制)")


def within_posts(remark: str) -> bool:
    """Whether a remark says that there is nobody in post beyond the authorised posts (未超编)."""
    return bool(_WITHIN_POSTS.search(squeeze(remark).text))


def part_about(item: str, remark: str) -> str:
    """What the one clause of a remark says of an item that it begins with, without the item's name
    (基本支出预算 A 万元，支出 B 万元；项目支出预算…); '' where none or several begin so."""
    found = []
    for clause in re.split(r"[；;。]", squeeze(remark).text):
        cut = next((n for n in range(8, 1, -1) if item_named(clause[:n]) == item), 0)
        found += [clause[cut:]] if cut else []
    return found[0] if len(found) == 1 else ""
