"""Many wordings brought into the few that the readers of statements know: plain text in, plain text out.

`plain.reworded` says the order. Each module is one matter: thresholds and signs (`scales`, `words`, `lines`,
`between`, `both_sides`), formulas (`formulas`), losses (`losses`, `shared_steps`), what holds for several parts
(`parts`, `same`), the year before (`growth`, `years`), targets (`targets`, `numbered_targets`), what a scale is of
(`subjects`), what is said twice (`restated`).
"""
