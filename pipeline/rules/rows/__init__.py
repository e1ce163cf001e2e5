"""What an indicator's own row states: figures, quantities, changes and words for the rule to read.

Begin with `figures.py`, which answers what a rule asks of a row. `cells.py` gives the cells that may state it,
`numbers.py` their numbers, `facts.py` these under the rule's codes; `operands`, `quotients`, `quantities`, `days`,
`target`, `changes`, `words` and `none_told` are the other things that a row tells.
"""
