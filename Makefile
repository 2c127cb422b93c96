# demo: see it running · test: everything · unit: the quick part. CONTRIBUTING.md tells the rest.
PORT ?= 8000
PY := .venv/bin/python
SITE := $(PY) sample_site/manage.py
ONCE := scripts/once.sh

.PHONY: demo test unit matrix allauth postgres lint types law prove fuzz bench build generate mutants lock python tools audit node peers packages bundle database

demo: python node packages generate bundle database
	@$(SITE) demo_data
	@echo "Open http://localhost:$(PORT)/ - Ctrl-C stops it."
	@$(SITE) runserver --skip-checks 127.0.0.1:$(PORT)

test: python node packages bundle audit
	@$(PY) scripts/check.py test

unit: python node
	@$(PY) scripts/check.py unit

# The Python tests on the oldest and on the newest Python and Django; REST=1: those that `make test` is not.
matrix: python node packages
	@$(PY) scripts/matrix.py $(if $(REST),--rest)

# The tests of log-in with the releases of allauth in requirements/allauth.
allauth: python node
	@$(PY) scripts/allauth.py

# The tests that touch a database, on a PostgreSQL of their own.
postgres: python node packages bundle
	@$(PY) scripts/postgres.py

lint: python node packages
	@$(PY) scripts/check.py lint

types: python node packages
	@$(PY) scripts/check.py types

# N requests that nobody should send; SEED repeats a run.
fuzz: python bundle
	@$(PY) -m tests.security.fuzz $(or $(N),20000) $(if $(SEED),--seed $(SEED))

# The client against Django, field by field: EXAMPLES values each, LANGUAGES, another SEED.
law: EXAMPLES ?= 1000
law: python node
	@MIZAN_EXAMPLES=$(EXAMPLES) MIZAN_LANGUAGES="$(LANGUAGES)" MIZAN_SEED=$(SEED) $(PY) -m pytest -q tests/differential

# The same at length, on all cores, written to docs/reference/fidelity.md; a part with ONLY="date", on the terminal alone.
prove: python node
	@$(PY) -m tests.differential $(if $(EXAMPLES),--examples $(EXAMPLES)) \
		$(if $(LANGUAGES),--languages $(LANGUAGES)) $(if $(ONLY),--only "$(ONLY)")

# All of it, written to docs/reference/benchmarks.md; a part with ROWS="call form", on the terminal alone.
bench: tools packages peers
	@$(PY) -m benchmarks $(if $(ROWS),--only $(ROWS),--write)

build: python node packages generate bundle

generate: python
	@$(SITE) mizan_generate

mutants: python tools
	@$(PY) scripts/mutants.py $(ONLY)

# Needs uv. All locks are written without the address of any registry.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras \
		--no-header --no-annotate --no-emit-index-url --upgrade -o requirements/dev.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group tools -c requirements/dev.txt \
		--no-header --no-annotate --no-emit-index-url --upgrade -o requirements/tools.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group audit -c requirements/dev.txt \
		--no-header --no-annotate --no-emit-index-url --upgrade -o requirements/audit.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund --prefix benchmarks/peers

python:
	@found=$$(scripts/python.sh) && \
		$(ONCE) python $(PY) requirements/dev.txt scripts/venv.sh -- scripts/venv.sh "$$found"
	@$(ONCE) package $(PY) pyproject.toml .make/python -- $(PY) -m pip install --quiet \
		--disable-pip-version-check --no-input --no-deps --no-build-isolation -e .

tools: python
	@$(ONCE) tools .venv/bin/mutmut requirements/tools.txt .make/python -- $(PY) -m pip install --quiet \
		--disable-pip-version-check --no-input --require-hashes -r requirements/tools.txt

# Packages of others, apart from everything else.
audit:
	@found=$$(scripts/python.sh) && $(ONCE) audit .venv-audit/bin/python requirements/audit.txt scripts/venv.sh \
		-- scripts/venv.sh "$$found" .venv-audit requirements/audit.txt

node:
	@scripts/node.sh
	@$(ONCE) node node_modules/.package-lock.json package-lock.json -- npm ci --no-audit --no-fund --loglevel=error

peers: node
	@$(ONCE) peers benchmarks/peers/node_modules/.package-lock.json benchmarks/peers/package-lock.json \
		-- npm ci --prefix benchmarks/peers --ignore-scripts --no-audit --no-fund --loglevel=error

packages: node
	@$(ONCE) mizan-base frontends/mizan-base/dist/index.js .make/node tsconfig.base.json \
		frontends/mizan-base/package.json frontends/mizan-base/tsconfig.build.json frontends/mizan-base/src \
		-- npm run --silent build -w @mizan/base
	@$(ONCE) mizan-react frontends/mizan-react/dist/index.js .make/mizan-base \
		frontends/mizan-react/package.json frontends/mizan-react/tsconfig.build.json frontends/mizan-react/src \
		-- npm run --silent build -w @mizan/react

bundle: packages
	@$(ONCE) bundle sample_site/static/app/manifest.json .make/mizan-react sample_site/frontend \
		-- npm run --silent build -w mizan-sample-site

database: python
	@$(ONCE) database sample_site/db.sqlite3 sample_site/conference/migrations sample_site/mails/migrations \
		sample_site/settings.py requirements/dev.txt -- $(SITE) migrate --verbosity 0
