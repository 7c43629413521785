#!/bin/sh
# Measures the shape of our sources against the budget of docs/style and says every
# fault as FILE:LINE: WHAT.  Usage: check_shape.sh [--strict] [--rooms] [FILE...] (all sources
# unless named; --rooms: the densities of each room, too).  Needs universal-ctags.  Ends with 1 if there is a fault; the measures of the whole
# house (density of must(), comments, tests) are aims, and faults with --strict only.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

strict=0 rooms=0
while :; do
	case ${1:-} in
	--strict) strict=1 ;;
	--rooms) rooms=1 ;;
	*) break ;;
	esac
	shift
done
if [ $# -gt 0 ]; then
	printf '%s\n' "$@" | grep -E '\.[ch]$' >"$work/files" || true
else
	find src tests bench tools -name '*.[ch]' 2>/dev/null | sort >"$work/files"
fi
[ -s "$work/files" ] || exit 0

# name, file, line, kind (f function, e enumerator), end
ctags -x --_xformat='%N	%F	%n	%K	%e' --kinds-C=fe --kinds-C++=fe --language-force=C \
	-L "$work/files" >"$work/tags" 2>/dev/null
find src -name '*.h' | sort >"$work/headers"

xargs awk -v tags="$work/tags" -f tools/shape.awk <"$work/files" >"$work/faults" || true
awk -F '\t' '$1 == "SUM" { for (i = 3; i <= NF; i++) sum[i] += $i }
	END { printf "%d %d %d %d\n", sum[3], sum[4], sum[5], sum[6] }' \
	"$work/faults" >"$work/sums"
grep -v '^SUM' "$work/faults" >"$work/list" || true

# code lines, test lines, lines with comments, must() calls
read -r code test comment must_count <"$work/sums"
say() { printf '%s\n' "$1" >>"$work/list"; }
aim() {
	if [ $strict = 1 ]; then say "$1"; else printf 'aim: %s\n' "$1"; fi
}

if [ $# -eq 0 ]; then
	[ $((must_count * 1000)) -ge $((code * 15)) ] ||
		aim "src: only $must_count must() in $code lines of code; 15 a thousand are wanted"
	[ $((comment * 100)) -ge $((code * 8)) ] && [ $((comment * 100)) -le $((code * 20)) ] ||
		aim "src: $((comment * 100 / code)) % of the lines are comments; 8 to 20 are wanted"
	[ $((test * 2)) -ge "$code" ] ||
		aim "src: $test lines of tests for $code lines of code; half as much is wanted"
	if [ -d ui/src ]; then
		find ui/src -name '*.ts' -o -name '*.svelte' | while read -r file; do
			lines=$(wc -l <"$file")
			[ "$lines" -le 400 ] || say "$file:1: $lines lines; 400 at most"
		done
	fi
	awk -F '\t' '$4 == "function" && $2 !~ /_test\.c$/ && $5 > 0 { print $5 - $3 + 1 }' \
		"$work/tags" | sort -n >"$work/lengths"
	awk -v code="$code" -v test="$test" -v comment="$comment" -v must="$must_count" '
		{ length_of[NR] = $1 }
		END {
			printf "functions %d: median %d, 95%% %d, longest %d lines\n", NR,
				length_of[int((NR + 1) / 2)], length_of[int(NR * 0.95)],
				length_of[NR]
			printf "code %d lines, tests %d (%.2f), comments %.1f %%, " \
				"must %.1f a thousand\n", code, test, test / code,
				comment * 100 / code, must * 1000 / code
		}' "$work/lengths"
fi

if [ $rooms = 1 ]; then
	# what is below its limit bears a star
	awk -F '\t' 'function mark(value, least) { return value < least ? "*" : " " }
		$1 == "SUM" { code[$2] += $3; test[$2] += $4; comment[$2] += $5; must[$2] += $6 }
		END {
			for (room in code) {
				if (code[room] == 0)
					continue
				tests = test[room] / code[room]
				comments = comment[room] * 100 / code[room]
				musts = must[room] * 1000 / code[room]
				printf "%-11s code %5d  tests %5d (%.2f)%s  comments %4.1f %%%s" \
					"  must %4.1f a thousand%s\n", room, code[room],
					test[room], tests, mark(tests, 0.5), comments,
					mark(comments, 8), musts, mark(musts, 15)
			}
		}' "$work/faults" | sort
fi
cat "$work/list"
[ ! -s "$work/list" ]
