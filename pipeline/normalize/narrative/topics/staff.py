"""Head counts of one sort of posts: 行政编制 46 名，实有 44 人；事业编制 38 名，实有 35 人 is of no whole staff."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.normalize.narrative.reading.found import Found
from pipeline.normalize.narrative.reading.named_subjects import Subject
from pipeline.vocabulary.link_words import IS

# Sorts of posts, as budgets of staff tell them apart (机构编制: 行政, 事业, 参公, 工勤, 专项).
_SORTS = {
    "行政": Subject("行政人员", "administrative_staff"),
    "事业": Subject("事业人员", "institution_staff"),
    "参公": Subject("参公人员", ""),
    "参照公务员": Subject("参公人员", ""),
    "工勤": Subject("工勤人员", ""),
    "专项": Subject("专项编制人员", ""),
}
_POSTS = re.compile(rf"({'|'.join(_SORTS)})[^，；。：]{{0,10}}编制")


def of_their_posts(found: Sequence[Found], texts: Sequence[str]) -> list[Found]:
    """`found` where staff counted behind one sort of posts each are of that sort. `texts` hold the sentences."""
    whole: dict[tuple[str, tuple[int, int]], list[int]] = defaultdict(list)
    for n, (figure, text) in enumerate(zip(found, texts, strict=True)):
        if figure.metric == "staff_in_post" and figure.subject.is_whole:
            whole[text, figure.sentence].append(n)
    result = list(found)
    for (text, sentence), places in whole.items():
        sorts = [_sort(text, sentence[0], found[n].quantity.start) for n in places]
        if len(places) > 1 and len(set(sorts)) == len(sorts) and all(sorts):
            for n, sort in zip(places, sorts, strict=True):
                result[n] = replace(found[n], subject=_SORTS[sort])
    return result


def _sort(text: str, start: int, end: int) -> str:
    """The one sort of posts that the words before a number, from the last ; or . on, speak of; '' for none or more."""
    clause = re.split(r"[；。]", text[start:end])[-1]
    sorts = dict.fromkeys(_POSTS.findall(clause))
    return next(iter(sorts)) if len(sorts) == 1 else ""


_TOGETHER = re.compile(rf"(?:合计|共计|总计|共){IS}$")


_WITH_THEM = re.compile(rf"(?:与|同|加上?)(?:在[编职岗]){{1,2}}(?:人员|职工)?(?:人数)?(?:合计|共计|总计|共){IS}$")
_PARTS = re.compile(r"(?:人|名)?[，。；：(]?其中[：，]?(?P<parts>[^。]*)")
_PART = re.compile(r"(?P<name>[^\d，。；：、()]+)(?P<number>\d[\d,]*)(?:人|名)")
_RETIRED = re.compile(r"离休|退休|离退")
_WORKING = re.compile(r"在职|在编|在岗")


def of_the_retired(figure: Found, text: str) -> bool:
    """Whether a number of `text` counts the retired, or all people of whom some are (实有 11 人，其中在职 10 人、退休
    1 人): its parts, which come to it, tell."""
    if figure.metric not in ("staff_in_post", "authorised_posts"):
        return False
    if not figure.subject.is_whole:
        return bool(_RETIRED.search(figure.subject.item))
    behind = _PARTS.match(text, figure.quantity.digits_end)
    parts = _PART.findall(behind["parts"]) if behind else []
    names = "、".join(name for name, _ in parts)
    together = sum(int(number.replace(",", "")) for _, number in parts)
    return together == figure.quantity.value and bool(_RETIRED.search(names) and _WORKING.search(names))


def all_staff(found: Sequence[Found], texts: Sequence[str]) -> list[Found]:
    """在编 88 人，编外 6 人，合计 94 人: the number behind 合计 is of both, where the sentence has counted both."""
    result: list[Found] = []
    for figure, text in zip(found, texts, strict=True):
        said = text[figure.sentence[0] : figure.quantity.start]
        if figure.metric == "staff_in_post" and _WITH_THEM.search(said):
            figure = replace(figure, metric="total_staff")
        total = _TOGETHER.search(said)
        if total and figure.metric in ("staff_in_post", "dispatched_staff") and not figure.subject.item:
            beside = {f.metric for f in result if f.sentence == figure.sentence}
            if {"staff_in_post", "dispatched_staff"} <= beside:
                figure = replace(figure, metric="total_staff")
        result.append(figure)
    return result


OF_STAFF = frozenset(
    {"authorised_posts", "staff_in_post", "staffing_control_rate", "dispatched_staff", "total_staff"}
    | {"dispatched_staff_rate"}
)
_COUNTED = OF_STAFF - {"staffing_control_rate", "dispatched_staff_rate"}  # a rate may be told wrongly


def staff_of_one_body(found: Sequence[Found], of_tasks: Sequence[bool]) -> list[bool]:
    """Which figures to keep: those under the headings of tasks (`of_tasks`) are left out where they are of several
    bodies (机关编制 A 名; 中心编制 B 名) or of another one than the rest of the text speaks of."""
    values: dict[tuple[str, bool], set[Decimal]] = {}
    for figure, tasks in zip(found, of_tasks, strict=True):
        if figure.metric in OF_STAFF and not figure.subject.item:
            values.setdefault((figure.metric, tasks), set()).add(figure.quantity.value)
    here = {metric: seen for (metric, tasks), seen in values.items() if tasks}
    apart = any(len(seen) > 1 for seen in here.values())
    apart = apart or any(values.get((m, False), seen).isdisjoint(seen) for m, seen in here.items() if m in _COUNTED)
    return [not (apart and tasks) for tasks in of_tasks]
