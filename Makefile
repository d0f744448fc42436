# `make chat` and `make test` need only Python 3.11 or later, make and a package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Public sets in BEIR form, one folder each; `make eval` measures those that are there.
BENCHMARKS ?= benchmarks
SETS := $(notdir $(patsubst %/corpus.jsonl,%,$(wildcard $(BENCHMARKS)/*/corpus.jsonl)))
SYSTEMS := ours lexical dense rrf recipe
PUBLIC := $(foreach set,$(SETS),$(foreach system,ours lexical dense rrf,runs/beir-$(set)-$(system)))
export HF_HUB_OFFLINE = 1
export OPENBLAS_NUM_THREADS ?= 1
export GRADIO_ANALYTICS_ENABLED = False

.PHONY: setup index chat check test eval fix clean

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
	$(BIN)/python -m ingest build
	$(BIN)/python -m evals gate

# Everything that is measured, on the machine at hand; public sets only where their folder is. The gate comes last, so
# that the report is there to say why it stopped.
eval: index
	rm -rf $(SYSTEMS:%=runs/eval-%)
	$(BIN)/python -m evals run --name eval --system all --split all
	$(BIN)/python -m evals score $(SYSTEMS:%=runs/eval-%)
	$(BIN)/python -m evals report $(SYSTEMS:%=runs/eval-%)
	for set in $(SETS); do $(BIN)/python -m evals beir $(BENCHMARKS)/$$set --system all || exit 1; done
	$(BIN)/python -m evals table --split test $(SYSTEMS:%=runs/eval-%) $(PUBLIC)
	$(BIN)/python -m evals gate runs/eval-ours

clean:
	rm -rf $(VENV) .index
