# The two commands of the README are `make demo` and `make test`; both do all their own set-up.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help env system stage demo test lint package deploy clean translations pictures install otherqgis startup qtsix
MAKEFLAGS += --no-print-directory

VENV_PYTHON := .venv/bin/python
STDLIB_PYTHON := $(firstword $(wildcard $(VENV_PYTHON)) python3)

help: ## Show this list
	@echo "AerOSeg for QGIS. Targets:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "CI=true or YES=1: install missing system packages without asking."

env: ## Make the worker's environment in .venv from the pinned requirements
	@tools/bootstrap.sh worker

system: ## Install QGIS and a virtual display where they are missing (apt)
	@tools/bootstrap.sh system

stage: ## Put the plugin folder together in build/plugin (COPY=1: copies instead of links)
	@$(STDLIB_PYTHON) tools/stage.py $(if $(COPY),--copy)

demo: system env ## Segment a map in a real QGIS (RASTER=path CLASSES="a, b" MODEL=id OUT=dir)
	@$(MAKE) stage >/dev/null
	@tools/demo/run.sh

test: system env ## Run every test (ONLY="backend plugin": some groups; PYTEST_ARGS=...)
	@$(MAKE) stage >/dev/null
	@tools/test.sh $(ONLY)

lint: env ## Check style, types, security and the plugin's rules
	@tools/lint.sh

package: ## Make build/aeroseg_qgis-VERSION.zip, the file that QGIS installs
	@$(STDLIB_PYTHON) tools/package.py

translations: ## Collect the texts of the plugin anew and check the translations (tools/translations.py)
	@$(STDLIB_PYTHON) tools/translations.py update
	@$(STDLIB_PYTHON) tools/translations.py compile
	@$(STDLIB_PYTHON) tools/translations.py check

pictures: system env ## Make the pictures of docs/ anew from the real program over the drawn scene
	@$(MAKE) stage >/dev/null
	@tools/pictures.sh

install: system ## Install the environment in a real QGIS as a user does (OUT=dir MODE=network|folder|full)
	@tools/try_install.sh "$(or $(OUT),build/install)" "$(or $(MODE),network)"

otherqgis: env ## Plugin and desktop tests in QGIS 3.40 and 3.44, built in a folder (SUITES="trixie sid"; root)
	@for suite in $(or $(SUITES),trixie sid); do tools/other_qgis.sh $$suite || exit 1; done

startup: system ## Measure what the plugin costs when QGIS starts
	@tools/startup_cost.sh

qtsix: env ## Load the plugin on PyQt 6 with stand-ins for QGIS's classes (fetches PyQt6)
	@tools/qt6/check.sh

deploy: env ## Link the plugin into a QGIS profile (PROFILE=default; REMOVE=1 takes it away)
	@$(STDLIB_PYTHON) tools/deploy.py --profile "$(or $(PROFILE),default)" $(if $(REMOVE),--remove)

clean: ## Remove what was built (ALL=1: the environment too)
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis $(if $(ALL),.venv)
	@find aeroseg_qgis backend training tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
