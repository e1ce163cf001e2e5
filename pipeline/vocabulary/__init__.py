"""What reports speak of: metrics, items and roles of columns with their printed names, and formulas among them.

The YAML files are the data; `metrics.py`, `items.py` and `roles.py` look names up, `names.py` says when two prints name
the same, `expression.py` reads arithmetic as it is printed.
"""
