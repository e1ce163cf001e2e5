"""How points follow from a figure: bands, shares, steps, lines, and what is put beside them."""
