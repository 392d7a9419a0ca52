# make run: the assistant on http://127.0.0.1:7860.  make test: all tests.
# Both make the environment (.venv) first; a second call finds it in place.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Extras for `make test`; .ci/run adds sentence-transformers (torch is large) and all chat models.
EXTRAS ?= dev

.DELETE_ON_ERROR:
.PHONY: run test lint evals tuning vectors clean help

run: $(VENV)/.installed            ## serve the page and print its address
	@$(BIN)/duaal serve

test: $(VENV)/.installed-$(EXTRAS) ## run all tests
	@$(BIN)/python -m pytest

lint: $(VENV)/.installed-$(EXTRAS) ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

evals: $(VENV)/.installed-$(EXTRAS) ## run the dev cases; exit 1 where a metric is below its floor
	@$(BIN)/python -m evals --fail-below evals/thresholds.toml

tuning: $(VENV)/.installed-$(EXTRAS) ## fit all weights anew: ranking, refusals, what turns ask and tell
	@$(BIN)/python -m evals.tuning
	@$(BIN)/python -m evals.outcomes
	@$(BIN)/python -m evals.day_roles
	@$(BIN)/python -m evals.routing

vectors: $(VENV)/.installed        ## embed the cards and texts anew for the package
	@$(BIN)/python -m corpus.vectors

clean:                             ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache *.egg-info

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /: /'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; call: make PYTHON=/path/to/python3.11 …" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-$(EXTRAS): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing with $(EXTRAS) (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $@ $(VENV)/.installed
