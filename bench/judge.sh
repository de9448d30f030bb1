#!/usr/bin/env bash
# What judging costs: seconds and heap of `blackstart report` for runs of so many requests, and for one whose requests are writes
# too, read back from two replicas. The JVM has the heap that it always has, 256 MB. Usage: bench/judge.sh [requests…]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
sizes=("${@:-1000000}")
[ $# -gt 0 ] || sizes=(1000000 10000000 30000000)
times=3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TIMEFORMAT='%R %U %S'

"$root/blackstart" --version > /dev/null
echo "machine: $(nproc) cores, load $(cut -d ' ' -f 1 /proc/loadavg), $(uname -r), commit $(git -C "$root" rev-parse --short HEAD)"

write() { # requests, "ledger" or nothing
  rm -rf "$work/run"
  java -cp "$root/harness/target/lib/*" "$here/judge/Hours.java" "$work/run" "$here/judge/hours.yaml" "$@"
}

judge() { # leaves seconds of wall and of CPU, a line each time, and what the collector saw
  : > "$work/wall"; : > "$work/cpu"; : > "$work/gc"
  for ((i = 0; i < times; i++)); do
    { time JDK_JAVA_OPTIONS="-Xlog:gc:file=$work/gc.log" "$root/blackstart" report "$work/run" > "$work/out" 2> "$work/err"; } 2> "$work/time" \
      || { echo "report ended with $?:"; cat "$work/err"; exit 1; }
    awk -v wall="$work/wall" -v cpu="$work/cpu" '{ print $1 > wall ".one"; print $2 + $3 > cpu ".one" }' "$work/time"
    cat "$work/wall.one" >> "$work/wall"; cat "$work/cpu.one" >> "$work/cpu"; cat "$work/gc.log" >> "$work/gc"
  done
}

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { printf "%.2f", v[int((NR + 1) / 2)] }'; }
spread() { sort -n "$1" | awk 'NR == 1 { low = $1 } { high = $1 } END { printf "%.2f … %.2f", low, high }'; }
heap() { # most before a collection, and most that one left, in MB
  sed -n 's/.* \([0-9]*\)M->\([0-9]*\)M(.*/\1 \2/p' "$work/gc" \
    | awk '{ if ($1 > used) used = $1; if ($2 > left) left = $2 } END { printf "%d MB, %d MB", used, left }'
}

row() { # requests, "ledger" or nothing
  write "$@"
  judge
  local bytes cpu each
  bytes=$(awk -v bytes="$(stat -c %s "$work/run/samples.bin")" -v n="$1" 'BEGIN { printf "%.1f", bytes / n }')
  cpu=$(awk -v all="$(median "$work/cpu")" -v start="$start" 'BEGIN { printf "%.2f", all - start }')
  each=$(awk -v cpu="$cpu" -v n="$1" 'BEGIN { printf "%.0f", cpu / n * 1e9 }')
  # Against the first row of the same kind.
  [ -n "${first[${2:-plain}]:-}" ] || first[${2:-plain}]=$each
  echo "| $1${2:+ and a $2} | $bytes | $(median "$work/wall") ($(spread "$work/wall")) | $(median "$work/cpu") | $cpu" \
    "| $each ns | $(awk -v each="$each" -v first="${first[${2:-plain}]}" 'BEGIN { printf "%.2f", each / first }') | $(heap) |"
}

declare -A first
write 1000
judge
start=$(median "$work/cpu")
echo "with 1000 requests: $(median "$work/wall") s, $start s of CPU: start, reports and end of the command"
echo
echo "| requests | bytes each in samples.bin | seconds, median of $times | CPU seconds | without the start | each | against the first | heap: most used, most left by a collection |"
echo "|---|---|---|---|---|---|---|---|"
for size in "${sizes[@]}"; do row "$size"; done
for size in "${sizes[@]}"; do
  [ "$size" -gt 10000000 ] || row "$size" ledger
done
echo
echo "ledger of the last row:" $(grep -oE '"(acknowledged|refused|unknown|lost|duplicated|resurrected|stale)" : [0-9]+' "$work/run/report.json" | tr -d '"') \
  "(7 lost, 6 stale and 2 duplicated are in it)"
