"""Reading what is printed in the picture of a page: lines, figures, signs, and which reading to trust."""
