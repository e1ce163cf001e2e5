# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""Score tables: the summary in the body and the annex with its criteria, under the names of many editions."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from ..content import Cell, Table
from ..samples.criteria import runs_of
from .edition import Edition, Item
from .manner import Manner, plain
from .places import Press

WEIGHT = ("分值", "权重", "标准分", "权重（分）", "参考分值", "满分")
SCORE = ("得分", "自评得分", "自评分", "实际得分", "评价得分", "自评得分（分）")
DEFINITION = ("指标说明", "指标解释", "指标内涵", "指标定义", "指标释义")
_PART = re.compile(r"([1(（①].*?[（得])(\d+(?:\.\d+)?)(分.*)")
CRITERIA = ("评分标准", "评价标准", "计分标准", "评分规则", "评分细则", "计分方法")


class ScoreTables:
    """Both score tables of a report."""

    def __init__(self, edition: Edition, manner: Manner, press: Press) -> None:
        self.edition, self.manner, self.press, self.rng = edition, manner, press, manner.rng
        self.weight_name, self.score_name = self.rng.choice(WEIGHT), self.rng.choice(SCORE)

    def _level_rows(
        self, rest: Callable[[Item], list[Cell | str]], with_weights: bool, where: str
    ) -> list[list[Cell | str]]:
        items, three = self.edition.items, self.edition.levels == 3
        first = runs_of([i.level1 for i in items])
        second = runs_of([i.level1 + i.level2 for i in items])
        body: list[list[Cell | str]] = []
        for n, item in enumerate(items):
            row: list[Cell | str] = []
            if first[n]:
                row.append(Cell(item.level1, rows=first[n], stacked=self.stacked and len(item.level1) <= 6))
                if with_weights:
                    row.append(
                        self._weight_of(item.level1, [i for i in items if i.level1 == item.level1], first[n], where)
                    )
            if three and second[n]:
                row.append(Cell(item.level2, rows=second[n]))
            body.append(row + rest(item))
        return body

    def _weight_of(self, level: str, items: list[Item], rows: int, where: str) -> Cell:
        whole = sum((i.weight for i in items), Decimal(0))
        text = self.press(f"{where}.level_weight.{level}", whole, plain, "level_weight", "weight", "", (level,))
        return Cell(text, rows=rows)

    stacked = False

    def summary(self, number: int, title: str) -> Table:
        """Names, weights, scores."""
        m, press = self.manner, self.press
        name = m.table_name(number, title)

        def cells(item: Item) -> list[Cell | str]:
            said = press(f"summary.{item.name}", item.value, plain, "score_copy", "score_copy", name, (item.name,),
                         (item.name,))  # fmt: skip
            return [names_here.get(item.name, item.name), plain(item.weight), said]

        names_here = self._other_names() if self.rng.random() < 0.15 else {}
        levels = self.rng.random() < 0.4
        body = self._level_rows(cells, levels, "summary")
        names = ["一级指标"] + ([self.weight_name] if levels else [])
        names += ["二级指标", "三级指标"] if self.edition.levels == 3 else ["二级指标"]
        lead = len(names)
        body.append([Cell(m.total if len(m.total) == 2 else "合计", cols=lead), self._whole_weight("summary"),
                     self._whole_score("summary")])  # fmt: skip
        widths = [1.6] + ([1.0] if levels else []) + ([2.0] if self.edition.levels == 3 else []) + [3.4, 1.1, 1.2]
        header: list[list[Cell | str]] = [[*names, self.weight_name, self.score_name]]
        return Table(name, header, body, widths, aligns=["center"] * len(widths),
                     caption=m.caption(number, title).replace(f"（单位：{m.unit}）", ""),
                     repeat_header=self.rng.random() < 0.6)  # fmt: skip

    def _other_names(self) -> dict[str, str]:
        """One or two indicators under names that say the same in other words."""
        taken = {i.name for i in self.edition.items}
        found = {}
        for item in self.rng.sample(self.edition.items, 2):
            name = item.name.removesuffix("情况") if item.name.endswith("情况") else f"{item.name}情况"
            if name not in taken:
                found[item.name] = name
        return found

    def _whole_weight(self, where: str) -> str:
        return self.press(f"{where}.weights", Decimal(100), plain, "weights_total", "weight", "", ("合计", "总计"))

    def _whole_score(self, where: str) -> str:
        return self.press(f"{where}.scores", self.edition.total, plain, "score_sum", "score_copy")

    def annex(self, title: str) -> Table:
        """Everything: definitions, criteria, scores, remarks; in one of several orders of columns."""
        rng, press = self.rng, self.press
        self.stacked = rng.random() < 0.3
        order = rng.choice(("weight first", "weight last", "score before criteria"))
        remark, definition = rng.random() < 0.4, rng.random() < 0.85

        def cells(item: Item) -> list[Cell | str]:
            rules = Cell("\n".join(self._criteria(item, definition)), align="left")
            weight, score = plain(item.weight), press(f"annex.{item.name}", item.value, plain)
            about: list[Cell | str] = [Cell(item.definition, align="left")] if definition else []
            tail: list[Cell | str] = [self._remark(item)] if remark else []
            if order == "weight first":
                return [item.name, weight, *about, rules, score, *tail]
            if order == "weight last":
                return [item.name, *about, rules, weight, score, *tail]
            return [item.name, weight, score, *about, rules, *tail]

        body = self._level_rows(cells, False, "annex")
        self.stacked = False
        three = self.edition.levels == 3
        names = ["一级指标", "二级指标", "三级指标"] if three else ["一级指标", "二级指标"]
        about = [rng.choice(DEFINITION)] if definition else []
        rules, tail = rng.choice(CRITERIA), [rng.choice(("备注", "扣分原因", "自评说明"))] if remark else []
        columns = {"weight first": [*names, self.weight_name, *about, rules, self.score_name, *tail],
                   "weight last": [*names, *about, rules, self.weight_name, self.score_name, *tail],
                   "score before criteria": [*names, self.weight_name, self.score_name, *about, rules, *tail]}[order]  # fmt: skip
        wide = {**dict.fromkeys(names, 56.0), names[-1]: 88.0, self.weight_name: 36.0, self.score_name: 40.0,
                rules: 270.0, **dict.fromkeys(about, 120.0), **dict.fromkeys(tail, 80.0)}  # fmt: skip
        stack = rng.random() < 0.25
        header: list[list[Cell | str]] = [
            [Cell(c, stacked=stack and c in {self.weight_name, self.score_name} and len(c) <= 4) for c in columns]
        ]
        body.append(self._closing(columns, len(names)))
        return Table("附表", header, body, [wide[c] for c in columns], aligns=["center"] * len(columns), caption=title,
                     size=9.5, split_rows=True, repeat_header=rng.random() < 0.5)  # fmt: skip

    def _criteria(self, item: Item, defined: bool) -> tuple[str, ...]:
        """The printed criteria, with the formula where no other column has it; the points of their first part are a
        place for a slip."""
        lines = item.criterion.lines
        if item.measure is not None and not defined:
            return (f"{item.measure.formula}。", *lines)
        worth = _PART.match(lines[0]) if item.measure is None and len(lines) > 1 else None
        if worth is None:
            return lines
        said = self.press(f"criteria.{item.name}", Decimal(worth[2]), plain, "criterion_points", "criteria", "",
                          (item.name,))  # fmt: skip
        return (f"{worth[1]}{said}{worth[3]}", *lines[1:])

    def _closing(self, columns: list[str], names: int) -> list[Cell | str]:
        row: list[Cell | str] = [Cell("合计", cols=names)]
        for column in columns[names:]:
            if column == self.weight_name:
                row.append(self._whole_weight("annex"))
            elif column == self.score_name:
                row.append(self._whole_score("annex"))
            else:
                row.append("")
        return row

    def _remark(self, item: Item) -> Cell:
        if item.lost <= 0:
            return Cell("", align="left")
        return Cell(f"扣{plain(item.lost)}分。", align="left")
