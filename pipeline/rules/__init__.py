"""Rules and figures -> scores with a trace: which points each indicator's criteria leave.

`choose.py` takes the edition on file or the printed criteria (`printed`), `verdict.py` goes through the indicators,
`evaluate.py` applies one rule and `figures.py` finds what it asks for, also in the indicator's own row (`rows`).
"""
