"""Whose report a document is, of which year and of what kind, and in which unit of money it speaks."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

from pipeline.normalize.agency import agency_of, title_text
from pipeline.normalize.context import ReportContext
from pipeline.vocabulary.names import MONEY_WORDS, folded, unit_named
from schemas.document import Document, Table
from schemas.figure import Unit

_DISTRICT = re.compile(r"([\u4e00-\u9fff]{2,7}?(?:新区|自治县|区|县|旗))(?!域|别|分|间|内|委|政府办公)")
_SHORTEST = re.compile(r"([\u4e00-\u9fff]县)(?!域|级|委|政府|人民)")  # counties of one character (南县, 易县)
_YEAR = re.compile(r"(20\d\d)年度?|(二[〇○零]([一二三四五六七八九〇零])([〇零一二三四五六七八九]))年度?")
_OF_PROJECT = re.compile(r"项目(?:支出)?(?:绩效)?自评表|项目支出绩效(?:自评|评价)|项目绩效自评")
# What a government lays before its people's congress (预算法 第二十一条), in which 绩效评价 is one thing told of many.
_OF_GOVERNMENT = re.compile(
    r"预算(?:（草案）|\(草案\)|草案)|预算执行情况(?:和|与|及|的?报告)|政府预算(?:信息)?公开|政府决算(?:信息)?公开|(?:本?级|财政|全[省市县区])决算(?:草案|的?报告)"
)
_DISTRICT_OF_CITY = re.compile(r"市([\u4e00-\u9fff]{2,4}?(?:新区|区|县))")
_DISTRICT_BODY = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[由据照按经是属向与和在])([\u4e00-\u9fff]{2,3}(?:新区|区|县))(?=财政局|委|人民政府|政府|街道)",
    re.MULTILINE,
)
_NO_DISTRICT = re.compile(
    r"对|完成|落实|配合|协助|推动|上报|报|全|各|辖|本|我|该|省|市|城市|社|园|小|片|实现|改善|属|与|及|和各|汇总|政社|月|主城|中心城"
    r"|合作|开发|建成|贫困|地区|行政区|经济区|[一二三四五六对]县|府"
)
_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_BANNER_ROWS = 3  # rows at the top of a form that can hold its title, year and unit
_LONGEST_BANNER = 60  # characters


def context_of(document: Document) -> ReportContext:
    """Agency, district, fiscal year, document kind and default unit of money of a document."""
    text = "\n".join(b.text for b in document.blocks)
    kind = document_kind(document)
    agency = agency_of(document, kind)
    return ReportContext(
        agency=agency,
        district=district_of(agency, text if kind.endswith("self_evaluation") or agency else ""),
        fiscal_year=fiscal_year_of(document),
        document_kind=kind,
        money_unit=_money_unit(document, text),
    )


def document_kind(document: Document) -> str:
    """department_self_evaluation, project_self_evaluation, budget, final_accounts or other.

    The title decides, then the file's name, the tables' titles, the first pages.
    """
    titles = [title_text(document), folded(PurePath(document.file).stem)]
    heads = "".join(folded(t.title) for t in document.tables)
    body = folded("".join(b.text for b in document.blocks[:60]))
    for text in (*titles, heads, body):
        government = _OF_GOVERNMENT.search(text)
        if government and (text in titles or "整体支出" not in text):  # whose tables and text tell of evaluations too
            return "final_accounts" if "决算" in government.group() else "budget"
        if _OF_PROJECT.search(text) and "整体支出" not in text:
            return "project_self_evaluation"
        if "整体支出" in text or "绩效自评" in text or "绩效评价" in text:
            return "department_self_evaluation"
        if re.search(r"部门决算|单位决算|决算公开|决算表", text):
            return "final_accounts"
        if re.search(r"部门预算|单位预算|预算公开|年预算|预算总表", text):
            return "budget"
    return "other"


def fiscal_year_of(document: Document) -> int | None:
    """The year in the title or the file's name, else the one that tables and text name most; None where none is."""
    for text in (title_text(document), folded(PurePath(document.file).stem)):
        years = years_named(text)
        if years:
            return years.most_common(1)[0][0]
        short = re.search(r"(?<!\d)(2\d)年(?:度|部门|预算|决算)", text)
        if short:
            return 2000 + int(short[1])
    tables = years_named(folded("".join(t.title for t in document.tables) + "".join(map(_banners, document.tables))))
    if tables:
        return tables.most_common(1)[0][0]
    found = re.findall(r"(20\d\d)年度?", folded("".join(b.text for b in document.blocks)))
    return int(Counter(found).most_common(1)[0][0]) if found else None


def _banners(table: Table) -> str:
    """Titles that stand inside a table, each in a row of its own at the top."""
    rows = [c for c in table.cells if c.row <= _BANNER_ROWS and c.col_span == table.cols]
    return "".join(c.text for c in rows if len(c.text) <= _LONGEST_BANNER)


def years_named(text: str) -> Counter[int]:
    """Fiscal years in a text without white space, each with the weight of its mentions (年度 says more than 年)."""
    years: Counter[int] = Counter()
    for match in _YEAR.finditer(text):
        if match[1]:
            years[int(match[1])] += 2 if match[0].endswith("年度") else 1
        elif match[3] and match[4]:
            years[int("20" + _DIGITS[match[3]] + _DIGITS[match[4]])] += 1
    return years


def district_of(agency: str, text: str) -> str:
    """The district or county: in the agency's name, else the one named most in the text."""
    inside = re.sub(r"^[^县区旗]*?(?:省|市(?!场))", "", agency)  # 某县市场监督管理局
    found = _DISTRICT.match(inside) or _SHORTEST.match(inside)
    if found:
        return found[1]
    for names in (_DISTRICT_OF_CITY.findall(text), _DISTRICT_BODY.findall(text)):
        if named := Counter(name for name in names if not _NO_DISTRICT.match(name)):
            break
    return named.most_common(1)[0][0] if named else ""


def _money_unit(document: Document, text: str) -> Unit:
    """The unit of money that tables and text print most."""
    counts: Counter[Unit] = Counter()
    for table in document.tables:
        printed = unit_named(table.unit)
        if printed is not None and printed.is_money:
            counts[printed] += 5
            continue
        heads = folded(table.unit + table.title + "".join(c.text for c in table.cells if c.is_header))
        named = next((unit for word, unit in MONEY_WORDS.items() if word != "元" and word in heads), None)
        if named is not None:
            counts[named] += 5
        elif re.search(r"(?:单位:|\()元", heads):
            counts[Unit.YUAN] += 5
    counts[Unit.WAN_YUAN] += len(re.findall(r"\d\s*万元", text))
    counts[Unit.YI_YUAN] += len(re.findall(r"\d\s*亿元", text))
    counts[Unit.YUAN] += len(re.findall(r"\d\s*元", text))
    best, count = counts.most_common(1)[0]
    return best if count else Unit.WAN_YUAN
