#!/usr/bin/env bash
# Whether a gate with a baseline holds what it promises, on a real engine: the same system passes against its baseline, twice; with
# every health check at a third of its pace it fails, naming the figure, and compare agrees. What is inconclusive (a steady state that
# did not hold on a busy machine) is tried again, twice at most. Prints the tables. About 7 minutes.
# Usage: bench/gate.sh
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
experiment=$root/experiments/three-tier/api-node-stop.yaml
slow=$root/experiments/topologies/three-tier-slow-checks.compose.yaml
wrong=0
began=$SECONDS

expect() { # what, wanted exit code, exit code, a text that must stand in the output
  local right=yes
  [ "$2" = "$3" ] && grep -qE "$4" "$work/out" || { right=NO; wrong=$((wrong + 1)); cat "$work/err" >&2; }
  printf '\n%s: exit %s, must be %s; as it must be: %s\n' "$1" "$3" "$2" "$right"
  cat "$work/out"
}

gate() { # what, wanted exit code, text, options…
  local what=$1 wanted=$2 text=$3
  shift 3
  for try in 1 2 3; do
    "$root/blackstart" gate --baseline "$work/baselines" --out "$work/runs" "$@" "$experiment" < /dev/null > "$work/out" 2> "$work/err"
    code=$?
    [ "$code" = 2 ] && [ "$try" -lt 3 ] || break
    printf '\n%s: inconclusive, once more\n' "$what"
    tail -n 2 "$work/out"
  done
  expect "$what" "$wanted" "$code" "$text"
  readlink -f "$work/runs/latest" >> "$work/all"
}

compare() { # what, wanted exit codes, text, A, B
  "$root/blackstart" compare "$(sed -n "$4p" "$work/all")" "$(sed -n "$5p" "$work/all")" > "$work/out" 2> "$work/err"
  local code=$?
  [[ " $2 " == *" $code "* ]] && expect "$1" "$code" "$code" "$3" || expect "$1" "$2" "$code" "$3"
}

echo "machine: $(nproc) cores, $(uname -r); engine $(docker version --format '{{.Server.Version}}'), commit $(git -C "$root" rev-parse --short HEAD)"
gate "the baseline is made" 0 'the baseline is now of 1 run' --update-baseline
gate "the first gate against it" 0 'against the baseline'
gate "the second gate against it" 0 'against the baseline'
gate "the gate with slow checks" 1 'detection by marker node-out against the baseline .*FAIL: worse' --topology "$slow"
compare "the first gate's run against the second's" "0 2" 'detection by marker node-out' 2 3
grep -q worse "$work/out" && { echo "something is called worse"; wrong=$((wrong + 1)); }
compare "the baseline's run against that with slow checks" 1 'detection by marker node-out .*worse' 1 4
"$root/blackstart" history --file "$work/runs/gate/history.ndjson" > "$work/out" 2> "$work/err"
expect "the history" 0 $? '^[0-9]+ gate runs'
echo
cat "$work/runs/gate/summary.md"
echo "took $((SECONDS - began)) s; $wrong not as they must be"
[ "$wrong" = 0 ]
