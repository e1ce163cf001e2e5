"""Figures of a table held against each other: sums, rates, differences, balances, quarters."""
