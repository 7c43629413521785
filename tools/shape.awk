# Reads C files; prints "FILE:LINE: WHAT" for each fault and a line "SUM" of counts for each room.
# See check_shape.sh.

BEGIN {
	FS = "\n"
	layers = split("base store journal access web DOMAIN command", layer_names, " ")
	for (i = 1; i <= layers; i++)
		layer[layer_names[i]] = i
	rooms = split("unit attachment person programme exercise inject conduct evaluation lesson plan report my_work",
		      room_names, " ")
	for (i = 1; i <= rooms; i++) {
		room[room_names[i]] = i
		layer[room_names[i]] = layer["DOMAIN"]
	}
	while ((getline row < tags) > 0) {
		split(row, f, "\t")
		if (f[4] == "enumerator")
			enumerator[f[1]] = 1
		else if (f[5] != "" && f[5] - f[3] + 1 > 70)
			fault_at(f[2], f[3], f[1] " has " (f[5] - f[3] + 1) " lines; 70 at most")
	}
}

function fault_at(file, line, what) { printf "%s:%d: %s\n", file, line, what }
function fault(what) { fault_at(FILENAME, FNR, what) }

# The line as wide as it is seen: tabs of 8, a letter of several bytes once.
function width(text,    n, parts, i, wide) {
	gsub(/[\200-\277]/, "", text)
	n = split(text, parts, "\t")
	wide = length(parts[1])
	for (i = 2; i <= n; i++)
		wide = (int(wide / 8) + 1) * 8 + length(parts[i])
	return wide
}

# Takes comments and the inside of texts out; remembers an open comment.
function strip(text,    out, at) {
	out = ""
	while (text != "") {
		if (in_comment) {
			has_comment = 1
			at = index(text, "*/")
			if (at == 0)
				return out
			text = substr(text, at + 2)
			in_comment = 0
			continue
		}
		at = match(text, /\/\*|\/\/|"|'/)
		if (at == 0)
			return out text
		out = out substr(text, 1, at - 1)
		text = substr(text, at)
		if (substr(text, 1, 2) == "/*") {
			in_comment = 1
			text = substr(text, 3)
			has_comment = 1
		} else if (substr(text, 1, 2) == "//") {
			has_comment = 1
			return out
		} else if (match(text, /^"(\\.|[^"\\])*"/) || match(text, /^'(\\.|[^'\\])*'/)) {
			out = out "\"\""
			text = substr(text, RLENGTH + 1)
		} else {
			out = out substr(text, 1, 1)
			text = substr(text, 2)
		}
	}
	return out
}

function begin_file() {
	in_comment = in_switch = headers = 0
	first_include = ""
	split(FILENAME, path, "/")
	is_test = FILENAME ~ /_test\.c$/ || FILENAME ~ /^tests\// || FILENAME ~ /\/test_[a-z_]+\.h$/
	is_ours = path[1] == "src"
	is_tool = path[1] == "bench" || path[1] == "tools"
	here = is_ours ? path[2] : ""
	counted = is_ours && length(path) > 2 ? path[2] : path[1]
	own = FILENAME
	sub(/^src\//, "", own)
	is_header = own ~ /\.h$/
	sub(/\.c$/, ".h", own)
}

function check_include(name,    there, parts) {
	headers++
	split(name, parts, "/")
	there = parts[1]
	if (first_include == "")
		first_include = name
	if (!(here in layer) || !(there in layer) || here == there)
		return
	if (layer[there] > layer[here])
		fault(here " includes " name ": upward")
	if (!(here in room) || !(there in room))
		return
	if (room[there] > room[here])
		fault(here " includes " name ": against the order of the rooms")
	if (!is_test && parts[2] != there ".h" && !(name in shared))
		fault(here " includes " name ": only " there "/" there ".h is for others")
}

function check_words(code) {
	if (code ~ /(^|[^a-z_0-9])goto[^a-z_0-9]/)
		fault("goto")
	if (match(code, /(^|[^a-z_0-9])(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|gets) ?\(/))
		if (!is_test && !is_tool)
			fault("a banned function: " substr(code, RSTART + 1, RLENGTH - 2))
	if (is_ours && !is_test && here != "base" && here != "render" &&
	    match(code, /(^|[^a-z_0-9])(malloc|calloc|realloc|free|strdup|strndup) ?\(/))
		fault("heap outside base: " substr(code, RSTART + 1, RLENGTH - 2))
	if (is_ours && !is_test && here != "store" &&
	    tolower(code) ~ /sqlite|postgres|libpq/ && code !~ /#include/)
		fault("names an engine outside store")
	if (code ~ /(^|[^a-z_])(if|while) \(.*[a-z_0-9\])] = [^=]/)
		fault("an assignment in a condition")
	if (!is_test && code ~ /^\t\t\t\t\t+(if|for|while|switch|do|return)[^a-z_0-9]/)
		fault("nested deeper than 3")
}

# A switch that names our enumerators must name them all.
function check_switch(code,    at, word) {
	if (match(code, /^\t*switch \(/)) {
		in_switch = 1
		match(code, /^\t*/)
		switch_depth = RLENGTH
		is_enum = 0
		default_line = 0
		return
	}
	if (!in_switch)
		return
	match(code, /^\t*/)
	at = RLENGTH
	if (at == switch_depth && match(code, /case [A-Z_0-9]+:/)) {
		word = substr(code, RSTART + 5, RLENGTH - 6)
		if (word in enumerator)
			is_enum = 1
	}
	if (at == switch_depth && code ~ /default:/)
		default_line = FNR
	if (at == switch_depth && code ~ /^\t*}/) {
		if (is_enum && default_line > 0)
			fault_at(FILENAME, default_line, "default in a switch over an enum")
		in_switch = 0
	}
}

function check_header() {
	guard = toupper(own)
	gsub(/[^A-Z0-9]/, "_", guard)
	if (FNR == 1 && $0 != "#ifndef " guard)
		fault("a header begins with #ifndef " guard)
	if (FNR == 3 && $0 !~ /^\/\*/)
		fault("a header opens with what the thing is")
}

function end_file() {
	if (last_file == "")
		return
	if (last_file ~ /\.c$/ && last_line > 800)
		fault_at(last_file, 1, last_line " lines; 800 at most")
	if (last_file ~ /\.h$/ && last_line > 150 && !last_is_test)
		fault_at(last_file, 1, last_line " lines; 150 at most")
	# the registry is the one place that knows all
	if (last_headers > 20 && last_file !~ /registry\.c$/)
		fault_at(last_file, 1, last_headers " own headers; 20 at most")
}

FNR == 1 {
	end_file()
	begin_file()
	last_file = FILENAME
}

{
	last_line = FNR
	has_comment = in_comment
	code = strip($0)
	if (width($0) > 100)
		fault("wider than 100 columns")
	if ($0 ~ /[ \t]$/)
		fault("blanks at the end")
	if ($0 ~ /TODO|FIXME|XXX/ && $0 !~ /XXXXXX/)
		fault("unfinished: " substr($0, match($0, /TODO|FIXME|XXX/), 5))
	if ($0 ~ /SELECT \*/ && !is_tool)
		fault("SELECT *")
	if (match($0, /^#include "[^"]+"/))
		check_include(substr($0, 11, RLENGTH - 11))
	last_headers = headers
	last_is_test = is_test
	check_words(code)
	check_switch(code)
	if (is_header && is_ours)
		check_header()
	if (is_test)
		test_lines[counted]++
	else if (is_ours) {
		code_lines[counted]++
		comment_lines[counted] += has_comment
		must_calls[counted] += code ~ /(^|[^a-z_])must\(/
	}
}

END {
	end_file()
	for (name in code_lines)
		test_lines[name] += 0
	for (name in test_lines)
		printf "SUM\t%s\t%d\t%d\t%d\t%d\n", name, code_lines[name], test_lines[name],
			comment_lines[name], must_calls[name]
}
