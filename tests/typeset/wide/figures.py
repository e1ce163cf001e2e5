# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""The year of an agency that does not exist: amounts in fen, counts, and everything derived from them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cached_property

from ..synthetic_figures import PROJECTS


@dataclass(frozen=True)
class Line:
    """A line of the budget, in fen. `fund` tells general public budget from government fund."""

    name: str
    last: int
    original: int
    revised: int
    outturn: int
    fund: str = "general"

    @property
    def change(self) -> int:
        return self.revised - self.original


def total(name: str, lines: list[Line]) -> Line:
    return Line(name, *(sum(getattr(x, f) for x in lines) for f in ("last", "original", "revised", "outturn")))


@dataclass(frozen=True)
class Year:
    """Everything that a report states, before it is written down."""

    scale: int
    personnel: tuple[Line, ...]
    operating: tuple[Line, ...]
    projects: tuple[Line, ...]
    quarters: tuple[tuple[int, int], ...]  # budget, cumulative outturn
    three_public: tuple[Line, ...]  # 因公出国, 车辆购置, 车辆运行, 接待
    procurement: tuple[Line, ...]  # 货物, 工程, 服务: original is the plan
    posts: tuple[int, int]
    staff: tuple[int, int]
    dispatched: int
    assets: tuple[int, int]
    counts: dict[str, tuple[int, int]]  # done, planned: tasks, quality, petitions, projects
    satisfaction: tuple[int, int]  # satisfied, asked
    area: int
    people: int

    @cached_property
    def staff_cost(self) -> Line:
        return total("人员经费", list(self.personnel))

    @cached_property
    def running_cost(self) -> Line:
        return total("公用经费", list(self.operating))

    @cached_property
    def basic(self) -> Line:
        return total("基本支出", [*self.personnel, *self.operating])

    @cached_property
    def project(self) -> Line:
        return total("项目支出", list(self.projects))

    @cached_property
    def all(self) -> Line:
        return total("合计", [self.basic, self.project])

    def fund(self, name: str) -> Line:
        """All lines of one fund; basic expenditure is paid from the general public budget."""
        lines = [x for x in self.projects if x.fund == name]
        titles = {"general": "一般公共预算", "fund": "政府性基金预算"}
        return total(titles[name], [self.basic, *lines] if name == "general" else lines)

    @cached_property
    def three(self) -> Line:
        return total("“三公”经费", list(self.three_public))

    @cached_property
    def bought(self) -> Line:
        return total("政府采购", list(self.procurement))


def draw_year(rng: random.Random) -> Year:
    """Draw an agency's year."""
    scale = rng.choice((1, 3, 10, 100))

    def fen(low: int, high: int) -> int:
        return rng.randint(low * 100 * scale, high * 100 * scale)

    def line(name: str, low: int, high: int, moves: int, least: int, fund: str = "general") -> Line:
        original = fen(low, high)
        revised = original * (1000 + rng.choice((0, rng.randint(-moves, moves + moves // 2)))) // 1000
        spent = revised if rng.random() < 0.12 else revised * rng.randint(least * 100, 10_000) // 10_000
        last = max(original * rng.randint(700, 1250) // 1000, 1)
        return Line(name, last, original, revised, spent, fund)

    staff_lines = (
        line("工资福利支出", 2_000_000, 7_000_000, 60, 93),
        line("对个人和家庭的补助", 90_000, 900_000, 60, 85),
    )
    office = tuple(
        line(name, 20_000, 300_000, 40, 66)
        for name in rng.sample(("办公费", "水电费", "物业管理费", "培训费", "差旅费", "维修（护）费", "工会经费", "邮电费"),
                               rng.randint(2, 4))
    )  # fmt: skip
    funds = rng.random() < 0.5
    projects = []
    for n, name in enumerate(rng.sample(PROJECTS, rng.randint(4, 11))):
        one = line(name, 20_000, 2_500_000, 120, 70, "fund" if funds and n % 3 == 2 else "general")
        projects.append(replace(one, outturn=0) if rng.random() < 0.06 else one)
    if rng.random() < 0.2:  # added during the year: nothing in the original budget
        projects[-1] = replace(projects[-1], original=0, last=0)
    everything = total("", [*staff_lines, *office, *projects])
    three = tuple(
        Line(name, last, budget, budget, spent)
        for name, last, budget, spent in _three(rng, scale)
    )  # fmt: skip
    bought = tuple(replace(line(f"政府采购{kind}支出", 100_000, 2_000_000, 0, 84)) for kind in ("货物", "工程", "服务"))
    posts = (rng.randint(10, 90), rng.randint(5, 70))
    staff = (rng.randint(posts[0] * 6 // 10, posts[0]), rng.randint(posts[1] * 6 // 10, posts[1]))
    book = fen(500_000, 30_000_000)
    done = len(projects) - rng.choice((0, 0, 1, 2))
    tasks, received = rng.randint(6, 40), rng.randint(5, 400)
    asked = rng.randint(100, 900)
    return Year(
        scale, staff_lines, office, tuple(projects), _quarters(rng, everything), three, bought, posts, staff,
        rng.choice((0, 2, sum(staff) // 8, sum(staff) // 2)),
        (book, book if rng.random() < 0.3 else book * rng.randint(6200, 9950) // 10_000),
        {
            "projects": (done, len(projects)),
            "tasks": (tasks - rng.choice((0, 0, 1, 2)), tasks),
            "quality": (done - rng.choice((0, 0, 1)), done),
            "petitions": (received - rng.choice((0, 0, 1, 3)), received),
        },
        (asked * rng.randint(820, 995) // 1000, asked), rng.randint(900, 60_000), rng.randint(20_000, 400_000),
    )  # fmt: skip


def _three(rng: random.Random, scale: int) -> list[tuple[str, int, int, int]]:
    """因公出国（境）费 often nothing, purchase of cars often nothing."""
    rows = []
    for name, chance in (
        ("因公出国（境）费", 0.3),
        ("公务用车购置费", 0.3),
        ("公务用车运行维护费", 1.0),
        ("公务接待费", 0.9),
    ):
        if rng.random() >= chance:
            rows.append((name, 0, 0, 0))
            continue
        budget = rng.randint(2_000_000, 9_000_000) * min(scale, 10)
        rows.append((name, budget * rng.randint(800, 1300) // 1000, budget, budget * rng.randint(300, 990) // 1000))
    return rows


def _quarters(rng: random.Random, everything: Line) -> tuple[tuple[int, int], ...]:
    """Budgets that move towards the revised one, and what was spent by the end of each quarter."""
    quarters, after = [(everything.revised, everything.outturn)], everything.outturn
    for number in (3, 2, 1):
        budget = everything.revised - everything.change * (4 - number) // 4
        spent = budget * (number * 250 + rng.randint(-90, 50)) // 1000 + rng.randint(0, 99_999)
        after = min(spent, after * 93 // 100)
        quarters.insert(0, (budget, after))
    return tuple(quarters)
