-- How a publisher's articles fared, by month of their date line; those without a date come last, under null.
WITH current AS (
    SELECT article_id, arg_max(published_at, revision) AS published_at
    FROM article_rows
    WHERE domain = $source OR (domain IS NULL AND publisher = $source)
    GROUP BY article_id
),
flagged AS (
    SELECT DISTINCT article_id FROM flags WHERE severity IN ('critical', 'warning') AND article_id IN (SELECT article_id FROM current)
)
SELECT
    strftime(current.published_at AT TIME ZONE 'UTC', '%Y-%m') AS month,
    count(*) AS articles,
    count(scores.score) AS scored,
    avg(scores.score) AS score,
    count(flagged.article_id) / count(*) AS flagged_share,
    coalesce(sum(scores.second_hand), 0)::BIGINT AS second_hand,
    coalesce(sum(scores.claims), 0)::BIGINT AS claims
FROM current
LEFT JOIN scores USING (article_id)
LEFT JOIN flagged USING (article_id)
GROUP BY month
ORDER BY month DESC NULLS LAST
LIMIT $limit
