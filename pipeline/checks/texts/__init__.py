"""Figures of sentences held against tables and other sentences.

Begin with `quantities.py`, which says what is of one quantity, and `same_figure.py`, which compares (`one_thing.py`:
whether two figures are of one thing at all; `all_funds.py`: figures of all funds). `text_arithmetic.py`
(`single_quarters`), `split_wholes.py` and `project_counts.py` recompute what sentences derive by its meaning,
`told_directions.py` asks whether more or less was spent, `rates_over_all.py` about rates above all that there is.

Without meaning: `lines` holds sentences against rows and columns of tables, `retold` against what stands elsewhere
once more. `accounts`: the prose of budgets and final accounts.
"""
