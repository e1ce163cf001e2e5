"""Until its last reader looks in `parsers.parts.borders`."""

from parsers.parts.borders import SAME_POSITION

__all__ = ["SAME_POSITION"]
