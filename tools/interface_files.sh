#!/bin/sh
# Lists what tools/build_ui.sh built, one file a line; nothing if it was not built.
cd "$(dirname "$0")/.."
[ ! -d ui/dist ] || find ui/dist -type f ! -name ".*" | LC_ALL=C sort
