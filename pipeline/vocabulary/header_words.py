"""What the words of a header say of the numbers under it, where no name of the vocabulary does.

Heads of amounts built from nothing but the words of budgets (年初控制数, 全年可用指标数, 累计完成支出): what they
say together is what the column states. Asked last, for heads that neither a list nor a pattern knows.
"""

from __future__ import annotations

import re

OF_RATES = re.compile(r"率|比例|比重|占比|[幅程]度|进度(?!款)|[增涨降升]幅|增速|[%％]|百分点")
OF_COUNTS = re.compile(r"人|个数|[件次户宗台套辆份篇所家]数?$|数量|项目数|编制|岗位")
# What is one amount less another; not what was left before (年初结余).
OF_DIFFERENCES = re.compile(
    r"^(?!.*(?:[年期]初|上年结)).*(?:[差余未净欠空缺剩快慢]|[增压]减|变[动化]|百分点|超[支出]|节[约支]|提[高升]|结转)"
)


_FIRST = r"年初|期初|初始|最初|原定|原|人大|批复"
_LATER = r"调整后|变动后|追加后|调剂后|变更后|调后|最终|年末|年终|可用|可执行|可支配"
_LEFT = r"结余|剩余|未"
_SPENT = r"支出|执行|支付|列支|使用|实支|决算|拨付|发生"
_PLAN = r"预算|指标|控制|安排|下达"
_RUN = r"累计|截至(?:季末|月末|期末)"
_DONE = r"实际|实|已"
_YEAR = r"全年|年度|当年"
_OTHER = r"完成|部门|单位|财政|国库|资金|经费|金额|总额|总|数|额"
_WORDS = re.compile("|".join((_LATER, _RUN, _YEAR, _FIRST, _LEFT, _SPENT, _PLAN, _DONE, _OTHER)))
_AMOUNT = re.compile(r"(?:数|额|资金|指标|支出|预算)$")


def metric_of_words(key: str) -> str:
    """The metric of a cleaned head, '' where a word of it is none of these or they leave it open."""
    words = _WORDS.findall(key)
    if len(words) < 2 or "".join(words) != key or not _AMOUNT.search(key):
        return ""

    def has(group: str) -> bool:
        return any(re.fullmatch(group, w) for w in words)

    if has(_LEFT):
        return "unspent" if has(_SPENT) or has(_PLAN) else ""
    if has(_SPENT):
        if has(_FIRST) or has(_LATER) or (has(_PLAN) and not has(_DONE)):
            return ""  # 预算支出 is planned or spent
        return "cumulative_outturn" if has(_RUN) else "outturn" if has(_DONE) or has(_YEAR) else ""
    if not has(_PLAN) or has(_RUN) or has(_DONE) or (has(_FIRST) and has(_LATER)):
        return ""
    if has(_FIRST):
        return "original_budget"
    planned = sum(re.fullmatch(_PLAN, w) is not None for w in words)
    return "revised_budget" if has(_LATER) or has(_YEAR) or planned > 1 else ""
