"""Scales of grades (优、良、中、差; 一档; A级) as bands, wherever a grade's range and its points stand; on plain text.

优≥90，90＞良≥80，对应得分：优10分、良8分; 分优、良、中、差四级，分别计5分、4分、3分、0分；≥95%为优，85%—95%为良. Every
statement must say one of the two of a grade, or both; where anything else is said, the text stays as it is.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_GRADE = (
    r"(?:优秀|优良|优|良好|良|中等|中|及格|合格|一般|基本合格|较好|较差|不合格|不及格|很好|好|很差|差|达标|不达标"
    r"|第?[一二三四五]档|[一二三四五]级|[A-E]级?|[甲乙丙丁]等?)"
)
_RANK = r"(?:等次|等级|级|等|档次?|类)?"
_POINTS = rf"(?:(?:得|计|记|为|赋|评|:)?(?P<points>{_N}分|满分|得?{_N}%)|(?P<none>不得分|不计分))"
_STATES = r"(?P<range>[^:;。]*\d[^:;。]*?)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<high>{_N}[%分]?)(?P<below>[>≥])(?P<grade>{_GRADE})(?P<least>[>≥])(?P<low>{_N}[%分]?)",
        rf"(?P<grade>{_GRADE})(?P<range>[<>≤≥]{_N}[%分]?)",
        rf"(?P<high>{_N}[%分]?)(?P<below>[>≥])(?P<grade>{_GRADE})",
        rf"{_STATES}的?(?:评定为|评为|定为|列为|属于|属|为|是)(?P<grade>{_GRADE}){_RANK}的?,?(?:{_POINTS})?",
        rf"(?P<grade>{_GRADE}){_RANK}[(:]{_STATES}\)?,?{_POINTS}",
        rf"(?P<grade>{_GRADE}){_RANK}的?,?{_POINTS}",
        rf"其余(?:情况)?(?:评定为|评为|定为|列为|属于|属|为|是)(?P<other>{_GRADE}){_RANK}的?,?(?:{_POINTS})?",
    )
)
_LISTED = re.compile(
    rf"(?P<grades>{_GRADE}{_RANK}(?:[、,]{_GRADE}{_RANK})+)[^;。\d]{{0,14}}?(?:分别|依次|对应)(?:得|计|记|为|对应|赋)?(?:得分)?"
    rf"(?P<points>(?:{_N}分|满分)(?:[、,](?:{_N}分|不得分))+)"
)
_MARK = re.compile(r"[、,;。](?![^()]*\))")


def grades_reworded(text: str) -> str:
    """Plain `text` with a scale of grades as bands; any other as it is."""
    if not re.search(_GRADE, text) or not re.search(r"\d", text):
        return text
    ranges: dict[str, str] = {}
    points: dict[str, str] = {}
    listed = _LISTED.search(text)
    rest = text
    if listed is not None:
        grades = [_bare(g) for g in re.split("[、,]", listed["grades"])]
        given = re.split("[、,]", listed["points"])
        if len(grades) != len(given):
            return text
        points = dict(zip(grades, given, strict=True))
        rest = text[: listed.start()] + ";" + text[listed.end() :]
    if not all(_take(s, ranges, points) for s in _statements(rest)):
        return text
    if len(points) < 2 or not set(ranges) or not set(ranges) <= set(points):
        return text
    left = [g for g in points if g not in ranges]
    if len(left) > 1:
        return text
    said = [f"{ranges[g]},{_given(points[g])}" for g in points if g in ranges]
    return ";".join([*said, *(f"否则{_given(points[g])}" for g in left)])


def _statements(text: str) -> list[str]:
    """Statements of a text; those before the first number only say what it is all about."""
    parts: list[str] = []
    for part in _MARK.split(text):
        one = re.sub(r"^[^\d:<>≤≥()]{2,16}:", "", part)  # 对应得分:优10分
        if parts and re.fullmatch(_POINTS, one):
            parts[-1] += f",{one}"  # 优:90%以上,5分
        elif one:
            parts.append(one)
    while parts and not re.search(r"\d|得分", parts[0]):
        parts.pop(0)
    return parts


def _take(statement: str, ranges: dict[str, str], points: dict[str, str]) -> bool:
    """Whether a statement is of a grade; what it says goes to `ranges` and `points`."""
    for form in _FORMS:
        found = form.fullmatch(statement)
        if found is None:
            continue
        said = found.groupdict()
        grade = _bare(said.get("grade") or said.get("other") or "")
        stated = said.get("range") or ""
        if said.get("high"):
            below = "<" if said["below"] == ">" else "≤"
            low = f"{said['least']}{said['low']}" if said.get("low") else ""
            stated = f"{low}且{below}{said['high']}" if low else f"{below}{said['high']}"
        if stated and ranges.setdefault(grade, stated) != stated:
            return False
        given = said.get("points") or ("0分" if said.get("none") else "")
        return not given or points.setdefault(grade, given) == given
    return False


def _bare(grade: str) -> str:
    return re.sub(r"(?<=.)(?:等次|等级|级|等|档次?|类)$", "", grade)


def _given(points: str) -> str:
    share = re.fullmatch(rf"得?({_N})%", points)
    return f"得{share[1]}%权重分" if share else f"得{points}" if points != "不得分" else points
