# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""Sentences that state the figures of the year, each in several wordings; one is drawn, the figures stay the same."""

from __future__ import annotations

from decimal import Decimal

from ..content import Paragraph
from .edition import Edition
from .figures import Line, Year
from .manner import FEN, Manner, percent, rounded
from .places import Press


class Sentences:
    """Writes single paragraphs. `stated` are codes of measures that the report gives figures for."""

    def __init__(self, year: Year, manner: Manner, press: Press, edition: Edition) -> None:
        self.year, self.m, self.press, self.rng = year, manner, press, manner.rng
        rng = self.rng
        self.hidden = {i.measure.code for i in edition.items if i.measure and not i.stated}
        self.names = {i.measure.code: i.name for i in edition.items if i.measure}
        self.words = {i.measure.code: i.measure.name for i in edition.items if i.measure}
        self.unit = manner.unit if manner.unit != "元" or rng.random() < 0.5 else "万元"
        self.places = 2 if self.unit != "亿元" else max(manner.places, 2)
        self.projects_doubled = False
        self.space, self.commas = rng.choice((" ", "")), rng.random() < 0.5

    def one(self, *wordings: str) -> Paragraph:
        return Paragraph(self.rng.choice(wordings))

    def money(self, name: str, fen: int, kinds: str = "", code: str = "") -> str:
        """An amount with its unit."""
        value = rounded(Decimal(fen) / FEN[self.unit], self.places)
        space, comma, unit, places = self.space, "," if self.commas else "", self.unit, self.places

        def write(amount: Decimal) -> str:
            return f"{amount:{comma}.{places}f}{space}{unit}"

        unsettled = (self.names[code],) if code in self.names else ()
        return self.press(f"text.{name}", value, write, kinds if fen else "", "same_figure", unsettles=unsettled)

    def rate(self, name: str, part: int, whole: int, kinds: str = "text_rate", code: str = "") -> str:
        unsettled = (self.names[code],) if code in self.names else ()
        value = rounded(percent(part, whole))
        return self.press(f"text.{name}", value, lambda v: f"{v:.2f}%", kinds, "ratio", unsettles=unsettled)

    def count(self, name: str, value: int, kinds: str = "", code: str = "") -> str:
        unsettled = (self.names[code],) if code in self.names else ()
        return self.press(f"text.{name}", Decimal(value), lambda v: f"{v:f}", kinds, "count", unsettles=unsettled)

    # -- money ---------------------------------------------------------------------------------------------------------

    def adjusted(self) -> Paragraph:
        line, y = self.year.all, self.m.year
        a, b = self.money("original", line.original, "transposed wrong_unit", "adjust"), self.money(
            "revised", line.revised, "transposed wrong_unit", "execution")  # fmt: skip
        c = self.money("change", abs(line.change))
        r = self.rate("change_rate", abs(line.change), line.original, code="adjust")
        moved, word = ("调增", "增加") if line.change >= 0 else ("调减", "减少")
        if line.change == 0:
            return self.one(f"{y} 年年初预算数为 {a}，年中没有调整，全年预算数为 {b}。")
        name = self.words.get("adjust", "预算调整率")
        return self.one(
            f"{y} 年年初预算数为 {a}，调整后全年预算数为 {b}，预算{moved} {c}，{name}为 {r}。",
            f"本部门 {y} 年年初预算 {a}，年中{moved} {c}，全年预算数 {b}，{name} {r}。",
            f"经批复，{y} 年年初预算数 {a}；年中因工作需要追加和调减部分项目，全年预算数 {b}，较年初预算{word} {c}，{name}为 {r}。",
        )

    def spent(self) -> Paragraph:
        year, y = self.year, self.m.year
        a = self.money("outturn", year.all.outturn, "transposed wrong_unit", "execution")
        r = self.rate("execution", year.all.outturn, year.all.revised, code="execution")
        b, c = (
            self.money("basic", year.basic.outturn, "transposed"),
            self.money("project", year.project.outturn, "transposed"),
        )
        return self.one(
            f"{y} 年全年实际支出 {a}，预算执行率为 {r}，其中：基本支出 {b}，项目支出 {c}。",
            f"{y} 年度决算支出 {a}，预算执行率 {r}。按支出性质分，基本支出 {b}，项目支出 {c}。",
            f"截至 {y} 年 12 月 31 日，全年决算数为 {a}，预算执行率达 {r}（年度目标为≥85%）。其中基本支出决算数为 {b}，项目支出决算数为 {c}。",
            f"{y} 年决算数 {a}，预算执行率为 {r}，基本支出和项目支出分别为 {b} 和 {c}。",
        )

    def carried(self) -> Paragraph:
        line = self.year.all
        left = line.revised - line.outturn
        a = self.money("carried", left, "unrepeated", "carry")
        r = self.rate("carried.rate", left, line.revised, "text_rate", "carry")
        return self.one(
            f"年末结转结余资金 {a}，结转结余率为 {r}。",
            f"年末结转结余数为 {a}，占全年预算数的比重即结转结余率为 {r}，控制在目标值以内。",
        )

    def last_year(self) -> Paragraph:
        line, y = self.year.all, self.m.year
        a, up = self.money("last", line.last), line.outturn - line.last
        b = self.money("more", abs(up))
        r = self.rate("growth", abs(up), line.last, "text_growth" if up else "")
        word, rise = ("增加", "增长") if up >= 0 else ("减少", "下降")
        return self.one(
            f"{y - 1} 年度决算数为 {a}，本年比上年{word} {b}，{rise} {r}。",
            f"与上年相比，上年支出 {a}，同比{word} {b}，同比{rise} {r}。",
        )

    def funds(self) -> Paragraph:
        general, fund = self.year.fund("general"), self.year.fund("fund")
        a = self.money("fund.general", general.outturn)
        if not fund.outturn:
            return self.one(f"全部支出均为一般公共预算支出，决算数 {a}，没有政府性基金预算支出。")
        b = self.money("fund.fund", fund.outturn)
        return self.one(f"按资金来源分，一般公共预算支出决算数 {a}，政府性基金预算支出决算数 {b}。")

    def repeated(self) -> Paragraph:
        a = self.money("outturn.again", self.year.all.outturn, "transposed")
        return self.one(
            f"总体来看，全年支出决算数 {a}，资金投向与部门职责一致。",
            f"本部门全年实际支出 {a}，重点保障了各项工作。",
        )

    def rough(self) -> Paragraph:
        fen = self.year.all.outturn
        unit = "万元" if self.m.unit != "亿元" else "亿元"
        value = rounded(Decimal(fen) / FEN[unit], 0 if unit == "万元" else 1)
        return self.one(f"全年投入近 {int(value) + 1} {unit}用于民生事业。", f"全年支出约 {value:f} {unit}。")

    def procurement(self) -> Paragraph:
        year = self.year
        a = self.money("bought.plan", year.bought.original, "unrepeated", "procurement")
        b = self.money("bought", year.bought.outturn, "unrepeated", "procurement")
        r = self.rate("bought.rate", year.bought.outturn, year.bought.original, code="procurement")
        name = self.words.get("procurement", "政府采购执行率")
        parts = [self.money(f"bought.{n}", x.outturn) for n, x in enumerate(year.procurement)]
        return self.one(
            f"全年政府采购计划金额为 {a}，实际采购金额 {b}，{name}为 {r}。",
            f"政府采购预算数 {a}，实际采购金额 {b}，其中货物类采购 {parts[0]}、工程类采购 {parts[1]}、服务类采购 {parts[2]}，{name} {r}。",
            f"按照《政府采购法》和深财购〔2019〕42 号文要求，全年政府采购预算 {a}，政府采购实际支出 {b}，{name}为 {r}，高于 90% 的目标。",
        )

    def assets(self) -> Paragraph:
        book, used = self.year.assets
        a, b = self.money("book", book, "unrepeated", "assets"), self.money("used", used, "unrepeated", "assets")
        r, y = self.rate("assets", used, book, code="assets"), self.m.year
        return self.one(
            f"截至 {y} 年 12 月 31 日，固定资产账面原值 {a}，实际在用固定资产 {b}，固定资产利用率为 {r}。",
            f"{y} 年末固定资产原值为 {a}，其中在用固定资产 {b}，固定资产利用率 {r}。",
        )

    def three(self) -> Paragraph:
        line = self.year.three
        if not line.original:
            return self.one("本部门没有安排“三公”经费预算，也没有发生“三公”经费支出。")
        a = self.money("three.budget", line.original, "unrepeated", "three")
        b = self.money("three", line.outturn, "unrepeated", "three")
        r = self.rate("three.rate", line.outturn, line.original, "text_rate three_rate", "three")
        return self.one(
            f"“三公”经费预算数为 {a}，实际支出数 {b}，“三公”经费控制率为 {r}。",
            f"全年“三公”经费预算安排 {a}，实际支出 {b}，“三公”经费控制率 {r}，厉行节约成效明显。",
        )

    def running(self) -> Paragraph:
        line = self.year.running_cost
        a, b = self.money("run.budget", line.revised, "unrepeated", "operating"), self.money(
            "run", line.outturn, "unrepeated", "operating")  # fmt: skip
        r = self.rate("run.rate", line.outturn, line.revised, code="operating")
        name = self.words.get("operating", "日常公用经费控制率")
        return self.one(
            f"日常公用经费调整预算数 {a}，决算数 {b}，{name}为 {r}。",
            f"公用经费预算数为 {a}，公用经费决算数为 {b}，{name} {r}。",
        )

    # -- counts --------------------------------------------------------------------------------------------------------

    def staff(self) -> Paragraph:
        year = self.year
        posts, staff = sum(year.posts), sum(year.staff)
        p = self.count("posts", posts, "staff_identity", "staff")
        s = self.count("staff", staff, "staff_identity" if "dispatched" not in self.hidden else "", "staff")
        r = self.rate("staff.rate", staff, posts, code="staff")
        name = self.words.get("staff", "财政供养人员控制率")
        split = f"其中行政编制 {year.posts[0]} 人、事业编制 {year.posts[1]} 人"
        return self.one(
            f"核定编制人数 {p} 人，{split}；年末在编在职人员 {s} 人（行政人员 {year.staff[0]} 人、事业人员 {year.staff[1]} 人），{name}为 {r}。",
            f"本部门核定编制数 {p} 人，{split}，实有在编人数 {s} 人，其中行政在编 {year.staff[0]} 人、事业在编 {year.staff[1]} 人，{name} {r}。",
        )

    def dispatched(self) -> Paragraph:
        year = self.year
        whole = sum(year.staff) + year.dispatched
        w = self.count("people", whole, "staff_identity" if "staff" not in self.hidden else "", "dispatched")
        r = self.rate("dispatched.rate", year.dispatched, whole, code="dispatched")
        name = self.words.get("dispatched", "编外人员控制率")
        return self.one(
            f"劳务派遣人员 {year.dispatched} 人，在职人员总数（在编+编外）{w} 人，{name}为 {r}。",
            f"年末编外人员 {year.dispatched} 人，在职人员总数 {w} 人，{name} {r}。",
        )

    def projects(self) -> Paragraph:
        done, planned = self.year.counts["projects"]
        n = self.count("projects", planned, "project_count", "projects")
        r = self.rate("projects.rate", done, planned, code="projects")
        name = self.words.get("projects", "项目完成率")
        left = planned - done
        rest = f"其中 {left} 个项目未按计划完成" if left else "全部按计划完成"
        said = self.one(
            f"全年计划完成二级项目 {n} 个，{rest}，{name}为 {r}。",
            f"本年度共安排二级项目 {n} 个，已完成 {done} 个，{name} {r}。",
        )
        self.projects_doubled = bool(left) or "已完成" in said.text  # the sentence itself tells how many there are
        return said

    def counted(self, code: str) -> Paragraph:
        """Tasks, quality, petitions."""
        done, planned = self.year.counts[code]
        r = self.rate(f"{code}.rate", done, planned, code=code)
        name = self.words.get(
            code, {"tasks": "重点工作完成率", "quality": "质量达标率", "petitions": "信访办结率"}[code]
        )
        wordings = {
            "tasks": (f"全年交办重点工作 {planned} 项，已完成 {done} 项，{name}为 {r}。",
                      f"上级交办的重点工作共 {planned} 项，实际完成 {done} 项，{name} {r}。"),
            "quality": (f"已完成的 {planned} 个项目中，{done} 个项目质量达标，{name}为 {r}。",
                        f"经验收，实际完成项目 {planned} 个，质量达标项目 {done} 个，{name} {r}。"),
            "petitions": (f"全年受理信访件 {planned} 件，按期办结 {done} 件，{name}为 {r}。",
                          f"共收到群众信访 {planned} 件，办结 {done} 件，{name} {r}。"),
        }[code]  # fmt: skip
        return self.one(*wordings)

    def satisfaction(self) -> Paragraph:
        yes, asked = self.year.satisfaction
        r = self.rate("satisfied", yes, asked, "", "satisfaction")
        name = self.words.get("satisfaction", "服务对象满意度")
        return self.one(
            f"共发放调查问卷 {asked} 份，{name}为 {r}，高于 85% 的目标值。",
            f"问卷调查结果显示，{name}达 {r}。",
            f"经第三方调查，{name}为 {r}（上年为 {min(99, yes * 100 // asked + 2)}.50%）。",
        )

    # -- what means nothing --------------------------------------------------------------------------------------------

    def trap(self) -> Paragraph:
        """Numbers that no figure of the report may be taken for."""
        y, rng = self.m.year, self.rng
        one = rng.choice(self.year.projects)
        a = self.money(f"trap{len(self.press.spots)}", one.outturn)
        n = 3 + self.year.people % 58  # the same wherever the report says it once more
        return self.one(
            f"根据《关于开展 {y} 年度部门整体支出绩效评价工作的通知》（财绩〔{y + 1}〕{n} 号），评价基准日为 {y} 年 12 月 31 日。",
            f"辖区面积 {self.year.area / 100:.2f} 平方公里，常住人口 {self.year.people / 10000:.2f} 万人，下设 {n} 个社区。",
            "要求项目支出进度：一季度不低于 25%、二季度不低于 50%、三季度不低于 75%，执行率目标值≥95%。",
            f"其中“{one.name}”项目全年支出 {a}，惠及群众约 {n * 1000} 人次。",
            f"全年开展检查 {n * 3} 次，出动 {n * 17} 人次，整改率 100%，较上年提高 {n % 7 + 1}.{n % 10} 个百分点。",
            f"累计办理事项 {n * 211} 宗，平均办理时限由 {n % 9 + 3}-{n % 9 + 8} 天压缩至 {n % 3 + 1} 天，好评率 {90 + n % 10}.{n % 10}%。",
            f"现行内部控制制度第 {n} 条规定，单笔超过 {n % 5 + 1} 万元的支出须集体审议，5% 以上的调剂须报批。",
        )

    def shared(self, lines: tuple[Line, ...]) -> Paragraph:
        """Several projects with their amounts, 分别为."""
        some = list(lines[:3])
        names = "、".join(f"“{x.name}”" for x in some)
        amounts = "、".join(self.money(f"shared.{x.name}", x.outturn) for x in some)
        return self.one(f"{names}项目全年支出分别为 {amounts}。")
