#!/usr/bin/env bash
# Whether the catalogue's experiments can fail: each topology with one thing broken (experiments/topologies/three-tier-…) must turn the
# experiment that tests it red for the right objective, and the control run, which tests nothing, must stay green on it. Prints
# the matrix. Usage: bench/mutants.sh [twin…]
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
catalogue=$root/experiments
green=0

# Twin, experiment, the figures of which one at least must be missed; * means that none may be.
matrix="
broken              three-tier/api-node-crash      failover|success
broken              three-tier/api-node-host-loss  failover|success
broken              three-tier/control             *
no-time-outs        three-tier/api-node-host-loss  failover|success
no-time-outs        three-tier/control             *
no-deadline         three-tier/database-slow       answer.p99
no-deadline         three-tier/control             *
no-restart          three-tier/database-crash      redundancy
no-restart          three-tier/control             *
asynchronous-commit three-tier/database-crash      lostWrites
asynchronous-commit three-tier/control             *
alert-muted         three-tier/api-node-crash-alerted detection
alert-muted         three-tier/control             *
"

missed() { # report: the figures whose objectives were missed
  java -cp "$root/harness/target/lib/*" "$here/mutants/Missed.java" "$1"
}

echo "machine: $(nproc) cores, $(uname -r); engine $(docker version --format '{{.Server.Version}}'), commit $(git -C "$root" rev-parse --short HEAD)"
echo "| twin | experiment | must miss | verdict | missed | as it must be |"
echo "|---|---|---|---|---|---|"
while read -r twin experiment must; do
  [ -n "$twin" ] || continue
  [ $# = 0 ] || [[ " $* " == *" $twin "* ]] || continue
  "$root/blackstart" run --out "$work/runs" --topology "$catalogue/topologies/three-tier-$twin.compose.yaml" \
    "$catalogue/$experiment.yaml" < /dev/null > "$work/out" 2> "$work/err"
  code=$?
  figures=$(missed "$work/runs/latest/report.json") || { cat "$work/out" "$work/err"; figures="?"; }
  case "$must" in
    '*') [ "$code" = 0 ] && right=yes || right=NO ;;
    *) [ "$code" = 1 ] && [[ " $figures " =~ \ ($must)\  ]] && right=yes || right=NO ;;
  esac
  [ "$right" = yes ] || { green=$((green + 1)); cat "$work/out" >&2; }
  echo "| $twin | ${experiment#*/} | ${must//|/ or } | exit $code | ${figures:-–} | $right |"
done <<< "$matrix"
[ "$green" = 0 ]
