-- Requests that may come twice, and messages to other programs.

CREATE TABLE answers (
    caller VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    request VARCHAR NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    status INTEGER,
    media_type VARCHAR,
    body BLOB
);

CREATE TABLE webhooks (
    webhook_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    shape VARCHAR NOT NULL,
    events VARCHAR[] NOT NULL,
    secret VARCHAR NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    disabled_at TIMESTAMPTZ
);

CREATE TABLE deliveries (
    message_id VARCHAR NOT NULL,
    webhook_id VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    state VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    due_at TIMESTAMPTZ,
    last_at TIMESTAMPTZ,
    answer VARCHAR
);

-- What webhooks were told already, or what was there before the first of them: `run`, `decision` or `flag`, and its id.
CREATE TABLE webhook_told (
    kind VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    told_at TIMESTAMPTZ NOT NULL
);
