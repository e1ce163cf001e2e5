"""Small files that cost their reader time or memory out of all proportion, made on the spot."""

from __future__ import annotations

import zlib
from pathlib import Path

MANY = 100_000
DEEP = 20_000
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F 12 Tf 72 700 Td (budget and outturn of the year) Tj ET\n"


class _File:
    """A PDF written object by object; the number of each object is chosen by the caller."""

    def __init__(self) -> None:
        self._data = bytearray(b"%PDF-1.7\n")
        self._places: dict[int, int] = {}

    def add(self, number: int, body: str | bytes) -> None:
        self._places[number] = len(self._data)
        self._data += b"%d 0 obj\n" % number + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"

    def add_stream(self, number: int, content: bytes, entries: str = "", filters: int = 1) -> None:
        for _ in range(filters):
            content = zlib.compress(content, 9)
        names = "/FlateDecode " * filters
        head = f"<<{entries}/Filter[{names}]/Length {len(content)}>>stream\n".encode()
        self.add(number, head + content + b"\nendstream")

    def bytes(self, previous: int | None = None) -> bytes:
        start = len(self._data)
        size = max(self._places) + 1
        lines = [b"0000000000 65535 f \n"]
        lines += [b"%010d 00000 n \n" % self._places.get(number, 0) for number in range(1, size)]
        again = f"/Prev {start if previous is None else previous}" if previous is not None else ""
        tail = f"trailer\n<</Size {size}/Root 1 0 R{again}>>\nstartxref\n{start}\n%%EOF\n"
        return bytes(self._data) + b"xref\n0 %d\n" % size + b"".join(lines) + tail.encode()


def _one_page(content: bytes, box: str = "0 0 595 842", resources: str = "", filters: int = 1) -> _File:
    file = _File()
    file.add(1, "<</Type/Catalog/Pages 2 0 R>>")
    file.add(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
    file.add(
        3,
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F {_FONT}>>{resources}>>>>",
    )
    file.add_stream(4, content, filters=filters)
    return file


def _pages(kids: str, count: int) -> _File:
    file = _one_page(_TEXT)
    file.add(2, f"<</Type/Pages/Kids[{kids}]/Count {count}>>")
    return file


def _nested_tree() -> _File:
    file = _pages("10 0 R", 1)
    for level in range(DEEP):
        below = f"{11 + level} 0 R" if level < DEEP - 1 else "3 0 R"
        file.add(10 + level, f"<</Type/Pages/Kids[{below}]/Count 1>>")
    return file


def _forms(levels: int, times: int, back: bool) -> _File:
    """Forms that draw forms: `times` each of the next level; with `back` the last draws the first."""
    file = _one_page(_TEXT + b"/X0 Do", resources="/XObject<</X0 10 0 R>>")
    for level in range(levels):
        last = level == levels - 1
        target = 0 if last and back else level + 1
        named = f"/Resources<</XObject<</X{target} {10 + target} 0 R>>>>" if back or not last else ""
        body = b"0 0 5 5 re f" if last and not back else f"/X{target} Do ".encode() * times
        file.add_stream(10 + level, body, f"/Type/XObject/Subtype/Form/BBox[0 0 500 500]{named}")
    return file


def _image(width: int, height: int, data: bytes, filters: int) -> _File:
    file = _one_page(b"500 0 0 800 20 20 cm /I Do", resources="/XObject<</I 10 0 R>>")
    entries = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8"
    file.add_stream(10, data, entries, filters)
    return file


def _claimed_objects() -> _File:
    file = _one_page(_TEXT)
    file.add_stream(10, b"11 0 null", "/Type/ObjStm/N 999999999/First 5")
    return file


def write_bombs(folder: Path) -> None:
    """One file for each way to hang, drown or overflow a reader."""
    paint = b"0 0 m 1 1 l S\n"
    files = {
        "deep page tree": _nested_tree(),
        "many pages": _pages("3 0 R " * MANY, MANY),
        "page tree in a circle": _pages("2 0 R 3 0 R", 2),
        "page of many miles": _one_page(_TEXT, "0 0 2147483647 2147483647"),
        "page without an area": _one_page(_TEXT, "0 0 0 0"),
        "page as large as a house": _one_page(_TEXT, "0 0 14000 14000"),
        "forms in a circle": _forms(2, 1, back=True),
        "forms by the billion": _forms(9, 10, back=False),
        "image without its data": _image(30_000, 30_000, b"\0" * 1000, 1),
        "image in two wrappings": _image(12_000, 12_000, b"\0" * 144_000_000, 2),
        "endless drawing": _one_page(_TEXT + paint * 2_000_000, filters=2),
        "endless text": _one_page(_TEXT + b"BT /F 9 Tf 9 9 Td (1) Tj ET\n" * 60_000),
        "long number": _one_page(b"BT /F 1 Tf 1 9 Td (" + b"1" * 30_000 + b") Tj ET\n"),
        "endless saving": _one_page(_TEXT + b"q " * 1_000_000),
        "deep brackets": _one_page(_TEXT + b"[" * 1_000_000),
        "claimed objects": _claimed_objects(),
        "letters a planet high": _one_page(_TEXT + b"BT /F 1 Tf 1000000000 0 0 1000000000 72 600 Tm (A) Tj ET\n" * 2),
    }
    for name, file in files.items():
        (folder / f"{name}.pdf").write_bytes(file.bytes())
    (folder / "references in a circle.pdf").write_bytes(_one_page(_TEXT).bytes(previous=0))
    brackets = _one_page(_TEXT)
    brackets.add(10, "[" * MANY + "]" * MANY)
    (folder / "deep arrays.pdf").write_bytes(brackets.bytes())
