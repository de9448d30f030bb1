#!/usr/bin/env bash
# How fast and how small: prints each figure of bench/README.md's table, as measured now. Usage: bench/table.sh [runs]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
runs=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "machine: $(nproc) cores, $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo), $(uname -r)"
echo "engine:  $(docker version --format '{{.Server.Version}}'), commit $(git -C "$root" rev-parse --short HEAD 2> /dev/null || echo unknown)"
"$root/blackstart" setup --yes 2> /dev/null

median() { sort -n | awk '{ v[NR] = $1 } END { printf "%s", v[int((NR + 1) / 2)] }'; }
spread() { sort -n | awk 'NR == 1 { low = $1 } { high = $1 } END { printf "%s … %s", low, high }'; }
row() { printf '%-46s %10s  (%s)  at most %s\n' "$1" "$(median < "$2")" "$(spread < "$2")" "$3"; }

times() { # file, command: seconds of 9 starts
  local out=$1; shift
  : > "$out"
  for _ in 1 2 3 4 5 6 7 8 9; do
    local from to
    from=$(date +%s%N); "$@" > /dev/null 2>&1; to=$(date +%s%N)
    awk -v ns=$((to - from)) 'BEGIN { printf "%.3f\n", ns / 1e9 }' >> "$out"
  done
}

at() { # journal, phase: seconds (monotonic) when it was entered
  sed -n "s/.*\"phase-entered\",\"at\":\([0-9]*\),\"phase\":\"$2\".*/\1/p" "$1" | awk '{ printf "%.6f", $1 / 1e9 }'
}

peak() { # pattern, file: the highest resident size, in MB, of the process while it runs
  local pid high
  for _ in $(seq 600); do pid=$(pgrep -o -f "$1") && break; sleep 0.1; done
  while high=$(awk '/VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$pid/status" 2> /dev/null) && [ -n "$high" ]; do
    echo "$high" > "$2.last"; sleep 0.2
  done
  cat "$2.last" >> "$2"
}

times "$work/version" "$root/blackstart" --version
times "$work/validate" "$root/blackstart" validate "$root/experiments/three-tier/api-node-crash.yaml"
for _ in $(seq "$runs"); do
  peak '[i]o.blackstart.generator.Main' "$work/generator" & one=$!
  peak '[i]o.blackstart.cli.Main run' "$work/harness" & two=$!
  "$root/blackstart" run --out "$work/runs" "$root/experiments/three-tier/api-node-crash.yaml" > "$work/out" 2> "$work/err" || { cat "$work/out" "$work/err"; exit 1; }
  wait "$one" "$two"
  journal=$work/runs/latest/journal.ndjson
  awk -v a="$(at "$journal" BRING_UP)" -v b="$(at "$journal" WARM_UP)" 'BEGIN { printf "%.2f\n", b - a }' >> "$work/up"
  awk -v a="$(at "$journal" TEARDOWN)" -v b="$(at "$journal" ANALYSE)" 'BEGIN { printf "%.2f\n", b - a }' >> "$work/down"
  # The experiment's own times: from the first arrival (the steady state) to the end of the recovery watch.
  zero=$(sed -n 's/.*"zero":\([0-9]*\).*/\1/p' "$journal")
  whole=$(sed -n 's/^ *"seconds" *: *\([0-9.]*\).*/\1/p' "$work/runs/latest/report.json" | head -n 1)
  stop=$(sed -n 's/.*"stopped":\([0-9]*\).*/\1/p' "$journal")
  awk -v whole="$whole" -v zero="$zero" -v stop="$stop" 'BEGIN { printf "%.2f\n", whole - (stop - zero) / 1e9 }' >> "$work/overhead"
done

row "bring-up until all healthy, s" "$work/up" 6
row "teardown, s" "$work/down" 1.5
row "flagship beyond its own times, s" "$work/overhead" 15
row "blackstart --version, s" "$work/version" 0.4
row "validate of one file, s" "$work/validate" 0.6
row "harness, resident, MB (its heap is bounded: 256)" "$work/harness" "-"
row "generator process, resident, MB" "$work/generator" 512
# The same file in Docker Compose, where replicas have no names of their own but the project's: the balancer is told those.
compose() {
  docker compose -p blackstart-bench -f "$root/experiments/topologies/three-tier.compose.yaml" -f "$work/names.compose.yaml" "$@"
}
if docker compose version > /dev/null 2>&1; then
  sed 's/ api-\([1-3]\):/ blackstart-bench-api-\1:/' "$root/experiments/topologies/three-tier/haproxy.cfg" > "$work/haproxy.cfg"
  printf 'services:\n  lb:\n    volumes: ["%s:/etc/haproxy/haproxy.cfg:ro"]\n' "$work/haproxy.cfg" > "$work/names.compose.yaml"
  chmod a+rx "$work" && chmod a+r "$work/haproxy.cfg"
  trap 'compose down -v -t 0 > /dev/null 2>&1; rm -rf "$work"' EXIT
  for _ in $(seq "$runs"); do
    from=$(date +%s%N)
    compose up -d --wait > "$work/out" 2>&1 || { cat "$work/out"; exit 1; }
    middle=$(date +%s%N)
    compose down -v -t 0 > /dev/null 2>&1
    to=$(date +%s%N)
    awk -v ns=$((middle - from)) 'BEGIN { printf "%.2f\n", ns / 1e9 }' >> "$work/compose-up"
    awk -v ns=$((to - middle)) 'BEGIN { printf "%.2f\n", ns / 1e9 }' >> "$work/compose-down"
  done
  row "docker compose up --wait, the same file, s" "$work/compose-up" "-"
  row "docker compose down, s" "$work/compose-down" "-"
else
  echo "docker compose is not here: no comparison"
fi
