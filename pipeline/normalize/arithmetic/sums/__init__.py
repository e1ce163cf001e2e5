"""Wholes and their parts: lists that add up, totals, and what is left of a whole.

Begin with `parts.py`, a whole that opens its list: `heads.py` finds the whole, `list_members.py` the members, and
`complete_lists.py` says whether these are all, in one sentence or in several paragraphs. `divided_before` and
`lists_apart` are lists that no one sentence holds, `columns_of_rows` rows told one after the other, `single_part` is
for one part told alone. `totals.py` is for sums told behind their parts (`totals_of_others`, `added_up`); `rests.py`
and `rests_of_accounts.py` take away, `done_and_undone` what is left to do. `listed_names`, `lost_points`,
`level_points`, `told_scores`, `questionnaires` and `year_parts` count what they name. What is no member says
`beside_others`, `money_left_out` and `told_in_words`.
"""
