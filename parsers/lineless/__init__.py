"""Tables without lines between columns or rows -> `parts.grid.Grid`: told by white space and what the texts are.

`regions.py` and `ruled_regions.py` say where one stands; `borderless.py` and `rowruled.py` make its grid, the one
without rules in its body, the other with one under every row (`ruled_row_shape`, `single_rows`). Below them: pieces of
text (`textblocks`), columns (`white_columns`, `column_names`, `alignment`), rows (`row_fit` with its `line_prices`,
`row_pitch`, `merged_rows`), cells (`row_cells`, `aligned_rows`), names in the header (`header_lines`, `header_names`).
"""
