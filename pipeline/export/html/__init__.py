"""Pages of a finished run, each one file that needs no network and no server.

`write.py` makes them: `views.py` works out what they show (`steps`, `charts`, `pictures`), `render.py` fills templates.
"""
