# The few words to remember; meson and ninja do the work.
BUILD ?= build

.PHONY: build check
build: $(BUILD)/build.ninja
	ninja -C $(BUILD)
$(BUILD)/build.ninja:
	meson setup $(BUILD)
check: build
	$(BUILD)/unit-tests
