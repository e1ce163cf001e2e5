"""Pages as pictures: rendered, cleaned, set straight, and what can be found in them without reading.

Begin with `picture.py`. Set straight: `sheet`, `keystone`, `deskew`, `bend`, `page_register`. Cleaned of seals and pens
(`channels`, `seals`, `outlined_seals`, `pen_marks`, `loose_strokes`), of what the scanner adds (`dark_areas`,
`punch_holes`, `salt`, `streaks`) and of rulings once they are found (`ruling_crumbs`); `stray_ink.py` says what is left
that is no print; `pale_bands` bring back what worn toner left pale.

Out: `ruling_lines.py` (`line_runs`, `dashed_lines`, `fainter_lines`, `shown_through`, `worn_sides`) and where lines of
print stand (`print_lines.py`). `room.py` gives memory back.
"""
