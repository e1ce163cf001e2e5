"""What names tables and their columns: captions and units above a table or in its first cells, header rows.

`captions.py` reads what stands above (`side_by_side`: which lines stand above which table), `title_cells.py` what a
table's own cells say of it (also in rows of a sheet; `inner_titles` between tables that touch), `headers.py` how deep
the header is, `names_above.py` names of columns that are printed above a grid instead of in it.
"""
