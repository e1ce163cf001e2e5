"""What the running text works out for itself: sums, differences, growth, shares, rates, averages, counts of names.

Nothing here knows a metric: a statement is read by the words that relate its numbers (比…增加, 其中, 占…的, 人均), so
that it is checked whatever it is about. What the numbers mean is the matter of `pipeline.normalize.narrative`.

`calculations.py` goes from the document to `schemas.records.Calculation`. On the way every number becomes a
`terms.Term` (`read_terms.py`) with the part that it plays (`own_roles`, `roles_beside`, `runs`), and each room yields
what it can work out (`worked.Worked`): `sums`, `changes`, `quotients` (`amounts` of the whole text are looked up for
what a share is of, `fit` says which), and `alike` what numbers told alike have in common. `over_sentences` and
`unit_slips` read again: with the sentence before, and with another unit.
"""
