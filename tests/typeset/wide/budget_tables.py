# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""Budget and execution tables: rows of a hierarchy, columns under names and in orders that an author happened to choose."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..content import Cell, Table
from .figures import Line, Year
from .manner import Manner, percent, rounded
from .places import Press

MONEY = ("last", "original", "revised", "outturn")
RATES = {"rate": ("outturn", "revised"), "change_rate": ("change", "original"), "growth": ("growth", "last")}


@dataclass(frozen=True)
class Row:
    """A row: its key, printed name without numbering, depth, figures; the names of rows it takes part in."""

    key: str
    name: str
    level: int
    line: Line | None
    mark: str = ""
    kind: str = ""  # sum_total, subtotal, sum_child
    above: tuple[str, ...] = ()


class BudgetTables:
    """Makes the tables of money of one report, numbered in the order in which they are asked for."""

    def __init__(self, year: Year, manner: Manner, press: Press) -> None:
        self.year, self.manner, self.press, self.rng = year, manner, press, manner.rng
        self.number = 0
        self.projects_numbered = manner.numbering != "plain"

    # -- rows ----------------------------------------------------------------------------------------------------------

    def by_nature(self, projects: bool) -> list[Row]:
        """基本支出 and 项目支出 with what they are made of."""
        year, m, rng = self.year, self.manner, self.rng
        rows = [
            Row("basic", "基本支出", 1, year.basic, m.mark(1, 1), "subtotal", (m.total,)),
            Row("personnel", "人员经费", 2, year.staff_cost, m.mark(2, 1, 1), "sum_child", ("基本支出",)),
            Row("operating", "公用经费", 2, year.running_cost, m.mark(2, 2, 1), "sum_child", ("基本支出",)),
            Row(
                "project",
                "项目支出",
                1,
                year.project,
                m.mark(1, 2),
                "subtotal" if projects else "sum_child",
                (m.total,),
            ),
        ]
        if projects:
            rows += [
                Row(f"p{n}", x.name, 2, x, m.mark(2, n, 2), "sum_child", ("项目支出",))
                for n, x in enumerate(year.projects, 1)
            ]
        elif rng.random() < 0.3:
            rows.append(Row("p1", year.projects[0].name, 2, year.projects[0], "其中："))
        return self._with_total(rows)

    def _with_total(self, rows: list[Row]) -> list[Row]:
        """The total before or after its parts; now and then with a line of what it holds, which is no part of the sum."""
        whole = Row("total", self.manner.total, 0, self.year.all, "", "sum_total", (self.manner.total,))
        within = []
        if self.rng.random() < 0.15:
            some = self.year.all
            share = self.rng.randint(150, 700)
            line = Line("", *(getattr(some, f) * share // 1000 for f in MONEY))
            within = [Row("within", self.rng.choice(("当年财政拨款", "政府购买服务支出")), 1, line, "其中：")]
        return [whole, *within, *rows] if self.manner.total_first else [*rows, whole, *within]

    def by_fund(self) -> list[Row]:
        """Funds, then the total."""
        year, m = self.year, self.manner
        funds = [year.fund("general"), year.fund("fund")]
        rows = [Row(f"f{n}", x.name, 1, x, m.mark(1, n), "sum_child", (m.total,)) for n, x in enumerate(funds, 1)]
        rows.append(Row("f3", "国有资本经营预算", 1, Line("", 0, 0, 0, 0), m.mark(1, 3)))
        return self._with_total(rows)

    def both_ways(self) -> list[Row]:
        """A total over uses and over funds in one table."""
        year, m = self.year, self.manner
        funds = [year.fund("general"), year.fund("fund")]
        return [
            Row("total", m.total, 0, year.all, "", "sum_total", (m.total,)),
            Row("h1", "按支出性质分：", 0, None),
            Row("basic", "基本支出", 1, year.basic, "", "sum_child", (m.total,)),
            Row("project", "项目支出", 1, year.project, "", "sum_child", (m.total,)),
            Row("h2", "按资金来源分：", 0, None),
            *(Row(f"f{n}", x.name, 1, x, "", "sum_child", (m.total,)) for n, x in enumerate(funds, 1)),
        ]

    def project_rows(self) -> list[Row]:
        m = self.manner
        rows = [Row(f"p{n}", x.name, 1, x, f"{n}." if m.numbering != "plain" else "", "sum_child", (m.total,))
                for n, x in enumerate(self.year.projects, 1)]  # fmt: skip
        whole = Row("total", m.total, 0, self.year.project, "", "sum_total", (m.total,))
        return [whole, *rows] if m.total_first else [*rows, whole]

    def listed(self, lines: tuple[Line, ...], whole: Line, nested_cars: bool = False) -> list[Row]:
        """Any lines with their total."""
        m = self.manner
        rows = []
        for n, line in enumerate(lines, 1):
            rows.append(Row(f"l{n}", line.name, 1, line, m.mark(1, n) if n <= 10 else "", "sum_child", (m.total,)))
        if nested_cars:
            cars = [x for x in lines if x.name.startswith("公务用车")]
            both = Line("公务用车购置及运行费", *(sum(getattr(x, f) for x in cars) for f in MONEY))
            rows = [r for r in rows if not r.name.startswith("公务用车")]
            rows.insert(1, Row("cars", both.name, 1, both, m.mark(1, 2), "subtotal", (m.total,)))
            rows[2:2] = [Row(f"car{i}", x.name, 2, x, m.mark(2, i, 2), "sum_child", (both.name,))
                         for i, x in enumerate(cars, 1)]  # fmt: skip
            last = rows[-1]
            rows[-1] = Row(last.key, last.name, 1, last.line, m.mark(1, 3), last.kind, last.above)
        end = Row("total", m.total, 0, whole, "", "sum_total", (m.total,))
        return [end, *rows] if m.total_first else [*rows, end]

    # -- tables --------------------------------------------------------------------------------------------------------

    def make(self, title: str, rows: list[Row], columns: list[str], first: str = "项目", remark: bool = False) -> Table:
        """A table of these rows and columns; `remark` adds a column of words."""
        self.number += 1
        m, rng = self.manner, self.rng
        name = m.table_name(self.number, title)
        serial = rng.random() < 0.25
        self._note_traps(name, rows, columns)
        header: list[Cell | str] = (["序号"] if serial else []) + [first] + [m.head(c) for c in columns]
        body: list[list[Cell | str]] = []
        base = next(r.line for r in rows if r.key == "total")
        assert base is not None
        for n, row in enumerate(rows, 1):
            cells: list[Cell | str] = [str(n)] if serial else []
            cells.append(row.mark + row.name)
            cells += [self._cell(f"t{self.number}.{row.key}", row, c, columns, name, base) for c in columns]
            if remark:
                cells.append("" if rng.random() < 0.7 else rng.choice(("按进度支付", "年中追加", "无")))
            body.append(cells)
        if remark:
            header.append(rng.choice(("备注", "说明")))
        return self._table(title, name, [header], body, len(header), serial, len(columns))

    def _note_traps(self, table: str, rows: list[Row], columns: list[str]) -> None:
        """Cells that are right although a hasty eye would call them wrong: printed parts miss the printed sum, printed
        amounts miss the printed rate, lines of which, amounts below zero."""
        m, press = self.manner, self.press
        for row in rows:
            if row.line is None:
                continue
            money = {c: m.value(getattr(row.line, c)) for c in MONEY}
            parts = [r for r in rows if r.above[:1] == (row.name,) and r.line and r is not row]
            for column in (c for c in MONEY if c in columns):
                naive = sum((m.value(getattr(r.line, column)) for r in parts), Decimal(0))
                if (parts and naive != money[column]) or row.mark.startswith("其中") or money[column] < 0:
                    press.traps.append((table, row.name, f"{money[column]}"))
            change = m.value(row.line.change)
            if "change" in columns and (change < 0 or change != money["revised"] - money["original"]):
                press.traps.append((table, row.name, f"{change}"))
            for column, (above, below) in RATES.items():
                whole = getattr(row.line, below)
                if column not in columns or not whole or not money[below]:
                    continue
                part = {"change": row.line.change, "growth": row.line.outturn - row.line.last}.get(above)
                printed = m.rate_value(row.line.outturn if part is None else part, whole)
                minus = {"change": "original", "growth": "last"}.get(above)
                shown = money["revised" if above == "change" else "outturn"] - (money[minus] if minus else 0)
                if m.rate_value(shown, money[below]) != printed:
                    press.traps.append((table, row.name, f"{printed}"))

    def _cell(self, place: str, row: Row, column: str, columns: list[str], table: str, base: Line) -> str:
        m, line = self.manner, row.line
        if line is None:
            return ""
        at = (row.name, *row.above)
        if column in MONEY:
            fen = getattr(line, column)
            kind = row.kind if fen else ""
            return self.press(f"{place}.{column}", m.value(fen), m.write, kind, "sum", table, at)
        if column == "change":
            pair = {"original", "revised"} <= set(columns)
            kind = "difference" if pair and line.change else ""
            return self.press(f"{place}.change", m.value(line.change), m.write, kind, "difference", table, at)
        if column == "share":
            return self._rate(f"{place}.share", line.outturn, base.outturn, "share", table, at)
        above, below = RATES[column]
        part = line.outturn - line.last if above == "growth" else getattr(line, above)
        shown = {"rate": {"outturn", "revised"}, "change_rate": {"original"}, "growth": {"outturn", "last"}}[column]
        kind = ("growth" if column == "growth" else "rate") if shown <= set(columns) and part else ""
        return self._rate(f"{place}.{column}", part, getattr(line, below), kind, table, at)

    def _rate(self, place: str, part: int, whole: int, kind: str, table: str, at: tuple[str, ...]) -> str:
        m = self.manner
        if whole == 0:
            return m.rate(part, whole)
        return self.press(place, m.rate_value(part, whole), m.write_rate, kind if part else "", "ratio", table, at)

    def shares(self, title: str, rows: list[Row]) -> Table:
        """Two header rows: amount and share under each of budget and outturn, and how the share moved."""
        self.number += 1
        m = self.manner
        name = m.table_name(self.number, title)
        unit = f"（{m.unit}）" if m.unit_at == "head" else ""
        header: list[list[Cell | str]] = [
            [Cell("项目", rows=2), Cell(m.names["revised"], cols=2), Cell(m.names["outturn"], cols=2),
             Cell("占比变动", rows=2), Cell(m.head("rate"), rows=2)],
            [f"金额{unit}", "占比", f"金额{unit}", "占比"],
        ]  # fmt: skip
        base = next(r.line for r in rows if r.key == "total")
        assert base is not None
        body: list[list[Cell | str]] = []
        columns = ["revised", "outturn", "rate"]
        self._note_traps(name, rows, columns)
        for row in rows:
            place, at, line = f"t{self.number}.{row.key}", (row.name, *row.above), row.line
            if line is None:
                body.append([row.name, "", "", "", "", "", ""])
                continue
            moved = percent(line.outturn, base.outturn) - percent(line.revised, base.revised)
            kind = "share_change" if row.key != "total" else ""
            body.append([
                row.mark + row.name,
                self._cell(place, row, "revised", columns, name, base),
                self._rate(f"{place}.bshare", line.revised, base.revised, "share", name, at),
                self._cell(place, row, "outturn", columns, name, base),
                self._rate(f"{place}.oshare", line.outturn, base.outturn, "share", name, at),
                self.press(f"{place}.moved", rounded(moved, m.rate_places), m.write_rate, kind, "difference", name, at),
                self._cell(place, row, "rate", columns, name, base),
            ])  # fmt: skip
        return self._table(title, name, header, body, 7, False, 6)

    def merged(self, title: str, columns: list[str]) -> Table:
        """Two columns of names, the first merged over its rows, each group closed by a 小计."""
        self.number += 1
        m, year = self.manner, self.year
        name = m.table_name(self.number, title)
        groups = [("基本支出", [year.staff_cost, year.running_cost], year.basic),
                  ("项目支出", list(year.projects), year.project)]  # fmt: skip
        body: list[list[Cell | str]] = []
        base = year.all
        for g, (group, lines, whole) in enumerate(groups):
            rows = [Row(f"g{g}.{n}", x.name, 2, x, "", "sum_child", (group, "小计")) for n, x in enumerate(lines)]
            rows.append(Row(f"g{g}.sum", "小计", 1, whole, "", "subtotal", (group, m.total)))
            for n, row in enumerate(rows):
                cells = [self._cell(f"t{self.number}.{row.key}", row, c, columns, name, base) for c in columns]
                lead: list[Cell | str] = [Cell(group, rows=len(rows))] if n == 0 else []
                body.append([*lead, row.name, *cells])
        last = Row("total", m.total, 0, base, "", "sum_total", (m.total,))
        cells = [self._cell(f"t{self.number}.total", last, c, columns, name, base) for c in columns]
        body.append([Cell(m.total, cols=2), *cells])
        header: list[Cell | str] = [Cell("项目", cols=2), *(m.head(c) for c in columns)]
        return self._table(title, name, [header], body, 2 + len(columns), False, len(columns) + 1)

    def plain_table(self, title: str, header: list[str], body: list[list[str]], unit: str = "") -> Table:
        """A table of other things."""
        self.number += 1
        m = self.manner
        return Table(m.table_name(self.number, title), [list(header)], [list(r) for r in body],
                     [3.0] + [2.0] * (len(header) - 1), unit=unit or None,
                     caption=m.caption(self.number, title).replace(f"（单位：{m.unit}）", ""))  # fmt: skip

    def _table(self, title: str, name: str, header: list[list[Cell | str]], body: list[list[Cell | str]], columns: int,
               serial: bool, numbers: int) -> Table:  # fmt: skip
        m, rng = self.manner, self.rng
        widths = [2.0] * columns
        widths[1 if serial else 0] = 3.2
        if serial:
            widths[0] = 0.9
        line = rng.choice((f"单位：{m.unit}", f"金额单位：{m.unit}", f"单位：人民币{m.unit}", f"（单位：{m.unit}）"))
        return Table(name, header, body, widths, caption=m.caption(self.number, title),
                     unit=m.unit if m.unit_at == "line" else None, unit_line=line if m.unit_at == "line" else None,
                     repeat_header=rng.random() < 0.5, split_rows=rng.random() < 0.3,
                     header_alone=rng.random() < 0.05,
                     first_break=rng.choice((None, None, None, 2)), size=9.0 if columns > 7 else None)  # fmt: skip
