"""What a text says of tables by its characters alone: a figure, a caption, a heading, a row of formulas.

Strings in, answers out; nothing here knows where a text stands: `figures`, `caption_lines`, `heading_marks`,
`formula_rows`.
"""
