#!/usr/bin/env bash
# Builds as strictly as CI does and runs every test of WaitingRoom.sln. The last line says how many passed, failed and were skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# Any home will do, also none: the SDK only wants a place to write.
export HOME="${HOME:-/nonexistent}"
{ mkdir -p "$HOME" 2>/dev/null && [ -w "$HOME" ]; } || { HOME=$(mktemp -d); export HOME; }
export CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

infra/install.sh --test

dotnet restore WaitingRoom.sln --locked-mode --verbosity quiet
dotnet build WaitingRoom.sln --configuration Release --no-restore --verbosity quiet -nologo

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
status=0
# Project after project: several of them start servers, databases and browsers of their own and would starve each other on two cores.
for project in tests/*.Tests/*.csproj; do
  [ "$project" = tests/Cluster.Tests/Cluster.Tests.csproj ] && continue
  name=$(basename "$project" .csproj)
  dotnet test "$project" --configuration Release --no-build --nologo --verbosity quiet \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results" || status=1
  [ -e "$results/$name.trx" ] || { echo "$name left no result." >&2; status=1; }
done

# The cluster host needs all of Microsoft Orleans, which not every package source has. Last, because it is not needed by anything else.
without=0
if dotnet restore Cluster.sln --verbosity quiet >"$results/cluster.log" 2>&1; then
  dotnet build Cluster.sln --configuration Release --no-restore --verbosity quiet -nologo
  dotnet test tests/Cluster.Tests/Cluster.Tests.csproj --configuration Release --no-build --nologo --verbosity quiet \
    --logger "trx;LogFileName=Cluster.Tests.trx" --logger "console;verbosity=minimal" --results-directory "$results" || status=1
  [ -e "$results/Cluster.Tests.trx" ] || { echo "Cluster.Tests left no result." >&2; status=1; }
elif grep -q 'NU110[1-3].*Microsoft\.Orleans' "$results/cluster.log"; then
  echo "Cluster.sln is not built and its suite is skipped: this package source does not have all of Microsoft.Orleans 10.4.2."
  without=1
else
  cat "$results/cluster.log" >&2
  status=1
fi

sum() { # sum ATTRIBUTE: over the counters of all result files
  sed -n 's/.*<Counters [^>]*\b'"$1"'="\([0-9]*\)".*/\1/p' "$results"/*.trx 2>/dev/null | awk '{ total += $1 } END { print total + 0 }'
}
total=$(sum total)
passed=$(sum passed)
executed=$(sum executed)
skipped=$((total - executed + without))
failed=$((executed - passed))
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] || status=1
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
