"""Which metric of the vocabulary a phrase of printed criteria means.

Begin with `metrics.py`: one indicator's names. `phrases.py` knows the names alone (`deviations`, `operand_names`),
`formula_metric` and `definitions` what a printed formula or a definition says a name is (`definition_letters`).
"""
