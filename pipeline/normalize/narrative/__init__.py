"""Sentences -> facts and claims: what the text of a report states, with its place."""
