"""Parts of tables on following pages -> logical tables.

`going_on.py` says whether a page begins with the rest of a table, `joins.py` puts the part to it
(`joined.JoinedTable`, on a `page_work` of its page). What the break cut: headers (`headers_overleaf`), rows
(`cut_rows`), cells (`cells_going_on`), borders of columns (`column_borders`), and columns that go on over the page
(`columns_overleaf`, `sheet_over_pages`).
"""
