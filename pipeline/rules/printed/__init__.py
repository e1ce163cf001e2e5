"""Printed criteria -> rules: what an annex says of each indicator, read into the rule model."""
