#!/bin/sh
# Checks the types and runs the unit tests of the interface.
# The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
tools/build_ui.sh --modules && tools/build_ui.sh || { echo "0 passed, 1 failed"; exit 1; }
cd ui
node=$(../tools/node.sh)

passed=0 failed=0
if "$node" node_modules/svelte-check/bin/svelte-check --tsconfig ./tsconfig.json \
	--fail-on-warnings --output machine; then
	passed=1
else
	failed=1
fi
report=$(mktemp)
"$node" node_modules/vitest/vitest.mjs run --reporter=default --reporter=json \
	--outputFile.json="$report"
counts=$("$node" -e '
	const found = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8") || "{}");
	console.log(found.numPassedTests ?? 0, found.numTotalTests - found.numPassedTests || 0,
		found.success === true ? 0 : 1);
' "$report" 2>/dev/null) || counts="0 0 1"
rm -f "$report"
set -- $counts
passed=$((passed + $1))
# A suite that could not even start counts as one failure.
[ "$2" -eq 0 ] && [ "$3" -ne 0 ] && failed=$((failed + 1))
failed=$((failed + $2))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
