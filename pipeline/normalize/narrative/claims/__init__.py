"""What the text says of scores: points given, taken off, counted and summed up, and whose they are."""
