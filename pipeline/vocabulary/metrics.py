"""Metrics that headers, sentences, rules and checks speak of (`metrics.yaml`), and how to find one by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.vocabulary.files import read_pairs, read_yaml
from pipeline.vocabulary.header_words import metric_of_words
from pipeline.vocabulary.names import is_formula, name_key, unit_in_name, without_brackets
from schemas.figure import Unit

MetricUnit = Literal["money", "percent", "points", "persons", "items"]

# Words before a name that say for whom or when, not what. Tried only after the full name gave nothing.
_PREFIX = re.compile(
    r"^(?:20\d\d年度?|本年度?|当年|年度|全年|部门\(单位\)|部门|单位|我(?:局|委|办|街道|单位|部门|中心|院|馆|校)|本(?:局|委|办|街道|单位|部门|中心|院|馆|校)|街道)"
)
# Words behind a name that add nothing in a header.
_SUFFIX = re.compile(r"(?:情况|金额|数额|数值|总额|数|额|值)$")
# Column heads that say only what kind of figure stands below; what it is of stands above them.
_AMOUNT_WORDS = frozenset({"金额", "数额", "数", "合计", "小计", "总额", "金额合计", "合计数"})
_SHARE_WORDS = frozenset({"占比", "比重", "占比重", "比例", "百分比", "占总额比", "占总支出比重", "结构", "占比情况"})
_RATE_WORDS = frozenset({"%", "率", "比率"})


# Posts of an establishment, which are counted as people or as posts (编制40名, 编制40个).
_POSTS = frozenset({"authorised_posts", "vacant_posts"})


class Metric(BaseModel):
    """One metric: `names` are printed names and synonyms (the first is the one fuhe prints), `headers` names that mean
    it only at the head of a column, `formula` how it follows from others (rates in percent), `split` by what a column
    divides an amount (use, fund, cost, source; '' for other metrics)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    code: str
    unit: MetricUnit
    names: tuple[str, ...]
    headers: tuple[str, ...] = ()
    formula: str = ""
    split: Literal["", "use", "fund", "cost", "source"] = ""

    @property
    def name(self) -> str:
        return (*self.names, *self.headers, self.code)[0]

    def fits(self, unit: Unit) -> bool:
        """Whether a figure of this metric can be printed in `unit`."""
        if unit is Unit.ITEMS and self.code in _POSTS:
            return True
        return unit.is_money if self.unit == "money" else unit.value == self.unit


@cache
def load_metrics() -> Mapping[str, Metric]:
    """Code -> metric, in the order of the file. Raises ValueError where one name stands for two metrics."""
    metrics = {code: Metric(code=code, **fields) for code, fields in read_yaml("metrics.yaml").items()}
    _index(metrics, headers=False)
    _index(metrics, headers=True)
    return MappingProxyType(metrics)


def _index(metrics: Mapping[str, Metric], *, headers: bool) -> dict[str, str]:
    index: dict[str, str] = {}
    for metric in metrics.values():
        for name in metric.names + (metric.headers if headers else ()):
            key = name_key(name)
            if index.setdefault(key, metric.code) != metric.code:
                raise ValueError(f"metrics.yaml: {name} names both {index[key]} and {metric.code}")
    return index


@cache
def metric_names(*, headers: bool = False) -> Mapping[str, str]:
    """Cleaned name -> code, with the names that count only in headers or without."""
    return MappingProxyType(_index(load_metrics(), headers=headers))


def _find(key: str, index: Mapping[str, str]) -> str:
    if key in index:
        return index[key]
    stripped = _PREFIX.sub("", key)
    while stripped != key and stripped:
        if stripped in index:
            return index[stripped]
        key, stripped = stripped, _PREFIX.sub("", stripped)
    return ""


@cache
def metric_named(text: str) -> str | None:
    """The code of the metric that `text` names as a whole; None where it names none."""
    return _find(name_key(text), metric_names()) or None


def _header_name(text: str) -> str:
    """Code for one header text, header-only names included; '' where unknown."""
    index = metric_names(headers=True)
    key = name_key(text)
    starred = "*" + key if re.search(r"[*＊]", text) else ""
    if starred and starred in _STARRED:
        return _STARRED[starred]
    found = _find(key, index)
    if found:
        return found
    shortened = _SUFFIX.sub("", key)
    found = _find(shortened, index) if shortened and shortened != key else ""
    if found:
        return found
    bare = name_key(without_brackets(text))
    return _by_pattern(key) or (_header_name(bare) if bare and bare != key else "") or metric_of_words(key)


# Words before a built name that say for whom or when.
_WHO = r"(?:20\d\d年度?|本年度?|当年|年度|全年|部门|单位|[本市区县]级|项目|财政|财政拨款|资金|经费|一般公共预算|整体)*"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = read_pairs("header_patterns.yaml")
    return tuple((code, re.compile(pattern.replace("{who}", _WHO))) for code, pattern in pairs)


def _by_pattern(key: str) -> str:
    return next((code for code, pattern in _patterns() if pattern.fullmatch(key)), "")


# `*分数` marks the column to fill in, in forms where 分数 is the weight.
_STARRED = {"*分数": "self_score", "*得分": "self_score", "*分值": "self_score"}
SHARE_OF = {
    "original_budget": "budget_share",
    "revised_budget": "budget_share",
    "outturn": "outturn_share",
    "adjustment": "adjustment_share",
}
# What a group of columns is about, where its own name is no metric's (决算 | 金额, 调整 | 比例).
_GROUPS = {
    "年初": "original_budget",
    "批复": "original_budget",
    "预算": "revised_budget",
    "决算": "outturn",
    "执行": "outturn",
    "支出": "outturn",
    "调整": "adjustment",
    "调增": "adjustment",
}
_RATE_OF = {"adjustment": "adjustment_rate", "outturn": "execution_rate"}


@cache
def metric_of_header(path: tuple[str, ...]) -> str:
    """The metric of a column from its header texts, top to bottom; '' where unknown.

    The lowest text decides. Where it says only 金额, 占比 or %, the text above it says of what (年初预算 | 占比 is
    budget_share). Rows of column letters and formulas are passed over. A unit in a header's brackets that cannot be
    the metric's own rules the metric out.
    """
    texts = [t for t in path if t and not is_formula(t)]
    unit = next((u for u in map(unit_in_name, reversed(texts)) if u), None)
    code = _of_texts(texts)
    if code == "weight" and unit is Unit.PERCENT:
        return code  # weights out of a hundred are points
    if code and unit and not load_metrics()[code].fits(unit):
        if unit is Unit.PERCENT and code in _RATE_OF:
            return _RATE_OF[code]
        return ""
    return code


def _group_key(text: str) -> str:
    """What a group of columns is about, without for whom or when, and without 情况 and the like."""
    return re.sub(r"(?<=.)(?:情况|安排情况|完成情况|安排)$", "", _PREFIX.sub("", name_key(text)))


def _of_texts(texts: list[str]) -> str:
    if not texts:
        return ""
    *above, leaf = texts
    key = name_key(leaf)
    parent = _of_texts(above) or (_GROUPS.get(_group_key(above[-1]), "") if above else "")
    if key in _AMOUNT_WORDS and above:
        return parent if parent and load_metrics()[parent].unit == "money" else ""
    if key in _SHARE_WORDS and above:
        return SHARE_OF.get(parent, "budget_share" if not parent else "")
    if (key in _RATE_WORDS or not key) and above:
        return _RATE_OF.get(parent, "")
    joined = _header_name(above[-1] + leaf) if above else ""
    return joined or _header_name(leaf)
