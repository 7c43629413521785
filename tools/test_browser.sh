#!/bin/sh
# Walks the browser stories of tests/browser/stories in Chromium against build/dientap.
# Words given choose story files by part of their name.
# The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
if [ ! -x build/dientap ] || [ ! -d ui/node_modules/playwright-core ]; then
	echo "browser: build first (make build)" >&2
	echo "0 passed, 1 failed"
	exit 1
fi
node=$(tools/node.sh)
exec "$node" tests/browser/run.mjs "$@"
