"""Names of columns without lines between them: `header_lines` -> `header_names`, a tree of them (`header_tree`), and
merged names that run across the white of their columns (`merged_names`).
"""
