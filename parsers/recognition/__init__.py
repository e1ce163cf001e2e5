"""Reading what is printed in the picture of a page: lines, figures, signs, and which reading to trust.

`which_pages.py` decides what is read, `page.py` reads it into `pages.content.PageContent` with a confidence for every
glyph: `lines.py` cuts lines out, `recogniser.py` reads each (`models.py`: if it is installed), `glyphs.py` gives its
characters their boxes. `figures.py`, `signs.py`, `words.py` and `doubt.py` settle what a recogniser confuses;
`other_readings.py` keeps what else a figure in doubt may be, for the audit to choose from. Pages of text are helped by
`mending.py` (fonts without characters) and `pasted_tables.py`.
"""
