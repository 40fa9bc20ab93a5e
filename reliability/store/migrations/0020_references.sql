-- Where articles are, what they refer to, and until when agencies ask not to publish them.

ALTER TABLE signatures ADD COLUMN address VARCHAR;
ALTER TABLE signatures ADD COLUMN refers_to VARCHAR[];
ALTER TABLE signatures ADD COLUMN embargo TIMESTAMPTZ;
