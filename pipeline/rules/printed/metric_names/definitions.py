"""Definitions (指标说明, 计算公式) that are nothing but a quotient: （办结件数/受理件数）×100%."""

from __future__ import annotations

import re

from pipeline.rules.told_words import with_nouns
from schemas.white_space import without_space

from .phrases import metric_of_phrase, phrase_key

_BARE_QUOTIENT = re.compile(
    r"^[(（\[]?[^=＝。；;，,:：/÷]{2,40}[/÷][^=＝。；;，,:：/÷]{2,40}[)）\]]?(?:[×xX*]100[%％])(?P<size>[，,（(]?取绝对值[)）]?)?[。；;]?$"
)
_RATE = re.compile(r"(?:率|度|比例|比重|占比)$")
# 计算公式：办结率=办结件数/受理件数×100%: what heads the formula of a rate says nothing of it. One of the score is left
# to those who read scores.
_LABEL = re.compile(
    r"(?:^|(?<=[。；;\n]))\s*(?:指标|具体|其)?(?:计算|测算|考核)?(?:公式|方法|口径)(?:为|是|如下)?\s*[:：](?![^。；;\n]*(?:得分|[xX×*]\s*(?:权重|分值)))"
    r"(?=[^。；;\n:：]*(?:[=＝]|[xX×*]\s*100\s*[%％][)）\]]?\s*(?:[。；;，,\n]|$)))"
)


def without_labels(text: str) -> str:
    """`text` of criteria or of a definition without the words that head the formula of a rate in it."""
    return _LABEL.sub("", text)


# 在用资产原值占全部资产原值的比重; 实际成交金额与预算金额之比; 按期办结件数除以受理件数: a quotient in words, or in
# signs, as one sentence of a definition.
_SIDE = r"[\u4e00-\u9fff“”（）()、]{2,24}"
_IN_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<above>{_SIDE}?)(?:占|除以)(?P<below>{_SIDE}?)(?:的?(?:比例|比重|比率|百分比|份额|占比|程度))?",
        rf"(?P<above>{_SIDE}?)(?:与|和|同)(?P<below>{_SIDE}?)(?:之间)?(?:的|之)(?:比|比例|比率|比值|百分比)",
        rf"(?P<below>{_SIDE}?)中,?(?P<above>{_SIDE}?)的?(?:比例|比重|比率|占比)",
        rf"[(（]?(?P<above>{_SIDE}?)[)）]?/[(（]?(?P<below>{_SIDE}?)[)）]?(?:×100%?)?",
    )
)
_LEADS = re.compile(
    r"^(?:主要|用以|用于|该指标|本指标|指标|综合|反映|考核|评价|体现|衡量|是指|即|指|部门|单位|（单位）|\(单位\)|和|对|本年度|当年度?|年度|全年)+"
)


def _worded(definition: str) -> tuple[str, str] | None:
    """The two sides of the one quotient that a definition states in words; None where it states none, or several."""
    found = []
    for sentence in re.split(r"[。；;，,：:]", definition.replace("÷", "/").replace("*", "×")):
        match = next((m for p in _IN_WORDS if (m := p.fullmatch(_LEADS.sub("", sentence)))), None)
        if match is not None and not re.search(r"比例|比率|率$|比重", match["above"]):
            found.append((match["above"], match["below"]))
    return found[0] if len(found) == 1 else None


def as_formula(definition: str, indicator: str) -> str:
    """A definition that is only a quotient, as one of the indicator's rate; one that states a quotient in words, with
    that as a formula behind it where no name is known for the indicator; any other as it is."""
    definition = without_labels(definition)
    bare, name = without_space(definition), without_space(indicator)
    found = _BARE_QUOTIENT.match(bare) or _one_of_sentences(bare)
    if found is None:
        worded = _worded(bare) if "=" not in bare.replace("＝", "=") and metric_of_phrase(name) is None else None
        if worded is None:
            return definition
        rate = f"{phrase_key(name)}{'' if _RATE.search(name) else '率'}"
        return f"{definition.rstrip('。；;')}；{rate}={worded[0]}/{worded[1]}×100%"
    if found.string != bare:
        return f"{definition.rstrip('。；;')}；{phrase_key(name)}{'' if _RATE.search(name) else '率'}={found.string}"
    if found["size"]:
        above, slash, below = bare[: found.start("size")].replace("÷", "/").partition("/")
        bare = f"|{above.strip('()（）')}|{slash}{below}"
    return f"{phrase_key(name)}{'' if _RATE.search(name) else '率'}={bare}"


def _one_of_sentences(definition: str) -> re.Match[str] | None:
    """The one sentence of a definition that is nothing but a quotient; None where it has none, or a formula besides."""
    found = [m for s in re.split(r"[。；;]", definition) if (m := _BARE_QUOTIENT.match(s)) and not m["size"]]
    return found[0] if len(found) == 1 and not re.search("[=＝]", definition) else None


# 决算数/全年预算数×100%。执行率达到100%…; (年末结转结余/全年预算数)×100%:不超过5%…; |甲-乙|/乙×100%,取绝对值;…
_LEADING = re.compile(
    r"^(?P<quotient>\|?[(]*[^=,;。:/×<>≤≥%\d]{2,40}/[^=,;。:/×<>≤≥%\d]{2,40}?)(?:×100%?)?"
    r"(?P<size>(?:的绝对值|,?[(]?(?:其|结果)?取绝对值[)]?))?(?:[,;。:]|(?=[≤≥<>]-?\d|达到?\d|不[低高]于\d|在\d))(?!该?比[率例值](?:×|乘))(?=.*分)"
)
# 反映资金使用的进度。甲/乙×100%。…: a sentence before it that says what the indicator is for.
_NOTE = re.compile(r"^[\u4e00-\u9fff“”、,()]{4,60}。(?=[(]*[\u4e00-\u9fff][^。;]*/)")
_TOLD_OF = re.compile(
    r"^(?:当|若|如)?(?P<rate>[\u4e00-\u9fff]{0,12}(?:率|占比|比例|比重))(?=[≥≤<>=为在达大小高低不超等\d])"
)


def with_leading_quotient_named(text: str, indicator: str) -> str:
    """Plain criteria that begin with a quotient under no name, as a definition of the rate that they go on to score: by
    the name that they use for it, else the indicator's. Any others as they are."""
    if (note := _NOTE.match(text)) is not None:
        return note.group() + with_leading_quotient_named(text[note.end() :], indicator)
    found = _LEADING.match(text)
    if found is None or "得分" in found["quotient"] or not _balanced(found["quotient"]):
        return text
    rest = text[found.end() :]
    told = _TOLD_OF.match(rest)
    own = re.sub(r"情况$", "", phrase_key(indicator))
    of_own = told is None or _RATE.search(own) or own.endswith(told["rate"].removesuffix("率"))
    name = own if of_own or told is None else told["rate"]
    quotient = found["quotient"]
    if found["size"] and not quotient.startswith("|"):
        above, _, below = quotient.partition("/")
        quotient = f"|{above.strip('()')}|/{below}"
    return f"{name}{'' if _RATE.search(name) else '率'}={quotient}×100%;{rest}"


def _balanced(quotient: str) -> bool:
    """Whether brackets stand around the whole or around a side: 执行率(支出进度/序时进度) only explains a name."""
    whole = quotient[1:-1] if quotient.startswith("(") and quotient.endswith(")") else quotient
    return any(all(s.count("(") == s.count(")") for s in text.split("/")) for text in (whole, quotient))


# 计算公用经费年初预算数与决算数的偏差程度: how far what was done is from what was planned for it.
_APART = re.compile(
    r"(?:^|(?<=[,;。:]))(?:计算|反映|考核|衡量|评价|部门)*(?P<planned>[\u4e00-\u9fff]{2,16}?(?:预算|计划|目标)(?:安排)?(?:数|额)?)(?:与|和)"
    r"(?P<done>[\u4e00-\u9fff]{0,16}?(?:决算|支出|执行|完成)(?:数|额)?)(?:之间)?的?(?P<name>(?:偏差|差异|偏离)(?:程度|率|度|幅度))(?=[,;。]|$)"
)


def with_deviation_named(text: str) -> str:
    """Plain text with such a sentence as a formula of the rate that it names; any other as it is."""
    return _APART.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    planned, done = with_nouns((found["planned"], found["done"]))
    return f"{found['name']}=|{done}-{planned}|/{planned}×100%"
