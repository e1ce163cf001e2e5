"""The mean of the four quarters under whatever name: 四个季度平均进度比, 各季度序时进度执行率的平均值."""

from __future__ import annotations

import re

NAME = "全年平均执行率"
_QUARTERS = r"(?:全年|年度)?(?:各|四个|4个|每个?|[一1]、[二2]、[三3]、[四4]|[一1][至-][四4]个?)?季度(?:末)?(?:的)?"
_RATE = (
    r"(?:预算|支出|支付|资金|进度|序时|时序)*(?:执行率|执行比率?|进度比[率值]?"
    r"|(?:累计)?(?:支出|执行|支付)?进度(?:与|/|占)(?:序时|时序)进度的?(?:比[率值例]|之比))"
)
_MEAN = re.compile(
    rf"{_QUARTERS}{_RATE}的?(?:算术)?平均(?:值|数)?|{_QUARTERS}平均{_RATE}|(?:全年|年度)平均{_RATE}"
    r"|平均(?:预算)?(?:支出|执行|支付)进度\((?:四个|各)季度[^()]*之?比(?:值|例)?的?平均(?:值|数)\)"
)
# 季度执行率=实际支出进度/序时进度×100%: what it is the mean of, where nothing more is said of it
_RATE_SAID = re.compile(
    r"[;。](?:其中:?)?(?:各|每个?|该)?季度(?:末)?[\u4e00-\u9fff]{0,6}率=[^,;。=]*进度[^,;。=]*/[^,;。=]*进度[^,;。=]*(?=[;。]|$)"
)
_LETTER = re.compile(rf"(?:以|取)?{NAME}(?:为|=|记为|记作)?([A-Z])[,;。]")
_BARE = re.compile(r"(?<![\u4e00-\u9fff])(?:该)?平均(?:值|数|执行率)?(?=[<>≤≥不低高在达小大])")


def with_mean_named(text: str) -> str:
    """Plain `text` with one name for the mean of the quarters, as far as it speaks of one."""
    named = _MEAN.sub(NAME, text)
    if named != text:
        named = _RATE_SAID.sub("", named)
    if named != text and (letter := _LETTER.search(named)) is not None:  # 取…平均值R，得分=R×5分
        named = re.sub(rf"(?<![A-Za-z]){letter[1]}(?![A-Za-z])", NAME, _LETTER.sub("", named))
    return _BARE.sub(NAME, named) if named != text else text
