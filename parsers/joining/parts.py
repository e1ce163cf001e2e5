"""Until its last reader looks in `parsers.texts.figures`."""

from parsers.texts.figures import FIGURE

__all__ = ["FIGURE"]
