"""Parts of tables on following pages -> logical tables.

`going_on.py` says whether a page begins with the rest of a table, `joins.py` puts the part to it
(`joined.JoinedTable`); the others settle what the break cut: headers, rows, cells, columns.
"""
