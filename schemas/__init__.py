"""What the data is: figures, documents, records, rules, checks and findings. No I/O, no PDF library, no click.

In the order of the way: `geometry`, `figure`, `document`, `records`, `rubric`, `trace`, `audit`. Beside it: `errors`,
each with what to do about it; `slips` of the pen in a number; `white_space` in print; `trusted`, records made quickly.
"""
