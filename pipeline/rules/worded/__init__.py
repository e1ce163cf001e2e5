"""Criteria in words (获评优秀得5分, 每迟报一次扣1分), decided by what the report says of the indicator.

`scale.py` is what such criteria come to, `criteria.py` reads them. `own_text.py` is what an indicator's row and its own
paragraphs say, clause by clause; `assertions.py` whether that bears a condition out, `moments.py` dates, ranks and
grades, `counts.py` how many cases it tells, `shares.py` scores out of a hundred and the lowest of some rates.
`points.py` puts criteria and text together, `evaluated.py` the outcome with what figures leave.

Nothing here takes a figure from elsewhere in the report, and what is not said in so many words stays open.
"""
