"""What criteria say of a scale twice: in words first and then in numbers; on plain text.

超出部分按比例扣分，每超出1个百分点扣1分; 按超出比例每1个百分点扣0.5分; 按照实际进度计算得分，即得分=进度×10分;
不超不扣分. The words without a number fall away where the numbers follow, because these say the same and more.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_SIDE = r"(?:超出|超过|超|高于|高出|低于|不足|未达到?|未完成|未|下降|减少|降低|增加|上升|增长|偏离)"
_REWRITINGS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 按照超出比例每1个百分点扣0.5分; 超出部分按每超出…; 对超过部分，每…
        (
            rf"(?:,?(?:按照?|对于?|就|根据|以)(?:其|实际)?)?(?P<side>{_SIDE})(?:的)?(?:部分|比例|幅度|程度)(?:的)?,?(?:按照?)?,?(?=每(?P<again>{_SIDE})?)",
            lambda m: "" if m["again"] else f"超出_{m['side']}",
        ),
        # 每超出1个百分点扣1分的比例扣分
        (
            rf"(每[^,;。扣]{{0,10}}{_N}(?:个百分点|%)的?,?扣减?{_N}分)的(?:比例|标准|幅度|方式|办法)(?:相应)?(?P<so>扣分|扣减|计扣|扣除|计算)?",
            lambda m: m[1] + (",不足1个百分点的按比例扣分" if "的比例" in m[0] else ""),
        ),
        # 按照实际进度量化计算得分，即得分=…
        (
            r"(?:按照?|根据)[^,;。\d=×占与/]{2,14}?(?:量化|折算|换算)?(?:计算|确定)?(?:得分|计分|赋分|评分)[,;:](?:即|公式为|计算公式为|具体为|也即)?:?(?=得分=)",
            "",
        ),
        # 不超不扣分
        (r"[,;]不(?:超|低|高|降|增|升|少)(?:的|者)?,?不扣分(?=[,;。]|$)", ""),
    )
)
_EACH = re.compile(r"超出_(?P<side>[\u4e00-\u9fff]+?)每")


def restated_once(text: str) -> str:
    """Plain `text` without words that only announce the numbers behind them."""
    for pattern, written in _REWRITINGS:
        text = pattern.sub(written, text)
    return _EACH.sub(lambda m: f"每{m['side']}", text)
