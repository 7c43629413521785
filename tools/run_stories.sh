#!/bin/sh
# Walks the browser stories with the Node that the interface is built with.
# Usage: run_stories.sh [--shots FOLDER] [PART-OF-NAME...]
set -eu
cd "$(dirname "$0")/.."
tools/build_ui.sh --modules
node=$(tools/node.sh)
exec "$node" tests/browser/run.mjs "$@"
