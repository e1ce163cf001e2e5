"""The ways in which offices word criteria, brought into the few that the grammar reads."""
