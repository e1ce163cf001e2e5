"""Criteria that score each quarter: by one formula, one scale, or points of its own."""
