"""Definitions (指标说明, 计算公式) that are nothing but a quotient: （办结件数/受理件数）×100%."""

from __future__ import annotations

import re

from pipeline.rules.printed.phrases import phrase_key
from schemas.white_space import without_space

_BARE_QUOTIENT = re.compile(
    r"^[(（\[]?[^=＝。；;，,:：/÷]{2,40}[/÷][^=＝。；;，,:：/÷]{2,40}[)）\]]?(?:[×xX*]100[%％])(?P<size>[，,（(]?取绝对值[)）]?)?[。；;]?$"
)
_RATE = re.compile(r"(?:率|度|比例|比重|占比)$")


def as_formula(definition: str, indicator: str) -> str:
    """A definition that is only a quotient, as one of the indicator's rate; any other as it is."""
    bare, name = without_space(definition), without_space(indicator)
    found = _BARE_QUOTIENT.match(bare)
    if found is None:
        return definition
    if found["size"]:
        above, slash, below = bare[: found.start("size")].replace("÷", "/").partition("/")
        bare = f"|{above.strip('()（）')}|{slash}{below}"
    return f"{phrase_key(name)}{'' if _RATE.search(name) else '率'}={bare}"


# 决算数/全年预算数×100%。执行率达到100%…; (年末结转结余/全年预算数)×100%:不超过5%…; |甲-乙|/乙×100%,取绝对值;…
_LEADING = re.compile(
    r"^(?P<quotient>\|?[(]*[^=,;。:/×<>≤≥%\d]{2,40}/[^=,;。:/×<>≤≥%\d]{2,40}?)(?:×100%?)?"
    r"(?P<size>(?:的绝对值|,?[(]?(?:其|结果)?取绝对值[)]?))?[,;。:](?!该?比[率例值](?:×|乘))(?=.*分)"
)
_TOLD_OF = re.compile(
    r"^(?:当|若|如)?(?P<rate>[\u4e00-\u9fff]{0,12}(?:率|占比|比例|比重))(?=[≥≤<>=为在达大小高低不超等\d])"
)


def with_leading_quotient_named(text: str, indicator: str) -> str:
    """Plain criteria that begin with a quotient under no name, as a definition of the rate that they go on to score: by
    the name that they use for it, else the indicator's. Any others as they are."""
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
