# Every target does its own set-up: a virtual environment, the pinned dependencies, the package. A second run finds it done.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
CONFIG ?= config.toml
# The tests wait for each other's sockets and disks more than they compute.
WORKERS ?= 4

.PHONY: help install rehearse run check test test-long lint format bench pins clean
.DEFAULT_GOAL := help

help: ## What can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.house ## The virtual environment with what the bot needs

rehearse: $(VENV)/.house ## The whole bar on this machine, with no token: http://127.0.0.1:4343
	@$(BIN)/backdoor43 rehearse $(ARGS)

run: $(VENV)/.house ## The real bot, by config.toml (another: make run CONFIG=other.toml)
	@$(BIN)/backdoor43 run --config $(CONFIG)

check: $(VENV)/.house ## Every problem of config.toml at once
	@$(BIN)/backdoor43 check --config $(CONFIG)

test: $(VENV)/.workshop ## The tests, but for the long campaigns
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not long" $(ARGS)

test-long: $(VENV)/.workshop ## The long campaigns
	@$(BIN)/python -m pytest -n $(WORKERS) -m long $(ARGS)

lint: $(VENV)/.workshop ## Style, types and the directions between the rooms
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet . && $(BIN)/mypy
	@told=$$($(BIN)/lint-imports 2>&1) || { echo "$$told"; exit 1; }; echo "$$told" | tail -n 1

format: $(VENV)/.workshop ## Put the code into shape
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: $(VENV)/.workshop ## The benchmarks, as ratios measured in one run
	@$(BIN)/python -m tests.benchmarks $(ARGS)

pins: ## Compute the pinned dependencies anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra fast --group build pyproject.toml --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra fast --extra dev --group build --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt

clean: ## Throw the virtual environment away
	rm -rf $(VENV)

# Debian's Python may come without ensurepip; then the machine's own pip fills the environment.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "BackDoor43 needs Python 3.11, 3.12, 3.13 or 3.14. Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --without-pip --clear $(VENV)

PIP = $$(test -x $(BIN)/pip && echo "$(BIN)/python -m pip" || echo "$(PYTHON) -m pip --python $(BIN)/python")

$(VENV)/.house: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Setting up (once): the pinned dependencies and the package ..."
	@$(PIP) install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(PIP) install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.workshop: requirements-dev.txt $(VENV)/.house
	@echo "Setting up (once): the tools for tests and lint ..."
	@$(PIP) install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
