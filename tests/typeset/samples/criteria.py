"""The 21 indicators of the 2021 framework, in our own short wording: same weights, thresholds, points and formulas."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Indicator:
    level1: str
    level2: str
    name: str
    weight: str
    meaning: str
    rules: tuple[str, ...]  # one line each


def framework(quarter_cap: bool, target_points: str, effect_name: str, level: str) -> list[Indicator]:
    """The framework as one district prints it.

    quarter_cap: whether a highest score is printed for each quarter of 预算执行率;
    target_points: the points printed for 绩效目标完整性; level: 市 or 区, whose policies count.
    """
    fields = {"target": target_points, "effect": effect_name, "level": level}
    fields |= {"cap1": "，最高得1分", "cap2": "，最高得2分"} if quarter_cap else {"cap1": "", "cap2": ""}
    text = Path(__file__).with_name("criteria.txt").read_text("utf-8").format(**fields)
    found = []
    for paragraph in text.strip().split("\n\n"):
        head, *rules = paragraph.splitlines()
        found.append(Indicator(*(part.strip() for part in head.split("|")), rules=tuple(rules)))
    return found


def runs_of(names: list[str]) -> list[int]:
    """For each place how many equal neighbours start there; 0 where an earlier one covers it."""
    counts = [0] * len(names)
    start = 0
    for n, name in enumerate(names):
        if name != names[start]:
            start = n
        counts[start] += 1
    return counts
