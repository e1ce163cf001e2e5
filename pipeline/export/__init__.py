"""`AuditedReport` -> rows, files and pages.

`corpus_schema.py` is the interface (`columns`, `corpus_columns`), `report_rows.py` fills it (`trace_json`,
`told_quarters`), `corpus_files.py` and `data_package.py` write it (`report_shard`, `csv_text`, `atomic_file`).

What is made of a finished run (`finished_run.py`, `corpus_rows`), in words of `code_words`: the workbook
(`workbook.py`, its `workbook_sheet`, `workbook_columns`, `workbook_rule`, `workbook_steps`), pages (`html`), reports
side by side (`compare`, `compare_workbook`), database and others (`explore_sqlite`, `explore_search`,
`explore_parquet`, `explore_sarif`). What auditors decide: `decision_log`.
"""
