"""docs/cli.md says what the commands say."""

import runpy
from pathlib import Path

from mouextract.cli.app import app
from mouextract.cli.codes import Exit

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/cli.md").read_text("utf-8")


def test_the_page_is_current() -> None:
    made = runpy.run_path(str(ROOT / "scripts/make_cli_reference.py"))["reference"]()
    assert made == PAGE, "run scripts/make_cli_reference.py"


def test_every_command_and_exit_code_is_documented() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"\n## mouextract {command.callback.__name__}\n" in PAGE
    for group in app.registered_groups:
        assert group.typer_instance is not None
        for command in group.typer_instance.registered_commands:
            assert command.callback is not None
            name = command.name or command.callback.__name__
            assert f"\n## mouextract {group.name} {name}\n" in PAGE
    for code in Exit:
        assert f"| {code.value} | " in PAGE
