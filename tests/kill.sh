#!/bin/sh
# Kills the program so many times (default 20), once under load and once in a live run, and
# looks for what was lost.  The last line is "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
tools/build_ui.sh --modules
node=$(tools/node.sh)
said=$(mktemp)
trap 'rm -f "$said"' EXIT
for script in kill run_kill; do
	# what a script that broke off did not say counts as a failure
	"$node" "tests/faults/$script.mjs" "${1:-20}" | tee -a "$said" || true
	tail -1 "$said" | grep -q 'passed, [0-9]* failed$' || echo '0 passed, 1 failed' >>"$said"
done
awk '/^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
	END { print passed " passed, " failed " failed"; exit failed > 0 }' "$said"
