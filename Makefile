# make preview   builds the tarball and serves the course at http://127.0.0.1:8000
# make build     builds dist/UCLG-HRLOCAL-2026.tar.gz
# make test      runs every test, on each supported Python that is installed
# make check     lint and types, fast
# make clean     removes what these commands made
# Also: make bundles (front end), make lock (lock files), make bench, make soak.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON3 ?= python3
PY := .venv/bin/python
PORT ?= 8000

.PHONY: help setup frontend-setup bundles preview build test test-other test-oldest check bench soak lock clean

help:
	@sed -n '1,6p' Makefile | sed 's/^# //'

setup:
	@command -v $(PYTHON3) >/dev/null || { echo "Python was not found. Install Python 3.11 or 3.12 and try again." >&2; exit 1; }
	@$(PYTHON3) scripts/setup_env.py tools >/dev/null

build: setup
	@$(PY) scripts/build_tarball.py

preview: build
	@$(PY) -m preview serve --port $(PORT)

check: setup
	@$(PY) -m ruff check .
	@$(PY) -m mypy xblocks builder preview scripts

clean:
	rm -rf .venv dist build frontend/node_modules preview/data .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.egg-info' -type d -prune -exec rm -rf {} +

lock:
	@for version in 3.11 3.12; do \
	  echo "Locking for Python $$version ..."; \
	  $(PYTHON3) -m uv pip compile -q --upgrade --no-header --python-version $$version requirements/tools.in \
	    -o requirements/tools-py$${version/./}.txt; \
	done
