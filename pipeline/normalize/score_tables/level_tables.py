"""Tables of levels whose head does not say so: 类别 | 分值 | 得分 | 得分率 over the levels of the score table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pipeline.normalize.columns.score_columns import settle_scores
from pipeline.normalize.read_table import ReadTable
from pipeline.vocabulary.names import folded, name_key
from schemas.records import ScoreLine, TableKind

from .score_points import bare_level

_TOTALS = ("合计", "总计", "总分", "总得分")
_LEAST_LEVELS = 2
# What somebody else, or somebody in another year, gave for the same levels.
_OF_OTHERS = re.compile(r"复[核评查]|第三方|专家|财政|抽[查评]|考评|上年|去年|历年|对比")


def may_be_of_levels(read: ReadTable) -> bool:
    """Whether a table gives scores, and fuhe does not know to what."""
    metrics = {c.metric for c in read.columns}
    years = {int(year) for year in re.findall(r"20\d\d(?=年)", read.title)}
    if _OF_OTHERS.search(read.title) or years - {read.context.fiscal_year}:
        return False
    return read.kind is TableKind.OTHER and read.column("indicator") is None and "self_score" in metrics


def level_names(lines: Iterable[ScoreLine]) -> frozenset[str]:
    """The first levels of indicators, each by its bare name."""
    return frozenset(_key(x.level1) for x in lines if x.level1 and name_key(x.level1) != name_key(x.indicator))


def as_table_of_levels(read: ReadTable, levels: Collection[str]) -> ReadTable | None:
    """The table with its first column as what is scored, where every row but the total is one of `levels`."""
    names = [_key(text) for row in read.body_rows if (text := read.text(row, 1)) and row not in read.skipped_rows]
    own = [name for name in names if name not in _TOTALS]
    if len(own) < _LEAST_LEVELS or len(set(own)) < len(own) or not set(own) <= set(levels):
        return None
    named = [c.model_copy(update={"role": "level1"}) if c.col == 1 else c for c in read.columns]
    return read.with_columns(settle_scores(named))


def _key(text: str) -> str:
    return name_key(bare_level(folded(text)))
