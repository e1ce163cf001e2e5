"""Words that lead from a name to its number and say nothing of it: 执行率约为 95%, 累计支出达到了 3.2 亿元."""

from __future__ import annotations

# As many of them as there are, none included; for the end of what stands before a number (a colon is a wide one there).
IS = r"(?:大约|[将接]近|高?达到?|只有|[约近为是有均都就仅了：=])*"
