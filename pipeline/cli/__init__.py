"""The `fuhe` command: one module per subcommand (`*_command.py`), found by `main.py` only when it is used.

The script begins in `entry.py`. A run: `run_command`, `run_imports`, `run_session`, shown by `progress`,
`progress_bar`, `tally` and `summary`. What several share: `options`, `output`, `table_views`, `query_output`,
`explanations`, `rule_words`.
"""
