#!/usr/bin/env bash
# Services whose truth is known, so many of them at random: in how many the truth lies in the claimed interval, and in how many
# the interval is no wider than twice what the requests leave open. Usage: bench/properties.sh [tries].
# The first 400 are those of the tests.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
tries=${1:-10000}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "machine: $(nproc) cores, commit $(git -C "$root" rev-parse --short HEAD), $tries tries"
code=0
"$root/mvnw" -q -f "$root/pom.xml" -Pfast test -pl harness -am -Dtest=CoverageTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Djqwik.tries.default="$tries" -Dblackstart.misses=true > "$log" 2>&1 || code=$?
sed -n '/ = $/,/^$/p' "$log" | sed 's/.*\] (/(/'
grep ' KnownService\[' "$log" | head -n 20 || true
[ "$code" = 0 ] || grep ERROR "$log" | head -n 20
exit "$code"
