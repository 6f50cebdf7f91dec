#!/bin/sh
# Installs by apt what cmake/packages.txt lists for the groups named and what is not there yet.
# Without root it prints the one line to run, and fails. Usage: install_packages.sh build|test…
set -eu
list=$(dirname "$0")/packages.txt
missing=
for group in "$@"; do
  while read -r of package command rest; do
    [ "$of" = "$group" ] || continue
    if [ -n "$command" ] && command -v "$command" >/dev/null 2>&1; then continue; fi
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) || status=
    [ "$status" = "install ok installed" ] || missing="$missing $package"
  done <"$list"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "jiaokan needs these Debian packages (or what they hold), and apt-get is not here:$missing" >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "Some packages are missing. Install them with this line, then run make again:" >&2
  echo "" >&2
  echo "    sudo apt-get install --no-install-recommends -y$missing" >&2
  exit 1
fi
echo "installing:$missing"
apt-get update -q
# shellcheck disable=SC2086  # one word a package
DEBIAN_FRONTEND=noninteractive apt-get install --no-install-recommends -q -y $missing
