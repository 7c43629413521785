#!/bin/sh
# Builds the browser interface into ui/dist (hashed names, .br and .gz beside each file).
# Vite wants a newer Node than Debian 12 has, so the Node it runs with is an npm package
# of this lock file; the system's npm only unpacks.  Usage: build_ui.sh [--force | --modules]
set -eu
cd "$(dirname "$0")/../ui"

# The packages of the lock file: to build with, and for the tests.
install_modules() {
	stamp=node_modules/.lock_sum
	lock=$(cat package.json package-lock.json | sha256sum)
	[ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$lock" ] || return 0
	NODE_OPTIONS="--require \"$PWD/build/pinned_node.cjs\"" \
		npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	printf '%s\n' "$lock" > "$stamp"
}
if [ "${1:-}" = "--modules" ]; then
	install_modules
	exit 0
fi

# What was built from the same sources on this machine is taken again.
sum=$(find src build index.html public vite.config.ts svelte.config.js tsconfig.json \
	package.json package-lock.json ../docs/manual ../tools/build_ui.sh -type f 2>/dev/null |
	LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-32)
cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/dientap-ui
if [ "${1:-}" != "--force" ]; then
	[ ! -f dist/.sum ] || [ "$(cat dist/.sum)" != "$sum" ] || exit 0
	if [ -f "$cache/$sum/index.html" ]; then
		rm -rf dist
		cp -R "$cache/$sum" dist
		printf '%s\n' "$sum" >dist/.sum
		exit 0
	fi
fi

install_modules

node=$(../tools/node.sh)
"$node" node_modules/vite/bin/vite.js build --logLevel warn
"$node" build/manual.mjs ../docs/manual dist
"$node" build/compress.mjs dist

if mkdir -p "$cache/$sum.new" && cp -R dist/. "$cache/$sum.new"; then
	rm -rf "${cache:?}/$sum"
	mv "$cache/$sum.new" "$cache/$sum"
	(cd "$cache" && ls -t | tail -n +11 | xargs -r rm -rf)
fi
printf '%s\n' "$sum" >dist/.sum
