"""What a text says there was none of, without a number: 全年未发生违规支出, 差错为零, 各项任务均按时完成.

Said of all of it, and of the year: what holds but for something (除…外, 个别, 基本), of a part of the year or of the
great ones only (未发生重大…), or is wished for (确保, 力争, 不得) says nothing of how many there were.
"""

from __future__ import annotations

import re

from pipeline.normalize.narrative.reading.sentences import squeeze

# Anywhere in the text: it does not hold throughout, or points were lost for something that stands beside it.
_NOT_ALL = re.compile(
    r"(?<![清扣解拆消免开])除(?!险|尘|草|雪|四害)|(?:^|[，,；;。])(?:但|然而|不过)|个别|少数|少量|偶有|偶尔|[尚仍](?:有|未|需|存|待|不|在)|有待|"
    r"其余|(?<![不未])扣(?:除|减)?\d|欠缺|不够|正在|基本(?!支出|建设|情况|公共|医疗|养老|信息|户)|大体|大部|多数|大多|部分(?:项目|问题|任务|事项|单位|科室|工作|资金|支出|合同)|"
    r"暂[未无]|待[确核审查提完改]|占\d|遗留|不[排能]除|滞后|延[迟期误后]|不及时|持续|推进中|进行中|长期|[上下]半年|(?<!\d)(?:\d|1[01])月(?:底|末|份)|其中[^，。；]*\d"
)
# Something else was found, which may have cost the points.
_FOUND_BESIDE = re.compile(
    r"(?<![未没有])(?:发现|指出|查出|发生|出现)[^，。；]{0,12}[1-9]\d*[个项处起件笔例宗份]|(?<![不未现有])存在"
)
# Before it in its clause: of another time, of others, of the great ones alone, or nothing that was so.
_NOT_SAID = re.compile(
    r"上年|去年|往年|上一年|[上下]半年|季度|(?<!\d)\d{1,2}月|下属|下级|所属(?![各全])|重大|较大|特大|主要|骨干|力争|争取|确保|保证|避免|防止|预防|防范|杜绝|严防|严禁|禁止|"
    r"不得|要求|计划(?!任务|工作|项目)|预计|拟|将[于在会]|是否|若|如[果无有]|为了|目标|应当|并非|以上|以免|不是|尽量|努力|做到(?=不)"
)
_SET_RIGHT = re.compile(r"整改|已$")  # 整改后已无违规支出: there had been some
_FOUND = r"(?:发现|发生|出现|存在|产生|收到|接到|查出|查到|检查出|检出|形成|受理|造成|有)"
_ONE = r"(?:任何|[一1][个项件起宗例次处笔份])?"
_NONE = re.compile(
    rf"(?:(?:未|没有?)(?:曾|有)?{_FOUND}过?|没有|无|零|不存在|杜绝了){_ONE}(?:的)?(?P<list>[^，。；;,：:]+)$"
)
# 差错为零, 投诉0件, 事故未发生
_NAUGHT = re.compile(
    r"^(?P<list>[^，。；;,：:]*?)(?:数量?|次数|件数|起数)?(?:均|都)?(?:(?:为|是|：|:)?(?:零|0|〇)(?:[\u4e00-\u9fff](?:发生)?)?|(?:未|没有)(?:发生|出现))$"
)
_WHEN = (
    r"(?:20\d\d年(?:度|内)?|全年度?|当年|本年度?|年度内|年度|年内|本[部门单位局]+|我[局委县市区院校站中心]+|部门|单位"
    r"|全[局县市区院校])"
)
_BEHIND = re.compile(r"(?:的|等|及|类|各|情况|现象|问题|行为|事项|情形|事件|发生|出现|记录)+$")
_IN_A_ROW = re.compile(r"[、和及或与]|以及")
_ALL = (
    r"(?:均|全部|都|(?:所有|各项|各类)[^，。；;\d]{0,10}?已)"
    r"(?:已|能|均|全部|都|按期|按时|及时|如期|限时|按计划|按要求|按规定|得到|在规定的?(?:期限|时限|时间)内|在期限内)*"
)
_DONE_BEHIND = r"(?:到位|完毕|完成|结束|了|[在于并][^\d]*)*$"
_IN_TIME = re.compile(r"(?:均|全部|都)(?:已|能)?(?:在规定的?(?:期限|时限|时间)内|按期|按时|及时|如期|限时|在期限内)")


def none_of(noun: str, remark: str, year: int | None = None) -> bool:
    """Whether a text says that there was none of what is counted (未发现违规, 无逾期, 零投诉, 均已整改 of 未整改), and
    speaks of no other year than that of the report."""
    text = squeeze(remark).text
    if _NOT_ALL.search(text):
        return False
    clauses = [c for c in re.split(r"[，。；;,：:！]", text) if c]
    if any(int(told) != year for told in re.findall(r"20\d\d(?=年)", text) if year):
        return False
    if re.search(r"逾期|超期|超时", noun) and any(_plainly(c, _IN_TIME) for c in clauses):
        return True
    undone = re.match(r"未(?:按期|按时|及时)?([\u4e00-\u9fff]{2})", noun)
    if undone and any(_plainly(c, re.compile(rf"{_ALL}{undone[1]}{_DONE_BEHIND}")) for c in clauses):
        return True
    if _FOUND_BESIDE.search(text):
        return False
    wanted = {_bare(one) for one in _IN_A_ROW.split(noun)}
    return any(_denied(clause) >= wanted for clause in clauses)


def _plainly(clause: str, said: re.Pattern[str]) -> bool:
    """Whether a clause says so, and nothing before it makes it of something else."""
    found = said.search(clause)
    return found is not None and not _NOT_SAID.search(clause[: found.start()])


def _denied(clause: str) -> set[str]:
    """What a clause says there was none of, each by its bare name."""
    naught, found = _NAUGHT.match(clause), _NONE.search(clause)
    if naught is not None and not _NOT_SAID.search(clause):
        return {_bare(one) for one in _IN_A_ROW.split(naught["list"])}
    lead = clause[: found.start()] if found else ""
    if found is None or _NOT_SAID.search(lead) or _SET_RIGHT.search(lead):
        return set()
    return {_bare(one) for one in _IN_A_ROW.split(found["list"])}


def _bare(name: str) -> str:
    """A name without the year it is of and the words that only say that there was such a thing."""
    return _BEHIND.sub("", re.sub(rf"^(?:{_WHEN})+的?", "", name)) or name
