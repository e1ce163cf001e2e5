"""Which line of a budget table is part of which: all that the print admits, and what the figures bear out.

`parents.py` chooses among the `candidates.py` (`lists.py`: those that 其中 opens) the one that fits best (`fit.py`);
`lines.py` is a line before and after.
"""
