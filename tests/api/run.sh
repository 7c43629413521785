#!/bin/sh
# The program's interface for programs: its description is linted, every route is walked as
# every kind of reader, and every answer is held against the description.
# The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/../.."
tools/build_ui.sh --modules || exit 1
node=$(tools/node.sh)
program=build/dientap
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
passed=0 failed=0

count() {
	counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$1" | tail -1)
	grep -vE '^[0-9]+ passed' "$1"
	good=${counts%% passed*} bad=${counts#*, } bad=${bad%% failed*}
	passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-1}))
}

$program describe openapi >"$work/openapi.json"
if "$node" ui/node_modules/@redocly/cli/bin/cli.js lint --extends=recommended \
	--config tests/api/redocly.yaml "$work/openapi.json" >"$work/lint" 2>&1; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	sed 's/^/lint: /' "$work/lint" | cut -c1-300 | head -40
fi
{ printf '{"routes":'; $program describe routes | sed 's/^{"routes"://; s/}$//'
	printf ',"types":'; $program describe fields | sed 's/^{"types"://; s/}$//'; printf '}'; } \
	>"$work/descriptions.json"
said=$($program init --demo krong-ana --database "$work/walk.db" --lang en 2>&1)
password=$(printf '%s\n' "$said" | awk '$1 == "thuky" { print $2 }')
$program serve --database "$work/walk.db" --listen 127.0.0.1:0 --lang en >"$work/said" 2>&1 &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	base=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/said" | head -1)
	[ -n "$base" ] && break
	sleep 0.25
done
"$node" tests/api/walk.mjs "$base" "$password" "$work/descriptions.json" \
	"$work/exchanges.ndjson" >"$work/walk" 2>&1
count "$work/walk"
"$node" tests/api/validate.mjs "$work/openapi.json" "$work/exchanges.ndjson" \
	>"$work/validate" 2>&1
count "$work/validate"
kill "$server" && wait "$server"
server=
if $program verify --database "$work/walk.db" --whole >"$work/verify" 2>&1; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	cat "$work/verify"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
