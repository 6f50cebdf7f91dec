#!/bin/sh
# An editor at work: what is saved is made again, what is not touched is left, new articles are seen. Usage: tests/watch.sh PROGRAM-FOLDER
set -u
jiaokan="$(cd "$1" && pwd)/jiaokan"
work=$(mktemp -d)
trap 'kill $watcher 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 2
mkdir -p in/j/2020-01/one in/j/2020-01/two
echo "劳动力流动的问题由来已久。" >in/j/2020-01/one/a.txt
echo "乡村教育的问题由来已久。" >in/j/2020-01/two/a.txt
"$jiaokan" build in -o in/made --watch >said 2>/dev/null &
watcher=$!
# The n-th build is done when the program has said so often that it watches.
wait_for() {
  tries=0
  until [ "$(grep -c '^Watching' said)" -ge "$1" ]; do
    tries=$((tries + 1))
    [ $tries -gt 600 ] && { echo "FAILED: no build number $1"; cat said; exit 1; }
    sleep 0.1
  done
}
wait_for 1
echo "再来一句。" >>in/j/2020-01/one/a.txt
wait_for 2
mkdir in/j/2020-01/three
echo "新来的一篇。" >in/j/2020-01/three/.a.txt && mv in/j/2020-01/three/.a.txt in/j/2020-01/three/a.txt
wait_for 3
sleep 1
[ "$(grep -c '^Watching' said)" -le 4 ] || { echo "FAILED: builds without a reason"; cat said; exit 1; }
grep -q 再来一句 in/made/j/2020-01/one/article.txt && [ -s in/made/j/2020-01/three/article.xml ] || { echo "FAILED: what was saved was not made"; cat said; exit 1; }
[ "$(grep -c '^j/2020-01/two: .*nothing new' said)" -ge 2 ] || { echo "FAILED: what was not touched was made again"; cat said; exit 1; }
echo "watch: in order"
