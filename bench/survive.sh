#!/usr/bin/env bash
# What survives us: nothing. A run with four and more overlapping faults is killed (launcher and JVM) at a random instant, again
# and again; then the next command runs, and nothing of it may be left, while a run beside it is never touched. Then the same
# with other disturbances. Prints a line each, and a summary. Usage: bench/survive.sh [kills] [of each other disturbance]
#   The disturbance "engine" restarts the Docker engine and "clock" sets the system's clock back an hour and forth again: both
#   concern the whole machine, and are left out unless BLACKSTART_WHOLE_MACHINE=1 says that it is nobody else's.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
kills=${1:-50}
each=${2:-5}
work=$(mktemp -d)
neighbours=$work/neighbours
mkdir -p "$neighbours"
broken=0
held=0

# What carries the label of one of our own runs that are not the neighbour's.
left() {
  {
    docker ps -a --filter label=io.blackstart.experiment=four --format '{{.ID}}'
    docker network ls -q --filter label=io.blackstart.experiment=four
    docker volume ls -q --filter label=io.blackstart.experiment=four
  } | wc -l
}

# Rules of the machine itself that the engine made for networks, without their counters: a count that has to be what it was.
rules() { { iptables-save; ip -o link show type bridge; ip -o link show type veth; } 2> /dev/null | grep -c '^-A\|br-\|veth'; }

# A neighbour runs all the time: each of its runs has to pass.
neighbour() {
  while [ ! -e "$work/stop" ]; do
    "$root/blackstart" run --out "$work/beside" "$here/survive/neighbour.yaml" > "$neighbours/last" 2>&1
    echo $? >> "$neighbours/exits"
    [ "$(tail -n 1 "$neighbours/exits")" = 0 ] || cp "$neighbours/last" "$neighbours/failed.$SECONDS"
  done
}

finish() {
  touch "$work/stop"
  [ -n "${beside:-}" ] && wait "$beside"
  rm -rf "$work"
}
trap finish EXIT

say() { # name, detail, verdict
  printf '%-10s %-52s %s\n' "$1" "$2" "$3"
  if [ "$3" = held ]; then held=$((held + 1)); else broken=$((broken + 1)); tail -n 5 "$work/err" | sed 's/^/    /'; fi
}

launch() { # its launcher's process in $launcher; out and err in $work
  : > "$work/err"
  "$root/blackstart" run --out "${1:-$work/runs}" "$here/survive/four.yaml" > "$work/out" 2> "$work/err" &
  launcher=$!
}

await_phase() { # phase, at most 60 s
  local waited=0
  until grep -q "^$1 " "$work/err"; do
    kill -0 "$launcher" 2> /dev/null || return 1
    sleep 0.02
    waited=$((waited + 1))
    [ "$waited" -lt 3000 ] || return 1
  done
}

jvm() { pgrep -P "$launcher" -x java | head -n 1; }

generators() { pgrep -f "$work/runs.*io.blackstart.generator.Main" | wc -l; }

gone() { # nothing of a killed run is left after the next command
  "$root/blackstart" clean > "$work/clean" 2>&1 || return 1
  [ "$(left)" = 0 ] && [ "$(generators)" = 0 ]
}

phases=("bring up" "warm up" "steady state" "method" "method" "method" "method" "undo" "recovery" "teardown")
killed() { # the launcher and the JVM, at a random instant
  local phase=${phases[RANDOM % ${#phases[@]}]} java delay=0
  launch
  await_phase "$phase"
  case "$phase" in method) delay=$((RANDOM % 7000)) ;; teardown | undo) ;; *) delay=$((RANDOM % 800)) ;; esac
  sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
  java=$(jvm)
  kill -9 "$launcher" $java 2> /dev/null
  wait "$launcher" 2> /dev/null
  if gone; then say kill "$phase + $delay ms" held; else say kill "$phase + $delay ms, left $(left)" BROKEN; fi
}

ends_with() { # name, expected exit codes, expected words in what it says
  wait "$launcher"
  local code=$?
  case " $2 " in *" $code "*) ;; *) say "$1" "exit $code, expected $2" BROKEN; return ;; esac
  if ! grep -qE "$3" "$work/out" "$work/err"; then say "$1" "exit $code without the reason '$3'" BROKEN; return; fi
  if [ "$(left)" = 0 ]; then say "$1" "exit $code" held; else say "$1" "exit $code, left $(left)" BROKEN; fi
}

toxiproxy() { # the proxy of the links dies while its fault is there, or comes back at once and knows nothing
  local container
  launch
  await_phase method && sleep 2
  container=$(docker ps -q --filter label=io.blackstart.experiment=four --filter ancestor=ghcr.io/shopify/toxiproxy:2.12.0 | head -n 1)
  case $((held % 2)) in 0) docker kill "$container" ;; *) docker restart -t 0 "$container" ;; esac > /dev/null
  ends_with toxiproxy 2 "was not there all the time"
}

generator() {
  launch
  await_phase method && sleep 1
  kill -9 "$(pgrep -P "$(jvm)" -f io.blackstart.generator.Main | head -n 1)"
  ends_with generator 70 "load generator died"
}

full() { # the disk of the run's folder
  mkdir -p "$work/small"
  mount -t tmpfs -o size=96k tmpfs "$work/small"
  launch "$work/small"
  ends_with full 69 "cannot be written|No space left"
  umount -l "$work/small"
}

clock() { # set back an hour in the middle, and forth again: no figure moves
  launch
  await_phase method && sleep 2
  date -s "@$(($(date +%s) - 3600))" > /dev/null
  sleep 3
  date -s "@$(($(date +%s) + 3600))" > /dev/null
  ends_with clock "0 2" "success >= 10%"
}

engine() { # restarted in the middle: its containers die with it
  launch
  await_phase method && sleep 2
  local waited=0 daemon
  daemon=$(cat /var/run/docker.pid)
  kill "$daemon"
  while kill -0 "$daemon" 2> /dev/null && [ $waited -lt 600 ]; do sleep 0.1; waited=$((waited + 1)); done # It stops its containers first.
  "$root/blackstart" setup --yes > "$work/setup" 2>&1 || cat "$work/setup"
  wait "$launcher"
  local code=$?
  if gone; then say engine "exit $code" "$([ $code = 69 ] && grep -q "engine went away" "$work/out" "$work/err" && echo held || echo BROKEN)"; else say engine "exit $code, left $(left)" BROKEN; fi
}

echo "machine: $(nproc) cores, $(uname -r); engine $(docker version --format '{{.Server.Version}}'), commit $(git -C "$root" rev-parse --short HEAD)"
"$root/blackstart" --version > /dev/null
rules_before=$(rules)
neighbour &
beside=$!
for ((i = 0; i < kills; i++)); do killed; done
echo "$held of $kills kills"
held=0
for what in toxiproxy generator full; do for ((i = 0; i < each; i++)); do "$what"; done; done
touch "$work/stop"
wait "$beside"
beside=
neighbours_run=$(wc -l < "$neighbours/exits")
neighbours_passed=$(grep -c '^0$' "$neighbours/exits")
echo "beside them: $neighbours_passed of $neighbours_run runs passed"
[ "$neighbours_run" = "$neighbours_passed" ] || { broken=$((broken + 1)); cat "$neighbours"/failed.*; }
if [ "${BLACKSTART_WHOLE_MACHINE:-0}" = 1 ]; then
  for what in clock engine; do for ((i = 0; i < each; i++)); do "$what"; done; done
fi
rules_after=$(rules)
echo "rules and interfaces of networks on this machine: $rules_before before, $rules_after after"
[ "$rules_before" = "$rules_after" ] || broken=$((broken + 1))
echo "$broken broken"
[ "$broken" = 0 ]
