"""Coverage-guided fuzzing (atheris, the extra `endurance`): what reaches new code is kept and changed further.

`python coverage_guided.py text|files [CORPUS] [-max_total_time=1200 …]`: whole articles to records, or input files to
their readers. CORPUS is a folder that keeps what was found. Further arguments are libFuzzer's. It ends at the first
input that breaks what must hold, or takes longer than 20 seconds, and says in which file that input is.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

# Before anything else imports them.
with atheris.instrument_imports(include=["mouextract", "tarfile", "zipfile"]):
    import material

    from mouextract.article import Article
    from mouextract.read.dates import read_stored_date

NAMES = sorted(material.FILES)
UNRAISED: list[BaseException | None] = []


def text(data: bytes) -> None:
    """An article of these bytes, which keeps its record's promises."""
    words, _, stored = data.decode("utf-8", "replace").partition("\0")
    published, _ = read_stored_date(stored)
    if words.strip():
        material.check_record(Article(text=words, published=published))
    _nothing_unraised()


def files(data: bytes) -> None:
    """A file of the kind that the first byte says, with the content that follows."""
    if data:
        material.check_file(NAMES[data[0] % len(NAMES)], data[1:])
    _nothing_unraised()


def _nothing_unraised() -> None:
    # What goes wrong where nobody can catch it, which Python would only print.
    if UNRAISED:
        raise AssertionError from UNRAISED.pop()


def seeds(target: Callable[[bytes], None]) -> list[bytes]:
    """Where the changes begin."""
    if target is files:
        return [bytes([number]) + material.FILES[name]() for number, name in enumerate(NAMES)]
    return [f"{row['text']}\0{row['date'] or ''}".encode() for row in material.ROWS]


def dictionary(path: Path) -> None:
    """Words that chance would not make."""
    words = [word.encode() for word in material.ODD if len(word) < 40]
    quoted = ("".join(f"\\x{byte:02x}" for byte in word) for word in words)
    path.write_text("".join(f'"{word}"\n' for word in quoted), "ascii")


def main() -> None:
    """Fuzz what the first argument names."""
    target = {"text": text, "files": files}.get(" ".join(sys.argv[1:2]))
    if target is None:
        raise SystemExit(__doc__)
    folder = Path(tempfile.mkdtemp(prefix="mouextract-fuzz-"))
    found, begin = folder / "found", folder / "seeds"
    found.mkdir()
    begin.mkdir()
    for number, seed in enumerate(seeds(target)):
        (begin / f"{number:03}").write_bytes(seed)
    dictionary(folder / "words")
    sys.unraisablehook = lambda unraised: UNRAISED.append(unraised.exc_value)
    given = sys.argv[2:]
    # The first folder takes what is found; ours only where none is given.
    folders = [argument for argument in given if not argument.startswith("-")] or [str(found)]
    options = [f"-dict={folder / 'words'}", f"-artifact_prefix={folder}/", "-max_len=20000"]
    # Patience for a machine that has other work; what takes 5 seconds is named.
    options += ["-timeout=20", "-report_slow_units=5"]
    options += [argument for argument in given if argument.startswith("-")]
    atheris.Setup([sys.argv[0], *options, *folders, str(begin)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
