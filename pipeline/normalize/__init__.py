"""`Document` -> `schemas.records.Report`: every table and sentence read into typed records.

Begin with `report.py`. A table goes through `read_table.py` (its head: `columns`, its rows: `hierarchy`) to
`budget_lines.py`, `quarters.py`, `scores.py`, `table_facts.py` or, a project's form, to `forms`; sentences go to
`narrative` and, by the words between their numbers alone, to `arithmetic`. `numbers.py` is the way of every number.
"""
