-- The articles of a slice: of $run_id, or first seen from $since on, of the publisher $source; null leaves a limit out.
WITH current AS (
    SELECT
        article_id,
        arg_max(coalesce(domain, publisher), revision) AS source,
        arg_max(published_at, revision) AS published_at,
        min(ingested_at) AS first_seen
    FROM article_rows
    GROUP BY article_id
)
SELECT article_id, source, published_at
FROM current
WHERE ($run_id IS NULL OR article_id IN (SELECT article_id FROM run_articles WHERE run_id = $run_id))
    AND ($since IS NULL OR first_seen >= $since)
    AND ($source IS NULL OR lower(source) = lower($source))
ORDER BY article_id
