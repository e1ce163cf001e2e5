"""What the data is: figures, documents, records, rules, checks and findings. No I/O, no PDF library, no click.

In the order of the way: `geometry`, `figure`, `document`, `records`, `rubric`, `trace`, `audit`.
"""
