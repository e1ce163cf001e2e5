"""Figures of sentences held against tables and other sentences.

Begin with `quantities.py`, which says what is of one quantity, and `same_figure.py`, which compares (`one_thing.py`:
whether two figures are of one thing at all; `all_funds.py`: figures of all funds). `text_arithmetic.py`,
`split_wholes.py` and `project_counts.py` recompute what sentences derive by its meaning, `told_directions.py` asks
whether more or less was spent, `rates_over_all.py` about rates above all that there is. The prose of budgets and final
accounts: `account_totals.py`, `classified_items.py`, `three_public.py` (each number by `against_cell.py`).

Without meaning: `table_lines.py` holds the rows and columns of tables; `named_lines.py`, `listed_rows.py`,
`listed_lines.py` (by `number_lists.py`), `told_rows.py`, `quarter_numbers.py` and `single_quarters.py` are the ways
in which a sentence (`told_numbers.py`) tells the numbers of one (`meant_ways.py`: what its words may mean).
`told_cells.py` takes what all of these leave: a number told of one cell (`told_names.py`: by which names,
`cell_claims.py`: with which words, `claim_words.py`: what these mean).

Told again: `companies.py` are the numbers that stand together, `retold_numbers.py` and `retold_counts.py` hold one
told twice in company, `named_counts.py` one told twice by its name, `retold_results.py` a result of a table of goals,
`counted_rows.py` how many things a table lists, `since_last_year.py` how far an amount moved in it.
"""
