"""The scoring rules as data: one YAML file per published edition, every number with its source.

`load.py` reads an edition, `check.py` tells whether it holds together.
"""
