"""What score tables and sentences say of scores, held against rules, weights and each other.

Begin with `against_rule.py`, the verdict of each indicator (`told_figures`: what is spoken of and was not read), and
`score_tables.py`, a table against itself. Then what is printed beside scores (`score_rates`, `score_parts`,
`score_remarks`, `grades`, `goal_rates`, `level_membership`), what sentences say of them (`score_claims` against the
`score_sheet`, `mean_scores`, `grade_counts`), criteria against weights (`criteria_points`) and the `edition`, and the
forms of projects (`form_copies`, `form_reviews`, `form_totals`, `target_rows`). `remark_operands`, `remark_quotients`
are what a remark restates and works out, `further_points` other columns of points, `divided_tables` tables that share
out one edition, `printed_grades` the scale that a report prints itself.
"""
