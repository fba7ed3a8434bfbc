#!/usr/bin/env bash
# Copies everything a campaign has into one file, while it runs:
#   PGPASSWORD=… infra/postgres/backup.sh "host=db.example user=waitingroom dbname=waitingroom" waitingroom.dump
# One transaction sees one moment: a booking is in the file with both appointments or not at all. Who is a member of the cluster stays out: a copy must not look for nodes of the original.
set -euo pipefail
database=${1:?the database, such as "host=db.example user=waitingroom dbname=waitingroom"}
file=${2:?the file to write, which must not exist}

[ ! -e "$file" ] || { echo "$file exists already." >&2; exit 2; }
umask 077
trap 'rm -f "$file.part"' EXIT
pg_dump --dbname="$database" --format=custom --no-owner --no-privileges --exclude-table-data='orleansmembership*' --file="$file.part"
mv "$file.part" "$file"
