#!/bin/sh
# A really full disk under the running server (tests/faults/full_disk.mjs), on a small one in
# memory that goes with this process.  Where none can be mounted the case is skipped and said
# so, counted neither way.  The last line is "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" != --mounted ]; then
	user=--map-root-user
	[ "$(id -u)" -ne 0 ] || user=
	if unshare --mount $user sh -c 'mount -t tmpfs -o size=1m none /mnt' 2>/dev/null; then
		exec unshare --mount $user "$0" --mounted
	fi
	echo "skipped: no disk can be mounted here; a full one was not tried"
	echo "0 passed, 0 failed"
	exit 0
fi
tools/build_ui.sh --modules
node=$(tools/node.sh)
mount -t tmpfs -o size=12m none /mnt
exec "$node" tests/faults/full_disk.mjs /mnt
