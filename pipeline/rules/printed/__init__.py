"""Printed criteria -> rules: what an annex says of each indicator, read into `schemas.rubric.Rule`.

Begin with `rule.py` (`by_print.py` remembers what it read). The text is made plain (`text`, `words`,
`beside_criteria`, `target_words`, `excepted`), its many wordings brought into few (`wording`,
by `rewriting`), parted into statements, each read as an `item.Item` (`items`, `scales`, `measures`), which may need
its `neighbours` or `headings`. What a statement is of says `subjects.py` by its `metric_names`. The items of a part
are fitted into one rule, and parts put together, in `fitting`. What scores each quarter is read in `quarters`.
`band_defects.py` names bands that clash. Nothing that is not understood is left out in silence: see `built_rule`.
"""
