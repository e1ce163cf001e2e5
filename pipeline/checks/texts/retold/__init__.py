"""Numbers told again in other places of a report.

`companies.py` are the numbers that stand together; `retold_numbers.py` and `retold_counts.py` hold one told twice in
company, `named_numbers.py` any told twice by its name, `retold_results.py` a result of a table of goals.
"""
