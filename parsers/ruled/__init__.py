"""Tables that lines or colours show: rulings of every kind -> `parts.grid.Grid`.

Begin with `grids.py`, the way from lines to cells (`plumber_cells`, `squares`); the others are each one way in which
lines fall short: rows told by paint (`banded_rows`, `stripes`, `painted_rows`, `painted_head`, `white_cells`), sides
or borders not drawn (`lone_lines`, `open_rows`, `open_body`, `undrawn_columns`), names apart from their rows
(`header_apart`, `column_steps`, `names_parted`), lines or paint for some columns or rows only (`too_few_columns`,
`too_few_rows`, `unparted_rows`), lines too many (`needless_lines`), cells drawn too short or apart (`short_cells`,
`boxed_cells`), grids too close for two (`stacked_grids`).
"""
