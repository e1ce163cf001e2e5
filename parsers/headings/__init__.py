"""What names tables and their columns: captions and units above a table or in its first cells, header rows.

`captions.py` reads what stands above, `title_cells.py` what a table's own cells say of it, `headers.py` how deep the
header is.
"""
