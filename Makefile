# birthmark's front door. `make demo` and `make check` each do everything on a
# bare Debian 12: install what packages.txt lists, build, run.

BUILD ?= build
DESTDIR ?=
PREFIX ?= /usr/local

.PHONY: all build demo walk street check accuracy fit bench bench-scan fuzz sanitize install deps clean

all: build

build: deps
	@tools/build.sh $(BUILD)

demo: build
	@tools/demo.sh $(BUILD)

walk: build
	@tools/walk.sh $(BUILD)

street: build
	@python3 tools/street/show.py $(BUILD) $(STREET)

check: deps
	@tools/check.sh

accuracy: build
	@tools/accuracy.sh $(BUILD)

fit: build
	@python3 tools/fit.py $(BUILD) ../shared ../shared/corpus/transcripts-dev.jsonl $(FIT)

bench: deps
	@tools/bench.sh

bench-scan: deps
	@tools/build.sh build-bench -Dbuildtype=release -Db_lto=true -Dbench=true
	@python3 bench/scan.py build-bench $(STREET)

fuzz: deps
	@tools/fuzz.sh

sanitize: deps
	@CC=clang tools/build.sh build-sanitize -Db_sanitize=address,undefined -Db_lundef=false
	@meson test -C build-sanitize --print-errorlogs

install: build
	@DESTDIR="$(DESTDIR)" meson install -C $(BUILD) --no-rebuild

deps:
	@tools/deps.sh

clean:
	rm -rf build build-*
