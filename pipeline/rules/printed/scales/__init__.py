"""How points follow from a figure: by bands, in proportion, by steps, for each case, at points of the year.

Statements are read by `ranges`, `thresholds`, `shares`, `steps`, `weight_shares`, `time_points` and `days`; what they
come to together is put into rules by `bands`, `proportional`, `linear`, `interpolated`, `stepped` and `pieces`, and
for further kinds of points by `base_points`, `bonus`, `added_up`, `case_bands`, `means`, `met_conditions`,
`staff_over_posts`.
"""
