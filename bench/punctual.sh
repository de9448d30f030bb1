#!/usr/bin/env bash
# How punctual faults are: planned against effective instants, how wide the claimed intervals are, the tenth time of a step
# against its first, and how far apart the effects on the ten nodes of a zone are. Usage: bench/punctual.sh [runs]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
runs=${1:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "machine: $(nproc) cores, $(uname -r); engine $(docker version --format '{{.Server.Version}}'), commit $(git -C "$root" rev-parse --short HEAD)"
reports=()
for ((i = 0; i < runs; i++)); do
  for experiment in nodes zone; do
    "$root/blackstart" run --out "$work/$experiment-$i" "$here/punctual/$experiment.yaml" > "$work/out" 2> "$work/err" || { cat "$work/out" "$work/err"; }
    reports+=("$work/$experiment-$i/latest/report.json")
  done
done
java -cp "$root/harness/target/lib/*" "$here/punctual/Punctual.java" "${reports[@]}"
