"""What stands on a page, read through pdfium and cleaned: characters, ruling lines, fills, lines of print.

In: a page of a PDF (`opening.py`, `decode.py`). Out: `content.PageContent`, from which `lines.py` makes lines of print.
`drawings.py`, `paths.py` and `rulings.py` tell what lines are drawn; `sheets.py`, `blocks_beside.py` and
`placing_back.py` part double pages and what stands side by side, and put places back; `running.py` takes headers and
footers out.
"""
