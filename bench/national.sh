#!/bin/sh
# Writes a made-up national term for the benches: 34 provinces, 3,321 communes, one result a
# commune and year for five years.  Usage: bench/national.sh FOLDER
set -eu
mkdir -p "$1"
awk 'BEGIN {
	print "code,name,level,parent_code,valid_from,valid_to"
	for (p = 1; p <= 34; p++)
		printf "P%02d,Tỉnh Mẫu %d,province,,,\n", p, p
	for (c = 1; c <= 3321; c++)
		printf "C%04d,Xã Mẫu %d,commune,P%02d,,\n", c, c, c % 34 + 1
}' > "$1/units.csv"
awk 'BEGIN {
	print "unit_code,year,kind,theme,grade,source"
	split("excellent good good completed good", grades, " ")
	for (y = 2021; y <= 2025; y++)
		for (c = 1; c <= 3321; c++)
			printf "C%04d,%d,commune,Diễn tập mẫu %d,%s,Số liệu mẫu\n", c, y, y,
				grades[(c + y) % 5 + 1]
}' > "$1/results.csv"
