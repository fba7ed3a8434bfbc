#!/usr/bin/env bash
# Builds and starts the server: ./run.sh [serve] [--port 8080] [--data ./data] [--database "Host=..."]; ./run.sh --help tells more.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Any home will do, also none: the SDK only wants a place to write.
export HOME="${HOME:-/nonexistent}"
{ mkdir -p "$HOME" 2>/dev/null && [ -w "$HOME" ]; } || { HOME=$(mktemp -d); export HOME; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

"$here/infra/install.sh" >&2

log=$(mktemp)
if ! dotnet build "$here/src/Server/Server.csproj" --configuration Release --verbosity quiet -nologo >"$log" 2>&1; then
  cat "$log" >&2
  rm -f "$log"
  exit 1
fi
rm -f "$log"

# Not "dotnet run": the server itself must get the signals, and its exit code must be ours.
exec dotnet "$here/src/Server/bin/Release/net10.0/WaitingRoom.Server.dll" "$@"
