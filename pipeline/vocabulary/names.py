"""Printed names reduced to what they name: white space, quotes, units and numbering taken off.

`name_key` is what two printings of one name have in common; `bare_item` a row's name without its numbering.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from schemas.figure import Unit
from schemas.white_space import without_space

# What may stand behind a word for the total of scores: 总分馆 and 总分析 are no 总分.
BEHIND_TOTAL = r"(?=$|[^\u4e00-\u9fff]|[得分值数情及和与自评为等权满合总加即应共率])(?!分[^值数]|得分率.)"
_CHINESE_NUMERALS = "一二三四五六七八九十百"
_QUOTES = re.compile(r"[“”\"'‘’「」『』《》*＊]")
_DASHES = re.compile(r"[‐‑‒–—―－]")
# Units of money, a longer word before one that it ends in.
MONEY_WORDS = {
    "百万元": Unit.BAIWAN_YUAN,
    "千元": Unit.QIAN_YUAN,
    "万元": Unit.WAN_YUAN,
    "亿元": Unit.YI_YUAN,
    "元": Unit.YUAN,
}
# Units as names and numbers print them alike.
UNIT_WORDS = MONEY_WORDS | {
    "%": Unit.PERCENT,
    "分": Unit.POINTS,
    "人": Unit.PERSONS,
    "名": Unit.PERSONS,
    "个": Unit.ITEMS,
    "项": Unit.ITEMS,
    "宗": Unit.ITEMS,
    "件": Unit.ITEMS,
}
# Units as they stand in brackets behind a name: 决算数（万元）, 执行率（%）, 累计支出（单位：元）.
_UNIT_WORDS = UNIT_WORDS | {
    "人民币元": Unit.YUAN,
    "人民币万元": Unit.WAN_YUAN,
    "万": Unit.WAN_YUAN,
    "百分比": Unit.PERCENT,
}
_BRACKETED_UNIT = re.compile(
    r"\((?:单位:)?(" + "|".join(sorted(map(re.escape, _UNIT_WORDS), key=len, reverse=True)) + r")\)"
)
_TRAILING_UNIT = re.compile(
    r"[/:,](?:单位:)?(" + "|".join(sorted(map(re.escape, _UNIT_WORDS), key=len, reverse=True)) + r")$"
)
# Formulas and column letters: （A）, （C=B/A）, (=C/D*100%), b=B/A, ③=②/①.
_LETTERS = r"[A-Za-zΣ∑①-⑳0-9=+\-×x*/÷%().,\[\]∗ ]"
_LEADING_LETTER = re.compile(r"^[①-⑳](?=[\u4e00-\u9fff])")  # ①年初预算数, where a formula speaks of ①
_BRACKETED_FORMULA = re.compile(r"\((?=[^()]*[A-Za-zΣ∑①-⑳=])" + r"[A-Za-zΣ∑①-⑳0-9=+\-×x*/÷%.,∗]+" + r"\)")
_TRAILING_FORMULA = re.compile(
    r"(?<=[\u4e00-\u9fff%])(?:[A-Za-zΣ∑①-⑳](?:=[A-Za-zΣ∑①-⑳0-9=+\-×x*/÷%.,∗]*)?|=[A-Za-zΣ∑①-⑳0-9=+\-×x*/÷%.,∗]+)$"
)
_TRAILING_PERCENT = re.compile(r"(?<=[率度幅比])%$")  # 执行率%
_FORMULA = re.compile(rf"^{_LETTERS}+$")
_WORDS_ONLY = re.compile(r"[\u4e00-\u9fff]+")
_MARKED = re.compile(r"[(/:,%=A-Za-zΣ∑①-⑳]")  # without any of these a name has neither unit nor formula
_CIRCLED = re.compile(r"[①-⑳]")
_NUMBERING = re.compile(
    rf"^(?:其中[:,]?|[{_CHINESE_NUMERALS}]{{1,3}}、|\([{_CHINESE_NUMERALS}]{{1,3}}\)|\(\d{{1,3}}\)|\d{{1,3}}(?:\.\d{{1,2}}(?!\d))+[.、]?"
    r"|\d{1,3}[、.)](?=(?:19|20)\d\d|\D)|[①-⑳]|第[" + _CHINESE_NUMERALS + r"]{1,3}[、,:]|[-·•●])"
)


def folded(text: str) -> str:
    """Text without white space, full-width letters, digits and brackets folded to plain ones (NFKC)."""
    return _folded_name(text) if len(text) <= _LONGEST_NAME else _fold(text)


def _fold(text: str) -> str:
    return without_space(_DASHES.sub("-", unicodedata.normalize("NFKC", text)))


_LONGEST_NAME = 80  # characters; longer texts are paragraphs, which hardly come again
_folded_name = lru_cache(maxsize=1 << 13)(_fold)


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """What two printings of one name share: no white space, quotes, 的, bracketed units or formulas, nor end colon."""
    if _WORDS_ONLY.fullmatch(text):  # half of all names
        return text.replace("的", "")
    key = _QUOTES.sub("", _folded_keeping_circles(text))
    if _MARKED.search(key):
        key = _BRACKETED_FORMULA.sub("", _BRACKETED_UNIT.sub("", key))
        key = _LEADING_LETTER.sub("", _TRAILING_UNIT.sub("", _TRAILING_FORMULA.sub("", key)))
        key = _TRAILING_PERCENT.sub("", key)
    return key.replace("的", "").strip(":;。,.、")


@lru_cache(maxsize=4096)
def unit_in_name(text: str) -> Unit | None:
    """The unit that a name carries in brackets (决算数（万元）, 执行率（%）); None where it carries none."""
    key = folded(text)
    found = _BRACKETED_UNIT.search(key) or _TRAILING_UNIT.search(key)
    return _UNIT_WORDS[found.group(1)] if found else None


def unit_named(text: str) -> Unit | None:
    """The unit that a text such as `单位：万元` or `万元` names; None where it names none."""
    key = re.sub(r"^\(?(?:金额|货币|计量)?单位:?|\)$", "", folded(text)).removeprefix("人民币").strip("()（）:")
    return _UNIT_WORDS.get(key)


@lru_cache(maxsize=4096)
def is_formula(text: str) -> bool:
    """Whether a header text holds only column letters or a formula (A, b=B/A, ③=②/①), which is a hint, not a name."""
    key = _folded_keeping_circles(text)
    return (bool(key) and bool(_FORMULA.match(key)) and bool(re.search(r"[A-Za-zΣ∑①-⑳=]", key))) or key in {
        "栏次",
        "行次",
    }


_IN_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")


@lru_cache(maxsize=4096)
def bare_item(text: str) -> str:
    """A row's name without numbering and 其中： (`1.1公用经费` → `公用经费`), white space removed, brackets kept."""
    name = without_space(text)
    while True:
        folded_name = unicodedata.normalize("NFKC", name)
        found = _NUMBERING.match(folded_name)
        if not found or found.end() == len(folded_name):
            return name
        name = name[found.end() :] if len(folded_name) == len(name) else folded_name[found.end() :]


@lru_cache(maxsize=2048)
def item_core(text: str) -> str:
    """The comparable name of a row without the word for what it is: 乡村振兴项目 and 乡村振兴经费 are one."""
    return re.sub(r"(?:项目|经费|支出|资金)$", "", name_key(bare_item(text)))


# A11预算执行率, B-2资产利用率, C3.满意度: the code of an indicator's place in its system.
_INDICATOR_CODE = re.compile(r"^[A-Z]\d{0,3}(?:[-.]\d{1,2})*[.、:]?(?=[“\u4e00-\u9fff]{2})")


@lru_cache(maxsize=4096)
def bare_indicator(text: str) -> str:
    """An indicator's name without the number or code of its place in the list; what is no name stays as it is."""
    name = bare_item(_INDICATOR_CODE.sub("", without_space(text)))
    return name if len(name) > 1 else text


def without_brackets(text: str) -> str:
    """A name without what stands in brackets (`人员经费（含离退休人员）` → `人员经费`)."""
    return _IN_BRACKETS.sub("", text)


def _folded_keeping_circles(text: str) -> str:
    """As `folded`, but ①②③ stay what they are (NFKC makes plain digits of them)."""
    return "".join(map(_folded_char, text)) if _CIRCLED.search(text) else folded(text)


@lru_cache(maxsize=1 << 14)
def _folded_char(char: str) -> str:
    return char if "①" <= char <= "⑳" else folded(char)
