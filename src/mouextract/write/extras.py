"""Libraries that only some outputs need."""

from __future__ import annotations

import importlib
from typing import Any

from mouextract.errors import OutputError


def needed(module: str, extra: str) -> Any:
    """The module; OutputError that says what to install where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        raise OutputError(f"this needs {name}: pip install 'mouextract[{extra}]'") from None
