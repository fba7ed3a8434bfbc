-- One text for both engines. Words in braces are put in by the dialect; a line that starts with an engine's name in
-- braces is for that engine only. Instants are microseconds since 1970-01-01 UTC. Never edit this file: add another.

CREATE TABLE ledger (
  stream {text} NOT NULL,
  seq {integer} NOT NULL,
  at {integer} NOT NULL,
  kind {text} NOT NULL,
  body {bytes} NOT NULL,
  operation {id},
  CONSTRAINT ledger_sequence PRIMARY KEY (stream, seq)
) {table};

-- Incidental events carry no operation, so they are not in here.
CREATE UNIQUE INDEX ledger_operation ON ledger (stream, operation) WHERE operation IS NOT NULL;

CREATE TABLE snapshots (
  stream {text} NOT NULL PRIMARY KEY,
  seq {integer} NOT NULL,
  body {bytes} NOT NULL
) {table};

-- Live appointments only: a row goes when its seat is given back.
CREATE TABLE appointments (
  appointment {id} NOT NULL,
  centre {text} NOT NULL,
  date {date} NOT NULL,
  slot {text} NOT NULL,
  seat {integer} NOT NULL,
  CONSTRAINT appointments_id PRIMARY KEY (appointment),
  CONSTRAINT appointments_seat UNIQUE (centre, date, slot, seat)
) {table};

-- stamp: PostgreSQL keeps the writing transaction's id, SQLite a counter. No index on it for PostgreSQL: a row is
-- replaced at each commit of its day, and without one that touches no index at all.
CREATE TABLE availability (
  centre {text} NOT NULL,
  date {date} NOT NULL,
  version {integer} NOT NULL,
  body {bytes} NOT NULL,
  stamp {integer} NOT NULL,
  PRIMARY KEY (centre, date)
) {table-of-replaced-rows};
{sqlite} CREATE INDEX availability_stamp ON availability (stamp);

CREATE TABLE reminders (
  stream {text} NOT NULL PRIMARY KEY,
  due_at {integer} NOT NULL
) {table-of-replaced-rows};
CREATE INDEX reminders_due ON reminders (due_at);

CREATE TABLE booking_references (
  reference {text} NOT NULL PRIMARY KEY,
  stream {text} NOT NULL
) {table};

CREATE TABLE contact_keys (
  reference {text} NOT NULL PRIMARY KEY,
  wrapped_key {bytes} NOT NULL
) {table};

CREATE TABLE outbox (
  id {id} NOT NULL PRIMARY KEY,
  kind {text} NOT NULL,
  reference {text} NOT NULL,
  at {integer} NOT NULL
) {table};

CREATE TABLE documents (
  name {text} NOT NULL PRIMARY KEY,
  version {integer} NOT NULL,
  body {bytes} NOT NULL
) {table};

-- A snapshot is mostly random ids: trying to compress it costs more than the space it saves.
{postgresql} ALTER TABLE snapshots ALTER COLUMN body SET STORAGE EXTERNAL;
