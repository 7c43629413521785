# The few words to remember; meson and ninja do the work.
BUILD ?= build
# What is built in, by name: a new file, or a new name of a built one, wants a new set-up.
LIST = { find src tests bench -name '*.c' -o -name '*.sql'; tools/interface_files.sh; } | \
	LC_ALL=C sort
SANITIZE = -Dbuildtype=debugoptimized -Db_lundef=false
DESTDIR ?=
# Parts of names: only these cases run under the sanitizers, all if it is empty.
CASES ?=
PREFIX ?= /usr/local

.PHONY: build run check asan tsan analyze fuzz soak bench shape scenarios ui dist install

build: ui $(BUILD)/build.ninja
	@$(LIST) | cmp -s - $(BUILD)/files || \
		{ $(LIST) >$(BUILD)/files; meson setup --reconfigure $(BUILD) >/dev/null; }
	ninja -C $(BUILD)
$(BUILD)/build.ninja: | ui
	meson setup $(BUILD)
ui:
	@tools/build_ui.sh

run:
	./run
check: build shape
	$(BUILD)/unit-tests
shape:
	tools/check_shape.sh
# What people of an office do, as files that they can read: tests/scenarios.
scenarios: build
	$(BUILD)/unit-tests scenario

# The same tests under the sanitizers, each in a folder of its own.
asan:
	@[ -f build-asan/build.ninja ] || meson setup build-asan $(SANITIZE) \
		-Db_sanitize=address,undefined >/dev/null
	@meson setup --reconfigure build-asan >/dev/null
	ninja -C build-asan
	@# Leaks fail, of the tests and of the programs they start; what the libraries of the
	@# children keep is listed with its reason.
	ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1 \
		LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks.supp:print_suppressions=0 \
		build-asan/unit-tests $(CASES)
tsan:
	@[ -f build-tsan/build.ninja ] || meson setup build-tsan $(SANITIZE) \
		-Db_sanitize=thread >/dev/null
	@meson setup --reconfigure build-tsan >/dev/null
	ninja -C build-tsan
	build-tsan/unit-tests $(CASES)
# The other compiler, with its warnings as errors, then its analyzer by .clang-tidy.
analyze:
	@[ -f build-clang/build.ninja ] || CC=clang meson setup build-clang >/dev/null
	@meson setup --reconfigure build-clang >/dev/null
	ninja -C build-clang
	find src -name '*.c' ! -name '*_test.c' | sort | \
		xargs -P 2 -n 8 clang-tidy -quiet -p build-clang
fuzz:
	tools/fuzz.sh 600
# What takes too long for every day: a thousand kills under load, fuzzing for ten minutes each.
soak: build
	tests/kill.sh 1000
	tools/fuzz.sh 600
bench: build
	bench/run.sh
install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 -s $(BUILD)/dientap $(BUILD)/dientap-render $(BUILD)/dientap-sheet \
		$(DESTDIR)$(PREFIX)/bin
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/vi/man1
	$(BUILD)/dientap describe manual --lang en >$(DESTDIR)$(PREFIX)/share/man/man1/dientap.1
	$(BUILD)/dientap describe manual --lang vi >$(DESTDIR)$(PREFIX)/share/man/vi/man1/dientap.1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	$(BUILD)/dientap completion bash \
		>$(DESTDIR)$(PREFIX)/share/bash-completion/completions/dientap
	install -D -m 644 tools/dientap.service $(DESTDIR)$(PREFIX)/lib/systemd/system/dientap.service
# One folder that can be copied to a machine without network, as a compressed archive.
dist: build
	tools/make_dist.sh $(BUILD)
