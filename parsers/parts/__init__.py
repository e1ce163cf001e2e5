"""The part of a table that stands on one page: its borders, its grid, its cells with their text."""
