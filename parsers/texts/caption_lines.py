"""What a line around a table says by its characters: label, title, unit, line of a form, mark that a table goes on."""

from __future__ import annotations

import re

from schemas.white_space import without_space

CHINESE_NUMBER = "一二三四五六七八九十"
LABEL = re.compile(
    rf"(?P<label>(?:附?表|附件|附录|附图)\s?(?:[0-9０-９]{{1,3}}(?:[-－—.．][0-9０-９]{{1,3}})*(?![0-9０-９年])|[{CHINESE_NUMBER}]{{1,3}}(?!、?[{CHINESE_NUMBER}]))"
    r"|附表|附件)"
)
GLUED_YEAR = re.compile(r"(?P<label>附?[表件]\s?[0-9０-９]{1,2}?)(?P<rest>(?:19|20)[0-9]{2}\s?年.*)")
AFTER_LABEL = re.compile(r"^[\s:：.．、—－-]+")
MONEY_UNIT = r"(?:人民币)?[百千万亿]{0,2}元|%|％|人|个|辆|平方米|公里|吨|台|套|户|[分件次项](?![\u4e00-\u9fff])"
UNIT = re.compile(
    rf"[（(【]?\s*(?:金额|计量|数量|货币)?单\s*位\s*[:：]\s*(?P<unit>(?:{MONEY_UNIT})(?:\s*[、，,/及和;；]\s*(?:{MONEY_UNIT}))*)\s*[)）】]?"
)
FORM_LINE = re.compile(
    r"(?:(?:编制|填报|填表|预算|部门|公开|主管)?(?:部门|单位)(?:名称|[（(]公章[)）]|[（(]盖章[)）])?|填报日期|公开部门|部门|预算年度|年度)\s*[:：].{0,40}"
    r"|(?:财|预|决|公)?(?:公开|财决|预算|决算)?\s*[0-9]{1,2}\s*表|表号.{0,10}"
)
YEAR_LINE = re.compile(r"[（(]?(?:19|20)[0-9]{2}年度?[）)]?")
# The title of a form, which stands over each of the forms of a file.
FORM_TITLE = re.compile(r".{0,30}绩效.{0,8}表(?:[（(].{1,12}[）)])?")
# The title of a table, with what stands in brackets behind it or in smaller type below it.
TITLE_END = re.compile(r"表(?:[（(].{1,12}[)）]){0,2}$")
BRACKETED = re.compile(r"[（(].{1,20}[)）]")
# Marks above a part that goes on, below one that does, and at the end of a caption printed again; white left out.
GOES_ON = re.compile(
    r"[:：.．、]?[（(【\[]?(?:(?:续|接)(?:上|前)?[表页][0-9一二三四五六七八九十-]*[)）】\]]?.{0,2}|(?:续|接上|接前)[0-9]{0,2}[)）】\]]?"
    r"|(?:[Cc]ontinued(?:from(?:the)?previouspage)?|[Cc]ont[’']?d\.?)[)）】\]]?)"
)
GOES_OVER = re.compile(
    r"[（(【\[—-]*(?:[接转续见]下(?:页|表|一页)|下[页表](?:续表?|继续)|未完(?:[,，]?(?:待续|[接转续见]下页))?"
    r"|(?:to)?be[Cc]ontinued|[Tt]obecontinued|[Cc]ontinued(?:on(?:the)?nextpage)?)[)）】\]…—.。-]*"
)
MARK_AT_END = re.compile(
    r"[（(【\[—-]*(?:续(?:表|前页?|上页?|上表)?[0-9一二三四五六七八九十]{0,2}|[Cc]ontinued|[Cc]ont[’']?d\.?)[)）】\]]*$"
)
MARK_AT_HEAD = re.compile(
    r"(?:[（(【\[](?:续|接上?)(?:上|前)?[表页]?[)）】\]]|(?:续|接)(?:上|前)?[表页]?[:：]|(?:续|接)[上前][表页]?(?=附?表)"
    r"|续(?=附?表[0-9一二三四五六七八九十])|(?:续|接上)[表页])"
)
MARK_BEHIND_LABEL = re.compile(
    r"(?:[（(【\[]续[表页]?[0-9一二三四五六七八九十]?[)）】\]]|续(?![建签聘])[表页]?)[:：.．、]?"
)


def is_continuation_mark(text: str) -> bool:
    """续表, （续）, 续表3, 接上页, 表3（续）, (Continued): printed above a part that goes on with a table."""
    plain = without_space(text)
    return bool(GOES_ON.fullmatch(plain[len(split_label(plain)[0]) :]) or GOES_ON.fullmatch(plain))


def is_mark_at_foot(text: str) -> bool:
    """接下页, （续下页）, 未完待续, Continued on next page: printed below a part that goes on overleaf."""
    return bool(GOES_OVER.fullmatch(without_space(text)))


def without_mark(name: str) -> str:
    """The name of a table, white left out, without the mark that a part of it goes on, wherever it stands:
    预算执行情况表（续） is 预算执行情况表, 续表3项目支出 and 表3（续）项目支出 are 表3项目支出."""
    label, title = split_label(MARK_AT_HEAD.sub("", MARK_AT_END.sub("", name), count=1))
    behind = MARK_BEHIND_LABEL.match(title) if label else None
    return label + (title[behind.end() :] if behind else title)


def begins_with_mark(text: str) -> bool:
    """续表3 项目支出, （续）项目支出, 接上表：项目支出: a caption printed again with the mark before it."""
    return bool(MARK_AT_HEAD.match(without_space(text)))


def is_unit_line(text: str) -> bool:
    """单位：元, alone or with the number of the form or the name of the office beside it."""
    if not UNIT.search(text):
        return False
    rest = UNIT.sub("", text).strip(" 　()（）")
    return not rest or bool(FORM_LINE.fullmatch(without_space(rest)))


def is_form_line(text: str) -> bool:
    """A line that belongs to a table though it may come back on every page: its unit, the office, the form's number,
    its title and year."""
    plain = without_space(text)
    return bool(UNIT.search(text)) or any(p.fullmatch(plain) for p in (FORM_LINE, FORM_TITLE, YEAR_LINE))


def split_label(text: str) -> tuple[str, str]:
    """(label without white space, title) of a caption; the label is '' where none is printed."""
    glued = GLUED_YEAR.match(text)
    match = glued or LABEL.match(text)
    if not match:
        return "", text.strip()
    label = without_space(match.group("label"))
    rest = glued.group("rest") if glued else text[match.end() :]
    return label, AFTER_LABEL.sub("", rest).strip()


def is_table_title(text: str) -> bool:
    """Whether a line is the label of a table, a title that says that it is one, or what stands in brackets below it:
    表3, 2024年收支决算总表（草案）, （按功能科目分类）."""
    plain = without_space(text)
    label, rest = split_label(plain)
    is_label = label.lstrip("附").startswith("表") and not rest
    return is_label or bool(TITLE_END.search(plain) or BRACKETED.fullmatch(plain))
