"""Rules in one line, as the corpus carries them in Chinese, told in English.

The grammar is that of `pipeline.rules.describe`; names without an entry in the vocabulary and printed conditions are
quoted as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.vocabulary.english import english, english_condition, english_name

_N = r"[\d.]+%?"
_GATE = re.compile(rf"若(?P<when>.+?)得(?P<points>{_N})分，否则 (?P<rule>.+)", re.DOTALL)
_READING = re.compile(r"（(?P<name>[^（）]*(?:（[^（）]*）[^（）]*)*)）(?P<rule>.+)", re.DOTALL)
_KNOTS = re.compile(r"(?P<n>.+?)线性插值：(?P<knots>.+)")
_SIMPLE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (rf"人工判断(?P<a>{_N})–(?P<b>{_N})分", "{a}–{b} points for a person to judge"),
        (rf"其他得(?P<p>{_N})分", "otherwise {p} points"),
        (
            r"完成值/指标值×(?P<p>[\d.]+)分，达到指标值得满分",
            "actual value / target × {p} points, all of them where it is met",
        ),
        (r"按完成情况计分，满分(?P<p>[\d.]+)分", "points by what was done, at most {p}"),
        (
            rf"(?P<p>{_N})分，(?P<n>.+?)(?P<side>超出|低于|偏离)(?P<t>{_N})每(?P<step>{_N})个百分点扣(?P<e>{_N})分"
            rf"(?P<part>（[^（）]*）)?(?:，最低(?P<floor>{_N})分|，扣完为止)",
            "{p} points, less {e} for every {step} percentage points that {n} is {side} {t}{part}, down to {floor}",
        ),
        (
            rf"(?P<p>{_N})分，(?P<n>.+?)扣(?P<e>{_N})分，最低(?P<floor>{_N})分",
            "{p} points, less {e} for each {n}, down to {floor}",
        ),
        (rf"(?P<n>[^<≤>≥=]+)=(?P<a>{_N}) 得(?P<p>{_N})分", "{n} = {a}: {p} points"),
        (
            rf"(?P<a>{_N})(?P<s>[<≤])(?P<n>[^<≤>≥=]+?)(?P<s2>[<≤])(?P<b>{_N}) 得(?P<p>{_N})分",
            "{a} {s} {n} {s2} {b}: {p} points",
        ),
        (rf"(?P<n>[^<≤>≥=]+?)(?P<s>[<≤>≥])(?P<a>{_N}) 得(?P<p>{_N})分", "{n} {s} {a}: {p} points"),
        (rf"(?P<n>[^；]+?)(?:/(?P<f>{_N}))?×(?P<p>{_N})分，最高(?P<c>{_N})分", "{n}{over} × {p} points, at most {c}"),
        (rf"(?P<n>[^；]+?)(?:/(?P<f>{_N}))?×(?P<p>{_N})分", "{n}{over} × {p} points"),
    )
)
_PIECE = re.compile(r"(?P<band>.+?[<≤>≥=].*?) 按\[(?P<rule>.+)\]", re.DOTALL)
_SIDES = {"超出": "above", "低于": "below", "偏离": "away from"}


def english_rule(text: str) -> str:
    """`text` in English; what is no rule of fuhe's stays as it is."""
    text = text.strip()
    readings = list(_at_top(text, " 或 "))
    if len(readings) > 1 and all(_READING.fullmatch(part) for part in readings):
        return " or ".join(_reading(part) for part in readings)
    gate = _GATE.fullmatch(text)
    if gate:
        when, rule = english_condition(gate["when"]), english_rule(gate["rule"])
        return f"{gate['points']} points if {when}, else {rule}"
    parts = list(_at_top(text, " + "))
    if all(part.startswith("[") and part.endswith("]") for part in parts):
        return " + ".join(f"[{english_rule(part[1:-1])}]" for part in parts)
    bands = list(_at_top(text, "；"))
    return "; ".join(_simple(band) for band in bands)


def _reading(part: str) -> str:
    found = _READING.fullmatch(part)
    assert found
    return f"({english(found['name'])}) {english_rule(found['rule'])}"


def _simple(text: str) -> str:
    knots = _KNOTS.fullmatch(text)
    if knots:
        points = knots["knots"].replace("分", "").replace("、", ", ").replace("→", " → ")
        return f"{english_name(knots['n'])}, points in a straight line between {points}"
    piece = _PIECE.fullmatch(text)
    if piece:
        band = _simple(f"{piece['band']} 得0分").removesuffix(": 0 points")
        return f"{band}: [{english_rule(piece['rule'])}]"
    for pattern, told in _SIMPLE:
        found = pattern.fullmatch(text)
        if found:
            return told.format(**_words(found.groupdict()))
    return text


def _words(groups: dict[str, str | None]) -> dict[str, str]:
    words = {key: value or "" for key, value in groups.items()}
    if "n" in words:
        name = words["n"]
        words["n"] = english(name) if name == "每项" else english_name(name)
    words["side"] = _SIDES.get(words.get("side", ""), "")
    words["over"] = f" / {words['f']}" if words.get("f") else ""
    words["part"] = english(words["part"]) if words.get("part") else ""
    words["floor"] = words.get("floor") or "0"
    return words


def _at_top(text: str, separator: str) -> Iterator[str]:
    """`text` cut at a separator, but not within brackets."""
    depth = start = 0
    for i, char in enumerate(text):
        depth += (char in "[（") - (char in "]）")
        if depth == 0 and text.startswith(separator, i):
            yield text[start:i]
            start = i + len(separator)
    yield text[start:]
