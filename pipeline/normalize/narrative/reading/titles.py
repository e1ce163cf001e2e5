"""What stands under a title: a heading, a numbered line, or a sentence that does nothing but name a project."""

from __future__ import annotations

import re

from pipeline.normalize.narrative.reading.found import Carry
from pipeline.normalize.narrative.reading.leads import THEME_ITEM, plain_noun
from pipeline.normalize.narrative.reading.named_subjects import WHOLE, Names, Subject, bare_subject, is_project_name
from pipeline.vocabulary.items import item_named

# Headings of sections about the unit's money as a whole.
_SECTION = re.compile(
    r"预算|支出|资金|执行|经费|经济性|效率|采购|决算|财务|基本情况|概况|得分|评分|问题|总体|整体|自评|概述|收支|绩效评价|效益|公平|人员|资产|管理|综合|结论|"
    r"时效|产出|进度|均衡|成本|绩效(?:分析|实现|完成)"
)
_PROJECT_SECTION = re.compile(r"项目(?:支出|资金|管理|完成|执行|实施|安排|数量|及时|监管|总体|预算)|二级项目")
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳]")
# 道路养护项目绩效自评综述: of that project; 部门整体支出绩效自评情况 is a section like others.
_REVIEW = re.compile(r"(?P<name>.{3,60}?)(?:支出)?的?绩效自评(?:综述|情况|结果|结论)(?:说明)?")
_OF_A_PROJECT = re.compile(r".(?:项目|专项|工程|经费|资金|补助|补贴|购置|维修|维护|改造|建设)")
_NO_PROJECT = re.compile(
    r"部门|单位|整体|预算|本级|收入|全部|各项|[个类]项目|重点项目|财政资金|^专项(?:资金|经费)|开展|工作|[局委办署厅镇乡]$"
)


def title_subject(title: str, names: Names) -> Subject | None:
    """What stands under a heading or title: an item or project that it names, WHOLE where it is a section of the report
    about money, None where it is about something else."""
    bare = bare_subject(re.sub(r"(?:支出|使用|执行)?(?:情况|方面)$", "", title.rstrip("。：")), names)
    if not bare:
        return WHOLE
    if re.search(r"\([类款项]\)", bare):
        if bare.startswith("("):
            return None  # the rest of a title that the layout cut
        return Subject(bare)  # a function of the national classification; its path, as names of 项 recur
    code = item_named(bare)
    if code in THEME_ITEM.values():
        return Subject(theme=code)
    if code and code != "total":
        return Subject(bare, code)
    if row := names.row(bare):
        return Subject(row)
    reviewed = _REVIEW.fullmatch(_NUMBERED.sub("", title.rstrip("。："), count=1))
    project = re.sub(r"20\d\d年度?", "", reviewed["name"]) if reviewed else ""
    if _OF_A_PROJECT.search(project) and not _NO_PROJECT.search(project):
        return Subject(project)
    if _SECTION.search(title) and (not re.search(r"项目|专项|工程", bare) or _PROJECT_SECTION.search(title)):
        return WHOLE
    return Subject(bare) if is_project_name(bare) else None


def enter_title(title: str, text: str, start: int, names: Names, carry: Carry) -> None:
    """Sets in `carry` what comes behind `title`, a sentence without figures from `start` of `text` on, is about.

    At the paragraph's start it is its title. Further on (…。（二）某项目。全年预算 A 万元) only a numbered one counts:
    it names a project or the whole unit, or nothing that is known (None); what is no name at all changes nothing.
    """
    short = bool(title) and len(title) <= 80 and "，" not in title and "；" not in title
    if not short or (start and not _NUMBERED.match(text, start)):
        return
    about = title_subject(title, names)
    if start and not bare_subject(title, names):
        carry.begun, carry.default = False, WHOLE
    elif about != WHOLE and not (start and about is None and not plain_noun(title)):
        carry.begun, carry.default = carry.begun and about == carry.default, about
