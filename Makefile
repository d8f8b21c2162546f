# Everything that is typed at Waymark. `make help` lists it.

PYTHON_IN_VENV := .venv/bin/python
SETUP_READS := requirements/dev.txt deploy/local/setup.sh deploy/local/kafka-jars.txt \
	$(wildcard services/portal/package-lock.json services/portal/build.mjs services/portal/sass/*.scss)
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header

PROCESSES ?= 2
IN_PROCESSES = $(if $(filter-out 1,$(PROCESSES)),--numprocesses=$(PROCESSES) --no-loadscope-reorder)

.DEFAULT_GOAL := help
.PHONY: help setup run test demo bench chaos check-import check-cases vectors statutory token contracts lint types lock

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/ready ## install everything that the other targets need; they do it by themselves

.venv/ready: $(SETUP_READS)
	@deploy/local/setup.sh

run: setup ## start the platform with the demo trust; Ctrl-C stops it; data stay in .local/
	@$(PYTHON_IN_VENV) -m deploy.local.run

test: setup ## run every test on servers of its own; PROCESSES=1: all in one process; ARGS="-k name" chooses; BACKING=docker: containers
	@deploy/local/chromium.sh
	@$(PYTHON_IN_VENV) -m pytest $(or $(ARGS),$(IN_PROCESSES))

demo: setup ## play the story through the running platform's APIs, then check it from outside
	@$(PYTHON_IN_VENV) -m deploy.local.demo

bench: setup ## measure ratios against raw MongoDB and Kafka, in alternation
	@$(PYTHON_IN_VENV) -m deploy.bench

chaos: setup ## each fault under load; ROUNDS=3 rounds, SEED= to repeat one
	@$(PYTHON_IN_VENV) -m deploy.chaos

check-import: setup ## check an MIS export: DIR=folder REPORT=out.json [RECORDS=rows.json]; no server; exit 2 if files are refused (make says 2 for every failure)
	@$(PYTHON_IN_VENV) -m services.directory.mis.check $(if $(DIR),"$(DIR)",$(error DIR=folder is missing)) \
		$(if $(REPORT),"$(REPORT)",$(error REPORT=out.json is missing)) $(if $(RECORDS),"$(RECORDS)")

check-cases: setup ## check a list of running EHC cases: FILE=path.csv REPORT=out.json; no server; exit 2 if it is refused (make says 2 for every failure)
	@$(PYTHON_IN_VENV) -m services.ehcp.migration.check $(if $(FILE),"$(FILE)",$(error FILE=path.csv is missing)) \
		$(if $(REPORT),"$(REPORT)",$(error REPORT=out.json is missing))

vectors: setup ## check a file of deadline cases: FILE=path.json; no server; prints what differs; exit 1 if any does, 2 if it cannot be read (make says 2 for every failure)
	@$(PYTHON_IN_VENV) -m deploy.vectors $(if $(FILE),"$(FILE)",$(error FILE=path.json is missing))

token: setup ## print a bearer token for a person of the demo trust: WHO=persona; development only
	@$(PYTHON_IN_VENV) -m deploy.local.token $(if $(WHO),"$(WHO)",$(error WHO=persona is missing))

contracts: setup ## write the published events' schemas and the views' editions into docs/contracts; SAME="ehcp.cases plans": these show what they showed
	@$(PYTHON_IN_VENV) -m deploy.contracts $(SAME)

statutory: setup ## write the table of the statutory rules into docs/statutory.md
	@$(PYTHON_IN_VENV) -m deploy.statutory

lint: setup ## ruff: rules and format
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check

types: setup ## mypy --strict
	@.venv/bin/mypy

lock: ## resolve requirements/*.in anew into *.txt with hashes
	@python3 -m venv .local/lock && .local/lock/bin/pip install --quiet uv==0.13.9
	@cd requirements && for name in run dev; do \
		../.local/lock/bin/$(LOCK) --quiet --upgrade --output-file $$name.txt $$name.in || exit 1; done
