"""Pages as pictures: rendered, cleaned, set straight, and what can be found in them without reading.

Begin with `picture.py`. Out: ruling lines (`ruling_lines.py`) and where lines of print stand (`print_lines.py`).
"""
