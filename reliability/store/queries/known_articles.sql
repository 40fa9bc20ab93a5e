-- The current revision of each incoming article that is stored, and whether this run holds it already.
WITH listed AS (
    SELECT DISTINCT article_id
    FROM run_articles
    SEMI JOIN incoming USING (article_id)
    WHERE run_id = $run_id
),
stored AS (
    SELECT article_id, revision, text_hash, input, url, domain, publisher, authors, published_at, modified_at, section, language
    FROM article_rows
    SEMI JOIN incoming USING (article_id)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY revision DESC) = 1
)
SELECT stored.*, listed.article_id IS NOT NULL AS listed
FROM stored
LEFT JOIN listed USING (article_id)
