"""What was, what came and went, and what is: growth, moves of a budget, stocks, one amount told twice.

Begin with `beside_amounts.py`, a change beside what changed, in the groups that `change_groups.py` makes of a
sentence; `changes_in_order.py`, `named_before.py` and `between_years.py` say what a change is of where it stands
apart. Budgets: `budget_chains`, `budget_moves`, `moves`, `left_of_budgets`. Others: `stocks` what came and went,
`gaps` how far rates lie apart, `restated` one amount told twice, `ways` verbs that contradict each other.
"""
