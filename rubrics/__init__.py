"""The scoring rules as data: one YAML file per published edition, every number with its source.

`load.py` reads an edition (`data_files`, `yaml_nodes`), `check.py` tells whether it holds together, `complaints.py`
what is wrong with it, by file, line and field.
"""
