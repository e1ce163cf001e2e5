"""Tables without lines between columns or rows -> `parts.grid.Grid`: told by white space and what the texts are.

`regions.py` (`column_runs`) and `ruled_regions.py` (`rules_beside`, `painted_rules`) say where one stands,
`second_tables.py` where the next begins and `between_tables.py` what belongs to none; `borderless.py` and
`rowruled.py` make its grid, the one without rules in its body, the other with one under every row
(`ruled_row_shape`, `single_rows`, `beyond_rules`).

Below them: pieces of text (`textblocks`), columns (`white_columns`, `steady_whites`, `column_names`, `alignment`), rows
(`row_fit` with its `line_prices`, `row_pitch`, `touching_rows`, `merged_rows`), cells (`row_cells`, `shared_rows`,
`aligned_rows`, `levels_at_top`), names in the header (`header_lines`, `header_names`, `header_tree`, `merged_names`).
"""
