"""Messages for people: one line each, on standard error, safe for a terminal."""

from __future__ import annotations

import os
import re
import sys

# Control characters, and those that turn the reading direction or break lines: a file's name or an
# article's words must not steer the terminal.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with control characters written as escapes (`\\x1b`)."""
    return (
        _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text) if text else text
    )


def say(kind: str, message: str) -> None:
    """One line on standard error: `mouextract: kind: message`."""
    try:
        sys.stderr.write(f"mouextract: {kind}: {printable(message)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        # Nobody listens any more; the exit code still tells.
        return


def error(message: str) -> None:
    """An error, in one line."""
    say("error", message)


def note(message: str) -> None:
    """Something a user may want to know."""
    say("note", message)


def silence_stdout() -> None:
    """Send what is still buffered nowhere: the reader of standard output has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
