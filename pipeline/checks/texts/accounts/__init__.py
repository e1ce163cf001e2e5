"""The prose of budgets and final accounts, where the national templates say which cell is meant.

`account_totals.py`, `classified_items.py` and `three_public.py`, each number held by `against_cell.py`.
"""
