#!/bin/sh
# Runs the benches one after the other on this machine, each against its floor in the same
# run.  Usage: bench/run.sh [SECONDS] [ROUNDS]
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-5} rounds=${2:-5}
ninja -C build bench/bench-change bench/bench-start bench/bench-import >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
password=$(build/dientap init --demo krong-ana --database "$work/demo.db" --lang en 2>&1 |
	awk '$1 == "thuky" { print $2 }')
build/bench/bench-change build/dientap 1 "$seconds" "$rounds" "$password"
build/bench/bench-change build/dientap 64 "$seconds" "$rounds" "$password"
cp build/dientap "$work/dientap"
strip "$work/dientap"
build/bench/bench-start "$work/dientap" "$work/demo.db" "$rounds"
if [ -f ../shared/data/units/units.csv ]; then
	build/bench/bench-import build/dientap ../shared/data/units/units.csv "$work" "$rounds"
fi
