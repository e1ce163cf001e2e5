"""What the words of a header say of the numbers under it, where no name of the vocabulary does."""

from __future__ import annotations

import re

OF_RATES = re.compile(r"率|比例|比重|占比|[幅程]度|[增涨降升]幅|增速|[%％]|百分点")
OF_COUNTS = re.compile(r"人|个数|[件次户宗台套辆份篇所家]数?$|数量|项目数|编制|岗位")
