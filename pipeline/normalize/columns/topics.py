"""Columns whose heads are short because the title says of what they are: 计划数 and 完成率 of 政府采购, 在用金额 of
固定资产, 余编数 of 人员编制."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.normalize.columns.header import leaf_key
from schemas.records import ColumnMeaning

_Patterns = tuple[tuple[str, re.Pattern[str]], ...]


class _Topic(NamedTuple):
    """What a title is about: the metrics that heads name there, and the two without which nothing is settled."""

    title: re.Pattern[str]
    family: str
    patterns: _Patterns
    needed: frozenset[str]


def _patterns(**heads: str) -> _Patterns:
    return tuple((metric, re.compile(pattern)) for metric, pattern in heads.items())


_RATE = "(?:率|比例|比率|效率)"
_AMOUNT = "(?:原值|总额|总值|金额|价值|数|额)?"
_TOPICS = (
    _Topic(
        re.compile(r"政府采购"),
        "procurement",
        _patterns(
            procurement_planned=r"(?:年度|全年|采购)?(?:计划|预算)(?:采购|安排)?(?:数|额|金额|总额)?",
            procurement_actual=r"(?:实际|全年实际)(?:采购|完成|执行|支出)?(?:数|额|金额|总额)?"
            r"|(?:采购)?(?:完成|执行|支出|决算|成交|合同)(?:数|额|金额)",
            procurement_execution_rate=rf"(?:采购|计划|预算)?(?:执行|完成){_RATE}",
        ),
        frozenset({"procurement_planned", "procurement_actual"}),
    ),
    _Topic(
        re.compile(r"固定资产|资产(?:使用|利用|配置|管理|情况)"),
        "fixed_asset",
        _patterns(
            fixed_assets_original=r"(?:固定)?(?:资产)?(?:账面|期末|年末)?(?:原值|总额|总值|资产)(?:金额|合计|数)?",
            fixed_assets_in_use=rf"(?:实际|年末)*在用(?:固定)?(?:资产)?{_AMOUNT}",
            fixed_assets_idle=rf"(?:闲置|未使用|待处置)(?:固定)?(?:资产)?{_AMOUNT}",
            fixed_asset_utilisation_rate=rf"(?:固定)?(?:资产)?(?:实际)?(?:在用|利用|使用){_RATE}",
        ),
        frozenset({"fixed_assets_original", "fixed_assets_in_use"}),
    ),
    _Topic(
        re.compile(r"编制|人员(?:情况|配[备置]|构成|控制)"),
        "staff",
        _patterns(
            authorised_posts=r"(?:核定|批准|人员)*(?:编制|定编|核编|定员)(?:人数|总数|人员|数|员额)?",
            staff_in_post=r"(?:年末|期末|实际|现有)*(?:在编|在职|实有|在岗|在册|到位|到岗)(?:在编|在职)?(?:人员|职工)?(?:人数|总数|数)?",
            vacant_posts=r"(?:空余|空缺|[空缺余])编制?(?:人数|数)?|编制(?:空缺|余额|结余)数?",
            staffing_control_rate=rf"(?:人员|编制)?(?:在编|满编|控制|使用|配备){_RATE}",
        ),
        frozenset({"authorised_posts", "staff_in_post"}),
    ),
)


def settle_topics(columns: list[ColumnMeaning], title: str) -> list[ColumnMeaning]:
    """`columns` with the metrics that short heads name under such a title; procurement also beside a column that says
    itself that it is of procurement."""
    for topic in _TOPICS:
        named = {c.metric for c in columns if c.metric.startswith(topic.family)}
        of_columns = topic.family == "procurement" and bool(named)
        if (of_columns or topic.title.search(title)) and len(named) <= 2:
            columns = _settled(columns, topic, named)
    return columns


def _settled(columns: list[ColumnMeaning], topic: _Topic, named: set[str]) -> list[ColumnMeaning]:
    settled: list[ColumnMeaning] = []
    for column in columns:
        metric = next((m for m, pattern in topic.patterns if pattern.fullmatch(leaf_key(column))), "")
        stated = {c.metric for c in (*columns, *settled)} if metric in named else {c.metric for c in settled}
        taken = not metric or column.role in ("item", "other_year") or metric in stated
        settled.append(column if taken else column.model_copy(update={"metric": metric, "role": ""}))
    return settled if topic.needed <= {c.metric for c in settled} else columns
