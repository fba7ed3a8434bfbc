-- What the tickets of a pre-queue put into the roster of its draw: 32 bytes each, as many as entered in one commit.
CREATE TABLE roster (
  room {text} NOT NULL,
  first {integer} NOT NULL,
  leaves {bytes} NOT NULL,
  PRIMARY KEY (room, first)
) {table};

-- Why each tick admitted as many as it did; JSON, for the console.
CREATE TABLE admission_ticks (
  room {text} NOT NULL,
  at {integer} NOT NULL,
  report {text} NOT NULL,
  PRIMARY KEY (room, at)
) {table};

-- Who of the staff did what. Rows are never changed.
CREATE TABLE audit (
  id {id} NOT NULL PRIMARY KEY,
  at {integer} NOT NULL,
  who {text} NOT NULL,
  role {text} NOT NULL,
  action {text} NOT NULL,
  subject {text} NOT NULL,
  before {text},
  after {text}
) {table};
CREATE INDEX audit_subject ON audit (subject, at);
CREATE INDEX audit_at ON audit (at);
