"""What the columns of a table state: `TableHead` and the printed figures -> `ColumnMeaning` of each column.

`header.py` finds the head, `metrics.py` names each column, `halves.py` those of two tables side by side; where names
do not tell, `amount_columns.py`, `score_columns.py`, `formulas.py` and `points.py` ask neighbours and figures.
`transposed.py` turns tables that lie on their side.
"""
