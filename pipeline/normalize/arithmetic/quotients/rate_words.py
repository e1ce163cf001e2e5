"""Words in the names of rates and of the numbers before them."""

from __future__ import annotations

import re

# What is left over against what was to be: 缺编率, 结余率, 不合格率.
MISSING = re.compile(r"缺|核减|审减|空编|差异|偏差|结余|结转|节约|节支|节省|不合格|闲置|空置|未|退|下降|压减|压缩|超支")
PLAN = re.compile(r"预算|计划|任务|目标|应|指标")
# What was done about it: of what is missing, and of no whole.
HANDLED = re.compile(
    rf"(?P<what>{MISSING.pattern})[^，。；\d]{{0,4}}(?:处[置理]|整改|盘活|消化|化解|下架|召回|复[检核查]|收回|清[理退]|追[缴回]|使用|利用)"
    r"[^，。；\d]{0,4}率"
)
# Of the two numbers before it and of nothing else.
SHORT = re.compile(r"核减|审减|差异|空缺|缺编|空编|缺员|节约|节支|节省|不合格")
ADDED = re.compile(r"调整|调剂|调增|调减|追加")
SPENT = re.compile(r"执行|支出|使用|完成|实际|列支|支付|合同|成交|中标")
# 满意度测评 A 家，满意 B 家: of all that were asked
ASKED = re.compile(r"满意[度率](?:测评|调查|问卷|评价|样本|测评表)?|测评|调查|问卷|样本|抽样|访问")
# What there was to deal with: no more of it than that can have been done.
CASES = re.compile(r"发现|排查|查出|立案|下发|交办|接诉")
TO_BE_DONE = re.compile(rf"{CASES.pattern}|查处|报名|参[加训考]|申请|申报|登记|在册|共|总|全部|其中")
RECEIVED = re.compile(r"受理|应[办结检查]|接收|收到|下达|交办|发放|抽查|抽检|检查")
