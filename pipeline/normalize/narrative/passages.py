"""Sentences that speak of what an indicator is about: 安全隐患巡查次数：年度计划117次，实际完成134次.

They are kept as they stand, for rules whose figures the report states nowhere under a name of their own. A sentence is
of an indicator when it has the indicator's name (without the words that only say what is measured), or both operands
that the indicator's own criteria divide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.vocabulary.metrics import metric_named
from pipeline.vocabulary.names import name_key
from schemas.document import Document
from schemas.records import Passage, ScoreLine
from schemas.white_space import without_space

MOST = 6  # sentences of one indicator
_FRONT = re.compile(r"^(?:年度|全年|本年|当年|整体|总体)+")
# What is measured of the thing; what is left names the thing.
_MEASURE = re.compile(
    r"(?:实际)?(?:完成|落实|办理|执行|开展|实施|推进)?(?:情况|及时率|完成率|办结率|落实率|覆盖率|到位率|合格率|达标率|整改率|次数|场次|人次|家次|期数|批次|户数|数量|数|率|占比|(?:及时|规范|合规|完整)性|建设|改造|里程|面积|长度)$"
)
_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]*")
_LEAST = 3  # characters of a name that a sentence must have
_QUOTIENT = re.compile(r"=\(?([^=÷/×()；;。，,]{2,24})[÷/]([^=÷/×()；;。，,]{2,24})\)?")
_SUM_BELOW = re.compile(r"[÷/][(（]([^()（）÷/=；;。，,+]{4,24}\+[^()（）÷/=；;。，,+]{4,24})[)）]")
# 在用资产与资产总额之比: a quotient in words.
_IN_WORDS = re.compile(
    r"(?:^|(?<=[；;。，,：:]))(?:反映|考核)?([^=÷/×()（）；;。，,：:与和]{2,24})[与和]([^=÷/×()（）；;。，,：:]{2,24}?)(?:（[^（）]*）)?(?:之比|的比[例率值])"
)
# 面向小微企业采购金额占实际采购金额的比例达到40%
_PART_OF = re.compile(
    r"(?:^|(?<=[；;。，,：:）)]))([^=÷/×()（）；;。，,：:占]{4,20})占([^=÷/×()（）；;。，,：:占]{4,20}?)的?(?:比例|比重|比率|百分比)"
)
# 新增图书不少于2000册: what the criteria count, by its own name.
_QUANTITY = re.compile(
    r"^(?:全年|年度|当年|年内)?([\u4e00-\u9fff]{4,10}?)(?:不少于|不低于|不超过|不高于|达到|≥|≤|大于等于|小于等于)\d+(?:\.\d+)?(?!\d*[.%％]|百分|分)"
)
# 技术合同成交额增长率, 刑事警情下降: what moved; 破案率高于上年的得4分: what is held against the year before.
_MOVED = re.compile(r"(?:同比|年度)?(?:增长|增加|增速|上升|提高|提升|下降|减少|降低|压减|变动|变化)(?:率|幅度?|情况)?$")
_MOVES = re.compile(
    r"^(?:本年度?|当年|年度|全年|反映|考核)?([\u4e00-\u9fff]{3,10}?)(?:总?数?量)?(?:同比|(?:与|比|较|同)(?:上年度?|去年|上一年度?)|高于上年|低于上年|不[高低]于上年|增长率|下降率|变动率)"
)
# 投诉办理回复率, with so much off for each that is 未回复: of 投诉, how many are 回复.
_DONE_RATE = re.compile(r"([\u4e00-\u9fff]{2})(?:办理|处理)?(回复|办结|整改|处置|答复|结案|反馈)率")
_COUNTED = re.compile(r"(?:个|件|份|项|次|场|人|家|户|批|卷|册|宗|起|台|套|座|处|篇|条|所|亩)?(?:数量?)?$")
_ONLY_DONE = re.compile(r"^已?(?:完成|办结)?$")  # which a sentence may say in other words
_DOING = re.compile(r"^(?:完成|办结|办理|整改|签订|实施|开展|落实|公开|报送|验收|执行)(?:的)?")
_ANYTHING = re.compile(r"实际|完成|年度|全年|计划|目标|任务|指标|数量?|值|已|应")  # words of any quotient
_FREE = re.compile(r"绩效|的|总|项数$|数$")
_ALL_OF = re.compile(r"^(?:全部|所有)(?=[\u4e00-\u9fff]{4})")  # 全部固定资产, which a sentence calls 固定资产总额


def passages(document: Document, score_lines: Iterable[ScoreLine]) -> tuple[Passage, ...]:
    """The sentences with numbers that speak of each indicator, in reading order, at most `MOST` for one."""
    wanted = {name_key(line.indicator): _signs(line) for line in score_lines}
    wanted = {name: signs for name, signs in wanted.items() if any(signs)}
    if not wanted:
        return ()
    found: dict[str, list[Passage]] = {}
    for sentence, start, end in _sentences(document):
        block, squeezed = sentence.block, sentence.squeezed
        bare = _plain(_title(squeezed.text, start) + squeezed.text[start:end])
        heading = _core(_NUMBER.sub("", name_key(block.section[-1]))) if block.section else ""
        for name, (names, operands) in wanted.items():
            if len(found.get(name, ())) == MOST:
                continue
            stated = _holds_any(bare, operands)
            if not stated and not sentence.quantities:
                continue
            if not (stated or _speaks_of_any(bare, names) or _speaks_of_any(bare, operands)):
                continue
            first, last = squeezed.span(start, end)
            boxes = block.content.boxes(first, last)
            if boxes:
                told = stated or (len(heading) >= _LEAST and heading == _core(name)) or _plans(bare, name)
                passage = Passage(subject=name, text=block.text[first:last].strip(), box=boxes[0], told=told)
                found.setdefault(name, []).append(passage)
    return tuple(p for several in found.values() for p in several)


# 每有1份超期签订扣0.5分: what is counted, by a name of its own
_CASES = re.compile(
    r"每(?:有|发生|发现|出现|存在|查出)(?:1|一)?[个项件次份宗起例人家处笔]([\u4e00-\u9fff]{4,8})(?:的|[,，])*扣"
)


# 预算批复后20日内公开: two events, a date of each
_SPANNED = re.compile(
    r"(批复|批准|收到|下达)[^，。；;,\d]{0,10}[后起](?:的)?(?:\d+|[二三]?十)[日天](?:（含）)?[以之]?内[^，。；;,\d]{0,14}?(公开|下达|分配|拨付|报送|上报)"
)
_NONE_OF = re.compile(
    r"(?:未发[生现]|未出现|不存在|^无)(?:(?:一般|较大|重大)?及?以上)?([\u4e00-\u9fff]{4,16}?)(?:的?情况|现象)?的?[，,]?[得计](?:\d|满分)"
)


def _holds_any(text: str, signs: list[tuple[str, ...]]) -> bool:
    """Whether a sentence has all words of one of the signs. Each is asked of each sentence: loops without generators
    take half of the time."""
    for sign in signs:
        for word in sign:
            if word not in text:
                break
        else:
            return True
    return False


def _speaks_of_any(text: str, signs: list[tuple[str, ...]]) -> bool:
    """As `_holds_any`, if need be with another word inside each of them."""
    for sign in signs:
        for words in sign:
            if not _has(text, words):
                break
        else:
            return True
    return False


def _has(text: str, words: str) -> bool:
    """Whether a sentence has some words, if need be with one between each two (群众 信访 诉求)."""
    if words in text:
        return True
    if words[:2] not in text or words[-2:] not in text:
        return False  # what most sentences lack of most names
    return any(_near(text, words[:n], words[n:]) for n in range(2, len(words) - 1))


_BETWEEN, _CLAUSE_ENDS = 3, "，。：、"  # characters that may stand between two parts of a name; those that may not


def _near(text: str, first: str, then: str) -> bool:
    """Whether one word stands before another in a clause, with at most `_BETWEEN` characters between them."""
    start = text.find(first)
    while start >= 0:
        end = start + len(first)
        for gap in range(end, end + _BETWEEN + 1):
            if text.startswith(then, gap):
                return True
            if text[gap : gap + 1] in _CLAUSE_ENDS:
                break
        start = text.find(first, start + 1)
    return False


def _signs(line: ScoreLine) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Words any group of which shows that a sentence is of the indicator: names, and operands of its criteria. The name
    of a known metric is read in any sentence, and is not looked for here."""
    core = _core(name_key(line.indicator))
    names: list[tuple[str, ...]] = [(core,)] if len(core) >= _LEAST else []
    names += _of_plan(name_key(line.indicator), core)
    names += _what_moves(line)
    asked = _QUANTITY.match(without_space(line.criteria))
    if asked:
        names.append((_plain(asked[1]),))
    done = _DONE_RATE.fullmatch(name_key(line.indicator))
    if done and f"未{done[2]}" in line.criteria:
        names.append((done[1], done[2]))
    names += _of_all(without_space(line.criteria))
    divided: list[tuple[str, ...]] = [(noun,) for noun in _CASES.findall(without_space(line.criteria))]
    divided += [(noun,) for noun in _NONE_OF.findall(without_space(line.criteria))]
    loose: list[tuple[str, ...]] = []
    printed = without_space(f"{line.criteria}；{line.definition}").replace("＝", "=")
    for above, below in _QUOTIENT.findall(_IN_WORDS.sub(r"=\1/\2；", _PART_OF.sub(r"=\1/\2；", printed))):
        operands = tuple(_plain(_ALL_OF.sub("", name_key(side))) for side in (above, below))
        part, whole = (_COUNTED.sub("", o) for o in operands)
        noun = common_noun(part, whole)
        verbs = tuple(_ONLY_DONE.sub("", o.removesuffix(noun)) for o in (part, whole))
        if len(noun) >= _LEAST or (len(noun) > 1 and len(verbs[0]) >= _LEAST):
            # 按时签订的合同数 / 合同总数, of 合同 38 份，其中按时签订 37 份
            (loose if noun in _ANY_NOUN else divided).append((noun, *verbs))
        long = all(len(name_key(side)) > _LEAST for side in (above, below))
        if long and all(len(_ANYTHING.sub("", o)) > 1 for o in operands):
            divided.append(operands)
    for terms in _SUM_BELOW.findall(printed):  # 取消额÷（取消额+注销额）
        added = tuple(_plain(name_key(term)) for term in terms.split("+"))
        if all(len(term) > _LEAST for term in added):
            divided.append(added)
    if spanned := _SPANNED.search(printed):
        divided.append((spanned[1], spanned[2]))
    loose += _of_verbs(printed, name_key(line.indicator))
    return [*([] if metric_named(name_key(line.indicator)) else names), *loose], divided


_REALLY = re.compile(r"实际([\u4e00-\u9fff]{2})(?:总?数|数量)?[÷/][(（]?计划\1")
_IN_TIME = re.compile(r"=[(（]?((?:按时|按期|及时|如期|准时)(?!完成|办结)[\u4e00-\u9fff]{2})[^，。；;,]{0,8}[÷/]")


def _of_verbs(printed: str, indicator: str) -> list[tuple[str, ...]]:
    """Words of operands that are too short for a noun: 按时拨付 of 按时拨付批次数/拨付批次总数; 认定 and 计划 of
    实际认定数/计划认定数."""
    timed, done = _IN_TIME.search(printed), _REALLY.search(printed)
    found: list[tuple[str, ...]] = [(in_time(timed[1]),)] if timed else []
    return [*found, (done[1], "计划")] if done and done[1] in indicator else found


# 营造林任务完成率, 公路建设完成率: what was planned and done of 营造林, 公路
_TO_DO = re.compile(r"(?:工作|建设|改造|建造|修建|治理)$")


def _of_plan(indicator: str, core: str) -> list[tuple[str, ...]]:
    """Words of a sentence that tells the plan and what was done of the thing that an indicator of completion is of, but
    not that it is a task."""
    thing = _TO_DO.sub("", core)
    if not indicator.endswith("完成率") or thing == core or len(thing) < _THING or thing in _SORTS:
        return []
    return [("计划", thing, "完成")]


def _plans(text: str, indicator: str) -> bool:
    """Whether a sentence begins with the plan of the very task that an indicator is of: 计划补植 A 亩 of 补植任务."""
    task = _TASK.fullmatch(indicator)
    return task is not None and re.match(rf"(?:全年|年度|当年|本年)*计划{_plain(task['what'])}\d", text) is not None


_TASK = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,12})任务完成率")
_THING = 2  # characters
_SORTS = ("重点", "年度", "项目", "目标", "主要", "中心", "全年", "日常", "专项", "工程", "基本", "实际")


def _what_moves(line: ScoreLine) -> list[tuple[str, ...]]:
    """What an indicator of growth or decline is of, by its name, its definition and its criteria."""
    name = name_key(line.indicator)
    bare = _plain(_MOVED.sub("", name))
    found = [bare] if bare != _plain(name) else []
    for text in (line.criteria, line.definition):
        told = _MOVES.match(re.sub(r"[\s“”]", "", text))
        found += [_plain(told[1])] if told else []
    return [(word,) for word in dict.fromkeys(found) if len(word) >= _LEAST]


def common_noun(one: str, other: str) -> str:
    """What two operands are both of: 工作任务 of 及时完成工作任务 and 实际完成工作任务."""
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return _DOING.sub("", one[len(one) - length :])


def _core(name: str) -> str:
    """What a name is of, without the words that only say what is measured: 重点工作 of 年度重点工作任务完成情况."""
    return _plain(_MEASURE.sub("", _FRONT.sub("", name))).replace("工作工作", "工作")


# 信访件全部按期答复的得3分; 问题全部整改到位的得2分; 重点工作100%完成的得10分: what must be done in full.
IN_FULL = re.compile(
    r"^(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:均|全部|100%)(?:已|按期|按时|及时|如期)*(?P<verb>[\u4e00-\u9fff]{2})[^，。；,;]{0,6}[得计]"
)
_ANY_NOUN = ("任务", "工作", "问题", "事项", "项目", "年度工作", "工作工作")


def _of_all(criteria: str) -> list[tuple[str, ...]]:
    """The noun that criteria ask to be done in full; with what is done, where the noun alone is any."""
    found = IN_FULL.match(criteria)
    if found is None or found["noun"].endswith(("率", "度", "比例")):
        return []  # 完成率100%及以上得10分
    noun = _plain(found["noun"])
    return [(noun,) if len(noun) >= _LEAST and noun not in _ANY_NOUN else (noun, found["verb"])]


def _plain(text: str) -> str:
    return in_time(_FREE.sub("", text)).replace("任务", "工作").replace("政府采购", "采购")


_TIMELY = re.compile(r"按时|按期|如期|准时|及时")


def in_time(words: str) -> str:
    """Words in which all that says 及时 says it alike (按期签订)."""
    return _TIMELY.sub("及时", words)


def _sentences(document: Document) -> Iterator[tuple[Sentence, int, int]]:
    """Those that tell numbers, and those that tell that there was none of something (未发现会计差错)."""
    for sentence in told_sentences(document):
        if sentence.states_results or sentence.denies or sentence.dated:
            yield from ((sentence, a, b) for a, b in _parts(sentence.squeezed.text, *sentence.span))


# 2.重点工作。办结25项，未办结1项: a title of a few words at the head of a paragraph.
_TITLE = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?([\u4e00-\u9fff]{2,10})[。：]$")


def _title(text: str, start: int) -> str:
    """The title that stands right before a sentence in its paragraph; '' where there is none."""
    found = _TITLE.match(text[:start])
    return found[1] if found else ""


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut at its semicolons: 计划任务23项，完成22项；计划巡查86次，实际巡查93次."""
    for part in re.finditer(r"[^；]+", text[start:end]):
        yield start + part.start(), start + part.end()
