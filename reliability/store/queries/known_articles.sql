-- The current revision of each incoming article that is stored, and whether this run holds it already.
WITH listed AS (
    SELECT DISTINCT article_id
    FROM run_articles
    SEMI JOIN incoming USING (article_id)
    WHERE run_id = $run_id
),
stored AS (
    SELECT article_id, max(revision) AS revision, arg_max(text_hash, revision) AS text_hash
    FROM article_rows
    SEMI JOIN incoming USING (article_id)
    GROUP BY article_id
)
SELECT stored.*, listed.article_id IS NOT NULL AS listed
FROM stored
LEFT JOIN listed USING (article_id)
