"""One sentence read: its numbers, and the measure, subject and period that the words before each give it.

The way: `paragraphs` -> `sentences` -> `text_numbers` -> `tokens` -> `sentence.SentenceReader`, which asks `leads`
what the words before a number name and carries on what is not said again (`so_far`). Out: `found.Found`, and of it
`text_figures` with their places.

What a lead names: a measure (`lexicon`, `measures`, `meaning`), a subject (`named_subjects`, `titles`), a time
(`periods`). Numbers told together: `together`, `shares`, `joined_scopes`.
"""
