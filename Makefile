# Nothing but Go is needed, and Chromium (or Chrome) for the browser tests.
# A Go of 1.21 or newer fetches the one that go.mod names by itself, unless it
# is told not to, as some distributions' packages do.
ifneq ($(filter-out local,$(GOTOOLCHAIN)),)
export GOTOOLCHAIN
else
export GOTOOLCHAIN := auto
endif

# The kernels' SIMD twins. Without it the same programs compute the same bits,
# only slower.
export GOEXPERIMENT := simd

# Build tags for native builds and tests, if some are wanted.
TAGS :=
GO := go
GOFILES := core site tools wasm

PORT ?= 8080
# Not taken from the environment, where some shells keep the machine's name:
# only `make serve HOST=0.0.0.0` opens the server to other machines.
HOST = 127.0.0.1

.PHONY: help
help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-12s %s\n", $$1, $$2 }'

.PHONY: serve
serve: data ## build all and serve it on http://127.0.0.1:8080 (PORT=, HOST=)
	$(GO) run ./tools/site -fast -out build
	$(GO) run ./tools/serve -dir build -host '$(HOST)' -port '$(PORT)'

.PHONY: site
site: data ## build the site into build/, for any static host
	$(GO) run ./tools/site -out build

.PHONY: data
data: ## fetch, check and cut the data into build/data/
	$(GO) run ./tools/data -out build/data

.PHONY: fmt
fmt: ## format all Go files
	$(GO) fmt ./...

.PHONY: clean
clean: ## remove what was built (not the data)
	rm -rf bin
	find build -maxdepth 1 -type f -delete 2>/dev/null || true
