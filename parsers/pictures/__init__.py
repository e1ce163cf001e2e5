"""Pages as pictures: rendered, cleaned, set straight, and what can be found in them without reading."""
