-- Who wants to be told about freed appointments. Addresses are sealed, everything that identifies is a keyed hash; rows go when people were told or take it back.
CREATE TABLE notices (
  room {text} NOT NULL,
  fingerprint {bytes} NOT NULL,
  browser {bytes} NOT NULL,
  request {bytes},
  at {integer} NOT NULL,
  sealed {bytes} NOT NULL,
  PRIMARY KEY (room, fingerprint)
) {table};
CREATE INDEX notices_order ON notices (room, at, fingerprint);
CREATE INDEX notices_browser ON notices (room, browser);
CREATE UNIQUE INDEX notices_request ON notices (room, request) WHERE request IS NOT NULL;
