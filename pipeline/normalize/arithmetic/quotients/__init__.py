"""Numbers that others give when divided: rates, shares, averages, multiples."""
