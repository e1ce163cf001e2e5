"""Figures of sentences held against tables and other sentences."""
