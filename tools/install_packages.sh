#!/bin/sh
# Installs the Debian packages of the lists that are missing.  Usage: install_packages.sh LIST...
# A package counts as there when its program is, wherever it came from (npm with another Node).
set -eu
missing=""
for package in $(cat "$@" | grep -v '^#'); do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
		command -v "$package" >/dev/null ||
		missing="$missing $package"
done
[ -z "$missing" ] && exit 0
root=""
[ "$(id -u)" = 0 ] || root=sudo
echo "Installing:$missing" >&2
$root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >&2
