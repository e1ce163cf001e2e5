"""What tells the operands of a printed quotient apart, and which numbers of a text say it.

No list of names is asked: 按期办结的投诉件数 and 受理投诉件数 share 投诉, and are told apart by 按期, 办结 and by 受理.
A number is an operand's where its own words say what tells that operand apart, nothing that tells another one apart,
and where its sentence or its table says what both share. The few words that mean planned and done stand for each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.vocabulary.pieces import pieces

# Words that say how something is counted, or whose and of which year it is, and not what.
_IDLE = frozenset(
    re.findall(
        r"\S+",
        "数 额 量 值 总 全 本 各 该 所 共 为 是 有 了 及 和 与 等 在 到 占 件数 个数 人数 项数 次数 户数 数量 数额 金额"
        " 场次 人次 批次 台次 班次 户次 件次 家次 车次 期次"
        " 总额 总数 总量 总计 合计 全部 所有 全年 年度 当年 本年 本年度 当年度 年末 年底 年终 部门 单位 情况 共计 累计"
        " 其中 各类 各项 相关 有关 我局 本局",
    )
)
PLANNED = frozenset(
    re.findall(r"\S+", "计划 预算 应 目标 任务 核定 批复 限额 安排 下达 定额 预期 核准 批准 交办 应当 需")
)
DONE = frozenset(
    re.findall(
        r"\S+", "实际 完成 决算 支出 执行 实有 已 成交 发生 开支 使用 列支 实施 落实 达到 到位 现有 在册 做到 达"
    )
)
_TIMED = frozenset({"年初", "调整", "批复"})  # which budget
ROLES = PLANNED | DONE
_ROLE = re.compile("|".join(sorted(ROLES)))
# What makes a number another one's wherever the operand does not say it itself.
_OTHERWISE = re.compile(
    r"未|没有|超期|逾期|超过|上年|去年|上一年|同期|增加|减少|增长|下降|节约|节余|结余|结转|调增|调减|压减|追加|追减|净增|净减|相比|新增|剩余|尚有|扣除|闲置|提高"
)
# So far in the year: no figures of the year.
PART_OF_YEAR = re.compile(r"[上下]半年|前三季度|第?[一二三四1-4]季度|(?<![1\d])[1-9]月(?:底|末|份)|1[01]月(?:底|末|份)")
_BY_PLAN = re.compile(r"(?:按照?|依)(?:年度)?计划")  # 24项按计划办结: what was done
_TURNS = frozenset("不没非较比尚缺差少多")
_TIMES = re.compile(r"上年度?|去年|上一年度?|本年度?|当年度?|20\d\d年度?")


@dataclass(frozen=True)
class Asked:
    """An operand: the words that tell it from the others, and those that it shares with one of them."""

    name: str
    own: frozenset[str]
    shared: frozenset[str]
    others: frozenset[str]
    roles: frozenset[str]  # 计划 or 实际, where the operands differ in that

    @property
    def words(self) -> frozenset[str]:
        return self.own | self.shared


def content(text: str) -> frozenset[str]:
    """The words of a name that say what it is."""
    # 年中追加预算 is 本年追加预算
    bare = re.sub(r"的|总(?=支|收|成|投)|支出(?=预算)|年中(?=追加|调整|调增|调减|下达)", "", _TIMES.sub("", text))
    return frozenset(p for p in pieces(bare) if p not in _IDLE and not re.fullmatch("[\u4e00-\u9fff]数", p))


# (本年结转结余-上年结转结余)/上年结转结余: how far one thing moved since the year before
_SINCE_LAST_YEAR = re.compile(r"^[(]*([^()/-]+)-[(]?([^()/-]+)[)]*/[(]?([^()/-]+)[)]*$")


def of_two_years(formula: str) -> bool:
    """Whether a formula is how far one thing moved since the year before, whatever it calls that in each place."""
    found = _SINCE_LAST_YEAR.match(formula.replace(" ", ""))
    if found is None:
        return False
    now, before, base = (content(side) - ROLES for side in found.groups())
    old = all(re.search(r"上(?:一?年|期)|去年", side) for side in found.groups()[1:])
    return old and bool(now) and now == before == base and not re.search(r"上(?:一?年|期)|去年", found[1])


def told_apart(names: Sequence[str]) -> tuple[Asked, ...]:
    """The operands of one formula, each with what it does not share with any other."""
    words = [content(name) for name in names]
    alike = frozenset.intersection(*words)
    asked = []
    for n, (name, mine) in enumerate(zip(names, words, strict=True)):
        rest = frozenset().union(*(w for k, w in enumerate(words) if k != n))
        asked.append(Asked(name, mine - rest, mine & rest, rest - mine, (mine & ROLES) - alike))
    return tuple(asked)


def says(asked: Asked, clause: str, around: str, *, loosely: bool = False) -> tuple[int, int] | None:
    """How well the clause of a number fits an operand: how many of its words the clause leaves to what stands around
    it, and how many of the clause's words are nothing of it; None where the clause cannot be the operand's.

    `clause` are the words of the number itself, `around` those of its sentence, its heading, its table. `loosely` for
    a text of as many numbers as there are operands, which need not say all words of each.
    """
    if clause == asked.name:
        return (0, 0)  # 应到位资金 said in its own words, though 到位 is a word of what was done
    clause = _BY_PLAN.sub("", clause)
    if is_of_others(_without(clause, asked.name)) or (
        PART_OF_YEAR.search(around) and not PART_OF_YEAR.search(asked.name)
    ):
        return None
    if not asked.roles and any(word in clause for word in asked.others - ROLES):
        return None
    said = _roles_said(clause)
    said |= {word for word in asked.roles if word in clause}  # 年内应验收: 内应 is a word as well
    planned, done = bool(said & PLANNED), bool(said & DONE)
    # 巡查处数/应巡查处数: what says no role is what was done, where the other one is what was planned
    undone = not asked.roles and planned and not done and bool(asked.others & PLANNED)
    if undone or not _role_fits(asked, planned, done):
        return None
    own = asked.own - ROLES
    unsaid = {word for word in own if word not in clause}
    told = asked.roles & said and all(word in around for word in unsaid)  # 实际成交 of a sentence about 政府采购
    if unsaid and not told and not (loosely and len(unsaid) < len(own)):
        return None
    shared = asked.shared - ROLES
    left = {word for word in shared if word not in clause}
    if not all(word in around for word in left):
        return None
    if not (asked.roles or len(left) < len(shared) or own):
        return None
    silent = bool(asked.roles) and asked.roles.isdisjoint(said)
    return len(unsaid) + len(left) + silent, len(content(clause) - asked.words - ROLES - {"人员"})


def _roles_said(clause: str) -> frozenset[str]:
    """Words of ROLES in a clause, which is cut only where it may hold one: to look takes a twentieth of that."""
    clause = clause.replace("支出预算", "预算")  # which is what was planned
    return ROLES.intersection(pieces(clause)) if _ROLE.search(clause) else frozenset()


def _role_fits(asked: Asked, planned: bool, done: bool) -> bool:
    """Whether a clause says 计划 or 实际 as the operand does; what was done may go without saying so."""
    wants_plan, wants_done = bool(asked.roles & PLANNED), bool(asked.roles & DONE)
    if wants_plan and not wants_done:
        return planned and not done
    if wants_done and not wants_plan:
        return done or not planned
    return True


def is_of_others(clause: str) -> bool:
    """Whether a clause speaks of what is not so, of another year, or of how something moved."""
    if _OTHERWISE.search(clause):
        return True
    return not (_TURNS.isdisjoint(clause) or _TURNS.isdisjoint(pieces(clause)))


def with_nouns(names: Sequence[str]) -> tuple[str, ...]:
    """The names with what the first leaves unsaid in the others: 会议费决算数 and 预算数 of it."""
    first = names[0]
    # 办结任务数 is of tasks; 公用经费年初预算数 of 公用经费
    heads = (
        p for p in pieces(first) if p in ROLES and not (p == "任务" and re.search(r"任务(?:总|个|项)?数量?$", first))
    )
    nouns = next((first[: first.index(p)] for p in heads if first.index(p) > 1), "")
    bare = content(nouns) - ROLES
    return (first, *(nouns + name if bare and not content(name) - ROLES - _TIMED else name for name in names[1:]))


def _without(clause: str, name: str) -> str:
    """A clause without the words that the operand's own name has too (未按期整改 of 未按期整改问题数)."""
    for piece in sorted(pieces(name), key=len, reverse=True):
        clause = clause.replace(piece, "　")
    return clause
