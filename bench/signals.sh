#!/usr/bin/env bash
# SIGINT, SIGTERM and SIGKILL at many instants of a short experiment, each phase at least once: the exit code is right, and
# nothing with the run's label is left. Prints a line an instant, and a summary. Usage: bench/signals.sh [instants a signal]
# SIGNALS="INT KILL" leaves the others out.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
instants=${1:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
phases=("images" "bring up" "warm up" "steady state" "method" "undo" "recovery" "collect" "teardown")
failures=0
done_runs=0

left() { # what carries the label of this experiment's runs
  local own=label=io.blackstart.experiment=short
  { docker ps -aq --filter $own; docker network ls -q --filter $own; docker volume ls -q --filter $own; } | wc -l
}

generator() { pgrep -f "$work/runs.*io.blackstart.generator.Main" > /dev/null; } # one of our own lives

one() { # signal, expected exit, phase, delay
  local signal=$1 expected=$2 phase=$3 delay=$4
  : > "$work/err"
  "$root/blackstart" run --out "$work/runs" "$here/signals/short.yaml" > "$work/out" 2> "$work/err" &
  local launcher=$! waited=0
  until grep -q "^$phase " "$work/err"; do
    kill -0 "$launcher" 2> /dev/null || break
    sleep 0.01; waited=$((waited + 1)); [ "$waited" -gt 6000 ] && break
  done
  sleep "$delay"
  local target=$launcher
  [ "$signal" = KILL ] && target=$(pgrep -P "$launcher" -x java | head -n 1)
  kill "-$signal" "${target:-$launcher}" 2> /dev/null || signal="$signal, too late"
  local began=$SECONDS
  wait "$launcher"
  local code=$? things verdict=held
  things=$(left)
  case "$signal" in *late*) [ "$things" = 0 ] || verdict=BROKEN ;; *) { [ "$code" = "$expected" ] && [ "$things" = 0 ]; } || verdict=BROKEN ;; esac
  if [ "$things" != 0 ] || ! "$root/blackstart" clean 2>&1 | grep -q "nothing to remove"; then verdict=BROKEN; fi
  generator && { sleep 1; generator && verdict="BROKEN (generator lives)"; }
  printf '%-14s %-13s +%-4s s  exit %3d  left %d  gone after %2d s  %s\n' "$signal" "$phase" "$delay" "$code" "$things" $((SECONDS - began)) "$verdict"
  done_runs=$((done_runs + 1))
  [ "$verdict" = held ] || { failures=$((failures + 1)); tail -n 5 "$work/err" | sed 's/^/    /'; }
}

"$root/blackstart" setup --yes 2> /dev/null || { echo "setup failed"; exit 69; }
for signal in "INT 130" "TERM 143" "KILL 70"; do
  [ -z "${SIGNALS:-}" ] || [[ " $SIGNALS " == *" ${signal% *} "* ]] || continue
  for ((i = 0; i < instants; i++)); do
    phase=${phases[i % ${#phases[@]}]}
    case "$phase" in images | collect | teardown) tenths=0 ;; *) tenths=$((RANDOM % 7)) ;; esac
    # shellcheck disable=SC2086
    one $signal "$phase" "0.$tenths$((RANDOM % 10))"
  done
done
echo "$done_runs instants, $failures broken"
[ "$failures" = 0 ]
