"""One sentence read: its numbers, and the measure, subject and period that the words before each give it.

The way: `paragraphs` -> `sentences` -> `text_numbers` -> `tokens` -> `sentence.SentenceReader`, which asks `leads` what
the words before a number name and carries on what is not said again (`so_far`). Out: `found.Found`.
"""
