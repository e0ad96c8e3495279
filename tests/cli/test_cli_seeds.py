"""The real thing, from the seeds to a check of what was found."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema

from mouextract.records import json_schema

ROOT = Path(__file__).parents[2]


def run(*args: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mouextract", *args]
    return subprocess.run(command, cwd=ROOT, capture_output=True, env={**os.environ, "COLUMNS": "100"})


def test_seeds_with_one_and_two_workers_and_against_themselves(tmp_path: Path) -> None:
    alone = run("scan", "data/seeds", "--quiet")
    assert (alone.returncode, alone.stderr) == (0, b"")
    assert run("scan", "data/seeds", "--quiet", "--workers", "2").stdout == alone.stdout
    records = [json.loads(line) for line in alone.stdout.splitlines()]
    assert [record["source"]["uri"][:14] for record in records] == [f"data/seeds/00{n}" for n in range(5)]
    for record in records:
        jsonschema.validate(record, json_schema())
    golden = tmp_path / "golden.jsonl"
    golden.write_bytes(alone.stdout)
    assert run("check", str(golden), "--strict").returncode == 0
    records[3]["regencies"][0]["name"] = "Dumay"
    golden.write_text("".join(json.dumps(record) + "\n" for record in records))
    done = run("check", str(golden))
    assert done.returncode == 1
    shown = done.stdout.decode()
    for words in ("/regencies/0/name", 'golden  "Dumay"', "found   ", "Dumai"):
        assert words in shown


def test_an_invalid_pattern_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text('[[rule]]\nid = "a"\nlabel = "b"\nregex = "("\nexamples = ["x"]\n')
    done = run("scan", "data/seeds", "--patterns", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        f"mouextract: error: {tmp_path}/rules.toml: rule 1 (a): "
        "regex: missing ), unterminated subpattern at position 0"
    ]
