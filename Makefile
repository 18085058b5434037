# The commands of the README. What they do is in xtask/.
.PHONY: help demo demo-reset test nightly bench front release pictures weigh setup

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

demo: ## set up what is missing, build, start the demo company (ARGS="--listen 127.0.0.1:8080")
	@cargo xtask demo $(ARGS)

demo-reset: ## forget everything done in the demo
	@cargo xtask demo-reset

test: ## set up what is missing, then formats, lints and all tests (ARGS="lints browser" for some)
	@cargo xtask test $(ARGS)

nightly: ## the long tests of faults: every operation fails a thousand times (ARGS="--seeds 1000 --kills 1")
	@cargo xtask nightly $(ARGS)

bench: ## run the benchmarks
	@cargo xtask bench $(ARGS)

front: ## build the browser's half into target/site
	@cargo xtask front $(ARGS)

release: ## the binary to deploy, with the site inside it
	@cargo xtask release

pictures: ## a picture of every page: phone and desktop, light and dark, each language
	@cargo xtask pictures

weigh: ## bytes of a first visit and Lighthouse scores, into the README
	@cargo xtask weigh

setup: ## only set up what `demo` and `test` need
	@cargo xtask setup
