"""Criteria that score each quarter: by one formula, one scale, or points of its own.

Begin with `year.py`, which asks the others in turn. `parts.py` reads statement by statement, by the `shapes.py` that
they may have; `weights.py` is for quarters of different weights and for losses, `alike.py` for one scale four times,
`mean_names.py` for the many names of their mean.
"""
