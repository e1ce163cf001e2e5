"""Every claim of a report against every other: records -> `schemas.audit.Check`, each with an outcome.

`all_checks.py` runs them in a fixed order (`one_by_one.py`: one that breaks costs itself); `compare.py` is the one
place that says when a printed figure is wrong (`same_print`: two prints of one value). Rooms: `tables` figures of one
table (each seen as a `table_view`), `texts` sentences against tables and sentences, `scores` scores and criteria;
`author_formulas.py` which further formulas a name may stand for; `calculations.py` recomputes what the
text works out for itself.
"""
