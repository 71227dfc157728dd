# Every target sets up what it needs, and is quick the second time.
.DEFAULT_GOAL := help
.PHONY: help run reset-demo format check test coverage bench chaos fuzz lock docs hooks

# The service and many tests start processes, and each would compile all of its modules where this is set.
export PYTHONDONTWRITEBYTECODE =

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## serve the example region at http://127.0.0.1:8000
	@scripts/setup run
	@DEMO=true SECURE_COOKIES=false .venv/bin/omstallningskollen serve --prepare

reset-demo: ## throw away the example region; make run makes it again
	@rm -rf var/omstallningskollen.db* var/cache

format: ## lay out the Python code and mend what the linter can mend
	@scripts/setup test
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .

check: ## every check that reads without running: layout, linters, types, floors, spelling, questionnaires, catalogues, licences
	@scripts/setup test
	@scripts/check

# Only the tests of T are run where T is given: make test T=tests/unit/rounds, make test T="tests/unit -k holm".
test: ## every check and test; with T=path those tests alone, without the checks
ifdef T
	@scripts/setup test
	@.venv/bin/pytest $(T)
else
	@scripts/setup test
	@scripts/check
	@.venv/bin/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder --durations=20
endif

coverage: ## how much of the pure floors and the drawing the unit tests run; fails below the floor in pyproject.toml
	@scripts/setup test
	@.venv/bin/pytest tests/unit --hypothesis-profile=ci --numprocesses=auto --dist=loadfile --cov --cov-report=term-missing:skip-covered

bench: ## measure against bare floors; fails above a limit
	@scripts/setup test
	@.venv/bin/python -m bench

chaos: ## kill the service, or PostgreSQL, 200 times over each database under load (some 30 minutes), and look for what was lost
	@scripts/setup test
	@.venv/bin/python -m tests.chaos

# Apart from the other tests' libraries: it is for 64-bit Linux on Intel and AMD alone, and compiles libFuzzer anywhere else.
fuzz: ## feed the readers of files and mails with damaged input, SECONDS=60 for each, and look for what they do not know
	@scripts/setup test
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/fuzz.txt
	@.venv/bin/python -m tests.fuzz --seconds $(or $(SECONDS),60) $(T)

lock: ## write the lock files anew from pyproject.toml
	@scripts/lock

docs: ## write the generated parts of docs: the wings in architecture.md, the index of decisions
	@scripts/setup test
	@.venv/bin/python scripts/docs.py

hooks: ## run the checks at every git commit
	@scripts/setup test
	@.venv/bin/pre-commit install
