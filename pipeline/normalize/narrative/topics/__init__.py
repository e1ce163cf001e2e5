"""Turns that sentences have of their own, each a reader of sentences that gives facts; none needs another.

Money: `growth`, `two_years`, `carried_forward`, `opening_funds`, `moved_items`, `shifted_funds`, `part_of_budget`,
`incomes`, `nothing_of`. The course of the year: `month_progress`, `quarter_numbers`, `single_quarters`. People:
`staff`, `posts_and_staff`, `satisfactions`, `survey_results`. Counts and rates: `projects`, `petitions`,
`named_rates`, `sentence_rates`.
"""
