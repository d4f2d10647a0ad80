# Two commands do everything on a fresh machine with Python 3.11 or newer: `make score` and `make test`.
# Each makes what it needs. VENV=DIR puts the environment elsewhere, SAMPLE=NAME or FILE=PATH scores another transcript.

PYTHON ?= python3
VENV ?= .venv
SAMPLE ?= warehouse-fire
FILE ?= data/samples/$(SAMPLE)/transcript.txt
JOBS ?= 2
TRANSCRIPTS ?= 20000

BIN := $(VENV)/bin
PINS := $(if $(wildcard requirements-dev.txt),-c requirements-dev.txt)

.PHONY: score test lint types soak clean

score: $(VENV)/.ready-score
	@$(BIN)/coercionscan score $(FILE)

test: lint types
	$(BIN)/python -m pytest -n $(JOBS) -q

lint: $(VENV)/.ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-test
	$(BIN)/mypy

# A long batch, twice: make soak TRANSCRIPTS=2000 for a shorter one. Not part of `make test`.
soak: $(VENV)/.ready-test
	$(BIN)/python -m benchmarks.soak --transcripts $(TRANSCRIPTS) --jobs $(JOBS) --plot docs/soak.svg

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready-score: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PINS) -e .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.ready-test: pyproject.toml $(wildcard requirements-dev.txt) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PINS) -e '.[dev]'
	$(BIN)/python -m compileall -q src
	@touch $@ $(VENV)/.ready-score
