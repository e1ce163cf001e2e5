"""Targets and actual values of indicators, which some forms print over several columns: ≥ | 95 | % | 96.8.

财政部's form prints them in one cell (≥95% against 96.8%); the systems of several provinces print the sign (指标性质),
the number and the unit (度量单位) apart.
"""

from __future__ import annotations

import re

from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.names import folded
from schemas.white_space import without_space

_SIGNS = {
    "≥": "≥", "≧": "≥", ">=": "≥", "大于等于": "≥", "不低于": "≥", "正向": "≥", "正向指标": "≥",
    "≤": "≤", "≦": "≤", "<=": "≤", "小于等于": "≤", "不高于": "≤", "反向": "≤", "反向指标": "≤",
    "=": "=", "等于": "=", ">": ">", "大于": ">", "<": "<", "小于": "<",
}  # fmt: skip
# 达到指标值得满分，未达到的按完成比例得分: says of targets what the form's own method says.
_BY_TARGET = re.compile(r"(?:指标值|目标值|预期(?:目标|值)|年度目标|计划值|完成率|完成比例|按比例|实际完成值)")
_OWN_SCALE = re.compile(r"\d+(?:\.\d+)?[%％]|每.{0,12}扣|酌情|扣\d|得\d+(?:\.\d+)?分")
# 得分=指标值÷完成值×分值: a rule, which gives one value.
_OWN_FORMULA = re.compile(
    r"得分[=＝:：]?[^，。；,;]{0,10}(?:值|数|量|情况|率)[)）]?[÷/／][^，。；,;]{0,10}(?:值|数|量)"
)


# 指标值（评分标准） of some forms: 健全[2.7,3]，一般[1.8,2.4)…, 评分标准：到位率*3. How points are found, no target.
_IN_TARGET = re.compile(
    r"(?:评分|计分|评价)标准[:：]|得分[=＝]|[得计扣]\d+(?:\.\d+)?分"
    r"|[\[［【(（]\d+(?:\.\d+)?[,，、]\d+(?:\.\d+)?分?[\])］】）].*[\[［【(（]\d+(?:\.\d+)?[,，、]\d+(?:\.\d+)?分?[\])］】）]"
)


def tells_how_points_are_found(target: str) -> bool:
    """Whether a cell of the targets' column holds a scale: then it is the indicator's criteria."""
    return bool(_IN_TARGET.search(without_space(target)))


def target_text(target: str, sign: str = "", unit: str = "") -> str:
    """The target in one text (`≥` `95` `%` → ≥95%); words and targets that carry a sign themselves stay as they are."""
    printed = read_number(target)
    if printed is None or printed.dash:
        return target
    return f"{_SIGNS.get(folded(sign), '')}{with_unit(target, unit)}"


def with_unit(value: str, unit: str) -> str:
    """A bare number with the unit of the column beside it."""
    number = read_number(value)
    bare = (
        number is not None and not number.dash and number.unit is None and not re.search(r"[\u4e00-\u9fff%％]", value)
    )
    return value + without_space(unit) if bare and len(folded(unit)) <= 8 and folded(unit) not in "/-" else value


def scored_by_target(criteria: str, target: str) -> bool:
    """Whether an indicator is scored by its target: nothing else is printed, or it says so without a scale."""
    if not target.strip():
        return False
    own = _OWN_SCALE.search(criteria) or _OWN_FORMULA.search(criteria)
    return not criteria.strip() or (bool(_BY_TARGET.search(criteria)) and not own)
