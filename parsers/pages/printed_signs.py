"""What a code of the text layer prints: the character that a person would type for it."""

from __future__ import annotations

import unicodedata

HYPHEN_AT_LINE_END = 0x02  # what pdfium's text page puts for a hyphen that ends a line
CONTROLS = frozenset({0x00, HYPHEN_AT_LINE_END, 0x09, 0x0A, 0x0D})  # what pdfium itself puts into text
SPACES = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000})
_SYMBOLS = {  # Wingdings and Symbol, as Word writes them into the private use area
    0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "□", 0xF075: "◆", 0xF076: "❖", 0xF0A7: "■", 0xF0A8: "□", 0xF0B7: "•",
    0x1001B0: ".", 0x100170: "·",  # the point of numbers and that of names, as Founder typesetting writes them
    0xF0D8: "➢", 0xF0FC: "✓", 0xF0FE: "☑", 0xF052: "☑", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B4: "×", 0xF0B1: "±", 0xF02D: "-",
}  # fmt: skip


# Hyphens that fonts share with the sign of the keyboard: their maps give ‐2.30% or a soft hyphen for -2.30%.
_HYPHENS = frozenset({0xAD, 0x2010, 0x2011, 0xFE63})


def printed(code: int) -> str:
    """The character that a person would type for a code; '' for white space and what does not print.

    Compatibility ideographs and radicals (⼀ for 一) are folded, since fonts' ToUnicode maps give them by accident;
    full-width forms stay as printed.
    """
    if code == HYPHEN_AT_LINE_END or code in _HYPHENS:
        return "-"
    if code in SPACES or code in (0xFFFE, 0xFFFF) or not 0x20 < code < 0x110000:
        return ""
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00 or 0x2F800 <= code < 0x2FA20:
        return _RADICALS.get(code) or unicodedata.normalize("NFKC", chr(code))
    return "" if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cn") else chr(code)


class _PrintedOfCode(dict[int, str]):
    """`printed`, worked out once for each code."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = printed(code)
        return sign


printed_of_code = _PrintedOfCode()


# Radicals of the supplement block that Unicode gives no decomposition but that Chinese fonts share with ideographs.
_RADICALS = {
    0x2E81: "厂", 0x2E83: "乚", 0x2E84: "乙", 0x2E85: "亻", 0x2E86: "冂", 0x2E89: "刂", 0x2E8B: "㔾", 0x2E8C: "小",
    0x2E8F: "尣", 0x2E92: "巳", 0x2E93: "幺", 0x2E95: "彐", 0x2E96: "忄", 0x2E97: "心", 0x2E98: "扌", 0x2E99: "攵",
    0x2E9B: "旡", 0x2E9D: "月", 0x2E9F: "母", 0x2EA0: "民", 0x2EA1: "氵", 0x2EA2: "水", 0x2EA3: "灬", 0x2EA4: "爫",
    0x2EA9: "王", 0x2EAA: "疋", 0x2EAB: "目", 0x2EAC: "示", 0x2EAD: "礻", 0x2EAE: "竹", 0x2EAF: "糹", 0x2EB0: "纟",
    0x2EB6: "羊", 0x2EB9: "耂", 0x2EBB: "聿", 0x2EBC: "肉", 0x2EBF: "艹", 0x2EC1: "虎", 0x2EC2: "衤", 0x2EC3: "覀",
    0x2EC4: "西", 0x2EC5: "见", 0x2EC6: "角", 0x2EC8: "讠", 0x2EC9: "贝", 0x2ECA: "足", 0x2ECB: "车", 0x2ECC: "辶",
    0x2ECE: "辶", 0x2ECF: "邑", 0x2ED0: "钅", 0x2ED1: "長", 0x2ED3: "长", 0x2ED4: "门", 0x2ED6: "阝", 0x2ED8: "青",
    0x2ED9: "韦", 0x2EDA: "页", 0x2EDB: "风", 0x2EDC: "飞", 0x2EDD: "食", 0x2EDF: "飠", 0x2EE0: "饣", 0x2EE2: "马",
    0x2EE3: "骨", 0x2EE4: "鬼", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦", 0x2EE9: "黄", 0x2EEA: "黾",
    0x2EEC: "齐", 0x2EED: "齿", 0x2EEF: "龙", 0x2EF0: "龟", 0x2EF3: "龟",
}  # fmt: skip
