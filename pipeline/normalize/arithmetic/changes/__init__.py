"""What was, what came and went, and what is: growth, moves of a budget, stocks, one amount told twice."""
