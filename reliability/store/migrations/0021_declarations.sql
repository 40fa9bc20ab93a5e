-- What publishers say of themselves on their trust pages, and what came of asking for these.

CREATE TABLE declarations (
    source VARCHAR NOT NULL,
    found_in VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    other VARCHAR,
    url VARCHAR,
    seen_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE declaration_pages (
    source VARCHAR NOT NULL,
    found_in VARCHAR NOT NULL,
    url VARCHAR,
    state VARCHAR NOT NULL,
    said VARCHAR,
    statements BIGINT NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL
);
