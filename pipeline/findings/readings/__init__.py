"""Reasons to doubt a reading: what was read may not be what was printed.

Of one figure: `misread.py`, `unsure_numbers`, `near_prints` (what else may stand there). Of a cell or a table:
`torn_cells`, `shaky_tables`, `lost_names`; of a file: `damage`. `chosen_readings.py` takes that reading of a figure
in doubt with which alone the sums come out, before anything is told.
"""
