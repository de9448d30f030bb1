#!/usr/bin/env bash
# How right the figures are: a server whose truth is known goes down in a planned way, so many times of each kind, and is false
# to its ledger; the reports are compared with what it says. Usage: bench/accuracy.sh [outages of each kind] [false ledgers]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
outages=${1:-50}
ledgers=${2:-5}
seed=${SEED:-$RANDOM}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SERVER=$work/server
mkdir "$SERVER"
javac --release 17 -d "$SERVER" "$here/accuracy/server/Truth.java"
echo "machine: $(nproc) cores, $(uname -r); engine $(docker version --format '{{.Server.Version}}'), commit $(git -C "$root" rev-parse --short HEAD), seed $seed"

run() { # experiment, arguments: prints nothing but what went wrong
  local experiment=$1; shift
  "$root/blackstart" run --out "$work/$experiment" "$@" "$here/accuracy/$experiment.yaml" > "$work/out" 2> "$work/err" || true
  [ -f "$work/$experiment/latest/report.json" ] || { cat "$work/out" "$work/err"; exit 1; }
  sed -n 's/^  *reasons*: .*/&/p' "$work/out"
}

compare() { java -cp "$root/harness/target/lib/*" "$here/accuracy/Accuracy.java" "$@"; }

code=0
# An outage and its pause are 3.4 s on average, 5 kinds; the calm before them is 12 s.
length=$((20 + outages * 5 * 34 / 10 + 20))
run outages --set outages="$outages" --set length="${length}s" --set seed="$seed"
compare outages "$work/outages/latest" 500 || code=1
echo
runs=()
for ((i = 0; i < ledgers; i++)); do
  run misdeeds --set seed="$((seed + i))"
  runs+=("$(readlink -f "$work/misdeeds/latest")")
done
compare misdeeds "${runs[@]}" || code=1
exit "$code"
