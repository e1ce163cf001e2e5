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
        if quantity.bound or quantity.approximate or not counted:
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


# 21 名编外人员占全部人员的 26.58%
_COUNTED_BEFORE = re.compile(
    r"(?:名|人|个)(?:的)?(?:编外|劳务派遣|派遣|临聘|聘用)(?:人员|用工|员工)?(?=占|[，。；（(])"
)
_SOME_OF_THEM = re.compile(r"其中|新增|新聘|减少|清退|辞退|压减|超|培训|安排|组织|增加|招|以内|目标$")


def outside_staff_facts(document: Document, year: int | None) -> Iterator[Fact]:
    """`dispatched_staff` where the number stands before its noun, with placeholder ids."""
    for sentence in told_sentences(document):
        for quantity in sentence.quantities:
            if quantity.bound or quantity.approximate or quantity.words:
                continue
            if not _COUNTED_BEFORE.match(sentence.squeezed.text, quantity.digits_end):
                continue
            before = re.split(r"[，；。]", sentence.squeezed.text[sentence.span[0] : quantity.start])[-1]
            if not _SOME_OF_THEM.search(before):
                yield sentence.fact(quantity, "dispatched_staff", str(year or ""))
