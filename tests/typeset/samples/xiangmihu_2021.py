"""A sample after the 2021 self-evaluation of 香蜜湖街道办事处: its figures, our own sentences."""

from __future__ import annotations

from pathlib import Path

from ..content import Report
from ..markup import read_blocks
from .xiangmihu_tables import all_tables


def report() -> Report:
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    return Report(
        "xiangmihu_2021",
        read_blocks(text, all_tables()),
        title="香蜜湖街道办事处2021年度部门整体支出绩效自评报告",
        author="党政综合办公室",
        producer="Microsoft Word",
    )
