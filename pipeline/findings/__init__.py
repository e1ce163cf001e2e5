"""Checks that failed -> `schemas.audit.Finding`: severity, place, both languages, evidence.

`build.py` decides what accuses and what only asks; `slips.py` tells failed checks that one figure would set right as
one. The others are the reasons to doubt: a reading (`misread`, `torn_cells`, `shaky_tables`, `cut_figures`), a meaning
(`far_off`, `other_meaning`, `other_pairing`, `other_relations`).
"""
