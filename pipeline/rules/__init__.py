"""Rules and figures -> scores with a trace: which points each indicator's criteria leave.

`verdict.py` goes through the indicators (`score_lines.py`: each once), `choose.py` takes the edition on file or the
printed criteria (`printed`, `hundred_marks.py` where they mark out of a hundred; compared by `same_rule.py` and
`changed_number.py`), `evaluate.py` applies one rule, node by node (`metric_nodes`, `conditions`), in every
`worlds.py` in which it can be read. `describe.py` puts a rule in one line.

`figures.py` finds what a rule asks for (`printings`, `resolved`), also in the indicator's own row (`rows`) and, where
no name is known, by words (`told_words`) in sentences and rows (`operands`); `plan_figures`, `stand_ins` and
`year_on_year` take what may stand for it. Project forms: `form_method`, `targets`, `target_values`, `around_targets`.
Criteria in words where no figure decides: `worded`.
"""
