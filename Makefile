# Everything a newcomer needs: `make run`, then `make test`. Python 3.11 or later; another one with PYTHON=/path/to/it.
#
#   make run     set up .venv, audit the sample reports in corpus/, print what was found, name the page to open
#   make test    run the tests
#   make check   ruff (lint and format) and mypy
#   make bench   seconds per page beside pdfplumber and camelot; scanned pages per minute and core, peak memory
#   make fuzz    run on spoilt copies of the samples for FUZZ_SECONDS (30)
#   make eval    audit generated reports with known errors and print how many were found
#   make corpus  typeset the sample reports anew
#   make docs    write what in docs/ and the READMEs follows from the code
#   make screenshots  take the pictures of docs/screenshots/ anew (needs Chromium; says so without it)
#   make lock    resolve the pinned versions anew
#   make clean   remove .venv and outputs

PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell command -v $(p) >/dev/null 2>&1 && $(p) -c 'import sys; print("$(p)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test check bench fuzz eval docs screenshots corpus lock clean

run: $(VENV)/runtime.done
	$(BIN)/fuhe run corpus --out outputs/corpus
	$(BIN)/fuhe report outputs/corpus

test: $(VENV)/dev.done
	$(BIN)/python -m pytest

check: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev.done
	$(BIN)/python -m bench.seconds_per_page corpus --copies 5
	$(BIN)/python -m bench.scanned_pages

FUZZ_SECONDS ?= 30
FUZZ_SEED ?=
fuzz: $(VENV)/dev.done
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS) $(if $(FUZZ_SEED),--seed $(FUZZ_SEED))

eval: $(VENV)/dev.done
	$(BIN)/python -m bench.evaluate

docs: $(VENV)/dev.done
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.excerpts

screenshots: $(VENV)/dev.done
	$(BIN)/python -m docs.screenshots

corpus: $(VENV)/dev.done
	$(BIN)/python -m tests.typeset.make_corpus

lock: $(VENV)/dev.done
	$(BIN)/python requirements/make_lock.py

clean:
	rm -rf $(VENV) outputs/corpus

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "fuhe needs Python 3.11 or later; name one with make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { echo "no venv module: on Debian or Ubuntu, apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/runtime.done: requirements/runtime.lock pyproject.toml | $(BIN)/python
	@echo "Installing what fuhe needs (pinned, a minute or two the first time)"
	@$(PIP) install -r requirements/runtime.lock
	@$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/dev.done: requirements/dev.lock $(VENV)/runtime.done
	@echo "Installing what tests and checks need"
	@$(PIP) install -r requirements/dev.lock
	@touch $@
