"""The sentences of a synthetic report, each in several wordings."""

from __future__ import annotations

import random
from decimal import Decimal

from .content import Block, Heading, Orientation, Paragraph, Title
from .slots import Printer
from .synthetic_figures import Figures, percent, rounded
from .synthetic_scores import Score
from .synthetic_tables import Manner, TableMaker, number


class Narrator:
    """Writes the body of one report around its tables."""

    def __init__(self, figures: Figures, manner: Manner, printer: Printer, rng: random.Random, agency: str,
                 scores: list[Score]) -> None:  # fmt: skip
        self.figures, self.manner, self.say, self.rng = figures, manner, printer, rng
        self.agency, self.scores = agency, scores
        self.total = sum((s.value for s in scores), Decimal(0))

    def _one(self, *wordings: str) -> Paragraph:
        """One of several wordings; the figures in them are the same."""
        return Paragraph(self.rng.choice(wordings))

    def _money(self, name: str, fen: int, kind: str = "transposed", indicator: str | None = None) -> str:
        text = self.say(f"text.{name}", self.manner.amount(fen), kind, "same_figure", indicator=indicator)
        return f"{text} {self.manner.unit}"

    def _rate(self, name: str, part: int, whole: int, kind: str = "text_rate", indicator: str | None = None) -> str:
        return self.say(f"text.{name}", self.manner.share(part, whole), kind, "ratio", indicator=indicator)

    def blocks(self, tables: TableMaker) -> list[Block]:
        year = self.manner.year
        table_too = self.rng.random() < 0.8
        plans = [
            [self._adjusted(table_too), tables.adjustment] if table_too else [self._adjusted(table_too)],
            [self._spent(), tables.execution],
        ]
        if self.rng.random() < 0.3:
            plans.reverse()
        money: list[Block] = [block() if callable(block) else block for plan in plans for block in plan]
        return [
            Title(f"{self.agency}{year} 年度部门整体支出绩效自评报告"),
            Heading("一、部门（单位）基本情况"),
            Heading("（一）部门主要职能", 2),
            self._one(
                f"{self.agency}负责本辖区的公共服务与管理事务。",
                f"{self.agency}依法履行管理和服务职责，承办上级交办的事项。",
            ),
            Heading(f"（二）{year} 年部门预算执行情况", 2),
            *money,
            self._procurement(),
            self._assets(),
            *self._staff(),
            Heading("二、部门（单位）主要履职绩效分析"),
            Heading("（一）经济性", 2),
            self._economy(),
            Heading("（二）效率性", 2),
            self._projects(),
            tables.projects(),
            self._one("各季度执行情况见下表。", "分季度的预算执行进度如下。"),
            tables.quarters(),
            Heading("（三）公平性", 2),
            self._public(),
            Heading("三、存在问题"),
            *self._deductions(),
            Heading("四、自评得分情况"),
            self._result(),
            tables.scores(self.scores),
            *self._levels(),
            Orientation(landscape=True),
            tables.annex(self.scores),
        ]

    def _adjusted(self, table_too: bool) -> Paragraph:
        year, line = self.manner.year, self.figures.all
        before = self._money("original", line.original, "transposed" if table_too else "")
        after = self._money("revised", line.revised)
        return self._one(
            f"{year} 年年初预算数为 {before}，调整后全年预算数为 {after}。",
            f"本部门 {year} 年年初预算 {before}，年中调整后，全年预算为 {after}。",
        )

    def _spent(self) -> Paragraph:
        year, figures = self.manner.year, self.figures
        spent = self._money("outturn", figures.all.outturn)
        rate = self._rate("execution", figures.all.outturn, figures.all.revised)
        basic, project = self._money("basic", figures.basic.outturn), self._money("project", figures.project.outturn)
        return self._one(
            f"{year} 年全年实际支出 {spent}，预算执行率为 {rate}，其中：基本支出 {basic}，项目支出 {project}。",
            f"{year} 年度决算支出 {spent}，预算执行率 {rate}。按用途分，基本支出 {basic}，项目支出 {project}。",
        )

    def _procurement(self) -> Paragraph:
        planned, actual = self.figures.procurement
        name = "政府采购执行情况"
        a = self._money("procurement.planned", planned, "", name)
        b = self._money("procurement.actual", actual, "", name)
        rate = self._rate("procurement.rate", actual, planned, indicator=name)
        return self._one(
            f"全年政府采购计划金额为 {a}，实际采购金额 {b}，政府采购执行率为 {rate}。",
            f"政府采购计划 {a}，实际支出 {b}，政府采购执行率 {rate}。",
        )

    def _assets(self) -> Paragraph:
        book, used = self.figures.assets
        a, b = self._money("assets.book", book, ""), self._money("assets.used", used, "")
        rate = self._rate("assets.rate", used, book, indicator="固定资产利用率")
        year = self.manner.year
        return self._one(
            f"截至 {year} 年 12 月 31 日，固定资产账面原值 {a}，实际在用固定资产 {b}，固定资产利用率为 {rate}。",
            f"{year} 年末固定资产原值为 {a}，其中在用资产 {b}，固定资产利用率 {rate}。",
        )

    def _staff(self) -> list[Block]:
        figures, year = self.figures, self.manner.year
        posts, staff = sum(figures.posts), sum(figures.staff)
        admin, service = figures.posts
        rate = self._rate("staff.rate", staff, posts, indicator="财政供养人员控制率")
        outside = self._rate(
            "dispatched.rate", figures.dispatched, figures.dispatched + staff, indicator="编外人员控制率"
        )
        whole = figures.dispatched + staff
        return [
            self._one(
                f"核定编制人数 {posts} 人，其中行政编制 {admin} 人、事业编制 {service} 人；"
                f"年末在编在职人员 {staff} 人，财政供养人员控制率为 {rate}。",
                f"{year} 年核定编制 {posts} 人，包括行政编制数 {admin} 人、事业编制数 {service} 人，"
                f"实有在编在职人数 {staff} 人，财政供养人员控制率为 {rate}。",
            ),
            self._one(
                f"劳务派遣人员 {figures.dispatched} 人，在职人员总数（在编+编外）{whole} 人，"
                f"编外人员控制率为 {outside}。",
                f"使用劳务派遣人员 {figures.dispatched} 人，在编和编外合计 {whole} 人，编外人员控制率 {outside}。",
            ),
        ]

    def _economy(self) -> Paragraph:
        figures = self.figures
        budget, spent = figures.three_public
        a, b = self._money("three.budget", budget, ""), self._money("three.outturn", spent, "")
        rate = self._rate("three.rate", spent, budget, indicator="公用经费控制率")
        c, d = (
            self._money("daily.budget", figures.operating.revised),
            self._money("daily.outturn", figures.operating.outturn),
        )
        daily = self._rate(
            "daily.rate", figures.operating.outturn, figures.operating.revised, indicator="公用经费控制率"
        )
        return self._one(
            f"“三公”经费预算数为 {a}，实际支出数 {b}，“三公”经费控制率为 {rate}。"
            f"日常公用经费调整预算数 {c}，决算数 {d}，日常公用经费控制率为 {daily}。",
            f"全年“三公”经费预算安排 {a}，实际支出 {b}，“三公”经费控制率 {rate}；"
            f"日常公用经费调整预算数为 {c}，决算数为 {d}，日常公用经费控制率 {daily}。",
        )

    def _projects(self) -> Paragraph:
        count, late = len(self.figures.projects), self.figures.unfinished
        rate = self._rate("projects.rate", count - late, count, indicator="项目完成及时性")
        rest = f"其中 {late} 个项目未按计划完成" if late else "全部按计划完成"
        return self._one(
            f"全年计划完成二级项目 {count} 个，{rest}，项目数量完成率为 {rate}。",
            f"本年度共安排二级项目 {count} 个，{rest}，项目数量完成率 {rate}。",
        )

    def _public(self) -> Paragraph:
        count, rate = self.figures.petitions, f"{self.figures.satisfaction:.2f}%"
        return self._one(
            f"全年收到信访案件 {count} 宗，办理回复率 100%，未发生超期。问卷调查显示，整体满意度为 {rate}。",
            f"共接到群众信访 {count} 件，均按期回复，信访办理回复率达 100%。服务对象满意度为 {rate}。",
        )

    def _deductions(self) -> list[Block]:
        lost = [s for s in self.scores if s.lost > 0]
        found: list[Block] = []
        for n, score in enumerate(lost, 1):
            name = score.indicator.name
            points = self.say(f"deduct.{name}", number(score.lost), "deduction", "score_claim")
            found.append(Paragraph(f"（{n}）“{name}”指标扣 {points} 分。"))
        return found or [Paragraph("本年度没有扣分项。")]

    def _result(self) -> Paragraph:
        total = self.say("total", number(self.total), "score_total", "score_claim")
        grade = "优" if self.total >= 90 else "良" if self.total >= 80 else "中" if self.total >= 60 else "差"
        return self._one(
            f"对照评价指标体系逐项打分，本次自评得分为 {total} 分，评价等级为“{grade}”。",
            f"经自评，部门整体支出绩效得分 {total} 分，等级为“{grade}”。",
        )

    def _levels(self) -> list[Block]:
        found: list[Block] = []
        for n, level in enumerate(dict.fromkeys(s.indicator.level1 for s in self.scores), 1):
            inside = [s for s in self.scores if s.indicator.level1 == level]
            weight = sum((s.weight for s in inside), Decimal(0))
            value = sum((s.value for s in inside), Decimal(0))
            text = self.say(f"level.{level}", number(value), "level_total", "score_claim")
            rate = f"{rounded(percent(value, weight)):.2f}%"
            found.append(
                Paragraph(
                    f"{n}.“{level}”指标总分 {number(weight)} 分，得分 {text} 分，得分率 {rate}，"
                    f"共设置 {len(inside)} 个末级指标。"
                )
            )
        return found
