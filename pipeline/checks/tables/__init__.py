"""Figures of a table held against each other: sums, rates, differences, balances, quarters.

Begin with `sums.py` (down the hierarchy that `groupings.py` gives) and `rates.py` (along the row), both of tables
whose columns the vocabulary names (`nameless_rows.py` where a row has no name). Further
relations by name: `row_sums`, `header_sums`, `quarters`, `balance`, `growth_columns`, `mean_rows`, `table_years`;
`sum_slips.py` and `row_rest.py` say which sums that fail are slips.

Whatever the columns are called: `figure_grid.py` holds the numbers of any table, and `column_relations`
(`column_formulas`; `stated_formulas` that the head prints), `column_shares`, `column_splits`, `column_totals`,
`running_columns`, `rates_of_one_whole`, `year_rows`, `balance_rows` ask what most of its rows bear out.
`row_rates.py` holds the text's rates against rows of their name. `balanced_shares.py` leaves open a share that was made
to fit.
"""
