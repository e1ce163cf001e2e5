"""What reports speak of: metrics, items and roles of columns with their printed names, and formulas among them.

The YAML files are the data (`files`); `metrics.py`, `items.py` and `roles.py` look names up, `names.py` says when two
prints name the same, `expression.py` and `formulas.py` read arithmetic as it is printed and carry it out. Words that
several rooms ask for: `link_words`, `header_words`, `budget_moves`; `words` and `pieces` cut a text into them.
`english.py` and `english_rule.py` tell in English what fuhe says in Chinese.
"""
