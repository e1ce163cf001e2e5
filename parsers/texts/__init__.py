"""What a text says of tables by its characters alone: figures, captions, headings, rows of formulas."""
