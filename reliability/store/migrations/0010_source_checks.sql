-- How often what a publisher says agrees with independent reports.

CREATE TABLE source_checks (
    source VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    checked BIGINT NOT NULL,
    agreed BIGINT NOT NULL
);
