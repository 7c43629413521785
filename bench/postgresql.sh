#!/bin/sh
# The rows of one change (record, journal entry, its values, the tree's edge) committed by
# PostgreSQL, one transaction each, synchronous_commit on, over its socket on this machine.
# Usage: bench/postgresql.sh start FOLDER | stop FOLDER | run FOLDER CLIENTS SECONDS
# `start` makes a private cluster in FOLDER (ends with 3 where PostgreSQL is not installed);
# `run` prints transactions per second.
set -eu
step=$1 folder=$2
for candidate in /usr/lib/postgresql/*/bin; do
	[ -x "$candidate/initdb" ] && bin=$candidate
done
[ -n "${bin:-}" ] && [ -x "$bin/pgbench" ] || exit 3
# PostgreSQL refuses to run as root.
as_user() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
	else
		"$@"
	fi
}

start() {
	mkdir -p "$folder"
	[ "$(id -u)" != 0 ] || chown postgres "$folder"
	as_user "$bin/initdb" -D "$folder/cluster" -U bench --auth=trust --encoding=UTF8 \
		--locale=C >/dev/null
	cat >>"$folder/cluster/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
synchronous_commit = on
fsync = on
max_connections = 80
CONF
	as_user "$bin/pg_ctl" -D "$folder/cluster" -l "$folder/log" -w start >/dev/null
	as_user "$bin/psql" -q -h "$folder" -U bench postgres <<'SQL'
CREATE TABLE finding(id bytea PRIMARY KEY, version bigint NOT NULL, label text NOT NULL,
	scope_id bytea, programme_id bytea, exercise_id bytea, unit_id bytea, kind text NOT NULL,
	statement text NOT NULL, cause text, cause_text text, element text, reference text,
	repeats_id bytea, repeated bigint NOT NULL, source text, search_key text NOT NULL);
CREATE INDEX finding_words ON finding(search_key, programme_id);
CREATE INDEX finding_programme ON finding(programme_id);
CREATE INDEX finding_exercise ON finding(exercise_id);
CREATE INDEX finding_repeats ON finding(repeats_id);
CREATE TABLE journal(sequence bigint PRIMARY KEY, origin text NOT NULL, clock bigint NOT NULL,
	at bigint NOT NULL, kind text NOT NULL, account_id bytea, role text NOT NULL,
	record_type text, record_id bytea, version_before bigint, version_after bigint,
	schema_version bigint NOT NULL, commitments text NOT NULL, after_hash bytea,
	leaf bytea NOT NULL);
CREATE INDEX journal_record ON journal(record_type, record_id, sequence);
CREATE INDEX journal_account ON journal(account_id, sequence);
CREATE TABLE journal_value(sequence bigint PRIMARY KEY, content text NOT NULL);
CREATE SEQUENCE numbers;
SQL
}

# One statement a change, prepared once by each client: so one journey to the server and one
# commit, as our one request.  With BEGIN, three inserts and COMMIT sent one by one the
# journeys, not the database, were measured.  All rows are new: no client waits for another's.
# The edge is not written: one row that every transaction changes would queue them all,
# which is our way to work and not PostgreSQL's; it is spared this.  The two long texts have
# the lengths of our own rows of a finding (770 bytes).
script() {
	cat <<'SQL'
\set n random(1, 1000000000)
WITH one AS (INSERT INTO finding VALUES (
	substr(sha256((:n::text || 'f' || clock_timestamp()::text)::bytea), 1, 16), 1, 'none',
	'\x00112233445566778899aabbccddeeff', '\x00112233445566778899aabbccddeeff', NULL, NULL,
	'shortcoming', 'Một số vai tập chưa thuộc nội dung, lần ' || :n::text || '.', 'subjective',
	NULL, NULL, NULL, NULL, 0, NULL,
	'mot so vai tap chua thuoc noi dung, lan ' || :n::text)),
entry AS (INSERT INTO journal VALUES (nextval('numbers'), 'office', 100, 1000, 'add',
	'\x00112233445566778899aabbccddeeff', 'secretary', 'finding',
	substr(sha256(:n::text::bytea), 1, 16), NULL, 1, 12, repeat('0123456789abcdef', 48),
	sha256('a'), sha256('b')) RETURNING sequence)
INSERT INTO journal_value SELECT sequence, repeat('0123456789abcdef', 48) FROM entry;
SQL
}

case $step in
start)
	start
	;;
stop)
	as_user "$bin/pg_ctl" -D "$folder/cluster" -m fast stop >/dev/null
	;;
run)
	script >"$folder/script.sql"
	# two seconds more: opening 64 connections counts, and is no part of the figure
	"$bin/pgbench" -n -M prepared -h "$folder" -U bench -c "$3" -j 2 -T $(($4 + 2)) \
		-f "$folder/script.sql" postgres |
		awk '/^tps/ { print $3 }'
	;;
esac
