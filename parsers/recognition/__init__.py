"""Reading what is printed in the picture of a page: lines, figures, signs, and which reading to trust.

`which_pages.py` decides what is read, `page.py` reads it into `pages.content.PageContent` with a confidence for every
glyph; `figures.py`, `signs.py` and `doubt.py` settle what a recogniser confuses.
"""
