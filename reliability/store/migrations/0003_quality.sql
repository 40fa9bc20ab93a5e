-- What was measured of each run's data, and what expectations found in it.

CREATE TABLE findings (
    run_id VARCHAR NOT NULL,
    about VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    message VARCHAR,
    observed VARCHAR
);

CREATE TABLE quality_measures (
    run_id VARCHAR NOT NULL,
    about VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    "value" DOUBLE
);
