"""The harm that an article does to whoever works on it, for runs that must survive it."""

from __future__ import annotations

import os
import signal
import time

HARMS = ("raise", "hang", "exit", "kill", "hoard")


def obey(word: str) -> None:
    """Do what the word says, if it is one of HARMS."""
    if word == "raise":
        raise ValueError("no\nsuch thing")
    if word == "hang":
        time.sleep(3600)
    if word == "exit":
        os._exit(7)
    if word == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "hoard":
        bytearray(5 * 10**9)
