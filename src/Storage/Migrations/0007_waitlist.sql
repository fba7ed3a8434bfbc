-- Who waits for freed appointments. Addresses are sealed; rows go when people have booked or left.
CREATE TABLE waitlist (
  code {text} NOT NULL PRIMARY KEY,
  priority {integer} NOT NULL,
  at {integer} NOT NULL,
  wish {bytes} NOT NULL,
  sealed {bytes} NOT NULL,
  wrapped_key {bytes} NOT NULL,
  missed {integer} NOT NULL,
  reference {text},
  until {integer}
) {table};
CREATE INDEX waitlist_order ON waitlist (missed, priority, at, code) WHERE reference IS NULL;
CREATE UNIQUE INDEX waitlist_offers ON waitlist (reference) WHERE reference IS NOT NULL;
