"""A part behind 其中 is not larger than its whole."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import wrong

RIGHT = [
    "与中小企业签订合同金额41.27万元，其中：小微企业合同金额38.05万元。",
    "年末资产总额1,320.45万元（其中固定资产1,204.50万元）。",
    "全年支出642.18万元，结余20.05万元，其中项目支出412.30万元。",  # of the spending
    "项目支出210.60万元，其中：供水管网改造工程总投资1,204.00万元，本年支付180.00万元。",  # of several years
    "预算调减52.00万元，其中项目支出调减80.00万元。",
    "全年税收3.20亿元，其中街道企业纳税2,105.60万元。",
    "一季度支出210.60万元，二季度支出180.20万元，三季度支出240.10万元；其中二、三季度支出420.30万元。",  # of a list
    "立项课题40项，其中国家级8项、省级11项、市级21项。",
    "开展检查40次，其中联合检查12次，发现隐患71处，整改69处。",
    "现有职工40人、退休教师96人，其中党员71人。",
    "办结案件40件，其中累计移送71件。",
]
SLIPS = [
    ("立项课题40项，其中国家级8项、省级11项、市级71项。", "71"),
    ("立项课题40项，其中国家级48项、省级11项、市级21项。", "48"),
    ("全年接待40批次（其中外省来访94批次）。", "94"),
    ("与中小企业签订合同金额41.27万元，其中：小微企业合同金额48.05万元。", "48.05"),
    ("年末资产总额1,320.45万元（其中固定资产1,402.50万元）。", "1402.50"),
    ("年初预算642.18万元，其中：项目支出682.40万元。", "682.40"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_part_within_its_whole_stands(text: str) -> None:
    assert not wrong(text)


@pytest.mark.parametrize(("text", "part"), SLIPS)
def test_a_part_above_its_whole_is_told(text: str, part: str) -> None:
    assert any(part in message.replace(",", "") for message in wrong(text))
