"""Tables without lines between columns or rows -> `parts.grid.Grid`: told by white space and what the texts are.

`regions.py` (`column_runs`) and `ruled_regions.py` (`rules_beside`, `painted_rules`) say where one stands,
`second_tables.py` where the next begins and `between_tables.py` what belongs to none; `borderless.py` and
`rowruled.py` make its grid, the one without rules in its body, the other with one under every row
(`ruled_row_shape`, `beyond_rules`); `columns_before.py` what the page before tells of its columns.

Below them: pieces of text (`textblocks`), columns (`white_columns`, `steady_whites`, `column_names`, `alignment`),
`rows`, cells (`row_cells`, `levels_at_top`), names in the header (`headers`).
"""
