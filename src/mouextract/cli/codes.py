"""The exit codes."""

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code says."""

    OK = 0
    DIFFERENCES = 1
    USAGE = 2
    """Wrong usage: arguments, rules or an output that cannot be written."""
    UNREADABLE = 3
    """Some inputs could not be read, or some articles not processed."""
    UNEXPECTED = 70
    """A fault of the program."""
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    """Nobody reads standard output any more."""
    TERMINATED = 143
