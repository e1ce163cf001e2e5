"""Rates whose heads do not say of what (控制率, 使用率): of the two amounts that the table prints beside them."""

from __future__ import annotations

import re

from pipeline.normalize.columns.header import leaf_key
from pipeline.vocabulary.formulas import inputs_of
from pipeline.vocabulary.metrics import load_metrics
from schemas.records import ColumnMeaning

_BARE = re.compile(
    r"(?:实际|预算|计划|资金|经费|资产|编制|人员|年度|全年)?"
    r"(?:使用|利用|完成|控制|执行|支出|支付|在用|在编|满编|达成)(?:率|比例|比率|效率|程度)"
)
# Rates of two columns of a table; what a table of other amounts states goes by the last.
_RATES = (
    "staffing_control_rate",
    "fixed_asset_utilisation_rate",
    "procurement_execution_rate",
    "three_public_control_rate",
    "operating_expense_control_rate",
    "execution_rate",
)
_BUDGETS = frozenset({"original_budget", "revised_budget"})


def settle_bare_rates(columns: list[ColumnMeaning], title: str) -> list[ColumnMeaning]:
    """`columns` with such a rate named after the one pair of amounts that the table states. 使用率 in a table that
    speaks of no assets is left open: the figures may tell what it is of."""
    stated = {c.metric for c in columns if c.metric}
    bare = [c for c in columns if c.metric in ("", *_RATES) and not c.role and _BARE.fullmatch(leaf_key(c))]
    if len(bare) != 1:
        return columns
    pairs = [m for m in _RATES if all(_has(x, stated) for x in inputs_of(load_metrics()[m].formula))]
    if len(pairs) == 1 and pairs[0] not in stated - {bare[0].metric}:
        metric = pairs[0]
    elif bare[0].metric.startswith("fixed_asset") and not any("资产" in t for c in columns for t in (title, *c.header)):
        metric = ""
    else:
        return columns
    return [c.model_copy(update={"metric": metric}) if c is bare[0] else c for c in columns]


def _has(metric: str, stated: set[str]) -> bool:
    return bool(_BUDGETS & stated) if metric in _BUDGETS else metric in stated
