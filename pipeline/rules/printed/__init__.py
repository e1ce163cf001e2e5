"""Printed criteria -> rules: what an annex says of each indicator, read into `schemas.rubric.Rule`.

Begin with `rule.py`. The text is made plain (`text`), its many wordings brought into few (`wording`), parted into
statements, each read as an `item.Item` (`items`, `scales`), and these fitted into one rule (`leaf`, `fitted`). What
scores each quarter is read in `quarters`. Nothing that is not understood is left out in silence: see `built_rule`.
"""
