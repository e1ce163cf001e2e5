"""PDF bytes -> `schemas.document.Document`: pages, lines, tables with their cells and places. Knows no budgets.

Begin with `read.py`, the whole way step by step; it gives the contents of pages to `assemble.py`, which finds tables,
joins them and puts the rest into paragraphs (`blocks.py`); `records.py` writes what came of it. The rooms, each
importing only from those before it: `texts`, `pages`, `parts`, `lineless`, `ruled`, `headings`, `joining`; for pages
that are pictures `pictures` and `recognition`, which end in the same `PageContent` as `pages`. `second_opinion.py` asks
Camelot where a table is announced and none was found; `page_picture.py` draws pages with what was read.
"""
