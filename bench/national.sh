#!/bin/sh
# Writes a made-up term for the benches: 34 provinces, 3,321 communes (unless told
# otherwise), one result a commune and year for five years.
# Usage: bench/national.sh FOLDER [COMMUNES] [LAST_YEAR]
set -eu
mkdir -p "$1"
communes=${2:-3321} last=${3:-2025}
awk -v communes="$communes" 'BEGIN {
	print "code,name,level,parent_code,valid_from,valid_to"
	for (p = 1; p <= 34; p++)
		printf "P%02d,Tỉnh Mẫu %d,province,,,\n", p, p
	for (c = 1; c <= communes; c++)
		printf "C%04d,Xã Mẫu %d,commune,P%02d,,\n", c, c, c % 34 + 1
}' > "$1/units.csv"
awk -v communes="$communes" -v last="$last" 'BEGIN {
	print "unit_code,year,kind,theme,grade,source"
	split("excellent good good completed good", grades, " ")
	for (y = 2021; y <= last; y++)
		for (c = 1; c <= communes; c++)
			printf "C%04d,%d,commune,Diễn tập mẫu %d,%s,Số liệu mẫu\n", c, y, y,
				grades[(c + y) % 5 + 1]
}' > "$1/results.csv"
