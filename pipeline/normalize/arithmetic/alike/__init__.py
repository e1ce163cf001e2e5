"""Numbers told one after the other in the same way: what all but one of them have in common the one must have too.

`rows.py` looks for such rows, by the `relations.py` in which a number may come from others; `near_sums.py` finds sums
missed by one slip (`near_slips.py`). `other_pairs.py` withdraws what comes out with other numbers of its sentence.
"""
