"""How numbered headings begin, from the highest level to the lowest."""

from __future__ import annotations

import re

HEADINGS = (
    re.compile(r"第[一二三四五六七八九十]+部分|第[一二三四五六七八九十]+章|[一二三四五六七八九十]+[、.．]"),
    re.compile(r"[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+节"),
    re.compile(r"\d{1,2}\s?[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[)）]|\d{1,2}[)）]"),
    re.compile(r"\d{1,2}[.．]\d{1,2}(?![\d%％])"),
)
