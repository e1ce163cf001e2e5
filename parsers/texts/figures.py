"""Whether a text stands for a figure or a year; what its value is, is read later."""

from __future__ import annotations

import re

# Anything that print makes of a number: signs of every kind, brackets, currency, full-width digits, commas anywhere.
FIGURE = re.compile(r"[-－−—–+(（]?[¥￥]?[\d０-９][\d０-９,，.．]*[%％]?[)）]?")
# A number as typesetters write it: digits in groups of three or none, one point, perhaps a percent sign.
PLAIN_FIGURE = re.compile(r"[-－+]?\d{1,3}(?:[,，]?\d{3})*(?:[.．]\d+)?[%％]?")
YEAR = re.compile(r"(19|20)\d\d")
