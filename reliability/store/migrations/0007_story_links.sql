-- Pairs of articles that may be of one story: tomorrow's articles are linked without comparing the old ones again.

ALTER TABLE signatures ADD COLUMN wording VARCHAR;
ALTER TABLE signatures ADD COLUMN day DATE;

UPDATE signatures SET day = coalesce(
    published_at::DATE,
    (SELECT max(ingested_at)::DATE FROM article_rows WHERE article_rows.article_id = signatures.article_id),
    DATE '1970-01-01'
);

CREATE TABLE story_links (
    left_id VARCHAR NOT NULL,
    right_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    score DOUBLE NOT NULL
);
