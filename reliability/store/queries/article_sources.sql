-- The publisher of each article of `ids` and the latest verdict on it, in their order.
WITH current AS (
    SELECT article_id, arg_max(coalesce(domain, publisher), revision) AS source
    FROM article_rows
    WHERE article_id IN (SELECT id FROM ids)
    GROUP BY article_id
),
latest AS (
    SELECT article_id, arg_max(verdict, (decided_at, decision_id)) AS verdict
    FROM decisions
    WHERE article_id IN (SELECT id FROM ids)
    GROUP BY article_id
)
SELECT current.article_id, current.source, latest.verdict
FROM ids
JOIN current ON current.article_id = ids.id
LEFT JOIN latest ON latest.article_id = ids.id
ORDER BY ids.n
