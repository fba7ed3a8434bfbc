-- What a change of the campaign's rules has to count, and which batch of letters a booking came from. Empty for bookings made before.
ALTER TABLE booking_references ADD COLUMN appointment {id};
ALTER TABLE booking_references ADD COLUMN vaccine {text};
ALTER TABLE booking_references ADD COLUMN rule {integer};
ALTER TABLE booking_references ADD COLUMN interval_days {integer};
ALTER TABLE booking_references ADD COLUMN age {integer};
ALTER TABLE booking_references ADD COLUMN batch {text};

-- Keyed hashes of the e-mail address and the telephone number, to count a contact's live bookings. They go when the key goes.
ALTER TABLE contact_keys ADD COLUMN email_mark {text};
ALTER TABLE contact_keys ADD COLUMN phone_mark {text};
CREATE INDEX contact_keys_email ON contact_keys (email_mark) WHERE email_mark IS NOT NULL;
CREATE INDEX contact_keys_phone ON contact_keys (phone_mark) WHERE phone_mark IS NOT NULL;
