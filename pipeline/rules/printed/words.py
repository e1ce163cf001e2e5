"""Words that statements of printed criteria share, as patterns."""

from __future__ import annotations

import re

NUMBER = r"\d+(?:\.\d+)?"
OPENS = r"(?:^|(?<=[,;。:.)]))"  # where a statement may begin
FULL_WORDS = (
    r"(?:(?:(?:本|该|此)(?:项|指标|项指标))?的?"
    r"(?:满分|全分|权重分值?|全部(?:分值|分数|得分)|标准分值?|指标分值?|应得分值?|分值|总分))"
)
# What stands for a part's or indicator's own points in a formula (完成率×权重).
WEIGHT_WORDS = (
    rf"(?:(?:本|该|此)?(?:项|指标|项指标)?的?(?:权重分值|{FULL_WORDS}|权重|权数|指标分值|标准分值?|参考分值|总分|分数))"
)
# Budget and spending of whatever is spoken of.
BARE_BUDGET = re.compile(r"^(?:年初|全年|调整后?|批复|当年)?预算(?:数|金额|安排数?|额)?$")
BARE_PLAN = re.compile(r"^(?:年度|全年|当年)?(?:采购)?计划(?:采购)?(?:数|金额|额|总额)?$")
BARE_SPENT = re.compile(r"^(?:(?:全年|年终|实际|当年)?(?:决算|支出|执行|采购|实际支出)(?:数|金额|额)?|实际)$")
RATE_NAME = re.compile(r"^[\u4e00-\u9fff“”]+(?:率|比例|比重|占比)$")
