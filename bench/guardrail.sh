#!/usr/bin/env bash
# How soon a guardrail ends a run: from the condition being true to the first undo, as the report says, at most 250 ms beyond
# its window. Usage: bench/guardrail.sh [runs]
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
runs=${1:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
held=0
echo "machine: $(nproc) cores, $(uname -r); engine $(docker version --format '{{.Server.Version}}'), commit $(git -C "$root" rev-parse --short HEAD)"
for ((i = 1; i <= runs; i++)); do
  "$root/blackstart" run --format json --out "$work/runs" "$here/guardrail/abort.yaml" > "$work/report" 2> "$work/err"
  code=$?
  late=$(java -cp "$root/harness/target/lib/*" "$here/guardrail/Late.java" "$work/report") && verdict=held || verdict=BROKEN
  [ "$code" = 1 ] || verdict=BROKEN
  echo "run $i: exit $code, condition true → undo begun at most $late later, $verdict"
  [ "$verdict" = held ] && held=$((held + 1))
done
echo "$held of $runs"
[ "$held" = "$runs" ]
