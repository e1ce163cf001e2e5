"""What the columns of a table state: `TableHead` and the printed figures -> `ColumnMeaning` of each column.

`header.py` finds the head, `metrics.py` names each column, `bare_columns.py` those whose names say too little; where
names do not tell, `amount_columns.py`, `score_columns.py`, `formulas.py` and `points.py` ask neighbours and figures,
`topics.py` the title, `quarters.py` that the table is one of quarters. `sums.py` says which columns add up to which,
`column_groups.py` what a head prints once for each part. `transposed.py` turns tables that lie on their side.
"""
