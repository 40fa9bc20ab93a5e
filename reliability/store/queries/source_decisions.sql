-- How many articles of each publisher have which verdict as their latest.
WITH latest AS (
    SELECT article_id, arg_max(verdict, (decided_at, decision_id)) AS verdict
    FROM decisions
    GROUP BY article_id
),
current AS (
    SELECT article_id, arg_max(coalesce(domain, publisher), revision) AS source
    FROM article_rows
    SEMI JOIN latest USING (article_id)
    GROUP BY article_id
)
SELECT source, verdict, count(*) AS articles
FROM latest
JOIN current USING (article_id)
WHERE source IS NOT NULL
GROUP BY ALL
ORDER BY ALL
