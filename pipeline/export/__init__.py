"""`AuditedReport` -> rows, files and pages.

`corpus_schema.py` is the interface, `report_rows.py` fills it, `corpus_files.py` and `data_package.py` write it; what
is made of a finished run (`finished_run.py`): the workbook (`workbook*.py`), pages (`html`), database and others
(`explore_*.py`).
"""
