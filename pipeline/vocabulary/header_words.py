"""What the words of a header say of the numbers under it, where no name of the vocabulary does."""

from __future__ import annotations

import re

OF_RATES = re.compile(r"率|比例|比重|占比|[幅程]度|进度(?!款)|[增涨降升]幅|增速|[%％]|百分点")
OF_COUNTS = re.compile(r"人|个数|[件次户宗台套辆份篇所家]数?$|数量|项目数|编制|岗位")
# What is one amount less another; not what was left before (年初结余).
OF_DIFFERENCES = re.compile(
    r"^(?!.*(?:[年期]初|上年结)).*(?:[差余未净欠空缺剩快慢]|[增压]减|变[动化]|百分点|超[支出]|节[约支]|提[高升]|结转)"
)
