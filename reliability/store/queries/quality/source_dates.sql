-- The date lines of each publisher up to $now, and how many articles have each.
WITH current AS (
    SELECT
        article_id,
        arg_max(coalesce(domain, publisher), revision) AS source,
        arg_max(published_at, revision) AS published_at
    FROM article_rows
    GROUP BY article_id
)
SELECT source, published_at, count(*) AS articles
FROM current
WHERE source IS NOT NULL AND published_at <= $now
GROUP BY source, published_at
