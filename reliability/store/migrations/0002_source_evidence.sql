-- What a source's score is made of, and the rating lists that users import.

CREATE TABLE source_ratings (
    list VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    rating DOUBLE NOT NULL,
    error DOUBLE NOT NULL,
    imported_at TIMESTAMPTZ
);

CREATE TABLE source_evidence (
    source VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    run_id VARCHAR,
    part VARCHAR NOT NULL,
    origin VARCHAR,
    n BIGINT,
    "value" DOUBLE,
    score DOUBLE,
    low DOUBLE,
    high DOUBLE,
    weight DOUBLE,
    points DOUBLE
);
