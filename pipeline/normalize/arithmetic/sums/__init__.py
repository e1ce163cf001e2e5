"""Wholes and their parts: lists that add up, totals, and what is left of a whole."""
