"""Run into disks that are too small, then make room and run again: nothing may be lost (Linux, as root).

    python -m bench.full_disk [--given corpus] [--sizes 40,150,400,800,1200,1800,2400]

Each size (kB) is a file system in memory. The first run must end with 4 and a line that speaks of the disk, or have had
room; after the file system has grown, the same command must end in the outputs of an undisturbed run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.kill_test import outputs


def _fuhe(given: Path, out: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "pipeline.cli.main", "run", str(given), "--out", str(out)]
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")
    return ended.returncode, (ended.stderr.splitlines() or [""])[-1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--given", type=Path, default=Path(__file__).parents[1] / "corpus")
    parser.add_argument("--sizes", default="40,150,400,800,1200,1800,2400")
    args = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="full-disk-") as folder:
        root = Path(folder)
        usual, _ = _fuhe(args.given, root / "calm")
        wanted = outputs(root / "calm")
        disk = root / "disk"
        disk.mkdir()
        for size in args.sizes.split(","):
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], check=True)
            try:
                code, said = _fuhe(args.given, disk / "out")
                subprocess.run(["mount", "-o", "remount,size=1g", str(disk)], check=True)
                again, _ = _fuhe(args.given, disk / "out")
                same = outputs(disk / "out") == wanted
            finally:
                subprocess.run(["umount", str(disk)], check=True)
            clear = code == usual or (code == 4 and ("space" in said or "full" in said))
            wrong += not (clear and same and again == usual)
            print(f"{size} kB: exit code {code} ({said[:160]}); then {again}, {'identical' if same else 'DIFFERENT'}")
    print("all well" if not wrong else f"{wrong} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
