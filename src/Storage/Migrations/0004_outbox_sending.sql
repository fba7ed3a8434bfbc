-- Two processes send from one outbox: lease counts the takings of a message. attempts counts its failures. dead_at: given up, until staff say otherwise.
-- reason: why it failed, was withdrawn or given up, in words of the program's own.
ALTER TABLE outbox ADD COLUMN lease {integer} NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN dead_at {integer};
ALTER TABLE outbox ADD COLUMN reason {text};
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_of_reference ON outbox (reference, at) WHERE sent_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
