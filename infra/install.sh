#!/usr/bin/env bash
# Installs what a bare Debian lacks, and nothing that is already there.
#   infra/install.sh          what building and running need: nodejs and npm (the pages take style and script from locked npm packages)
#   infra/install.sh --test   also what the tests need: PostgreSQL 15, a browser, curl, jq, WeasyPrint and pdftotext for letters, a mail server,
#                             and what reads the files of infra/ as their programs do: nginx, systemd-analyze, a reader of YAML
#   infra/install.sh --bench  also what the benchmarks need: PostgreSQL 15, the load tool wrk, and nginx to compare with
set -euo pipefail

missing=()
need() { # need PACKAGE... -- PROBE...: wants the packages when the probe fails
  local packages=()
  while [ "$1" != "--" ]; do packages+=("$1"); shift; done
  shift
  "$@" >/dev/null 2>&1 || missing+=("${packages[@]}")
}
has_postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }
has_nginx() { command -v nginx || [ -x /usr/sbin/nginx ]; }
has_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

command -v dotnet >/dev/null 2>&1 || { echo "The .NET SDK 10 is needed and not found: https://learn.microsoft.com/dotnet/core/install/linux-debian" >&2; exit 2; }

need nodejs npm -- sh -c 'command -v node && command -v npm'
if [ "${1:-}" = "--test" ]; then
  need postgresql -- has_postgres
  need chromium -- has_browser
  need curl -- command -v curl
  need jq -- command -v jq
  need weasyprint -- command -v weasyprint
  need poppler-utils -- command -v pdftotext
  need python3-aiosmtpd -- /usr/bin/python3 -c 'import aiosmtpd'
  need python3-yaml -- /usr/bin/python3 -c 'import yaml'
  need nginx-light -- has_nginx
  need systemd -- command -v systemd-analyze
fi
if [ "${1:-}" = "--bench" ]; then
  need postgresql -- has_postgres
  need wrk -- command -v wrk
  need nginx-light -- has_nginx
fi

[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "Missing: ${missing[*]}. Install them and try again, for example: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 2
fi

echo "Installing ${missing[*]} ..."
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
# A package that only tests and benchmarks use must not start a service of its own: they run private clusters.
mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
  chmod 755 /usr/sbin/policy-rc.d
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
fi
if ! { apt-get update && apt-get install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "Could not install ${missing[*]}; the whole log is $log" >&2
  exit 2
fi
rm -f "$log"
