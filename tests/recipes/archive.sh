# Six small articles, a broken one among them, in $1.
for n in 1 2 3 4 5 6; do
  mkdir -p "$1/j/2020-01/$n"
  echo "第${n}篇说劳动力流动的问题由来已久。" >"$1/j/2020-01/$n/a.txt"
done
printf '%%PDF-' >"$1/j/2020-01/6/a.txt"
