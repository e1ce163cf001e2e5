"""`schemas.document.Document` -> records, scores, checks, findings, files: the audit itself and all around it.

Begin with `audit.py`, one document from end to end. Rooms in the order of the way: `vocabulary`, `normalize`, `rules`,
`checks`, `findings`, `export`, `run`, `cli`; each imports only from those before it.
"""
