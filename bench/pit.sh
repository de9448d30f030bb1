#!/usr/bin/env bash
# Mutation testing of what measures and judges: the share of changed lines that a test notices, for each class, and those that
# none noticed. Usage: bench/pit.sh [threads]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
threads=${1:-2}
echo "machine: $(nproc) cores, commit $(git -C "$root" rev-parse --short HEAD)"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$root/mvnw" -q -f "$root/pom.xml" -Pfast,pit -pl harness -am test-compile org.pitest:pitest-maven:mutationCoverage -Dthreads="$threads" \
  > "$log" 2>&1 || { tail -n 40 "$log"; exit 1; }
csv=$root/harness/target/pit-reports/mutations.csv
awk -F, '
  { all[$2]++; if ($6 == "KILLED" || $6 == "TIMED_OUT" || $6 == "MEMORY_ERROR") { killed[$2]++; k++ } n++ }
  END {
    for (c in all) printf "%5.1f %%  %4d of %4d  %s\n", 100 * killed[c] / all[c], killed[c], all[c], c | "sort -n"
    close("sort -n")
    printf "%5.1f %%  %4d of %4d  in all; at least 85 %% wanted\n", 100 * k / n, k, n
    exit 100 * k < 85 * n
  }' "$csv" || code=$?
grep -v ',KILLED,\|,TIMED_OUT,\|,MEMORY_ERROR,' "$csv" | cut -d, -f2-6 | sort > "$root/harness/target/pit-reports/survivors.csv"
echo "survivors: harness/target/pit-reports/survivors.csv"
exit "${code:-0}"
