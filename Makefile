# SELARAS. `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.PHONY: help run stop seed shell test test-fast lint lint-types lint-rest format bench bench-full loadtest mutants \
	docs-check lock setup clean

# The newest supported Python there is; PYTHON=... chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& { echo $$p; break; }; done)
PY := .venv/bin/python
# Every process of a test run would compile the project anew where the environment forbids to keep it.
export PYTHONDONTWRITEBYTECODE :=
WORKERS ?= 2
MUTANTS ?= 20
SEED ?= 1
MINUTES ?= 20
ARGS ?=
# A file stays on one worker: what it prepares is prepared once.
BY_FILE := --dist=loadfile --no-loadscope-reorder

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.python:
	@test -n "$(PYTHON)" || { echo "✗ Diperlukan Python 3.11 atau lebih baru (sudo apt-get install -y python3)."; exit 1; }

run: .python ## The whole portal (PORT=8000 HOST=127.0.0.1)
	@$(PYTHON) config/bootstrap.py runtime
	@exec $(PY) -m config.supervisor

stop: ## Stop the portal and servers left behind
	@if [ -x $(PY) ]; then exec $(PY) -m config.stop; fi

seed: setup ## Reference data, and the demonstration city in an empty database
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_reference
	@$(PY) manage.py seed_demo --if-empty

shell: setup ## A Django shell
	@exec $(PY) manage.py shell

setup: .python ## Virtual environment with everything for development
	@$(PYTHON) config/bootstrap.py dev

test: setup $(if $(ARGS),,lint) ## Everything that must pass, lint first (ARGS="-k word" narrows)
	@mkdir -p var/test-artifacts
	@exec $(PY) -m pytest -n $(WORKERS) $(BY_FILE) $(ARGS)

test-fast: setup ## Tests without browser and real processes
	@exec $(PY) -m pytest -n $(WORKERS) $(BY_FILE) -m "not journey and not processes" $(ARGS)

lint: setup ## Style, templates, stylesheets, types, imports, migrations
	@$(MAKE) --no-print-directory -j 2 lint-types lint-rest

lint-types: # the longest of all, beside the others
	@$(PY) -m mypy

lint-rest:
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/djangofmt --check --quiet templates
	@$(PY) -m djlint templates --lint --quiet
	@$(PY) -m config.checks.templates
	@$(PY) -m config.checks.styles
	@.venv/bin/lint-imports
	@$(PY) manage.py makemigrations --check --dry-run

format: setup ## Format Python, templates and stylesheets
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format .
	@.venv/bin/djangofmt --quiet templates
	@$(PY) -m config.checks.styles --write

bench bench-full loadtest: setup
	@exec $(PY) -m bench $(patsubst bench-%,--%,$(patsubst loadtest,--loadtest,$(filter-out bench,$@))) $(ARGS)

bench: ## Measure the budgets, short
bench-full: ## Measure the budgets, full size
loadtest: ## Load plan against a local instance

mutants: setup ## Plant mistakes, list those no test notices (MUTANTS=20 SEED=1 MINUTES=20)
	@exec $(PY) -m bench.mutants --count $(MUTANTS) --seed $(SEED) --minutes $(MINUTES) \
		--workers $(WORKERS) $(ARGS)

docs-check: setup ## Links and commands in README and docs exist
	@DJANGO_SETTINGS_MODULE=config.settings.dev $(PY) -m config.checks.documents

lock: ## Write the lock files anew (needs uv)
	@for group in runtime dev; do uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		requirements/$$group.in -o requirements/$$group.txt || exit 1; done

clean: stop ## Remove .venv and caches (data in var/ stays)
	@rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis var/static
