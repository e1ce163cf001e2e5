"""Tables without lines between columns or rows: told by alignment, white space and what the texts are."""
