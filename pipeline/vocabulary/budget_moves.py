"""The words for what moves a budget in the course of a year, spelled once for sentences and for columns."""

from __future__ import annotations

import re

ADDED = "追加|调增|增加|新增|增拨|调入"
TAKEN = "追减|调减|压减|核减|减少|收回|缩减|压缩|削减|调出"

IS_ADDED, IS_TAKEN = re.compile(ADDED), re.compile(TAKEN)
