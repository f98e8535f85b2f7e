# make run      index the sample articles and serve the search page
# make test     every check: lint, types, quality floors (the small measurement), tests
# make quality  the ranking measured on all development queries (a few minutes)
# make texts    the page's texts gathered into web/translations, and compiled: after a text has changed;
#               tests/web/test_language.py says what is left to be translated
# make bench    what indexing and searching cost, beside other engines (SIZE=31k: a quarter of an hour)
# make clean    remove what the commands above made; the index in var/ stays

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
INDEX ?= var/index
HOST ?= 127.0.0.1
PORT ?= 8000
SIZE ?= 31k 300k

.PHONY: run test lint types quality quality-small tests texts bench chromium clean

run: $(VENV)/installed
	@test -e $(INDEX)/manifest.json || $(BIN)/bahith add documents/samples --index $(INDEX)
	@$(BIN)/bahith serve --index $(INDEX) --host $(HOST) --port $(PORT)

test: lint types quality-small tests

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-test
	$(BIN)/mypy

quality: $(VENV)/installed-test
	$(BIN)/python -m benchmarks.quality whole

quality-small: $(VENV)/installed-test
	$(BIN)/python -m benchmarks.quality small

tests: $(VENV)/installed-test chromium
	$(BIN)/pytest -q -rs

# Arabic texts stand where they are used; of these the Arabic catalogue has the plural forms alone.
texts: $(VENV)/installed
	@mkdir -p var
	$(BIN)/pybabel -q extract -F web/babel.cfg -k lazy_gettext --no-location --sort-output -o var/en.pot web
	$(BIN)/pybabel -q extract -F web/babel.cfg --no-default-keywords -k ngettext:1,2 --no-location --sort-output -o var/ar.pot web
	@for language in ar en; do \
		$(BIN)/pybabel -q update -l $$language -i var/$$language.pot -d web/translations --no-fuzzy-matching \
			--ignore-obsolete --ignore-pot-creation-date --no-wrap && \
		$(BIN)/pybabel -q compile -l $$language -d web/translations || exit 1; \
	done

bench: $(VENV)/installed-bench
	$(BIN)/python -m benchmarks.building $(SIZE)
	$(BIN)/python -m benchmarks.speed $(SIZE)
	$(BIN)/python -m benchmarks.product $(SIZE)

# The browser tests need Debian's Chromium. Where it is missing and cannot be installed, they are skipped with that reason.
chromium:
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } \
		|| echo "SKIPPED: the browser tests. Chromium is not installed, and only root can install it with apt-get."

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/python:
	@test -n "$(PYTHON)" || { echo "Bahith needs Python 3.11 or newer; none was found on the PATH."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is incomplete here. On Debian: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/installed: $(VENV)/python pyproject.toml
	@echo "Installing Bahith into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	@echo "Installing the test tools into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/installed-bench: $(VENV)/installed
	@echo "Installing the engines to compare with into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@
