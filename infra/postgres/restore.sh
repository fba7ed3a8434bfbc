#!/usr/bin/env bash
# Puts a copy into an empty database, whole or not at all:
#   PGPASSWORD=… infra/postgres/restore.sh waitingroom.dump "host=db.example user=waitingroom dbname=restored"
# Start nodes on it only while those of the original are stopped: both would send the messages that were waiting.
set -euo pipefail
file=${1:?the file that backup.sh wrote}
database=${2:?an empty database, such as "host=db.example user=waitingroom dbname=restored"}

tables=$(psql --dbname="$database" --no-psqlrc --tuples-only --no-align --command="SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
[ "$tables" -eq 0 ] || { echo "The database is not empty; nothing was changed." >&2; exit 2; }
pg_restore --dbname="$database" --exit-on-error --single-transaction --no-owner --no-privileges "$file"
# Nothing has been read of the new tables yet: let the planner know them before the crowd does.
psql --dbname="$database" --no-psqlrc --quiet --command=ANALYZE
