"""The public body that reports: named by the title, a label, the file's name, or most plausibly by tables and text.

By generic patterns; no agency's name stands in code.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

from pipeline.vocabulary.names import folded
from schemas.document import Document, Table

# How names of public bodies end; longer endings first.
_ENDINGS = (
    "人民政府办公室",
    "街道党工委",
    "街道办事处",
    "街道办",
    "人民法院",
    "人民检察院",
    "管理委员会",
    "委员会办公室",
    "人民政府",
    "委员会",
    "办公室",
    "服务中心",
    "管理中心",
    "管理局",
    "中心",
    "管理站",
    "管理所",
    "事务所",
    "研究院",
    "图书馆",
    "博物馆",
    "文化馆",
    "档案馆",
    "医院",
    "学院",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "党校",
    "总队",
    "支队",
    "大队",
    "联合会",
    "总工会",
    "协会",
    "分局",
    "总局",
    "局",
    "街道",
    "工务署",
    "服务署",
    "管理署",
    "建设署",
    "保障署",
)
_PLACE = r"(?:[\u4e00-\u9fff]{1,8}?(?:自治区|省|市|州|县|区|旗|镇|乡|新区))"
_NAME = re.compile(
    rf"((?:{_PLACE}){{0,4}}[\u4e00-\u9fff]{{2,16}}?(?:{'|'.join(_ENDINGS)})(?![\u4e00-\u9fff]{{2,5}}分局)(?:[（(][^（）()]{{2,12}}[）)])?)"
)
_LABELLED = re.compile(
    r"(?:编制部门|编制单位|部门名称|单位名称|填报单位|填报部门|填报单位[（(]盖章[）)]|预算部门|评价单位|项目实施单位|实施单位|项目单位|项目主管部门|部门[（(]单位[）)]名称|单位)\s*[:：]\s*"
    r"([\u4e00-\u9fff（）()]{4,40}?)(?=金额单位|货币单位|单位\s*[:：]|[^\u4e00-\u9fff（）()]|$)"
)
_LABEL = re.compile(
    r"(?:部门|单位|预算部门|预算单位|填报单位|填报部门|部门\(单位\)|项目实施单位|实施单位|项目单位|主管部门)(?:名称)?"
    r"(?:\(盖章\))?:?"
)
_NOT_AGENCY = re.compile(
    r"^(?:我|本|各|级|该|其|由|受|经|和|与|及|对|为|在|向|按|根据|依据|关于|以及|财政部|中共中央|国务院|相关|有关|各个|社区|党群|内设|下属|所属)"
    r"|预算法|国务院|中共中央|第三方|居委会|业委会|财政局关于"
)
# Words of sentences, of captions and of headings, which no name of a public body holds though its ending is one's
# (支持公立医院, 良好开局, 各级财政部门在…委员会); a firm is none either.
_PROSE = re.compile(
    r"[了着]|主要|用于|支持|推[动进](?!办|中心|委)|构建|改善|增加|减少|安排|实现|深入|提升|加快|通过|存在|上述|一次性|亿元|万元"
    r"|万[平立人]|[平立]方|项目名称|图表|期间|部门在|同级|薄弱|公立医院$|以下简称|第.{1,3}次会议|(?:律师|会计师)事务所|(?:开|格|布|全|结)局$"
)
_OFFICIAL = re.compile(r"(?<=[厅局委院办室])(?:厅长|局长|主任|院长|书记)[\u4e00-\u9fff]{2,4}$")
_MEASURE = re.compile(r"[万亿千百个件人平立吨公]|.*元$")
# What can stand before a name in a sentence; the name is what follows the last of these.
_LEAD_IN = re.compile(
    r"^.*(?:年度?|《|》|关于|[一二三四五六七八九十\d](?:部分|、|\.)|、|的|根据|按照|依据|是|截至)(?=[\u4e00-\u9fff]{4})|^[和与及对向由经在于为按至以]"
)
# Bodies that reports name because they take orders from them; theirs is a report only where the title says so.
_SUPERIOR = re.compile(r"(?:财政局|财政厅|审计局|人民政府|党委|政府办公室|人大常委会)$")
# How a body speaks of itself, and how its name then ends.
_SELF = {
    "我局": ("局",),
    "我街道": ("街道", "街道办", "办事处"),
    "我办": ("办公室", "办事处", "街道办"),
    "我中心": ("中心",),
    "我院": ("院",),
    "我校": ("学校", "中学", "小学", "学院", "党校"),
    "我委": ("委员会",),
    "我馆": ("馆",),
    "我所": ("所",),
    "我站": ("站",),
    "我镇": ("镇", "人民政府"),
}
# A title that names the body: 某局2022年度部门整体支出绩效…, 2022年度某局部门整体支出绩效…, 某局2022年部门预算
_YEAR_WORDS = r"(?:20\d\d|\d\d|二[〇○零][一-龥]{2})年度?"
_IN_TITLE = re.compile(
    rf"^(?:附件\d*)?(?:关于)?(?:{_YEAR_WORDS})?([\u4e00-\u9fff（）()]{{4,32}}?)(?:关于)?(?:{_YEAR_WORDS})?"
    r"(?:部门|单位)?(?:(?:整体|项目)(?:支出)?(?:绩效|预算绩效)|(?:部门|单位)(?:预算|决算)|绩效自评)"
)
# A line of the title page that is a name and nothing else.
_IS_NAME = re.compile(
    r"[\u4e00-\u9fff]{4,30}(?:部|委|办|室|局|中心|院|校|学|馆|所|站|处|队|会|社|园|街道|镇|乡|政府|法院|署|厅)"
)
_NO_NAME = re.compile(
    r"^(?:部门|单位|年度|整体|项目|支出|绩效|关于)|报告|自评|公开|目录|部门整体|主管|财政部$|(?:资金|经费|补助|补贴|基金|专项|项目|工程)$"
)
_INTRODUCED = re.compile(r"\((?:以下|下文)(?:统一)?(?:简称|称)(?:为|:)?[“\"「『]?([^”\"」』()]{2,30})[”\"」』]?\)")
_FIRST_BLOCKS = 15  # blocks in which a document says whose it is
_OFTEN = 6  # the weight of three mentions there
_TITLE_BLOCKS = 12  # blocks from the start that can hold the title page


def title_text(document: Document) -> str:
    """What stands on the title page: the first blocks, white space removed, up to the first long paragraph."""
    lines: list[str] = []
    for block in document.blocks[:_TITLE_BLOCKS]:
        line = folded(block.text)
        if len(line) > 60 or re.match(r"[一二三四五六七八九十]、", line):
            break
        lines.append(line)
    return "\n".join(lines)


def agency_of(document: Document, kind: str) -> str:
    """The full name of the body that reports; '' where none is found. A short form that the text introduces
    （以下简称“…”） gives way to the name it is short for. `kind` as `identity.document_kind` gives it: who evaluates
    itself speaks of itself, other documents of everybody."""
    name = _named_agency(document, of_itself=kind.endswith("self_evaluation"))
    return _introduced(document).get(name, name)


def _introduced(document: Document) -> dict[str, str]:
    """Short names that the text introduces, with the full name before each."""
    found: dict[str, str] = {}
    for block in document.blocks:
        text = folded(block.text)
        for match in _INTRODUCED.finditer(text):
            names = [n for n in _names(text[: match.start()]) if text[: match.start()].endswith(n)]
            if names:
                found.setdefault(match[1], names[-1])
    return found


def _named_agency(document: Document, *, of_itself: bool) -> str:
    """The body that the title names, or a label, or the file's name; else the most plausible name in tables and text,
    which a document that speaks not only `of_itself` must name at its beginning and again. '' where none is found."""
    titled = _titled(title_text(document)) or _labelled(document)
    titled = titled or _titled(folded(PurePath(document.file).stem))
    if titled:
        return titled
    scores: Counter[str] = Counter()
    for line in title_text(document).split("\n"):
        for name in _names(line):
            scores[name] += 30
    for name in _names(re.sub(r"[\d\s_.-]+", " ", PurePath(document.file).stem)):
        scores[name] += 15
    for table in document.tables:
        for name in _names(folded(table.title)):
            scores[name] += 3
    for number, block in enumerate(document.blocks, start=1):
        for name in _names(folded(block.text)):
            if not _SUPERIOR.search(name) or name in scores:
                scores[name] += 2 if number <= 40 else 1
    endings = _own_endings(document)
    if not of_itself and not endings:
        first = "".join(folded(block.text) for block in document.blocks[:_FIRST_BLOCKS])
        scores = Counter({name: score for name, score in scores.items() if score >= _OFTEN and name in first})
    for name in scores:
        if endings and name.endswith(endings):
            scores[name] *= 2
    return _best(scores) or _best(Counter(n for t in document.tables for n in _labelled_in(t)))


def _titled(title: str) -> str:
    """The body that a title names, by the title's own grammar or on a line of its own; '' where none is."""
    lines = title.split("\n")
    for text in (*lines, "".join(lines)):
        found = _IN_TITLE.match(text)
        if found and not _NO_NAME.search(found[1]) and not _PROSE.search(found[1]):
            return found[1].removeprefix("度")
    alone = (_OFFICIAL.sub("", line) for line in lines)
    return next((line for line in alone if is_agency(line) and not _PROSE.search(line)), "")


def is_agency(text: str) -> bool:
    """Whether a text, without white space, is the name of a public body and nothing else."""
    bare = re.sub(r"\([^()]{2,12}\)$", "", text)
    return _IS_NAME.fullmatch(bare) is not None and not _NO_NAME.search(bare)


def _labelled(document: Document) -> str:
    """The name behind 单位名称： and the like, most often printed; '' where none is."""
    names = [m[1] for b in document.blocks for m in _LABELLED.finditer(b.text)]
    plain = [re.sub(r"[（(](?:盖章|公章|签章|章)[）)]?$", "", n) for n in names if not _MEASURE.match(n)]
    return Counter(plain).most_common(1)[0][0] if plain else ""


def _labelled_in(table: Table) -> list[str]:
    """Names in cells beside 单位名称, 部门名称 and the like."""
    found = []
    for cell in table.cells:
        if _LABEL.fullmatch(folded(cell.text)):
            beside = table.grid.get((cell.row, cell.col + cell.col_span))
            name = re.sub(r"[（(](?:盖章|公章)[）)]?$", "", folded(beside.text)) if beside else ""
            if _IS_NAME.fullmatch(name):
                found.append(name)
    return found


def _own_endings(document: Document) -> tuple[str, ...]:
    """How the name of a body ends that calls itself 我局 or 我街道 most often."""
    text = "".join(b.text for b in document.blocks)
    word, count = max(((w, text.count(w)) for w in _SELF), key=lambda x: x[1])
    return _SELF[word] if count else ()


def _names(text: str) -> list[str]:
    found = []
    for match in _NAME.finditer(text):
        name = _LEAD_IN.sub("", match[1])
        if 4 <= len(name) <= 30 and not _NOT_AGENCY.search(name) and not _PROSE.search(name):
            found.append(name)
    return found


def _best(scores: Counter[str]) -> str:
    """The name with most weight, where a short form (某街道) adds to the longer names that hold it."""
    if not scores:
        return ""
    merged: Counter[str] = Counter()
    for name in scores:
        merged[name] = scores[name] + sum(s // 2 for other, s in scores.items() if other != name and other in name)
    top = max(merged.values())
    best = [n for n, s in merged.items() if s == top]
    return max(best, key=lambda n: (len(n), n))
