#!/bin/sh
# Packs the program as one folder for a machine without network: the two programs without
# symbols, manual pages, completions, the service.  Usage: make_dist.sh BUILD
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
version=$("$build/dientap" version --plain | cut -d' ' -f2)
name=dientap-$version-$(uname -m)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

make -s install BUILD="$build" DESTDIR="$folder" PREFIX="/$name"
cp LICENSE README.md "$folder/$name/" 2>/dev/null || true
mkdir -p dist
tar --sort=name --owner=0 --group=0 --mtime="@$(git log -1 --format=%ct)" \
	-C "$folder" -cJf "dist/$name.tar.xz" "$name"
(cd dist && sha256sum "$name.tar.xz" >"$name.tar.xz.sha256")
echo "dist/$name.tar.xz"
