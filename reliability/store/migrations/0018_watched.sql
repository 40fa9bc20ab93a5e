-- What `reliability watch` remembers.

CREATE TABLE watched (
    place VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    mark VARCHAR,
    etag VARCHAR,
    modified VARCHAR,
    checked_at TIMESTAMPTZ,
    next_at TIMESTAMPTZ,
    failures INTEGER,
    said VARCHAR
);
