# One target for each habit. PYTHON makes the environment in .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install test lint types rules check docs build lock bench endurance

install: .venv/installed
.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -c constraints.txt -e ".[dev]"
	touch $@

test: install        ## everything that CI runs
	$(BIN)/python -m pytest -n auto

lint: install        ## style, formatting, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: install
	$(BIN)/mypy

rules: install       ## every rule against its own examples
	$(BIN)/python -m pytest tests/rules

check: install       ## the seeds against their golden records
	$(BIN)/mouextract check data/golden

endurance: install   ## the long runs, some hours: what docs/reliability.md tells
	$(BIN)/python tests/endurance/kills.py
	$(BIN)/python tests/endurance/poisons.py
	$(BIN)/python tests/endurance/full_disk.py
	MOUEXTRACT_FUZZ=50000 $(BIN)/python -m pytest tests/endurance/test_fuzz.py
	$(BIN)/python -m pip install -q -c constraints.txt -e ".[endurance]"
	$(BIN)/python tests/endurance/coverage_guided.py text -max_total_time=1800
	$(BIN)/python tests/endurance/coverage_guided.py files -max_total_time=1800
	$(BIN)/python tests/endurance/million.py --news

docs: install        ## docs/cli.md from the commands' own help, docs/codebook.md and the schema's file from models and rules
	$(BIN)/python scripts/make_cli_reference.py
	$(BIN)/python scripts/make_codebook.py
	$(BIN)/python scripts/make_schema.py

build: install
	$(BIN)/python -m build --no-isolation

lock: install        ## pin what is installed now
	$(BIN)/python -m pip freeze --exclude-editable | grep -v '^mouextract' > constraints.txt

bench: install       ## how fast it is, beside a bare tokenizer and a plain script
	$(BIN)/python benchmarks/run.py
