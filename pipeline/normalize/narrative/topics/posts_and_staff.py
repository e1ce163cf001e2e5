"""Posts and the staff in them where one sentence states both plainly: 编制75人，在职78人; 核定编制40名，年末实有37人.

The general reading of sentences knows the long names (核定编制数, 实有在编人数); offices also write 编制 and
实有. Such a sentence is certain only as it states one number of each, or sorts of posts with their total, and where no
other sentence of the report states another pair; it serves where the report states the count nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.vocabulary.link_words import IS
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact

_POSTS = re.compile(
    r"(?P<sort>行政|事业|参公|工勤)?编制(?:总)?(?:人员|名额|职数|岗位)?(?:人数|总数|数|额)?(?:合计|共计|总计|共|为|是|有|：)*$"
)
_TOTAL = re.compile(rf"^(?:，)?(?:编制)?(?:共计|合计|总计|共)(?:编制)?{IS}$")
_STAFF = re.compile(
    r"(?:(?:年末|年底|期末|现|目前|实际|截至)*)(?:实有|在职|在编|在岗|现有|到岗)+(?:在职|在编|在岗|编制)*(?:干部)?(?:教?职工|工作人员|人员|员工)?"
    r"(?:人数|总数|数)?(?:总计|共计|合计|共|为|是|有|：)*$"
)
_BARE_NUMBER = re.compile(rf"编制(?:人|总)?数(?:合计|共)?{IS}$")  # 编制数为 142
_LISTED = re.compile(r"[名人个]?(?:[、和及]|以及)\d")
_NO_POSTS = re.compile(r"其中|实有|在职|在岗|在编|缺|超|空|未|占|聘|控制|比|率")
_NO_STAFF = re.compile(
    r"离休|退休|编外|派遣|聘|临时|遗属|车|其中|行政|事业|工勤|参公|党员|增|减|新|调[入出]|率|比|学生|教师|户"
)
# 中心为县水利局所属事业单位: what the unit itself is.
_BELONGS = re.compile(r"(?:为|是|系)[^，。；]{0,24}?(?:下属|所属)")
_ALL_STAFF = re.compile(r"总数|总人数|合计|共计")
_OUTSIDE = re.compile(r"编外|派遣|聘用|临聘")
_SUB_UNIT = re.compile(r"(?<![及和含])(?:下属|所属)|其中|二级单位|分别")


def staff_facts(document: Document, known: Iterable[Fact], year: int | None) -> list[Fact]:
    """`authorised_posts` and `staff_in_post` of the whole unit that `known` lacks, with placeholder ids."""
    lacking = {"authorised_posts", "staff_in_post"} - {
        f.metric for f in known if not (f.item or f.item_code) and f.period in ("", str(year or ""))
    }
    if not lacking:
        return []
    pairs = [pair for sentence in told_sentences(document) if (pair := _pair(sentence, str(year or ""))) is not None]
    if len({tuple(f.figure.value for f in pair) for pair in pairs}) != 1:
        return []
    return [fact for fact in pairs[0] if fact.metric in lacking]


def _pair(sentence: Sentence, period: str) -> tuple[Fact, Fact] | None:
    if "编制" not in sentence.squeezed.text:
        return None
    posts: list[Quantity] = []
    sorts: list[Quantity] = []
    totals: list[Quantity] = []
    staff: list[Quantity] = []
    of_staff = False  # whether numbers of staff were told one after the other, whose total may follow
    for n, quantity in enumerate(sentence.quantities):
        lead = sentence.lead(n)
        clause = re.split(r"[，；：。、（(]", lead)[-1]
        counted = quantity.unit in (Unit.PERSONS, Unit.ITEMS)
        counted = counted or (quantity.unit is None and not quantity.decimals and bool(_BARE_NUMBER.search(clause)))
        if not quantity.is_exact or not counted:
            continue
        before = re.split(r"[；。]", sentence.squeezed.text[sentence.span[0] : quantity.start])[-1]
        if _SUB_UNIT.search(_BELONGS.sub("", before)):
            continue
        found = _POSTS.search(clause)
        if found and not _NO_POSTS.search(clause):
            further = sorts and lead.lstrip("名人个").startswith(("、", "和", "及", "以及"))  # 、执法专项编制 C 名
            (sorts if found["sort"] or further else posts).append(quantity)
        elif _LISTED.match(sentence.squeezed.text, quantity.digits_end):
            of_staff = of_staff or bool(_STAFF.search(clause))  # 实有 A 人、B 人和 C 人，共 D 人
        elif of_staff and _TOTAL.search(lead.lstrip("名人个")):
            staff.append(quantity)
        elif sorts and _TOTAL.search(lead.lstrip("名人个")):
            totals.append(quantity)
        elif staff and _ALL_STAFF.search(clause) and _OUTSIDE.search(before):
            continue  # 在编 A 人；编外 B 人，在职人员总数 C 人
        elif _STAFF.search(clause) and not _NO_STAFF.search(clause):
            staff.append(quantity)
    if sorts and not posts:
        posts = totals if len(sorts) > 1 else sorts
        if len(sorts) > 1 and posts and sum((q.value for q in sorts), Decimal(0)) != posts[0].value:
            return None
    if len(posts) != 1 or len(staff) != 1:
        return None
    return sentence.fact(posts[0], "authorised_posts", period), sentence.fact(staff[0], "staff_in_post", period)


# 21 名编外人员占全部人员的 26.58%; 未突破核定的 96 名编制; 88 名在编人员低于编制数; 9 个项目已按期完成
_COUNTED_BEFORE = (
    (
        "dispatched_staff",
        re.compile(r"[名人个]的?(?:编外|劳务派遣|派遣|临聘|聘用)(?:人员|用工|员工)?(?=占|[，。；（(])"),
    ),
    ("authorised_posts", re.compile(r"[名人个]的?(?:人员)?编制(?:总?数|总额|名额)?(?=[，。；)）]|内|范围|限额)")),
    (
        "staff_in_post",
        re.compile(
            r"[名人]的?(?:在职)?在编(?:在职|在岗)?(?:人员|干部职工|职工|干部)?(?=低于|均|全部|占|少于|[，。；])"
        ),
    ),
    (
        "projects_completed",
        re.compile(r"[个项](?:预算|支出)?项目(?:已|均|全部)*(?:按[期时]|如期|按计划)*(?:完成|完工)(?!率)"),
    ),
)
_SOME_OF_THEM = re.compile(
    r"其中|新增|新聘|减少|清退|辞退|压减|超|培训|安排|组织|增加|招|以内|目标$|行政|事业|工勤|参公|空|缺|余|重点|另|外|除|有$|等$|第"
)


def counts_before_nouns(document: Document, year: int | None) -> Iterator[Fact]:
    """People, posts and projects whose number stands before their noun, with placeholder ids."""
    for sentence in told_sentences(document):
        text = sentence.squeezed.text
        for quantity in sentence.quantities:
            if not quantity.is_plain:
                continue
            found = next((m for m, noun in _COUNTED_BEFORE if noun.match(text, quantity.digits_end)), None)
            if found is None:
                continue
            before = re.split(r"[，；。]", text[sentence.span[0] : quantity.start])[-1]
            if not _SOME_OF_THEM.search(before):
                yield sentence.fact(quantity, found, str(year or ""))
