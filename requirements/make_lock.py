"""Writes the lock files beside it: exact versions of what pyproject.toml asks for, resolved by pip, nothing installed.

    python requirements/make_lock.py [NAME==VERSION ...]    (versions to hold to)

`runtime.lock` holds the dependencies and what `make run` needs of the extras (OCR), `dev.lock` the other extras and
what tests and checks need. A lock names versions only, no index and no path, so that it can be installed from any
mirror.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

_HERE = Path(__file__).parent
RUN_WITH = ("ocr",)  # extras that the main job is installed with


def resolve(wanted: list[str], pins: list[str]) -> dict[str, str]:
    """Version by canonical name of everything that `wanted` needs, at the version of `pins` where one is named."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / "constraints.txt"
        held.write_text("\n".join(pins), "utf-8")
        done = subprocess.run([*command, *wanted, "--constraint", str(held)], check=True, capture_output=True)
    report = json.loads(done.stdout)
    found = [one["metadata"] for one in report["install"]]
    return {one["name"].lower().replace("_", "-"): one["version"].partition("+")[0] for one in found}


def lines(versions: dict[str, str]) -> list[str]:
    return [f"{name}=={version}" for name, version in sorted(versions.items())]


def main() -> None:
    project = tomllib.loads((_HERE.parent / "pyproject.toml").read_text("utf-8"))
    extras = project["project"].get("optional-dependencies", {})
    wanted = project["project"]["dependencies"] + [one for name in RUN_WITH for one in extras[name]]
    others = [one for name, extra in extras.items() if name not in RUN_WITH for one in extra]
    # All together first: a version that only an extra rules out must not be in the main job's lock either.
    dev = resolve([*wanted, *others, *project["dependency-groups"]["dev"]], sys.argv[1:])
    runtime = resolve(wanted, lines(dev))
    head = "# Made by `make lock` from pyproject.toml. Do not edit."
    (_HERE / "runtime.lock").write_text("\n".join([head, *lines(runtime), ""]), "utf-8")
    only_dev = {name: version for name, version in dev.items() if name not in runtime}
    (_HERE / "dev.lock").write_text("\n".join([head, "-r runtime.lock", *lines(only_dev), ""]), "utf-8")


if __name__ == "__main__":
    main()
