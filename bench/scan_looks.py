"""What is read of scanned tables by how they look and how they were spoilt: lines, row height, size of print.

    python -m bench.scan_looks [--only LOOK-SPOILT,…] [--first-seed 0] [--worlds budget] [--verbose 5]

`bench.scans` spoils one look in many ways; here looks that leave a reader little (rows as high as their print, three
lines or none, small print) meet the ways that hurt them most. Rows and columns are those of `bench.scans`.
"""

from __future__ import annotations

from dataclasses import replace

from bench.facsimiles.scanners import Machine, blur, lean, noise, pen_strokes, salt, seals, shifted, uneven_light
from bench.print_runs import measure
from bench.scans import row
from tests.typeset.style import WORD

LOOKS = {
    "three": replace(WORD, rulings="three"),
    "none": replace(WORD, rulings="none"),
    "rows": replace(WORD, frame="tb", inner=("rows",)),
    "tight": replace(WORD, table_size=10.0, table_leading=1.05, padding=1.0, line_width=0.4),
    "small": replace(WORD, table_size=8.0, padding=2.0, line_width=0.4),
}
SPOILT = (
    Machine("150-q40", (lean(0.9, -0.7), noise(4.0)), dpi=150, quality=40),
    Machine("bilevel", (lean(0.5, -0.5),), bilevel=140),
    Machine("salt", (lean(0.4), salt(0.006), noise(3.0))),
    Machine("seals", (seals(2), lean(-0.6), noise(4.0)), grey=False),
    Machine("pen", (pen_strokes(6), lean(0.8), noise(4.0)), dpi=300, grey=False),
    Machine("grey", (uneven_light(0.6), shifted(12.0), lean(-0.6), blur(0.25), noise(5.0)), quality=50),
)
HEAD = """| look, scan | pages | cells | figures | whole tables | false | planted: found, doubted, of |
|---|---|---|---|---|---|---|
"""


def machines() -> list[Machine]:
    """Every look spoilt in every way."""
    return [
        replace(machine, name=f"{look}-{machine.name}", style=style)
        for look, style in LOOKS.items()
        for machine in SPOILT
    ]


if __name__ == "__main__":
    measure(__doc__, HEAD, machines(), row, "budget")
