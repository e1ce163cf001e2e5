"""Checks that failed -> `schemas.audit.Finding`: severity, place, both languages, evidence.

`build.py` decides what accuses and what only asks. `slips.py` tells failed checks that one figure would set right as
one (`slip_figure`, `slip_told`, `twins`; `score_echoes` scores that follow from it), with each relation solved for
one of its figures (`worked_back`, `relation_units`). `messages.py` has the words.

The others are reasons to doubt a reading (`readings`) or a meaning (`meanings`). `finer_prints.py` has what a
figure should be from the finer prints of coarse ones.
"""
