"""The part of a table that stands on one page.

`borders.py`: lines -> positions of columns and rows. `grid.py`: these as cells with spans, in which every way of
finding tables ends. `part.py`: the cells filled with their print; `overrun.py` and `below_foot.py` seat print that
runs out.
"""
