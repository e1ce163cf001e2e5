"""Items of printed criteria -> the one rule that they make together, if they fit.

The items of a part are a `pile`; `leaf.py` makes a rule of it by what `fitted.py` allows, `gates` lays knock-outs and
exemptions around it. Parts with points of their own (`parts_of_points`) are put together in `parts_together.py`.
"""
