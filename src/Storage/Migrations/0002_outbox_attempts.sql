-- Sending is tried again later, so a message needs to know when and how often. Messages of the first version are due at once.
ALTER TABLE outbox ADD COLUMN due_at {integer} NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN attempts {integer} NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN sent_at {integer};
UPDATE outbox SET due_at = at;
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL;
