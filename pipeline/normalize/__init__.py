"""`Document` -> `schemas.records.Report`: every table and sentence read into typed records.

Begin with `report.py` (`report_parts.py` before it, where a file holds several). Whose report it is: `identity`,
`agency`, `context`. A table goes through `read_table.py` (its head: `columns`, its rows: `hierarchy`, what it is about:
`kinds`; `tables_within` where it holds several) to its records: `budget_lines` (`line_marks`, `item_codes`), `quarters`
(`quarter_names`), `staff_tables`, `table_facts` (`fractions`, `misdated_tables`), a project's form to `forms`, and
what scores to `score_tables`.

Sentences go to `narrative` and, by the words between their numbers alone, to `arithmetic`; so do tables that tell
figures again (`label_pairs`); `told.py` keeps them as they stand. `numbers.py` is the way of every number
(`chinese_numerals`).
"""
