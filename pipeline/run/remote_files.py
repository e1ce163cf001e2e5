"""Inputs and outputs that are no local files: anything that fsspec has a URL for (s3://, gs://, https://, …)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.run.ledger import Stamp
from schemas.errors import FuheError, OutputError

_STAMPS = ("mtime", "LastModified", "last_modified", "updated", "ETag", "etag", "created")


class RemoteError(FuheError):
    """A URL that cannot be used."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A PDF behind a URL. `file` is its path below the URL given; `stamp` changes when its content does, as far as the
    store tells."""

    url: str
    file: str
    stamp: Stamp


def is_url(text: str) -> bool:
    """Whether an input is a URL and no path."""
    return "://" in text


def list_remote(url: str) -> list[RemoteFile]:
    """The PDFs at and below a URL, sorted. Raises RemoteError when it cannot be listed."""
    files, root = _file_system(url)
    try:
        found: dict[str, dict[str, Any]] = files.find(root, detail=True)
    except Exception as error:  # each store raises errors of its own
        raise RemoteError(f"cannot list {url} ({type(error).__name__}: {error})", "check the URL and access") from error
    above = root.rsplit("/", 1)[0] if root in found else root
    return [
        RemoteFile(files.unstrip_protocol(name), name.removeprefix(above).lstrip("/"), _stamp(info))
        for name, info in sorted(found.items())
        if name == root or name.lower().endswith(".pdf")
    ]


def fetch(url: str, path: Path) -> None:
    """Copy a remote file to `path`. Raises OSError."""
    files, name = _file_system(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        files.get_file(name, str(path))
    except OSError:
        raise
    except Exception as error:
        raise OSError(0, f"{type(error).__name__}: {error}") from error


def working_folder(url: str) -> Path:
    """Where a run whose outputs go to `url` keeps its work on this machine."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "fuhe" / hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:16]


def folder_of(out: Path | str) -> Path:
    """The folder on this machine of a run into `out`, a folder or a URL."""
    return out if isinstance(out, Path) else working_folder(out)


def publish(folder: Path, url: str) -> int:
    """Copy the outputs in `folder` to `url` where they differ from what lies there, run.json last. Returns how many.

    Raises OutputError.
    """
    files, root = _file_system(url)
    paths = sorted(_outputs(folder), key=lambda path: (path.name == "run.json", path.as_posix()))
    changed = [path for path in paths if not _is_there(files, folder, root, path)]
    try:
        for path in changed:
            name = f"{root.rstrip('/')}/{path.relative_to(folder).as_posix()}"
            files.makedirs(name.rsplit("/", 1)[0], exist_ok=True)
            files.put_file(str(path), name)
    except Exception as error:
        raise OutputError(
            f"cannot write to {url} ({type(error).__name__}: {error})", f"the outputs are in {folder}; run again"
        ) from error
    return len(changed)


def _outputs(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] != ".fuhe")


def _is_there(files: Any, folder: Path, root: str, path: Path) -> bool:
    """Whether the same bytes lie there: sizes first, then contents (outputs of equal size may differ)."""
    name = f"{root.rstrip('/')}/{path.relative_to(folder).as_posix()}"
    try:
        if files.info(name)["size"] != path.stat().st_size:
            return False
        content: bytes = files.cat_file(name)
        return content == path.read_bytes()
    except Exception:
        return False


def _stamp(info: dict[str, Any]) -> Stamp:
    marks = "|".join(str(info[name]) for name in _STAMPS if name in info)
    mark = int.from_bytes(hashlib.sha256(marks.encode()).digest()[:7], "big")
    return Stamp(int(info.get("size") or 0), mark, 0, 0)


def _file_system(url: str) -> tuple[Any, str]:
    """(fsspec's file system, the path in it). Raises RemoteError when fsspec or the store's package is missing."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise RemoteError(f"{url} needs fsspec", "install it with: pip install fuhe[cluster]") from error
    try:
        files, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise RemoteError(f"cannot use {url}: {error}", "install the package for this kind of URL, as s3fs") from error
    return files, str(path)
