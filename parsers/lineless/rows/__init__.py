"""Rows of a table without lines, and cells that span several.

`row_fit.py` parts lines of print into rows at the least of prices (`line_prices`), `row_pitch` by how far apart they
are, `touching_rows` and `shared_rows` by their columns; `single_rows` asks whether rules part them all. Over several
rows: `merged_rows`, `aligned_rows`.
"""
