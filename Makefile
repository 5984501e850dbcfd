# `make talk` and `make test` are all it takes; both set up what they need. PYTHON=python3.13 chooses another Python.
PYTHON ?= python3
PORT ?= 3000
UV ?= uv
KOKORO_JS = 1.2.1
ARCH ?= arm64
LAMBDA_PYTHON ?= 3.13
CLIPS ?= build/clips
PUBLISHER ?= infra/publisher.yaml
ROUTINE ?= day
MINUTES ?= 10
BACKGROUND ?= floor
TAIL ?= 0
OUT ?= session.mp3
VOICE ?= piper
LANGUAGE ?=
LOCALE ?= en-US
export LINE
ARGS ?=# for the command behind a target: make test ARGS="-k pause"

RUN = .venv/bin/python -m
# VOICE= may name several, as piper,kokoro:bf_emma; what each engine needs is set up.
comma := ,
engines = $(foreach voice,$(subst $(comma), ,$(VOICE)),$(firstword $(subst :, ,$(voice))))
SPEAKER = $(if $(filter piper,$(engines)),build/voice/ready) $(if $(filter kokoro,$(engines)),build/kokoro/ready)

.PHONY: help talk page serve content dialogue quotes test soak mutate coverage format check template model survey sessions evidence leaflet package lambda \
	language icons figure pictures sizes \
	bench calibrate voice hear compare render listen clients pins clean espeak-ng chromium

help: ## these lines
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

talk: .venv/desk ## talk to the skill at your desk, by typing
	@$(RUN) skill.simulator $(ARGS)

page: ## an Echo to talk to, in the browser, with the body beside it: PORT=3000 VOICE=kokoro
	@$(MAKE) --no-print-directory -j3 .venv/studio $(SPEAKER) build/hear/ready
	@$(RUN) skill.simulator.page --port $(PORT) --voice $(VOICE) $(ARGS)

serve: .venv/desk ## answer Alexa requests on POST / of this machine, PORT=3000
	@$(RUN) skill.simulator.serve --port $(PORT) $(ARGS)

content: .venv/desk ## whether what was written in content/ can be used, with every fault at once
	@$(RUN) skill.simulator.checking $(ARGS)

dialogue: .venv/desk ## play dialogues and show what goes wrong: FILE=tests/dialogues/opening.yaml, several, or none for all
	@$(RUN) skill.simulator.dialogue $(FILE) $(ARGS)

quotes: .venv/desk ## write the new words where dialogues quote lines of content/ changed since the last commit, or ARGS="--since COMMIT"
	@$(RUN) skill.simulator.dialogue.requote $(FILE) $(ARGS)

test: .venv/dev ## the tests; says what it left out
	@$(RUN) pytest $(ARGS)

soak: .venv/dev ## many requests from anywhere and many lives of listeners: ARGS="--requests 200000 --lives 4000"
	@$(RUN) tests.lives $(ARGS)

mutate: .venv/dev ## small changes of the code that a test ought to notice, and which none does: ARGS="--seed 7 --sample 100"
	@$(RUN) tests.mutation $(ARGS)

coverage: .venv/dev ## the tests again, and which lines and branches of the skill they don't run
	@rm -rf build/coverage
	@$(RUN) coverage run -m pytest $(ARGS)
	@$(RUN) coverage combine --quiet
	@$(RUN) tests.covered

format: .venv/dev ## mend what can be mended by itself: style, order of imports
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

check: .venv/dev ## style, types, the laws of imports, generated files
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	$(RUN) skill.simulator.model --check
	$(RUN) infra.evidence_page --check
	$(RUN) infra.session_pages --check
	$(RUN) infra.figure --check

template: build/sam/ready build/checkov/ready ## check infra/template.yaml as CloudFormation, SAM and checkov do, without an account
	build/sam/bin/cfn-lint infra/template.yaml
	SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=us-east-1 build/sam/bin/sam validate --lint --template infra/template.yaml
	LOG_LEVEL=ERROR $(checkov) --quiet --compact

# Without its guidelines, which it would fetch from its vendor.
checkov = build/checkov/bin/checkov --file infra/template.yaml --framework cloudformation secrets --skip-download

model: .venv/desk ## write interaction_model/locales from its sentences
	@$(RUN) skill.simulator.model $(ARGS)

survey: .venv/desk ## print how much every session says, how varied, and what most often
	@$(RUN) skill.studio.survey $(ARGS)

sessions: .venv/desk ## write docs/sessions: three whole sessions as they are said, and what is counted in them
	@$(RUN) infra.session_pages $(ARGS)

evidence: .venv/desk ## write docs/evidence.md: every answer with what it rests on
	@$(RUN) infra.evidence_page $(ARGS)

leaflet: .venv/desk build/leaflet/ready ## build/leaflet.pdf, a page to hand out; LOCALE=en-GB says whose numbers to call
	@$(RUN) infra.leaflet --locale '$(LOCALE)' $(ARGS)

package: .venv/desk ## build/lambda.zip and build/skill-package, for `ask deploy`; PUBLISHER= says who publishes
	@$(RUN) infra.skill_package --publisher '$(PUBLISHER)' --check
	@$(MAKE) --no-print-directory lambda
	@$(RUN) infra.skill_package --publisher '$(PUBLISHER)'

lambda: .venv/desk ## build/lambda.zip: the function, for ARCH=arm64 and LAMBDA_PYTHON=3.13, with the clips of CLIPS
	@$(RUN) infra.lambda_zip --arch $(ARCH) --python $(LAMBDA_PYTHON) --clips $(CLIPS) $(ARGS)

language: .venv/desk ## lay out content/xx for a translator, and list what is still missing: LANGUAGE=xx
	@$(RUN) skill.simulator.translating '$(LANGUAGE)' $(ARGS)

icons: .venv/dev ## draw the store's icons from infra/icons/icon.svg
	@$(RUN) infra.icons

figure: .venv/dev ## what is drawn from content/body.svg: the figure for screens, and the pictures beside what is played
	@$(RUN) infra.figure $(ARGS)

pictures: .venv/dev chromium tests/clients/node_modules/ready ## write docs/pictures: screens in the middle of a session, by Amazon's renderer, and the page
	@$(RUN) tests.screen.pictures
	@$(RUN) infra.page_pictures

sizes: .venv/dev ## print how long answers with a picture are
	@$(RUN) tests.screen.sizes

bench: .venv/dev build/voice/ready build/yardstick/ready espeak-ng ## minutes asked and minutes spoken; cold start from the zip, warm turn, memory
	@$(RUN) tests.bench $(ARGS)

calibrate: .venv/dev build/voice/ready $(SPEAKER) ## write the speech-time model, measured on a real voice; with VOICE=kokoro:bf_emma that voice's own
	@$(RUN) tests.bench.calibrate$(if $(filter file,$(origin VOICE)),,_voice --voice $(VOICE)) $(ARGS)

voice: .venv/studio $(SPEAKER) ## speak all lines for the audio player, VOICE=piper, kokoro:bf_emma, polly …
	@$(RUN) skill.studio --voice $(VOICE) $(ARGS)

hear: .venv/studio build/voice/ready build/hear/ready ## speak every line and hear it back: what comes out wrong, cut off, too long
	@$(RUN) skill.studio.hearing $(ARGS)

compare: .venv/studio build/voice/ready build/kokoro/ready build/hear/ready ## voices by figures, on the same lines: all, or VOICE=piper,kokoro:bf_emma
	@$(RUN) skill.studio.compare$(if $(filter file,$(origin VOICE)),, --voice $(VOICE)) $(ARGS)

render: .venv/studio $(SPEAKER) ## a session as a file: ROUTINE=bedtime MINUTES=10 BACKGROUND=rain TAIL=5 OUT=night.mp3
	@$(RUN) skill.studio.render --routine '$(ROUTINE)' --minutes '$(MINUTES)' --background '$(BACKGROUND)' \
		--tail '$(TAIL)' --out '$(OUT)' --voice $(VOICE) $(ARGS)

listen: .venv/studio $(SPEAKER) ## hear one line: LINE="Your feet.", by one voice or several: VOICE=piper,kokoro
	@$(RUN) skill.studio.listen --line "$$LINE" --background '$(BACKGROUND)' --voice $(VOICE) $(ARGS)

clients: tests/clients/node_modules/ready ## the third-party clients for the tests that need Node

pins: ## compile the requirements files from pyproject.toml, with uv; ARGS=--upgrade for newer versions
	@$(pin) pyproject.toml --output-file requirements.txt
	@$(pin) pyproject.toml --group desk --constraints requirements.txt --output-file requirements-desk.txt
	@$(pin) pyproject.toml --group studio --constraints requirements-desk.txt --output-file requirements-studio.txt
	@$(pin) pyproject.toml --group dev --constraints requirements-studio.txt --output-file requirements-dev.txt
	@$(pin) --group voice --output-file requirements-voice.txt
	@$(pin) --group kokoro --output-file requirements-kokoro.txt
	@$(pin) --group leaflet --output-file requirements-leaflet.txt
	@$(pin) --group hear --output-file requirements-hear.txt
	@$(pin) --group node --output-file requirements-node.txt
	@$(pin) --group sam --output-file infra/requirements-sam.txt
	@$(pin) --group checkov --output-file infra/requirements-checkov.txt
	@$(pin) --group yardstick --constraints requirements-dev.txt --output-file tests/bench/requirements-yardstick.txt

# One version of each package, whatever the Python; no address of where it came from.
pin = $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make pins' $(ARGS)

clean: ## remove environments, caches and everything built
	rm -rf .venv build tests/clients/node_modules .*_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment is made again only when its requirements file changes. It reads nothing and prints nothing to
# standard output: both belong to the talk.
define environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later, please: make PYTHON=python3.13 …")'
	@echo 'Setting up $(@D) from $< …' >&2
	@$(PYTHON) -m venv $(@D) </dev/null >&2
	@$(@D)/bin/python -m pip install -qq --disable-pip-version-check --requirement $< </dev/null >&2
	@touch $@
endef

.venv/desk: requirements-desk.txt
	$(environment)

.venv/studio: requirements-studio.txt .venv/desk
	$(environment)

.venv/dev: requirements-dev.txt .venv/studio
	$(environment)

build/voice/ready: requirements-voice.txt
	$(environment)

build/kokoro/packages: requirements-kokoro.txt
	$(environment)

# Its voices come as data in a package for browsers, of which nothing else is wanted: nothing of it is installed.
build/kokoro/ready: build/kokoro/packages | $(NODE)
	@cd $(@D) && PATH="$$PATH:$(CURDIR)/build/node/bin" npm pack --silent kokoro-js@$(KOKORO_JS) </dev/null >/dev/null
	@cd $(@D) && tar -xzf kokoro-js-$(KOKORO_JS).tgz --strip-components 1 package/voices && rm kokoro-js-$(KOKORO_JS).tgz
	@touch $@

build/leaflet/ready: requirements-leaflet.txt
	$(environment)

build/hear/ready: requirements-hear.txt
	$(environment)

build/sam/ready: infra/requirements-sam.txt
	$(environment)

build/node/ready: requirements-node.txt
	$(environment)

build/checkov/ready: infra/requirements-checkov.txt
	$(environment)

build/yardstick/ready: tests/bench/requirements-yardstick.txt
	$(environment)

# Where this machine lacks Node or npm, both come from the registry of Python packages.
NODE = $(if $(and $(shell command -v node),$(shell command -v npm)),,build/node/ready)

tests/clients/node_modules/ready: tests/clients/package.json tests/clients/package-lock.json | $(NODE)
	@echo 'Setting up $(@D) …' >&2
	@cd tests/clients && PATH="$$PATH:$(CURDIR)/build/node/bin" npm ci --loglevel=error </dev/null >&2
	@touch $@

chromium:
	@command -v chromium >/dev/null || { echo 'chromium is missing: apt-get install chromium' >&2; exit 1; }

espeak-ng:
	@command -v espeak-ng >/dev/null || { echo 'espeak-ng is missing: apt-get install espeak-ng' >&2; exit 1; }
