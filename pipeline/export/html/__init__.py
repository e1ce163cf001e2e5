"""Pages of a finished run, each one file that needs no network and no server."""
