"""Numbers told one after the other in the same way: what all but one of them have in common the one must have too."""
