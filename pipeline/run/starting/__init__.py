"""What makes the start of a process quick.

`warm_start.py` loads what every worker needs, `nursery.py` forks workers from one that has. What an earlier start
has worked out is kept (`kept_file`): `kept_data`, `kept_methods`, `kept_patterns` (`written_patterns`);
`quick_imports` puts them together, `quick_records` makes our records quickly.
"""
