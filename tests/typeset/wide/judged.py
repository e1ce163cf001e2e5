# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""Indicators that a person judges: names and criteria in many wordings."""

from __future__ import annotations

import random
from decimal import Decimal

from .criteria import Criterion
from .manner import plain

NAMES = {
    "input": ("预算编制合理性", "预算编制规范性", "绩效目标合理性", "绩效目标完整性", "绩效指标明确性", "职责匹配性", "预算编制完整性",
              "人员配备合理性"),
    "process": ("管理制度健全性", "资金使用合规性", "预决算信息公开", "资产管理安全性", "项目监管", "项目实施程序", "会计核算规范性",
                "政策功能落实情况", "内部控制有效性", "绩效监控开展情况", "基础信息完善性", "存量资金盘活"),
    "output": ("任务完成及时性", "履职成本控制", "成果应用情况", "业务工作推进情况"),
    "effect": ("社会效益", "经济效益", "生态效益", "可持续影响", "行政效能", "服务便民程度"),
}  # fmt: skip
POINTS_OF = ("制度已经建立并执行", "程序合规、手续齐全", "资料完整、真实", "与部门职责相符", "有台账、有检查记录", "按时间节点完成",
             "细化、量化、可衡量", "公开内容完整")  # fmt: skip


def judged(weight: Decimal, rng: random.Random) -> Criterion:
    """Criteria that no figure decides; the score loses a little now and then."""
    parts = _split(weight, rng)
    w = plain(weight)
    wordings = [
        _listed_points(parts, rng),
        ["每发现一项不符合要求的扣1分，扣完为止。"] if weight >= 1 else ["不符合要求的酌情扣分。"],
        [f"符合要求的得{w}分，不符合的酌情扣分，扣完为止。"],
        [
            f"分三档计分：好的得{w}分；较好的得{plain(weight * 7 / 10)}分；一般的得{plain(weight * 4 / 10)}分；差的不得分。"
        ],
        [f"全部做到得满分（{w}分），部分做到的视情况扣分，没有做到的不得分。"],
        ["对照年初设定的个性化指标，逐项比较实际完成值与目标值，根据实现程度评分。"],
        [
            f"每有一处不规范扣{plain(min(weight, Decimal('0.5')))}分，直至扣完。",
            "出现截留、挤占、挪用资金等违规情形的，本指标不得分。",
        ],
    ]
    lines = rng.choice(wordings)
    lost = Decimal(0)
    if rng.random() < 0.35:
        lost = min(weight, Decimal(rng.choice((1, 1, 2)) if weight > 2 else 1))
        if "三档" in "".join(lines):
            lost = weight * 3 / 10
        elif "扣0.5分" in "".join(lines):
            lost = Decimal("0.5")
        elif len(parts) > 1 and lines is wordings[0]:
            lost = parts[0]
    return Criterion(tuple(lines), weight - lost, Decimal(0), weight, "judgement")


def _split(weight: Decimal, rng: random.Random) -> list[Decimal]:
    parts, rest = [], weight
    while rest > 0 and len(parts) < 4:
        part = min(rest, Decimal(rng.choice((1, 1, 2, "0.5"))))
        parts.append(part)
        rest -= part
    if rest:
        parts[-1] += rest
    return parts


def _listed_points(parts: list[Decimal], rng: random.Random) -> list[str]:
    style = rng.choice(("{n}.{text}（{p}分）", "（{n}）{text}，得{p}分", "①{text}（{p}分）", "{n}、{text}的，得{p}分"))
    texts = rng.sample(POINTS_OF, len(parts))
    lines = []
    for n, (part, text) in enumerate(zip(parts, texts, strict=True), 1):
        mark = style.replace("①", "①②③④"[n - 1])
        lines.append(mark.format(n=n, text=text, p=plain(part)) + ("；" if n < len(parts) else "。"))
    return lines
