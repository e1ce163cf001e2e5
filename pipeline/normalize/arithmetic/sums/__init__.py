"""Wholes and their parts: lists that add up, totals, and what is left of a whole.

Begin with `parts.py`, a whole that opens its list: `heads.py` finds the whole, `list_members.py` the members, and
`complete_lists.py` says whether these are all. `divided_before`, `lists_apart` and `paragraph_lists` are lists that no
one sentence holds, `single_part` is for one part told alone. `totals.py` is for sums told behind their parts
(`totals_of_others`, `added_up`); `rests.py` and `rests_of_accounts.py` take away. `listed_names`, `lost_points`,
`told_scores` and `year_parts` count what they name.
"""
