"""Checks that failed -> `schemas.audit.Finding`: severity, place, both languages, evidence.

`build.py` decides what accuses and what only asks. `slips.py` tells failed checks that one figure would set right as
one (`slip_figure`, `slip_told`, `twins`; `score_echoes` scores that follow from it), with each relation solved for
one of its figures (`worked_back`, `relation_units`). `messages.py` has the words.

The others are the reasons to doubt. A reading: `misread`, `unsure_numbers`, `torn_cells`, `shaky_tables`,
`lost_names`, `damage` (`near_prints`: what else may stand there). A meaning: `far_off`, `right_before`,
`other_meaning`, `other_scope`, `other_scores`, `other_pairing` and `other_relations`, which try a number with all
`printed_numbers` (`pairing_trial`). `chosen_readings.py` takes that reading of a figure in doubt with which alone the
sums come out, before anything is told; `finer_prints.py` has what a figure should be from the finer prints of coarse
ones. `own_results.py` leaves open what was held against figures that it is not of: its sentence has others.
"""
