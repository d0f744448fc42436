# `make chat` and `make test` need only Python 3.11 or later, make and a package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HF_HUB_OFFLINE = 1
export OPENBLAS_NUM_THREADS ?= 1
export GRADIO_ANALYTICS_ENABLED = False

.PHONY: setup index chat check test fix clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

setup: $(VENV)/.installed

index: setup
	$(BIN)/python -m ingest build

chat: index
	$(BIN)/python app.py

fix: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m ingest check
	$(BIN)/python -m pytest -m "not browser"

test: check
	$(BIN)/python -m pytest -m browser -rs

clean:
	rm -rf $(VENV) .index
