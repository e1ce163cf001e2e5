"""The `fuhe` command: one module per subcommand (`*_command.py`), found by `main.py` only when it is used."""
