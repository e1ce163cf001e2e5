"""What stands on a page, read through pdfium and cleaned: characters, ruling lines, fills, lines of print.

In: a page of a PDF (`opening.py`, `decode.py`, which ask `pdfium.py`). Out: `content.PageContent`, from which
`lines.py` makes lines of print.

Text: `characters` and what they print (`printed_signs`), `annotations`, a font for what has none (`standin`), and how
far to trust it (`quality`); `layers` that are switched off and `watermarks` are taken out. Lines: `drawings.py`,
`paths.py` and `rulings.py` tell what is drawn, `tiles` and `white_lines` what fills show, `page_frames` what frames
the sheet. Places: `sheets.py` and `blocks_beside.py` part double pages and what stands side by side (`parting`),
`placing` and `placing_back.py` put places back. `running.py` takes headers and footers out. `groups.py` puts together
what touches.
"""
