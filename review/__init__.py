"""The review desk: a finished run as pages with decisions, served on this machine only.

`server.py` answers (`answers.py`: what it is asked and tells); `run_data.py` asks the run's database, `page_drawer.py`
draws pages, `desk_page.py` makes the page.
"""
