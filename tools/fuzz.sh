#!/bin/sh
# Runs every fuzz target for so many seconds each (default 5).  Usage: tools/fuzz.sh [SECONDS]
# What is found is kept in build-fuzz/found.  The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
seconds=${1:-5}
build=build-fuzz
if [ ! -f $build/build.ninja ]; then
	CC=clang meson setup $build -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false \
		-Dbuildtype=debugoptimized -Dc_args=-fsanitize=fuzzer-no-link \
		>/dev/null || { echo "0 passed, 1 failed"; exit 1; }
else
	meson setup --reconfigure $build >/dev/null
fi
targets=$(find tests/fuzz -name '*.c' -exec basename {} .c \; | LC_ALL=C sort)
# shellcheck disable=SC2086
ninja -C $build $(for t in $targets; do echo "fuzz-$t"; done) >$build/log 2>&1 ||
	{ tail -20 $build/log; echo "0 passed, 1 failed"; exit 1; }
passed=0 failed=0
mkdir -p $build/found
for target in $targets; do
	mkdir -p "$build/corpus/$target"
	if UBSAN_OPTIONS=halt_on_error=1 "$build/fuzz-$target" -max_total_time="$seconds" \
		-max_len=4096 -timeout=10 -rss_limit_mb=1024 -artifact_prefix="$build/found/$target-" \
		"$build/corpus/$target" "tests/fuzz/corpus/$target" >"$build/log" 2>&1; then
		echo "ok   fuzz $target: $(grep -oE '^Done [0-9]+ runs' "$build/log")"
		passed=$((passed + 1))
	else
		echo "FAIL fuzz $target"
		tail -25 "$build/log"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
