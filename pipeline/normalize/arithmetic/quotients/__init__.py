"""Numbers that others give when divided: rates, shares, averages, multiples.

Begin with `rates.py` (which must be of the two numbers before it says `certain_rates.py`, in which order
`other_orders.py`) and `shares.py`: a share has a part (`share_parts`) and a whole (`share_wholes`, `named_budgets`),
and some are told together (`shares_together`). Rates of their own: `combined_rates`, `use_rates`,
`rates_of_the_content`, `rates_told_first`, `rates_of_lists` (`rate_words`: words in their names). What an author writes
out: `told_formulas` in names, `written_equations` in numbers. `averages.py` divides by what is counted.
"""
