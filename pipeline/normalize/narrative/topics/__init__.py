"""Turns that sentences have of their own: staff, projects, petitions, satisfaction, growth, carried-over funds."""
