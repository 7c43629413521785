# The few words to remember; meson and ninja do the work.
BUILD ?= build
LIST = find src tests/unit -name '*.c' -o -name '*.sql' | LC_ALL=C sort

.PHONY: build check
build: $(BUILD)/build.ninja
	@$(LIST) | cmp -s - $(BUILD)/files || \
		{ $(LIST) >$(BUILD)/files; meson setup --reconfigure $(BUILD) >/dev/null; }
	ninja -C $(BUILD)
$(BUILD)/build.ninja:
	meson setup $(BUILD)
check: build
	$(BUILD)/unit-tests
