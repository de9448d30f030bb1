#!/usr/bin/env bash
# What each fault does to its peers and how punctual it is, as docs/faults.md says it: runs the conformance suite with so many
# times a fault and bench/punctual.sh, prints both tables, and writes them into that page. Usage: bench/faults.sh [times]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
page=$root/docs/faults.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
machine="$(nproc) cores, $(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1048576 + 1)) GiB, Linux $(uname -r | sed 's/^\([0-9]*\.[0-9]*\).*/\1/'), engine $(docker version --format '{{.Server.Version}}' | sed 's/+.*//'), $(date -u +%Y-%m-%d), commit $(git -C "$root" rev-parse --short HEAD)"

(cd "$root" && ./mvnw -q -Pfast verify -pl experiments -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=ConformanceIT -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dconformance.times="${1:-20}" -Dconformance.publish=true)
{ printf '\nMeasured %s times a fault on %s.\n\n' "${1:-20}" "$machine"; cat "$root/experiments/target/faults.md"; } | tee "$work/peers"
{ printf '\nMeasured on %s.\n\n' "$machine"; "$here/punctual.sh" 1 | grep '^[|N]'; } | tee "$work/punctual"

# A block of the page stands between the comment that names it and the next one.
for block in peers punctual; do
  awk -v block="$block" -v file="$work/$block" '
    /^<!-- end -->/ { inside = 0 }
    !inside { print }
    index($0, "<!-- " block ":") == 1 { inside = 1; while ((getline line < file) > 0) print line; print "" }
  ' "$page" > "$work/page"
  cp "$work/page" "$page"
done
