"""What the text says of scores: points given, taken off, counted and summed up, and whose they are.

Begin with `stated.py`: what a number claims (`kinds`), of which indicator or level (`subjects`), of the whole or a part
(`wholes_and_parts`), of which year (`years`). Counts: `counts.py`. `remarks.py` reads cells that say
why points were lost, `score_paragraphs.py` reports that score in their text.
"""
