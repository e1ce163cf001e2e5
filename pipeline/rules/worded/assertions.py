"""Whether what is told of an indicator bears a condition in words out: 未建立考勤制度 by 单位建立了考勤制度.

Condition and clause are held against each other by the words that both say, and by whether they deny them. A clause
that denies that there was something must name nothing but that: 未发生采购投诉 says nothing of 采购.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from pipeline.vocabulary.pieces import pieces

from .own_text import Clause, OwnText, alike

_NOT = re.compile(
    r"尚未|从未|未能|未(?!来|成年)|没有?|无(?!偿|线|障碍|人机)|不(?!断|仅|同|良|含|限|动产|锈|得不|少于|低于|超过)"
)
_THERE_IS = re.compile(r"发生|出现|发现|存在|涉及|具有|查出|收到|接到|受到|产生|有(?![效关责序害毒偿])")
_IDLE = re.compile(
    r"按要求|按规定|要求|情况|情形|行为|现象|事项|问题|相关|各项|任何|单位|部门|本|我[局委县市区院校站]|全年|年度内?|年内|当年|今年|20\d\d年度?|"
    r"经查|经自查|经审核|检查|自查|已经?|能够?|及|等|的|了|被|为|在|对|由|该|其|应(?![用急对付])|一个|\d+月\d+日|\d+(?:\.\d+)?[个项件起例次处笔份名位]?|[()]"
)
_SOME = re.compile(r"\d|未|没有|无|不")
_HARMLESS = re.compile(r"任何|各类|过|再|新|曾|出|到|进行|得到|予以|作|一起|一例|一|现|业务|活动|项目|任务")
_MARKS = frozenset("缺少漏迟晚错超欠")
_JOINED = re.compile(r",|[,、]?(?:并且|而且|同时|且|但|却)|(?<=[\u4e00-\u9fff]{4})并(?=[\u4e00-\u9fff]{2})")


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of a condition or a clause that say what it is about, without what denies it."""
    bare = _bare(text)
    found = {piece for piece in pieces(bare) if len(piece) > 1 or piece in _MARKS}
    return frozenset(found | set(re.findall(r"[A-Za-z]+级?", bare)))


def _bare(text: str) -> str:
    return _IDLE.sub(" ", _THERE_IS.sub(" ", _NOT.sub(" ", alike(text))))


def _may_be_told(condition: str, text: OwnText) -> bool:
    """Whether a clause can have all words of a condition, asked before it is cut into them (which loads a dictionary):
    no two single characters stand side by side in a cut, so that a word holds one of any three pairs in a row, and one
    of the first and of the last two."""
    runs = [[a + b for a, b in pairwise(run)] for run in re.findall(r"[\u4e00-\u9fff]{2,}", _bare(condition))]
    return any(
        all(any(p in clause.text for p in run[max(i, 0) : i + 3]) for run in runs for i in range(-1, len(run) - 1))
        for clause in text.clauses
    )


def denials(text: str) -> int:
    """How often a text denies."""
    return len(_NOT.findall(text))


def beside(text: str, words: frozenset[str]) -> str:
    """What a text says beside some words and what is idle."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    bare = _HARMLESS.sub("", _IDLE.sub("", _THERE_IS.sub("", text)))
    return re.sub(r"[^\u4e00-\u9fff]", "", bare)


def denies_just(clause: str, words: frozenset[str]) -> bool:
    """Whether the one denial of a clause denies just what some words say: 未发生重大事故 says nothing of 事故, and
    未公开部分已说明 nothing of 公开."""
    found = _NOT.search(clause)
    if found is None or denials(clause) > 1:
        return False
    before, behind = clause[: found.start()], clause[found.end() :]
    here = frozenset(word for word in words if word in behind)
    return not beside(behind, here) and bool(here or not beside(before, words))


def holds_of(condition: str, text: OwnText) -> bool | None:
    """Whether a condition holds; None where the text leaves it open, or says both."""
    parts = _JOINED.split(condition)
    if re.search(r"\d", condition) or not any(_may_be_told(part, text) for part in parts):
        return None  # figures decide what a number is in
    said = [_one(part, text) for part in parts if words_of(part)]
    if not said:
        return None
    if any(s is False for s in said):
        return False
    return True if all(said) else None


def _one(condition: str, text: OwnText) -> bool | None:
    words, denied = words_of(condition), denials(condition) % 2 == 1
    found = set()
    for clause in text.clauses:
        if not all(word in clause.text for word in words):
            continue
        if not clause.open:
            return None
        if _THERE_IS.search(condition) and not (_THERE_IS.search(clause.text) or _SOME.search(clause.text)):
            continue  # 失泄密事件应急预案: there need not have been any
        said = _says(clause, words, denied)
        if said is not None:
            found.add(said)
    return found.pop() if len(found) == 1 else None


def _says(clause: Clause, words: frozenset[str], denied: bool) -> bool | None:
    if denials(clause.text) == 0:
        return not denied
    return denied if denies_just(clause.text, words) else None
