# The few words to remember; meson and ninja do the work.
BUILD ?= build
LIST = { find src tests/unit -name '*.c' -o -name '*.sql' | LC_ALL=C sort; tools/interface_files.sh; }

.PHONY: build interface check
build: interface $(BUILD)/build.ninja
	@$(LIST) | cmp -s - $(BUILD)/files || \
		{ $(LIST) >$(BUILD)/files; meson setup --reconfigure $(BUILD) >/dev/null; }
	ninja -C $(BUILD)
interface:
	@tools/build_ui.sh
$(BUILD)/build.ninja: | interface
	meson setup $(BUILD)
check: build
	$(BUILD)/unit-tests
