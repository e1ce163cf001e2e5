"""The machines that reports are scanned with in the bench: which steps, resolution, colours and packing each has."""

from __future__ import annotations

from dataclasses import replace

from bench.facsimiles.cameras import held, spine
from bench.facsimiles.offices import copied, fax, messenger, ticks, toner_bands
from bench.facsimiles.scanners import (
    Machine,
    blur,
    dark_heads,
    fade,
    lean,
    noise,
    pen_strokes,
    perspective,
    quarters,
    seals,
    shifted,
    show_through,
    specks,
    streaks,
    uneven_light,
    worn_lines,
)
from tests.typeset.style import WORD

TABLES_9, TABLES_7 = replace(WORD, table_size=9.0), replace(WORD, table_size=7.0, padding=3.0)
THIN, GREY_SHADE = replace(WORD, line_width=0.2), replace(WORD, shade_header=True, rulings="cells", shade="#C8C8C8")
SHADED = replace(WORD, shade_header=True, rulings="cells")
SHEET = (noise(4.0), lean(0.4, -0.4))

MACHINES = (
    Machine("plain-300-q90", SHEET, dpi=300, quality=90),
    Machine("plain-200-q60", SHEET, quality=60),
    Machine("plain-150-q60", SHEET, dpi=150, quality=60),
    Machine("plain-150-q40", SHEET, dpi=150, quality=40),
    Machine("plain-200-q40", (noise(6.0), lean(0.7, -0.9)), quality=40),
    Machine("lean-3", (lean(3.0, -3.0, 2.4, -2.6), noise(4.0))),
    Machine("turned", (lean(0.5, -0.5), quarters(1, 2, 3), noise(4.0))),
    Machine("grey-paper", (lean(0.6), uneven_light(0.55), noise(5.0)), grey=False),
    Machine("noise-specks", (specks(250), noise(14.0), lean(-0.5)), quality=50),
    Machine("streaks", (lean(0.3), streaks(3), noise(4.0))),
    Machine("seals", (seals(2), lean(0.5), noise(4.0)), grey=False),
    Machine("seals-grey", (seals(1), lean(0.5), noise(4.0))),
    Machine("pen", (pen_strokes(8), lean(-0.4), noise(4.0)), grey=False),
    Machine("thin-lines", (fade(0.75), lean(0.4), noise(5.0)), dpi=150, style=THIN),
    Machine("worn-lines", (worn_lines(90), lean(0.4), noise(4.0))),
    Machine("shifted", (lean(0.8), shifted(30.0), noise(4.0))),
    Machine("bilevel-200", (lean(0.5),), bilevel=150),
    Machine("bilevel-300", (lean(-0.5), specks(150)), dpi=300, bilevel=150),
    Machine("bilevel-grey", (uneven_light(0.8), lean(0.4), noise(6.0)), bilevel=120),
    Machine("photo", (perspective(0.012, 2.0), uneven_light(0.6), blur(0.3), noise(4.0)), grey=False, quality=80),
    Machine("show-through", (show_through(0.22), lean(0.4), noise(4.0))),
    Machine("faint", (fade(0.4), lean(0.3), noise(5.0))),
    Machine("blurred", (blur(0.5), lean(0.8), noise(5.0)), quality=50),
    Machine("dark-heads", (dark_heads(), *SHEET), style=SHADED),
    Machine("grey-heads", SHEET, style=GREY_SHADE),
    Machine("small-9", SHEET, style=TABLES_9),
    Machine("small-7", SHEET, style=TABLES_7),
    Machine("small-7-150", SHEET, dpi=150, style=TABLES_7),
    Machine("pen-grey", (pen_strokes(8), lean(-0.4), noise(4.0))),
    Machine("plain-120-q60", SHEET, dpi=120, quality=60),
    Machine("plain-200-q15", SHEET, quality=15),
    Machine("upside-down", (lean(0.6), quarters(2), noise(4.0))),
    Machine("show-through-dark", (show_through(0.4), lean(0.4), noise(4.0))),
    Machine("seals-many", (seals(5), lean(0.5), noise(4.0)), grey=False),
    Machine("held", (uneven_light(0.7), held(0.012), blur(0.3), noise(4.0)), dpi=220, grey=False, quality=80),
    Machine("held-askew", (uneven_light(0.6), held(0.035), blur(0.3), noise(4.0)), dpi=250, grey=False, quality=80),
    Machine("held-white-desk", (held(0.02, 0.9, (228, 230, 232)), blur(0.3), noise(4.0)), dpi=220, grey=False),
    Machine("spine", (spine(0.3, 6.0, 0.5), noise(4.0))),
    Machine("copied-twice", (copied(), lean(0.6, -0.7), copied(1.5, 0.22), noise(4.0)), quality=60),
    Machine("messenger", (uneven_light(0.75), lean(0.8, -0.5), blur(0.22), messenger(1660, 60)), grey=False),
    Machine("fax", (lean(0.5), fax(), specks(40)), bilevel=150),
    Machine("ticks-faint", (fade(0.55), ticks(9), lean(0.5, -0.4), blur(0.12), noise(5.0)), dpi=150, grey=False),
    Machine("toner-bands", (toner_bands(3), lean(0.4), noise(4.0)), quality=60),
    Machine("toner-bands-back", (toner_bands(2), fade(0.7), show_through(0.2), lean(0.5), noise(4.0)), dpi=150),
    Machine("spine-deep", (spine(0.4, 12.0, 0.35), noise(4.0)), dpi=250),
)  # fmt: skip
