"""Score tables, and sentences that score, -> score lines and score totals.

Begin with `scores.py`, which asks `score_sections` (rows that only head others), `score_lines` and `score_points`
(what a row states), `score_totals` and `score_details` (rows that another table divides), and `indicator_names` for
one indicator under two names. `level_tables` where rows turn out to be levels, `goals` where another table has an
indicator's figures, `scores_in_text` where only sentences score.
"""
