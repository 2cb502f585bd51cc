# Every target installs what it needs: a fresh machine needs git, make and Python 3.11 or newer.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
# The pages name the address that they are read at: Material's instant navigation works at no other one.
LISTENER = $(if $(filter 0.0.0.0 ::,$(HOST)),127.0.0.1,$(if $(findstring :,$(HOST)),[$(HOST)],$(HOST)))
HELP_CENTRE_SITE_URL ?= http://$(LISTENER):$(PORT)/
# Whatever is newer than the built site; folders tell of files that went. Names may hold spaces, which make cannot list.
CHANGED = $(shell test ! -f site/catalogue.json || find content overrides publishing search_service mkdocs.yml -name __pycache__ -prune -o -newer site/catalogue.json -print | head -n 1)

# What one process compiled serves the others: each test worker and each program that a test starts would do it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve test suite check fast lint build scripts screenshots videos lock clean

serve: site/catalogue.json  ## Build what changed, then serve site and API on http://$(HOST):$(PORT).
	@$(BIN)/help-centre serve --host $(HOST) --port $(PORT)

test: .venv/test.stamp  ## Everything, the browser tests too.
	@$(BIN)/python -m tests.browser.install
	$(MAKE) -j 2 lint suite

suite:
	$(BIN)/pytest -n 4 -m "not alone"  # on two cores: browser tests wait more than they work
	$(BIN)/pytest -m alone -rP $(shell grep -rl --include='*.py' mark.alone tests)  # to find them in all files takes longer

check: .venv/test.stamp  ## The fast part: lint, types and the tests without a browser.
	$(MAKE) -j 2 lint fast

fast:
	$(BIN)/pytest -n 2 -m "not slow"

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: site/catalogue.json

site/catalogue.json: .venv/serve.stamp .help-centre/site-url $(if $(CHANGED),FORCE)
	@HELP_CENTRE_SITE_URL='$(HELP_CENTRE_SITE_URL)' $(BIN)/help-centre build

# Holds the address that is asked for, and becomes new only when the site was built for another one.
.PHONY: FORCE
.help-centre/site-url: FORCE
	@mkdir -p $(@D)
	@grep -qsF -e '"site_url":"$(HELP_CENTRE_SITE_URL)"' -e '"site_url":"$(HELP_CENTRE_SITE_URL)/"' site/catalogue.json && \
		test -f $@ || \
		echo '$(HELP_CENTRE_SITE_URL)' > $@

.venv/serve.stamp: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing the pinned dependencies (about a minute, once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: requirements-dev.txt .venv/serve.stamp
	@echo "Installing the pinned test tools ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with 'make PYTHON=python3.12'." >&2; exit 2; }
	@$(PYTHON) -m venv .venv || \
		{ echo "The virtual environment could not be made; on Debian and Ubuntu: apt-get install python3-venv." >&2; exit 2; }

scripts: .venv/test.stamp  ## Make the one file of scripts that pages load; after a change in overrides/assets/help-centre.
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m tests.browser.bundle

screenshots: .venv/test.stamp  ## Make the screenshots of the guides again; needs ffmpeg.
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m tests.browser.screenshots

videos: .venv/test.stamp  ## Record the videos again, each from its storyboard; needs ffmpeg.
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m tests.browser.videos

lock:  ## Pin every dependency again, with hashes, for Python 3.11 and newer.
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --group build --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --group dev --output-file requirements-dev.txt

clean:
	rm -rf .venv site .help-centre
