# Everything needs only Python 3.11+, make and a package index. The environment lives in .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup demo test check format docs docs-cli bench-real bench-kill bench-exec bench-load bench-soak bench-models bench-claims bench-scores bench-gaming bench-reward bench-eval-load bench-published bench-geometry bench-growth bench-dedup bench-alike bench-ray mini clean

help:            ## what there is
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/' | expand -t 16

setup: .venv/.ready  ## make the environment in .venv

.venv/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing into .venv (once; a few minutes at most)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv/.ready-test: .venv/.ready
	@echo "installing what the tests with a real model need (torch; once)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

.venv/.ready-docs: .venv/.ready
	@echo "installing what the documentation site needs (once)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[docs]'
	@touch $@

demo: setup      ## build a small dataset and say where its page is
	@rm -rf demo
	@$(BIN)/codepercept build recipes/demo.yaml --out demo

test: .venv/.ready-test  ## run the tests, those with a real (tiny) model included
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: setup     ## format, lint, types: what CI runs first
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: setup    ## format and fix what can be fixed
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: .venv/.ready-docs  ## the documentation site, into site/ (open site/index.html)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "site: $(CURDIR)/site/index.html"

docs-cli: setup  ## write docs/reference/cli.md again from the commands' --help
	@$(BIN)/python docs/cli_reference.py

bench-real: setup  ## matplotlib's gallery through the sandbox, against plain python
	@$(BIN)/python benchmarks/real_scripts.py

bench-exec: setup  ## CPU per figure: sandbox, cold python, no isolation
	@$(BIN)/python benchmarks/exec_speed.py

bench-load: setup  ## verdicts at 1x and 16x load, and with workers killed at random
	@$(BIN)/python benchmarks/load.py

bench-soak: setup  ## one pool through 100,000 executions: memory, descriptors, verdicts
	@$(BIN)/python benchmarks/soak.py

bench-kill: setup  ## twenty builds killed at random and resumed: the same bytes?
	@$(BIN)/python benchmarks/kill_points.py

bench-models: setup  ## models: kills, faults, accounts (PICTURES=folder of the recorded seeds, optional)
	@$(BIN)/python benchmarks/calls.py $(if $(PICTURES),--pictures $(PICTURES))

bench-claims: setup  ## claims of captions with planted errors: precision and recall
	@$(BIN)/python benchmarks/claims.py

bench-scores: setup  ## our scorers beside SSIM, MSE, a perceptual hash and low-level F1 (an hour at first)
	@$(BIN)/python benchmarks/scores.py

bench-gaming: setup  ## what 69 tricks earn under both scorers, beside honest answers
	@$(BIN)/python benchmarks/gaming.py

bench-reward: setup  ## what scoring adds to executing a batch of 128 completions
	@$(BIN)/python benchmarks/reward_batch.py

bench-eval-load: setup  ## the same answers scored by 1, 2 and 16 workers: the same table?
	@$(BIN)/python benchmarks/eval_load.py

bench-published: setup  ## published scores of the reasoning benchmarks against ours (DATA=folder of the official files)
	@$(BIN)/python benchmarks/published.py --data $(DATA)

mini: .venv/.ready-test  ## the experiment in small: base, S1, R1 of a tiny model, three seeds (an hour and a half)
	@$(BIN)/python benchmarks/miniature.py $(if $(SEEDS),--seeds $(SEEDS))

bench-geometry: setup  ## how varied 10,000 geometry figures are (20 minutes)
	@$(BIN)/codepercept build recipes/geometry.yaml --out runs/geometry -n 10000
	@$(BIN)/python benchmarks/diversity.py runs/geometry runs/geometry/histograms

bench-growth: setup  ## what builds cost as they grow: 1,000 to 50,000 figures (four hours; OUT=folder to go on after a stop)
	@$(BIN)/python benchmarks/growth.py $(if $(OUT),--out $(OUT)) $(if $(SIZES),--sizes $(SIZES))

bench-dedup: setup  ## duplicates among up to a million rows (RUN=a curated run)
	@$(BIN)/python benchmarks/dedup_scale.py $(RUN)

bench-alike: setup  ## how far distinct figures and changed copies lie apart (RUN=a curated run, optional)
	@$(BIN)/python benchmarks/alike.py $(RUN)

bench-ray: .venv/.ready-test  ## Ray: ten kills of workers, raylet and driver, and what it costs against the local engine
	@$(BIN)/python benchmarks/kill_points.py 10 80 --engine ray
	@$(BIN)/python benchmarks/engines.py

clean:           ## remove the environment and the demo
	rm -rf .venv demo site build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache
