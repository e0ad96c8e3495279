"""A full disk (a small tmpfs; needs the right to mount one): a clear error, nothing torn, resumed with room."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from endure import run, same, write_articles


def main() -> None:
    """Fill the disk with ballast, run into it, take the ballast away, go on."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        write_articles(here / "a.jsonl", 2000)
        run("a.jsonl", "-q", "-o", "whole.jsonl", plain=True, cwd=here)
        size = (here / "whole.jsonl").stat().st_size
        small = here / "small"
        small.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={2 * size}", "tmpfs", str(small)], capture_output=True
        )
        if mounted.returncode:
            print("full disk: left out, a tmpfs cannot be mounted here")
            return
        try:
            (small / "ballast").write_bytes(bytes(int(1.5 * size)))
            args = ("a.jsonl", "-q", "--out-dir", "small/out", "--shard-size", "100")
            full = run(*args, plain=True, cwd=here)
            print(full.stderr.strip())
            stands = len(list((small / "out").glob("part-*.jsonl")))
            torn = list((small / "out").rglob("*.tmp"))
            (small / "ballast").unlink()
            again = run(*args, plain=True, cwd=here)
            right = (full.returncode, again.returncode, torn) == (2, 0, []) and 0 < stands < 20
            right = right and same(small / "out", here / "whole.jsonl")
        finally:
            subprocess.run(["umount", str(small)], check=True)
    print(f"full disk after {stands} of 20 parts: {'resumed, identical' if right else 'WRONG'}")
    raise SystemExit(not right)


if __name__ == "__main__":
    main()
