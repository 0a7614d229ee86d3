# Nothing but Go is needed; Chromium or Chrome for the browser tests, and a C
# compiler for the race detector.

# Any Go since 1.21 fetches the version that go.mod names by itself, unless it
# is told not to, as the packages of some distributions are.
ifneq ($(filter-out local,$(GOTOOLCHAIN)),)
export GOTOOLCHAIN
else
export GOTOOLCHAIN := auto
endif

# With the SIMD kernels. Without, all computes the same bits, only slower.
export GOEXPERIMENT := simd

GO := go
TAGS :=# build tags of native builds and tests
TEST := $(GO) test -timeout 5m
WASM := GOOS=js GOARCH=wasm
WASMTEST := $(CURDIR)/bin/wasmtest

PORT ?= 8080
# Not taken from the environment, where some shells keep the machine's name:
# only `make serve HOST=0.0.0.0` lets other machines in.
HOST = 127.0.0.1

# How long each fuzz target runs: 30s, 5m, or 1000x for so many inputs.
FUZZTIME ?= 1m

.PHONY: help serve site data test check-fmt vet native-test race wasm-test fuzz bench performance report check-pytorch check-exports screenshots icons fmt clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-13s %s\n", $$1, $$2 }'

serve: data ## build all and serve it on http://127.0.0.1:8080 (PORT=9000, HOST=0.0.0.0)
	$(GO) run ./tools/site -fast -out build
	$(GO) run ./tools/serve -dir build -host '$(HOST)' -port '$(PORT)'

site: data ## build the site into build/ for any static host
	$(GO) run ./tools/site -out build

data: ## fetch Fashion-MNIST, check it and cut it into build/data/
	$(GO) run ./tools/data -out build/data

# One after the other, whatever -j says: each part has all cores to itself.
test: ## check and test everything
	@$(MAKE) --no-print-directory check-fmt
	@$(MAKE) --no-print-directory vet
	@$(MAKE) --no-print-directory native-test
	@$(MAKE) --no-print-directory race
	@$(MAKE) --no-print-directory fuzz FUZZTIME=2000x
	@$(MAKE) --no-print-directory wasm-test
	@echo '== all is well'

check-fmt:
	@echo '== formatting'
	@files=$$("$$($(GO) env GOROOT)/bin/gofmt" -l core docs site tools wasm) || exit 1; \
	test -z "$$files" || { echo "$$files"; echo 'make fmt would format these'; exit 1; }

vet: ## look for suspicious code, in all builds
	@echo '== vet: native, with SIMD and without'
	@$(GO) vet -tags '$(TAGS)' ./...
	@GOEXPERIMENT=nosimd $(GO) vet ./core/...
	@GOARCH=386 GOEXPERIMENT=nosimd $(GO) build ./core/...
	@echo '== vet: WebAssembly, with SIMD and without'
	@$(WASM) $(GO) vet ./core/... ./wasm/... ./site/... ./tools/bench/measure ./tools/bench/worker
	@$(WASM) GOEXPERIMENT=nosimd $(GO) vet ./core/... ./wasm/...

native-test: ## test natively; the page too, in Chromium
	@echo '== native tests, and the page in the browser'
	@$(TEST) -tags '$(TAGS)' $$($(GO) list ./... | grep -v '/e2e$$')
	@echo '== the whole site in the browser, alone, as it measures the page'
	@$(GO) run ./tools/axe
	@$(GO) test -timeout 20m -tags '$(TAGS)' ./tools/e2e
	@echo '== native tests of the core without SIMD'
	@GOEXPERIMENT=nosimd $(TEST) ./core/...

# All but what takes minutes and does most of its work where the detector does
# not see it, in browsers and other programs, or one thing after the other, as
# the tools that fetch and cut the data do.
RACELESS := /tools/(bench|data|e2e|exportcheck|internal/datadir|screenshots|site/build|wasmtest)$$

# The detector needs cgo and a C compiler, which Go itself does not. Where it
# works is best known by using it. With REQUIRE_RACE=1 it must work.
race: ## look for data races
	@echo '== data races'
	@if why=$$($(GO) test -race -vet=off -run '^$$' errors 2>&1); then \
		$(GO) test -timeout 15m -race -short $$($(GO) list ./... | grep -v -E '$(RACELESS)'); \
	else \
		echo "$$why"; \
		echo 'SKIPPED: the race detector does not work here; it needs a C compiler, such as gcc'; \
		test -z '$(REQUIRE_RACE)'; \
	fi

# Every target in turn, as Go fuzzes one at a time. Inputs that fail stay in
# the package's testdata/fuzz, where the usual tests find them ever after. By
# itself Go would spend up to a minute on shortening each input that it likes.
fuzz: ## fuzz every target for a while (FUZZTIME=1m)
	@grep -r --include='*_test.go' '^func Fuzz' core site tools wasm | \
	sed 's|^\(.*\)/[^/]*:func \(Fuzz[A-Za-z0-9_]*\).*|\1 \2|' | sort | \
	while read -r folder target; do \
		echo "== $$folder: $$target"; \
		$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime '$(FUZZTIME)' -fuzzminimizetime 100x "./$$folder" </dev/null || exit 1; \
	done

# The same tests of the core, compiled to WebAssembly, in Chromium, and those
# of the arithmetic in Firefox too. Without a browser, wasmtest -check says what
# is left out and how to install it, and exits with 2; with REQUIRE_BROWSER=1,
# or REQUIRE_FIREFOX=1, it fails.
wasm-test: ## test the core as WebAssembly in browsers
	@$(GO) build -o '$(WASMTEST)' ./tools/wasmtest
	@echo '== WebAssembly tests in Chromium'
	@'$(WASMTEST)' -check; case $$? in \
	0) $(MAKE) --no-print-directory wasm-test-chromium ;; \
	2) echo 'SKIPPED: the WebAssembly tests, and the browser tests among the native ones' ;; \
	*) exit 1 ;; \
	esac
	@echo '== WebAssembly tests in Firefox'
	@'$(WASMTEST)' -firefox -check; case $$? in \
	0) $(MAKE) --no-print-directory wasm-test-firefox ;; \
	2) echo 'SKIPPED: the WebAssembly tests in Firefox' ;; \
	*) exit 1 ;; \
	esac

# What must have the same bits in every build and browser: the arithmetic, and
# whole training runs with every optimizer and layer. The rest of core/train does
# not depend on them, and takes minutes without SIMD.
define bits
	@$(WASM) GOEXPERIMENT=$(1) $(TEST) -exec '$(WASMTEST) $(2)' ./core/internal/... ./core/f32 ./core/blas
	@$(WASM) GOEXPERIMENT=$(1) $(TEST) -exec '$(WASMTEST) $(2)' -run Everywhere ./core/train
endef

.PHONY: wasm-test-chromium wasm-test-firefox
wasm-test-chromium:
	@$(WASM) $(TEST) -exec '$(WASMTEST)' ./core/... ./wasm/... ./site/internal/web ./tools/bench/measure
	@echo '== and without SIMD'
	$(call bits,nosimd,)
wasm-test-firefox:
	$(call bits,simd,-firefox)
	@echo '== and without SIMD'
	$(call bits,nosimd,-firefox)

BENCH :=# more flags, such as BENCH='-peers -epochs 10'

bench: data ## measure how fast it trains (BENCH='-only native' for a part)
	@$(GO) run ./tools/bench -data build/data $(BENCH)

performance: data ## measure, and write the tables of docs/PERFORMANCE.md and the README anew
	@$(GO) run ./tools/bench -data build/data -into docs/PERFORMANCE.md -summary README.md $(BENCH)

# Not part of make test: it installs PyTorch and ONNX Runtime.
check-exports: data ## check exported files with PyTorch and ONNX Runtime, which it installs
	@GO='$(GO)' tools/exportcheck/run build/data build/exportcheck

REPORT :=# more flags, such as REPORT='-quick -scaling unit'

report: data ## train the report's recipes, and write docs/report and the README's table anew (REPORT='-quick -out DIR')
	@$(GO) run ./tools/report -data build/data -out docs/report $(or $(REPORT),-summary README.md)

# Not part of make test: it installs PyTorch, and takes most of an hour.
check-pytorch: data ## train the report and drawn recipes in PyTorch too, which it installs, and write docs/PYTORCH.md anew
	@GO='$(GO)' tools/pytorch/run build/data build/pytorch

screenshots: site ## take pictures of the page, in build/screenshots, and the README's one
	$(GO) run ./tools/screenshots -dir build -out build/screenshots -readme docs/page.png

icons: ## draw the icons of the page anew
	$(GO) run ./tools/icons

fmt: ## format all Go files
	@"$$($(GO) env GOROOT)/bin/gofmt" -l -w core docs site tools wasm

clean: ## remove what was built, and the data with it
	rm -rf build bin
