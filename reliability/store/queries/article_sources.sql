-- The publisher of each article of `ids` and the verdict that holds on it, in their order.
WITH current AS (
    SELECT article_id, arg_max(coalesce(domain, publisher), revision) AS source
    FROM article_rows
    WHERE article_id IN (SELECT id FROM ids)
    GROUP BY article_id
)
SELECT current.article_id, current.source, verdicts.verdict
FROM ids
JOIN current ON current.article_id = ids.id
LEFT JOIN verdicts ON verdicts.article_id = ids.id
ORDER BY ids.n
