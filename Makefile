# Only python3, pip and make are needed; each target sets up the rest once.

PYTHON ?= python3
BIN := .venv/bin
# The environment is made once, and anew where a PYTHON is named that it was not made with.
ifneq ($(origin PYTHON),file)
ifneq ($(shell $(PYTHON) --version),$(shell $(BIN)/python --version 2>/dev/null))
.venv/.uv: anew
endif
endif
# Compiled here once: if Python may not write bytecode, every start would compile everything again.
INSTALL := $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes

# The question is plain text: neither make nor the shell may interpret it.
override Q := $(value Q)
export Q

.DEFAULT_GOAL := help
.PHONY: help run ask test test-journeys test-engines test-faults test-crash test-cluster test-browser cluster coverage check check-deploy trace pictures settings texts campaign bench bench-updates mutants lock anew

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1 \t\2/' | expand -t 20

run: .venv/.runtime ## Serve Telegram if KAIKEN_TOKEN is set, else try the bot here in a browser
	@if [ -n "$${KAIKEN_TOKEN:-}" ]; then exec $(BIN)/kaiken serve; else exec $(BIN)/kaiken try --web; fi

ask: .venv/.runtime ## Ask the record: make ask Q="What was said about the Taiwan Strait?"
	@exec $(BIN)/kaiken ask -- "$$Q"

# What pytest makes of the tests is kept: else each process makes it anew, at every start.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest --numprocesses 3 --dist worksteal

test: .venv/.development ## Run every test but those of the targets below
	$(PYTEST) --ignore tests/journeys --ignore tests/crash --ignore tests/faults --ignore tests/cluster --ignore tests/retrieval/index

# By themselves: each is a conversation with the whole bot.
test-journeys: .venv/.development ## Talk to the bot as people do, from the first message to the last
	$(PYTEST) tests/journeys

# By themselves: each engine is built and searched many times over.
test-engines: .venv/.development ## Search and rebuild each engine: in memory, on disk, in a cluster without nodes
	$(PYTEST) tests/retrieval/index

# By themselves: each brings a whole bot down and up again.
test-faults: .venv/.development ## Spoil rows, files, clocks and databases under a bot that serves
	$(PYTEST) tests/faults

# By themselves: starting and killing processes takes minutes.
test-crash: .venv/.development ## Kill serving, sending, importing, indexing, backups at bad moments
	$(PYTEST) tests/crash

# What an OpenSearch of several nodes needs; Maven fetches the rest when one is started.
define SEARCH_NEEDS
@missing=$$(command -v java >/dev/null || echo default-jre-headless; command -v mvn >/dev/null || echo maven); \
  test -z "$$missing" || { \
  root=$$(test "$$(id -u)" = 0 || echo sudo); \
  $$root apt-get update --quiet && \
  $$root apt-get install --quiet --yes --no-install-recommends $$missing; }
endef

# By themselves: a cluster takes 2 GB, and is killed and started again.
test-cluster: .venv/.development ## Ask three real nodes of OpenSearch, which are killed and come back
	$(SEARCH_NEEDS)
	timeout 480 $(BIN)/python -m pytest tests/cluster

cluster: .venv/.development ## Start three nodes of OpenSearch on this machine until Ctrl-C
	$(SEARCH_NEEDS)
	@PYTHONPATH=. exec $(BIN)/python tests/cluster/nodes.py

# By itself: noting each line makes the tests take half as long again.
coverage: .venv/.development ## Run every test, with branch coverage
	$(PYTEST) --cov --cov-report=term

check: .venv/.development ## Lint, format, types, imports, dead code, the size of rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry bot retrieval seeds
	$(BIN)/vulture
	$(BIN)/python -m pytest tests/structure --quiet

check-deploy: .venv/.deploy ## Check what is in deploy/ with the programs that read it
	@tests/deploy/check_deploy.sh

trace: .venv/.development ## Show the way of one question and one release through the code
	PYTHONPATH=. $(BIN)/python tests/structure/trace_ways.py

pictures: .venv/.development ## Draw the pictures of the docs anew (those of the page need chromium)
	PYTHONPATH=. $(BIN)/python tests/docs/draw_pictures.py
	PYTHONPATH=. $(BIN)/python tests/browser/page_pictures.py

test-browser: .venv/.development ## Use the page and quoted words in Debian's Chromium, installed if need be
	@missing=$$(command -v chromium >/dev/null || echo chromium; \
	  test -d /usr/share/fonts/opentype/ipaexfont-gothic || echo fonts-ipaexfont-gothic); \
	test -z "$$missing" || { \
	  root=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$root apt-get update --quiet && \
	  $$root apt-get install --quiet --yes --no-install-recommends $$missing; }
	$(BIN)/python -m pytest tests/browser/check_*.py

campaign: .venv/.development ## Run the long tests: kills at the worst moments, 100,000 messages, 10,000 walks
	$(SEARCH_NEEDS)
	$(BIN)/python -m pytest tests/crash tests/cluster tests/bot/gateway/receiving/test_backlog.py \
	  tests/bot/gateway/pacing/test_pace.py tests/bot/gateway/pacing/test_pacer.py \
	  tests/bot/gateway/pacing/test_fan_out.py tests/bot/gateway/pacing/test_ten_million.py \
	  tests/bot/notices/test_scale.py \
	  tests/bot/notices/test_two_years.py tests/bot/notices/test_edited_days.py \
	  tests/journeys/test_walks.py --campaign

bench: .venv/.benchmarks ## Measure answers, search, imports and calls beside other libraries
	$(BIN)/python tests/benchmarks/answering.py
	$(BIN)/python tests/benchmarks/questions.py
	$(BIN)/python tests/benchmarks/retrieval_sets.py
	$(BIN)/python tests/benchmarks/labels.py
	$(BIN)/python tests/benchmarks/importing.py
	$(BIN)/python tests/benchmarks/transport.py
	$(BIN)/python tests/benchmarks/engines.py
	$(BIN)/python tests/benchmarks/updates.py
	PYTHONPATH=. $(BIN)/python tests/benchmarks/text_fragments.py

bench-updates: .venv/.benchmarks ## Measure updates answered a second beside plain echo bots
	$(BIN)/python tests/benchmarks/updates.py

mutants: .venv/.benchmarks ## Score the tests: how many small faults in the code do they notice?
	$(BIN)/python tests/benchmarks/mutants.py

settings: .venv/.development ## Write the lists of settings in the docs anew
	PYTHONPATH=. $(BIN)/python tests/docs/settings_lists.py

# The template of catalogues is not kept: it repeats the texts, and each new wording would change both.
texts: .venv/.development ## Collect all texts in kaiken.pot, and bring them into each catalogue
	$(BIN)/pybabel -q extract -F pyproject.toml -k gettext_noop --sort-by-file --add-location file -o kaiken.pot bot
	@for po in $(wildcard bot/language/locales/*/LC_MESSAGES/kaiken.po); do \
	  $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-pot-creation-date -i kaiken.pot -o $$po \
	    -l $$(basename $$(dirname $$(dirname $$po))); \
	done

# No version is taken in its first seven days: what is wrong with one is mostly found by then.
lock: .venv/.uv ## Update the lock files
	@for name in uv build runtime cluster development benchmarks deploy; do \
	  case $$name in \
	    runtime) source="pyproject.toml" ;; \
	    cluster) source="pyproject.toml --extra cluster -c requirements/runtime.txt" ;; \
	    development) source="requirements/development.in -c requirements/runtime.txt -c requirements/build.txt" ;; \
	    benchmarks) source="requirements/benchmarks.in -c requirements/development.txt -c requirements/runtime.txt" ;; \
	    *) source="requirements/$$name.in" ;; \
	  esac; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	    --exclude-newer "$$(date --utc --date '7 days ago' +%FT%TZ)" \
	    --no-emit-index-url --no-header -o requirements/$$name.txt $$source || exit 1; \
	done

.venv/.uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kaiken needs Python 3.11 or newer; name one with PYTHON=...")'
	@$(PYTHON) -m venv --clear --without-pip .venv
	@$(PYTHON) -m pip --python $(BIN)/python install --quiet --require-hashes --only-binary :all: -r $<
	@touch $@

.venv/.runtime: .venv/.uv requirements/runtime.txt requirements/build.txt pyproject.toml
	@$(INSTALL) -r requirements/runtime.txt -r requirements/build.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -q bot retrieval seeds
	@touch $@

.venv/.development: .venv/.runtime requirements/development.txt
	@$(INSTALL) -r requirements/development.txt
	@touch $@

.venv/.deploy: .venv/.uv requirements/deploy.txt
	@$(INSTALL) -r requirements/deploy.txt
	@touch $@

.venv/.benchmarks: .venv/.development requirements/benchmarks.txt
	@$(INSTALL) -r requirements/benchmarks.txt
	@touch $@
