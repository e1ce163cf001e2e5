"""What a rule asks for, looked for by words in sentences and rows where no name is known.

`spoken_numbers.py` is every number with its words. A quotient's operands: `operand_search`; other figures:
`passage_figures`, `told_outright`, `moved_since`, `counted_cases`, `told_quarters`.
"""
