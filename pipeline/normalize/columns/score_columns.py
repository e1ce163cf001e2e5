"""Columns of score tables whose names leave open what they hold: levels, indicators, points, criteria, words."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from pipeline.normalize.columns.header import TableHead
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.names import name_key
from pipeline.vocabulary.roles import role_of_header
from schemas.document import Table
from schemas.records import ColumnMeaning

_LEVELS = ("level1", "level2", "level3", "level4")
_BUDGETS = ("original_budget", "revised_budget")
_SCORED_LEVELS = 2  # levels above the indicators whose own scores are read
_LEAST_PAIRS = 2  # of a level's name and its points
_FEW_RULES = 2  # cells that must read like rules before their column is one of criteria


def settle_scores(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Levels, leaf indicator, its weight and self-score in a score table; other tables come back as they are."""
    levels = [c for c in columns if c.role in (*_LEVELS, "indicator")]
    points = [c for c in columns if c.metric in ("weight", "self_score")]
    if not points:
        return _leaf_of_criteria(columns, levels)
    if not levels:
        levels = [c for c in columns if c.role == "item"][-1:]
        if not levels or not any(name_key(t).endswith("指标") for t in levels[0].header):
            levels = _named_by_content(columns, points)
        if not levels:
            return columns
    change: dict[int, dict[str, str]] = {}
    # Levels in the order of their names; the deepest that stands is the leaf.
    ordered = sorted(levels, key=lambda c: (_depth(c, levels), c.col))
    leaf = ordered[-1]
    for n, column in enumerate(ordered[:-1]):
        change[column.col] = {"role": f"level{n + 1}" if n < 2 else ""}
    change[leaf.col] = {"role": "indicator"}

    scores = [c for c in points if c.metric == "self_score"]
    weights = [c for c in points if c.metric == "weight"]
    if not scores and len(weights) > 1 and weights[-1].header[-1:] == weights[-2].header[-1:] and not weights[-1].role:
        criteria = [c.col for c in columns if c.role in ("criteria", "definition")]
        if criteria and weights[-2].col < criteria[0] < weights[-1].col:  # 分数 | 评分标准 | 分数
            scores, weights = [weights[-1]], weights[:-1]
    weighted = [c for c in scores if re.search(r"加权|折算|折合|权重得分", "".join(c.header))]
    scores = [*weighted, *(c for c in scores if c not in weighted)]  # 得分（百分制） | 加权得分
    scores = _scores_of_leaf(scores, ordered, leaf, change)
    for extra in scores[1:]:
        change[extra.col] = {"metric": "", "role": ""}  # 复核得分 and the like: not what the report gives itself
    if scores:
        change[scores[0].col] = {"metric": "self_score", "role": "self_score"}
    for column in weights:
        change[column.col] = {"metric": "weight", "role": _weight_role(column, weights, ordered, leaf)}
    seen: set[str] = set()
    for column in weights:
        role = change[column.col]["role"]
        change[column.col] = {"metric": "" if role != "weight" else "weight", "role": role if role not in seen else ""}
        seen.add(role)
    for column in columns:
        if column.metric in _BUDGETS and re.search(r"指标(?:个)?数量?$", "".join(column.header)):
            change[column.col] = {"metric": "", "role": ""}  # how many indicators, and no 指标 of money
    return [c.model_copy(update=change.get(c.col, {})) for c in columns]


def _depth(column: ColumnMeaning, levels: list[ColumnMeaning]) -> int:
    """How deep the name of a level's column says it is; 绩效指标 | 二级 | 三级: the first, where it leads and no other
    says so."""
    if column.role in _LEVELS:
        return _LEVELS.index(column.role)
    others = [c for c in levels if c is not column]
    leads = bool(others) and all(c.role in _LEVELS[1:] and c.col > column.col for c in others)
    return 0 if leads else len(_LEVELS)


def levels_in_pairs(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """类别 | 项目 | 指标, each over 名称 | 分值: whatever they are called, the pairs are the levels in order."""
    pairs = []
    for one, other in pairwise(columns):
        alike = one.header[:-1] and one.header[:-1] == other.header[:-1]
        if alike and (one.metric == "weight") != (other.metric == "weight"):
            pairs.append((other, one) if one.metric == "weight" else (one, other))
    heads = [name.header[:-1] for name, _ in pairs]
    lowest = {(name.header[-1], weight.header[-1]) for name, weight in pairs}
    if len(pairs) < _LEAST_PAIRS or len(pairs) > len(_LEVELS) or len(set(heads)) < len(heads) or len(lowest) > 1:
        return columns
    change: dict[int, dict[str, str]] = {}
    for role, (name, weight) in zip((*_LEVELS[: len(pairs) - 1], "indicator"), pairs, strict=True):
        change[name.col] = {"metric": "", "role": role}
        change[weight.col] = {"role": f"{role}_weight"}
    return [c.model_copy(update=change.get(c.col, {})) for c in columns]


_CONTENT = re.compile(r"(?:评价|考核|考评|评分|自评|评估|评审)(?:的)?(?:内容|事项|项目|要素|维度|方面)")


def _named_by_content(columns: list[ColumnMeaning], points: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """考核内容 | 分值 | 评分标准 | 得分: what is scored, where no other column names it and one states the rules."""
    scored = {c.metric for c in points} >= {"weight", "self_score"} and any(c.role == "criteria" for c in columns)
    first = min(c.col for c in points)
    named = [c for c in columns if c.col < first and not c.metric and _CONTENT.fullmatch(name_key("".join(c.header)))]
    return named if scored and len(named) == 1 else []


def _scores_of_leaf(
    scores: list[ColumnMeaning], levels: list[ColumnMeaning], leaf: ColumnMeaning, change: dict[int, dict[str, str]]
) -> list[ColumnMeaning]:
    """The scores of the indicators themselves, where each level prints its own beside its name (一级指标: 名称 | 权重 |
    得分); those of the levels get their roles in `change`."""
    owners = {c.col: _owner(c, _level_above(c), levels, leaf) for c in scores}
    own = [c for c in scores if owners[c.col] is leaf]
    if not own:
        return scores
    for column in scores:
        level = levels.index(owners[column.col]) + 1
        if column not in own:
            taken = {c["role"] for c in change.values()}
            role = f"level{level}_score" if level <= _SCORED_LEVELS else ""
            change[column.col] = {"metric": "", "role": role if role not in taken else ""}
    return own


def _level_above(column: ColumnMeaning) -> str:
    """The level that the heads over a column name, "" where none does."""
    return next((r for t in reversed(column.header) if (r := role_of_header(t)) in (*_LEVELS, "indicator")), "")


def _leaf_of_criteria(columns: list[ColumnMeaning], levels: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """The columns of a table that explains indicators without weights (三级指标 | 指标解释 | 计分办法): the deepest
    level is the leaf."""
    if not levels or any(c.role == "indicator" for c in levels) or all(c.role != "criteria" for c in columns):
        return columns
    leaf = max(levels, key=lambda c: (_LEVELS.index(c.role), c.col))
    return [c.model_copy(update={"role": "indicator"}) if c is leaf else c for c in columns]


_RULE_WORDS = re.compile(
    r"每|否则|酌情|视[^，。；]{0,8}情况|满分|不得分|不计分|为止|[≤≥＜＞<>≦≧]|[×÷*]\d|\d分?[×*]|以上|以下|的[，,]?得|不超过|不低于|(?:得|计|记)\d"
)


def _texts(table: Table, head: TableHead, column: ColumnMeaning) -> list[str]:
    cells = [table.grid.get((row, column.col)) for row in range(head.rows + 1, table.rows + 1)]
    return [c.text for c in {id(c): c for c in cells if c is not None and c.col_span == 1}.values() if c.text]


def settle_criteria(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """The criteria of a score table under a head that does not say so (评分说明, 标准): most of its cells are rules.

    A column of remarks speaks of what was done, and is empty where nothing was.
    """
    roles = {c.role for c in columns}
    named = [c for c in columns if c.role == "criteria"]
    if len(named) > 1:  # 考核要点 | 计分规则: the rules are those of them that read like rules
        best = max(named, key=lambda c: sum(bool(_RULE_WORDS.search(t)) for t in _texts(table, head, c)))
        return [c.model_copy(update={"role": "definition"}) if c in named and c is not best else c for c in columns]
    if "criteria" in roles or "indicator" not in roles or not roles & {"weight", "self_score"}:
        return columns
    for column in columns:
        if column.metric or column.role not in ("", "remark", "definition"):
            continue
        texts = _texts(table, head, column)
        rules = sum(len(t) > 3 and bool(_RULE_WORDS.search(t)) for t in texts)
        words = sum(read_number(t) is None for t in texts)
        if rules >= _FEW_RULES and rules * 2 > len(texts) and words * 4 > len(texts) * 3:
            found = column.model_copy(update={"role": "criteria"})
            return [found if c.col == column.col else c for c in columns]
    return columns


_TELLS = re.compile(r"(?=.*[\u4e00-\u9fff]{2}).*\d(?!\s*分(?![钟之]))", re.DOTALL)  # 支出 42.10 万元, 完成率 96.91%
_DEFINES = re.compile(r"是否|反映|考核|占.{2,}的比|之比|[÷/=＝]|的比[率例值重]|程度|情况[。；]?$")
_LEAST_TOLD, _SHARE_TOLD = 3, Decimal("0.4")


def settle_words(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Columns of words of a score table with criteria, under heads that nobody knows (绩效分析): one whose cells tell
    figures is its remark, one whose cells say what is measured its definition, where it has none of these yet."""
    roles = {c.role for c in columns}
    if not {"criteria", "indicator"} <= roles or not roles & {"weight", "self_score"}:
        return columns
    found: dict[int, str] = {}
    for column in (c for c in columns if not c.role and not c.metric):
        texts = _texts(table, head, column)
        words = [t for t in texts if read_number(t) is None and not _RULE_WORDS.search(t)]
        if len(words) * 4 <= len(texts) * 3:
            continue
        told, defined = (sum(bool(p.search(t)) for t in words) for p in (_TELLS, _DEFINES))
        if told >= _LEAST_TOLD and told >= len(texts) * _SHARE_TOLD:
            role = "" if roles & {"remark", "actual"} else "remark"
        else:
            role = "definition" if defined * 2 > len(texts) and "definition" not in roles else ""
        if role and role not in found.values():
            found[column.col] = role
    return [c.model_copy(update={"role": found[c.col]}) if c.col in found else c for c in columns]


_AIMED = re.compile(r"[<>≤≥＜＞±]|不[低高超少多]|以[上下内]|目标")
_UNROUND = re.compile(r"\d\.\d*[1-9]")
_LEAST_UNROUND = 2


def settle_results(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """指标值 beside criteria, in a score table without a column of results, is what came out where its cells print
    rates as they come (98.43%) and no bound: aims are round, and the criteria hold the bounds."""
    roles = [c.role for c in columns]
    if "criteria" not in roles or "actual" in roles or roles.count("target") != 1:
        return columns
    column = columns[roles.index("target")]
    texts = _texts(table, head, column)
    if any(map(_AIMED.search, texts)) or sum(bool(_UNROUND.search(t)) for t in texts) < _LEAST_UNROUND:
        return columns
    return [c.model_copy(update={"role": "actual"}) if c is column else c for c in columns]


def _weight_role(
    column: ColumnMeaning, weights: list[ColumnMeaning], levels: list[ColumnMeaning], leaf: ColumnMeaning
) -> str:
    """Which level a weight column belongs to: the one its header names, else the level column just before it."""
    if len(weights) == 1:
        return "weight"
    owner = _owner(column, column.role.removesuffix("_weight"), levels, leaf)
    return "weight" if owner is leaf else f"level{levels.index(owner) + 1}_weight"


def _owner(column: ColumnMeaning, named: str, levels: list[ColumnMeaning], leaf: ColumnMeaning) -> ColumnMeaning:
    """The level column that a column of points belongs to."""
    owner = next((c for c in levels if c.role == named), None) if named else None
    before = [c for c in levels if c.col < column.col]
    return owner or (max(before, key=lambda c: c.col) if before else leaf)
