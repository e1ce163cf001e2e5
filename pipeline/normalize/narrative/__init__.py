"""Sentences -> facts and claims: what the text of a report states, with its place.

`facts.py` goes through the sentences (`sentence_facts.py`) and gives every figure whose meaning is certain (which are
not what they seem says `meant_otherwise.py`), `likely_values.py` what is only likely, `passages.py` the sentences
that speak of what an indicator is about, `own_words.py` those under its own name. Rooms: `reading` one sentence,
`topics` turns of their own, `claims` what is said of scores.
"""
