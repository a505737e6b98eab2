# The two commands of the README are `make demo` and `make test`; both do all their own set-up.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help env system stage demo test lint package deploy clean
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

deploy: env ## Link the plugin into a QGIS profile (PROFILE=default; REMOVE=1 takes it away)
	@$(STDLIB_PYTHON) tools/deploy.py --profile "$(or $(PROFILE),default)" $(if $(REMOVE),--remove)

clean: ## Remove what was built (ALL=1: the environment too)
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis $(if $(ALL),.venv)
	@find aeroseg_qgis backend training tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
