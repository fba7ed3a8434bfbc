#!/usr/bin/env bash
# Kills, freezes and restarts nodes of the product and their database under load, and looks whether anything acknowledged was lost or doubled.
#   tests/chaos.sh [--host server|cluster] [--plan kill|freeze|database|rolling] [--rounds N] [--seed S] [--result FILE] ...   --help tells all
#   tests/chaos.sh all [...]      30 kills, 10 freezes of 60 seconds, 5 restarts of the database, one rolling restart
#   tests/chaos.sh control [...]  the same load without the fence: succeeds when what must be found is found
# Needs PostgreSQL 15's programs; the host "cluster" needs src/Cluster built, which needs the Orleans packages.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export HOME="${HOME:-/nonexistent}"
{ mkdir -p "$HOME" 2>/dev/null && [ -w "$HOME" ]; } || { HOME=$(mktemp -d); export HOME; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build "$here/Chaos/Chaos.csproj" --configuration Release --verbosity quiet -nologo >"$log" 2>&1 || { cat "$log" >&2; exit 2; }

chaos() { dotnet "$here/Chaos/bin/Release/net10.0/WaitingRoom.Chaos.dll" "$@"; }

case "${1:-}" in
  all)
    shift
    chaos --plan kill --rounds 30 "$@"
    chaos --plan freeze --rounds 10 "$@"
    chaos --plan database --rounds 5 "$@"
    chaos --plan rolling --rounds 1 "$@"
    ;;
  control)
    shift
    status=0
    chaos --plan freeze --freeze-seconds 10 --rounds 3 --without-fence "$@" | tee "$log" || status=$?
    if [ "$status" -eq 1 ] && grep -Eq 'VIOLATION.* (double-booking|lost): ' "$log"; then
      echo "As it must be: without the fence the run finds what the fence prevents."
    else
      echo "The control found no double or lost booking: the run above proves nothing." >&2
      exit 1
    fi
    ;;
  *) chaos "$@" ;;
esac
