"""Sentences held against rows and columns of tables, without a vocabulary.

`table_lines.py` holds the rows and columns. `named_lines.py` (by `quoted_names.py`), `listed_rows.py`,
`listed_lines.py` (by `number_lists.py`), `told_rows.py` and `quarter_numbers.py` are the ways in which a sentence
(`told_numbers.py`) tells the numbers of one (`meant_ways.py`: what its words may mean). `told_cells.py` takes what all
of these leave: a number told of one cell (`told_names.py`: by which names, `cell_claims.py`: with which words,
`claim_words.py`: what these mean, `cell_heads.py`: which cells they may mean, `cell_values.py`: whether a number is
what a cell prints). `counted_rows.py` asks how many things a table lists, `since_last_year.py` how far an amount moved
in it, `main_parts.py` what a whole is of which some parts are told.
"""
