"""What an indicator's own row states: figures, quantities, changes and words for the rule to read."""
