"""What the columns of a table state: its head, the names above each column, what figures settle where names do not."""
