#!/bin/sh
# Runs the benches one after the other on this machine, each against its floor in the same
# run, and prints the rows of the table of docs/benchmarks.md.
# Usage: bench/run.sh [SECONDS] [ROUNDS]
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-5} rounds=${2:-5}
ninja -C build bench/bench-change bench/bench-start bench/bench-import bench/bench-term \
	bench/bench-national bench/bench-report bench/bench-page bench/bench-release \
	bench/bench-push >/dev/null
work=$(mktemp -d)
chmod 755 "$work"
postgresql=
finish() {
	[ -z "$postgresql" ] || bench/postgresql.sh stop "$work/postgresql"
	rm -rf "$work"
}
trap finish EXIT INT TERM

# The children are started from the program's own folder.
for program in dientap dientap-render dientap-sheet; do
	cp "build/$program" "$work/$program"
	strip "$work/$program"
done
dientap=$work/dientap
password=$("$dientap" init --demo krong-ana --database "$work/demo.db" --lang en 2>&1 |
	awk '$1 == "thuky" { print $2 }')
if bench/postgresql.sh start "$work/postgresql"; then
	postgresql="bench/postgresql.sh run $work/postgresql"
fi

echo "$(nproc) processors ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1))," \
	"$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo)," \
	"$(stat -f -c %T "$work"), Linux $(uname -r), load $(cut -d' ' -f1 /proc/loadavg)," \
	"$(date -u +%F)"
echo
echo "| measure | ours | floor | ratio | goal | also |"
echo "|---|---|---|---|---|---|"
for clients in 1 64; do
	# the last argument is there only if PostgreSQL is
	build/bench/bench-change "$dientap" "$clients" "$seconds" "$rounds" "$password" \
		${postgresql:+"$postgresql"}
done
[ -n "$postgresql" ] || echo "| the same rows in PostgreSQL | | not installed | | > 1 | |"

bench/national.sh "$work/national"
build/bench/bench-term "$dientap" "$work/national" "$password"
build/bench/bench-national "$dientap" "$work/national/term.db" "$password" "$rounds"
build/bench/bench-start "$dientap" "$work/national/term.db" $((rounds * 3))
bench/national.sh "$work/report" 184 2021
build/bench/bench-term "$dientap" "$work/report" "$password"
build/bench/bench-report "$dientap" "$work/report/term.db" "$work" "$rounds"
build/bench/bench-page "$dientap" "$work/demo.db"
build/bench/bench-release "$dientap" "$work/demo.db" "$password" 500 100
mkdir "$work/push"
build/bench/bench-push "$dientap" "$work/demo.db" "$password" "$work/push" "$rounds"
if [ -f ../shared/data/units/units.csv ]; then
	build/bench/bench-import "$dientap" ../shared/data/units/units.csv "$work" "$rounds"
else
	echo "| import of units | | no list of units here | | < 1,000 ms | |"
fi
