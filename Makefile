# make run   set up and serve the demo region at http://127.0.0.1:8000
# make test  set up and run every check and test
.PHONY: run test check bench lock reset-demo

# Many tests start processes. Each would compile all of its modules where this is set.
check test: export PYTHONDONTWRITEBYTECODE =

run:
	@scripts/setup run
	@DEMO=true SECURE_COOKIES=false .venv/bin/omstallningskollen serve --prepare

reset-demo:
	@rm -rf var/omstallningskollen.db* var/cache

check:
	@scripts/setup test
	@scripts/check

test: check
	@.venv/bin/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder --durations=20

bench:
	@scripts/setup test
	@.venv/bin/python -m bench

lock:
	@scripts/lock
