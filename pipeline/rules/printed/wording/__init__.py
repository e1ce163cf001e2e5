"""Many wordings brought into the few that the readers of statements know: plain text in, plain text out.

`plain.reworded` says the order. Each module is one matter: thresholds and signs (`scales`, `words`, `lines`,
`between`), steps written together (`steps`), formulas (`formulas`), losses (`losses`), what holds for several parts
(`parts`), the year before (`last_year`), targets (`targets`), what a scale is of (`subjects`), what is said twice
(`restated`), rates that count together (`combined`). `few_words` is for a second look at what was not understood:
words of other offices as the ones known, with `grades`, `nested` (parts in one run of text) and `since_last_year`.
"""
