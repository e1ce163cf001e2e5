"""Which files a run works on, and under which name each appears in the corpus."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from pipeline.run.remote_files import RemoteFile, list_remote

_HELD_BACK = 4  # files for each worker that come at the end of a run


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An input. `file` names it in the corpus: the path below the folder given, or the file's name.

    `problem` is set for what could be found but not be listed (a folder closed to us, a link that leads nowhere).
    `remote` is set for what lies behind a URL; `path` is then where it will be fetched to.
    """

    path: Path
    file: str
    problem: str = ""
    remote: RemoteFile | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    root: Path
    problem: str = ""


def list_all(inputs: Sequence[Path | str], leave_out: Path, fetched: Path) -> list[WorkItem]:
    """All inputs, paths and URLs, sorted by `file`. What URLs lead to will be fetched into the folder `fetched`.

    Raises RemoteError when a URL cannot be listed.
    """
    items = list_work([given for given in inputs if isinstance(given, Path)], leave_out)
    taken = {item.file for item in items}
    for remote in [remote for given in inputs if isinstance(given, str) for remote in list_remote(given)]:
        name = as_text(remote.file if remote.file not in taken else remote.url)
        if name not in taken:  # reached twice
            taken.add(name)
            mark = hashlib.sha256(remote.url.encode("utf-8", "surrogateescape")).hexdigest()[:32]
            items.append(WorkItem(fetched / f"{mark}.pdf", name, remote=remote))
    return sorted(items, key=lambda item: item.file)


def list_work(inputs: Sequence[Path], leave_out: Path | None = None) -> list[WorkItem]:
    """All inputs, sorted by `file`.

    Folders are searched to the bottom for names ending in .pdf (in any case); symbolic links are followed, each folder
    once, so that loops end. A file given by name is taken whatever its ending. `leave_out` is the output folder, should
    it lie within an input. A file reached twice counts once; two files that would have one name get as many folder
    names before it as tell them apart.
    """
    found: dict[str, _Found] = {}
    skip = os.path.realpath(leave_out) if leave_out is not None else ""
    for given in inputs:
        candidates = _walk(given, given, skip, set()) if os.path.isdir(given) else iter([_Found(given, given.parent)])
        for candidate in candidates:
            found.setdefault(os.path.realpath(candidate.path), candidate)
    return sorted(_named(list(found.values())), key=lambda item: item.file)


def small_ones_last(items: Sequence[WorkItem], workers: int) -> list[WorkItem]:
    """The items in their order, but the smallest files at the end, the least of these last: so that towards the end of
    a run no worker waits long for the others. Files of one size, which may be the same, keep their order."""
    sizes = {index: _size(item) for index, item in enumerate(items)}
    held = nsmallest(_HELD_BACK * workers, sizes, key=lambda index: (sizes[index], -index))
    later = set(held)
    return [item for index, item in enumerate(items) if index not in later] + [
        items[index] for index in sorted(held, key=lambda index: (-sizes[index], index))
    ]


def _size(item: WorkItem) -> int:
    """In bytes, which tells best beforehand how long a document takes; 0 where it is not known."""
    if item.remote is not None:
        return item.remote.stamp.size
    try:
        return item.path.stat().st_size
    except OSError:
        return 0


def _walk(folder: Path, root: Path, skip: str, seen: set[tuple[int, int]]) -> Iterator[_Found]:
    """PDF files at and below a folder, without recursion so that depth costs no stack."""
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            identity = (status.st_dev, status.st_ino)
            if identity in seen or os.path.realpath(current) == skip:
                continue
            seen.add(identity)
            with os.scandir(current) as entries:
                names = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield _Found(current, root, error.strerror or str(error))
            continue
        for entry in names:
            path = Path(entry.path)
            if _is_folder(entry):
                waiting.append(path)
            elif entry.name.lower().endswith(".pdf"):
                yield _Found(path, root)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _named(found: list[_Found]) -> Iterator[WorkItem]:
    """Give every file its name; add folder names of the path in front until all names differ."""
    depth = [0] * len(found)
    while True:
        names = [_name(item, extra) for item, extra in zip(found, depth, strict=True)]
        holders: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            holders.setdefault(name, []).append(number)
        clashing = [number for numbers in holders.values() if len(numbers) > 1 for number in numbers]
        can_grow = [n for n in clashing if depth[n] < len(found[n].root.absolute().parts)]
        if not can_grow:
            break
        for number in can_grow:
            depth[number] += 1
    for item, name in zip(found, names, strict=True):
        yield WorkItem(item.path, name, item.problem)


def _name(item: _Found, extra: int) -> str:
    root_parts = item.root.absolute().parts
    below = item.path.absolute().parts[len(root_parts) :] or root_parts[-1:]
    parts = (*root_parts[len(root_parts) - extra :], *below) if extra else below
    return as_text("/".join(part for part in parts if part != os.sep))


def as_text(name: str) -> str:
    """A file name as text that UTF-8 can hold: bytes that are no UTF-8 become `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def on_one_line(name: str) -> str:
    """A name as it can stand in a message: control characters and line ends escaped."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
