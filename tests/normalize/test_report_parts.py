"""One file with several reports: each is audited as if it stood alone, and an ordinary report is never cut in two."""

from __future__ import annotations

import random
import re

import pytest

from bench.evaluate import WORLDS
from parsers.read import read_document
from pipeline.audit import audit
from pipeline.export.corpus_schema import REPORT_TABLES
from pipeline.export.report_rows import report_rows
from pipeline.normalize.report_parts import report_parts
from schemas.document import Document
from tests.typeset import STYLES, Heading, PageBreak, Paragraph, Report, Title, typeset
from tests.typeset.content import Block
from tests.typeset.generator import make_report
from tests.typeset.join import joined

COLUMNS = {spec.name: spec.header for spec in REPORT_TABLES}
DEPARTMENT = "2022年度部门整体支出绩效自评报告"


def made(world: str, seed: int, error: str | None = None) -> bytes:
    return typeset(WORLDS[world][0](random.Random(seed), error=error)[0], STYLES["word"])[0]


def records(document: Document, before: tuple[int, int, int] = (0, 0, 0)) -> dict[str, list[dict[str, str]]]:
    """All rows of a report by table and column, pages, tables and paragraphs counted on from those `before` it."""
    pages, tables, paragraphs = before

    def moved(column: str, value: str, table: str) -> str:
        if not value:
            return value
        if column == "page" or (column == "pages" and table == "tables"):
            return ";".join(str(int(page) + pages) for page in value.split(";"))
        if column == "table_id":
            return f"t{int(value[1:]) + tables:02}"
        if column == "order" and table == "paragraphs":
            return str(int(value) + paragraphs)
        return re.sub(r'"page":(\d+)', lambda m: f'"page":{int(m[1]) + pages}', value)

    rows = report_rows(audit(document))
    rows["reports"] = [tuple(row[1:]) for row in rows["reports"]]
    columns = {**COLUMNS, "reports": COLUMNS["reports"][1:]}
    return {
        table: [
            {
                column: moved(column, value, table)
                for column, value in zip(columns[table], row, strict=True)
                if column != "report_id"
            }
            for row in found
        ]
        for table, found in rows.items()
    }


@pytest.mark.parametrize(
    "singles",
    [
        [("framework", 1, None), ("wide", 2, "sum_total"), ("budget", 3, None)],
        [("budget", 4, None), ("budget", 5, "row_sum")],
    ],
)
def test_reports_in_one_file_come_out_as_they_do_alone(singles: list[tuple[str, int, str | None]]) -> None:
    files = [made(*single) for single in singles]
    parts = report_parts(read_document(joined(files), name="a.pdf"))
    assert [part.report_id for part in parts] == [
        parts[0].report_id,
        *(f"{parts[0].report_id}-{number}" for number in range(2, len(files) + 1)),
    ]
    pages, tables, paragraphs = 0, 0, 0
    for file, part in zip(files, parts, strict=True):
        alone = read_document(file, name="a.pdf")
        assert records(part) == records(alone, before=(pages, tables, paragraphs))
        pages += len(alone.pages)
        tables += len(alone.tables)
        paragraphs += len(alone.blocks)


def test_two_years_of_one_agency_are_two_reports() -> None:
    files = [typeset(make_report(random.Random(3), year=year)[0], STYLES["wps"])[0] for year in (2021, 2022)]
    parts = report_parts(read_document(joined(files), name="a.pdf"))
    assert [audit(part).report.fiscal_year for part in parts] == [2021, 2022]


def body(count: int = 3) -> list[Block]:
    """The text of a short report."""
    told = "本单位全年预算数为1,200.50万元，实际支出1,100.20万元，各项工作按计划推进，完成了年初设定的任务目标。"
    return [
        Heading("一、基本情况"),
        *(Paragraph(f"{told}第{number}个方面的情况见下文，不再重复说明。") for number in "一二三四五"[:count]),
        Heading("二、自评结论"),
        Paragraph("总体完成情况较好，自评得分95分，等级为优，下一步将继续加强预算执行的管理和监督。"),
    ]


def agencies(*blocks: Block) -> list[str]:
    """The first pages of the parts, as the agencies that the audit finds for them."""
    pdf, _ = typeset(Report("r", list(blocks)), STYLES["word"])
    return [audit(part).report.agency for part in report_parts(read_document(pdf, name="a.pdf"))]


def first(title: str = f"南山区沙河街道办事处{DEPARTMENT}") -> list[Block]:
    return [Title(title), *body(), PageBreak()]


OTHER = f"罗湖区文化馆{DEPARTMENT}"


def test_a_title_of_another_agency_begins_a_report() -> None:
    assert agencies(*first(), Title(OTHER), *body()) == ["南山区沙河街道办事处", "罗湖区文化馆"]


def test_a_cover_begins_the_report_that_follows_it() -> None:
    cover: list[Block] = [Title(OTHER), PageBreak(), Paragraph("目录", align="center"), PageBreak()]
    assert agencies(*first(), *cover, Title(OTHER), *body()) == ["南山区沙河街道办事处", "罗湖区文化馆"]


def test_a_cover_may_name_the_agency_behind_a_label() -> None:
    cover: list[Block] = [
        Title("罗湖区2025年区级部门预算"),
        Paragraph("预算主管部门：罗湖区文化馆", align="center"),
        PageBreak(),
    ]
    assert agencies(*first(), *cover, *body()) == ["南山区沙河街道办事处", "罗湖区文化馆"]


def test_annexes_of_a_collection_are_reports() -> None:
    one, two = (Paragraph(f"附件{number}", indent=False) for number in (1, 2))
    assert agencies(one, *first(), two, Title(OTHER), *body()) == ["南山区沙河街道办事处", "罗湖区文化馆"]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param([Paragraph("附件2", indent=False), Title(OTHER), *body()], id="an annex of the report"),
        pytest.param([Title(OTHER), Paragraph("（此页无正文）")], id="a title with nothing after it"),
        pytest.param([Title(OTHER), PageBreak(), Paragraph("以上报告另行印发。")], id="a cover with nothing after it"),
        pytest.param([Title(f"沙河街道{DEPARTMENT}"), *body()], id="a shorter name of the same agency"),
        pytest.param([Title(f"南山区沙河街道办事处{DEPARTMENT}"), *body()], id="the same title again"),
        pytest.param([Title(DEPARTMENT), *body()], id="a title without a name"),
        pytest.param([Title("2021年度部门整体支出绩效自评报告"), *body()], id="another year without a name"),
        pytest.param([Title("校园改造项目2022年度项目支出绩效自评报告"), *body()], id="a project"),
        pytest.param([Title("罗湖区文化中心2022年度绩效自评报告"), *body()], id="what may be a project"),
        pytest.param([Title("罗湖区文化馆2022年度项目支出绩效自评表"), *body()], id="a form"),
        pytest.param([Title("罗湖区文化馆2022年度部门整体支出绩效评价指标评分表"), *body()], id="a scoring annex"),
        pytest.param([Title(f"罗湖区财政局关于报送{DEPARTMENT}的通知"), *body()], id="a notice"),
        pytest.param([Paragraph(OTHER), *body()], id="not set as a title"),
        pytest.param([Paragraph("说明如下。"), Title(OTHER), *body()], id="not at the head of the page"),
        pytest.param([Heading(f"三、{OTHER}"), *body()], id="a numbered heading"),
    ],
)
def test_what_follows_belongs_to_the_report(after: list[Block]) -> None:
    assert len(agencies(*first(), *after)) == 1


def of_project(name: str) -> list[Block]:
    return [Title(f"2022年{name}绩效评价报告"), *body(), PageBreak()]


def test_evaluations_of_several_projects_are_reports_whatever_stands_before_them() -> None:
    accounts: list[Block] = [Paragraph("现将决算有关事项说明如下。"), *body(), PageBreak()]
    projects = [*of_project("水源地保护专项资金"), *of_project("就业补助资金"), *of_project("职业培训政策")]
    assert len(agencies(*accounts, *projects)) == 4
    assert len(agencies(*projects)) == 3


def test_one_evaluation_or_the_same_twice_is_no_collection() -> None:
    accounts: list[Block] = [Paragraph("现将决算有关事项说明如下。"), *body(), PageBreak()]
    assert len(agencies(*accounts, *of_project("就业补助资金"))) == 1
    assert len(agencies(*accounts, *of_project("就业补助资金"), *of_project("就业补助资金"))) == 1


def test_a_report_that_begins_without_a_title_is_not_cut() -> None:
    letter: list[Block] = [Paragraph("区财政局：现将有关情况报告如下。"), *body(), PageBreak()]
    assert len(agencies(*letter, Title(OTHER), *body())) == 1


def test_a_title_that_repeats_after_the_cover_begins_nothing() -> None:
    cover: list[Block] = [
        Title("2023年度部门整体支出绩效自评报告"),
        Paragraph("南山区沙河街道办事处", align="center"),
        PageBreak(),
        Paragraph("目录", align="center"),
        *(Paragraph(f"{number}、内容………………{page}", indent=False) for page, number in enumerate("一二三四", 1)),
        PageBreak(),
    ]
    assert len(agencies(*cover, *first(f"沙河街道办{DEPARTMENT}"), Title(f"某区其他局{DEPARTMENT}"))) == 1


def test_a_table_that_runs_on_over_the_page_break_is_not_cut() -> None:
    document = read_document(joined([made("budget", 4), made("budget", 5)]), name="a.pdf")
    assert len(report_parts(document)) == 2
    second = report_parts(document)[1].pages[0].number
    table = next(table for table in reversed(document.tables) if table.pages[-1] < second)
    longer = table.model_copy(update={"parts": (*table.parts, table.parts[-1].model_copy(update={"page": second}))})
    tables = tuple(longer if one is table else one for one in document.tables)
    assert len(report_parts(document.model_copy(update={"tables": tables}))) == 1


@pytest.mark.parametrize("world", WORLDS)
def test_ordinary_reports_are_not_cut(world: str) -> None:
    for seed in range(3):
        assert len(report_parts(read_document(made(world, 700 + seed), name="a.pdf"))) == 1
