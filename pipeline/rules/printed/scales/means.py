"""Rates that an indicator takes the mean of (取服务对象满意度与企业满意度的算术平均值), as one rate with a formula."""

from __future__ import annotations

import re

_RATE = r"[\u4e00-\u9fff]{2,12}?(?:满意[度率]|率)"
_JOINT = r"(?:与|和|、|及|以及)"
_MEAN = re.compile(
    rf"(?:^|[,;。:(]|[取按为是以])(?:取|按照?|为|是|以|计算)*(?P<rates>{_RATE}(?:{_JOINT}{_RATE}){{1,3}})(?:等)?(?:[二两三四23４4](?:者|项|个))?(?:得分)?的?"
    r"(?:算术|简单)?平均(?:值|数|分|水平)"
)


def mean_of_rates(text: str) -> tuple[str, str] | None:
    """The name and the formula of a mean of named rates that plain `text` prints (平均满意度, (甲满意度+乙满意度)/2);
    None where it prints none."""
    found = _MEAN.search(text)
    if found is None:
        return None
    rates = re.split(_JOINT, found["rates"])
    what = "满意度" if all(rate.endswith(("满意度", "满意率")) for rate in rates) else "率"
    if what == "率" or len(set(rates)) < len(rates):
        return None
    return f"{found['rates']}的平均值", f"({'+'.join(rates)})/{len(rates)}"
