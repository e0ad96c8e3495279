"""The page: template, style, script and data in one file under a content security policy that allows no more.

Text from articles is data only: JSON in a script element that no browser runs, with every character escaped
that could end it. The script puts it on the page as text, never as markup.
"""

from __future__ import annotations

import base64
import html
import json
import re
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from mouextract.write.output import output

SCRIPTS = ("core", "model", "filters", "charts", "pairs", "list", "reader", "main")
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def write_page(data: dict[str, Any], out: Path | None, *, title: str | None, source: str) -> None:
    """Write the report to a file or to standard output (None). Raises OutputError, see `output`.

    `data` comes from `report_data`; `source` names the records; `title` None leaves the heading to the
    page, in the reader's language.
    """
    with output(out) as sink:
        sink.write(page(data, title=title, source=source))


def page(data: dict[str, Any], *, title: str | None, source: str) -> str:
    """The whole HTML document. The same data give the same text."""
    from mouextract import __version__

    style = _asset("report.css")
    script = script_of([_asset(f"{name}.js") for name in SCRIPTS])
    told = {"title": title, "source": source, "version": __version__, **data}
    parts = {
        "policy": _policy(style, script),
        "title": html.escape(title or "mouextract"),
        "style": style,
        "labels": safe_json(json.loads(_asset("labels.json"))),
        "data": safe_json(told),
        "script": script,
    }
    # In one pass: what is filled in is never searched for slots.
    return _SLOT.sub(lambda slot: parts[slot[1]], _asset("page.html"))


def safe_json(value: Any) -> str:
    """JSON that can stand in a script element: nothing in it can end the element or begin markup."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def script_of(parts: list[str]) -> str:
    """The script's parts in one scope of their own."""
    return "(() => {\n'use strict';\n" + "\n".join(parts) + "})();\n"


def _policy(style: str, script: str) -> str:
    """No network, no frames, no forms, no markup from strings; this style and this script alone."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {_hash(script)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(content.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (resources.files("mouextract.report") / "assets" / name).read_text("utf-8")
