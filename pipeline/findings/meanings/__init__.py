"""Reasons to doubt a meaning: a number may be of something else than it was held against.

It lies too far off (`far_off`), or right before it stands what it was worked out from (`right_before`). It comes out
in another way: `other_meaning`, `other_scope`, `other_scores`, `other_relations`, and `other_pairing`, which tries it
with all `printed_numbers` (`pairing_trial`). `own_results.py` leaves open what was held against figures that it is
not of: its sentence has others; `vain_questions.py` what nobody need be asked about (`every_kind.py`: lists whose
whole is certain).
"""
