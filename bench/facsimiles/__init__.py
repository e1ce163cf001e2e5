"""The typesetter's reports printed by other people's programs: browsers, office suites, typesetters, savers, scanners.

Nothing here is needed to run fuhe. Each module says what it needs and is left out where that is not installed.
"""
